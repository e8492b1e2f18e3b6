"""The twenty-two ways in which review systems have named people, each tried on this one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy import event
from sqlmodel import select
from starlette.testclient import TestClient

import web.contexts.expert_desk as desk_contexts
from api.app import make_app
from api.permissions import doors_of, may_review
from expertpool.access.sending import Sent
from expertpool.actions.issue_invite import issue_code, issue_invite
from expertpool.db import open_session
from expertpool.desk.packet_shelf import Shelf
from expertpool.ids import ExpertId
from expertpool.models import PersonalEvent, Role
from tests.web.crawl import VALUES, Way, crawl, ways_of
from tests.web.planted import FORBIDDEN, Applicant, experts_but, found_in, person, planted, whole
from tests.web.review_desk import (
    ELSEWHERE,
    FILES,
    GROUP,
    MINE,
    NOBODYS,
    OTHER,
    READER,
    SHARED,
    STRANGER,
    THEIRS,
    address,
    begun,
    digest,
)
from tests.web.sight import differing, masked, sight
from tests.web.town import HOST, Town, copied

IDENTIFYING = {"name", "expert_no", "employer", "phone", "email", "id_number", "readers", "reader", "members", "author"}
OWN = {"reader"}
"""A reader's own code stands on their own pages."""

HTML = "text/html; charset=utf-8"


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    from expertpool.settings import Settings

    first = Town(Settings.embedded(tmp_path_factory.mktemp("classes") / "home")).settled()
    yield planted(first)
    first.wiring.engine.dispose()


@pytest.fixture(scope="module")
def reader(peopled: Town) -> TestClient:
    return begun(peopled, READER)


@pytest.fixture(scope="module")
def ways(peopled: Town) -> list[Way]:
    return [way for way in ways_of(peopled) if way.method == "GET"]


@pytest.fixture(scope="module")
def seen(reader: TestClient, ways: list[Way]) -> list[tuple[str, str, Any]]:
    """Every answer to the reader's reading questions."""
    return list(crawl(reader, ways, Role.EXPERT, whole=False))


@pytest.fixture
def apart(peopled: Town, tmp_path: Any) -> Iterator[Town]:
    """A copy of the town, for what changes it."""
    peopled.wiring.engine.dispose()
    with copied(peopled, tmp_path / "home") as town:
        town.clock.at = peopled.clock.at
        yield town


def api(path: str) -> str:
    return f"/api/v1/groups/{GROUP}/packets/{path}"


def unlike(one: Any, other: Any, path: str, instead: str) -> bool:
    """Whether two refusals differ by more than the address that each repeats."""
    own = masked(one).replace(path.encode(), instead.encode())
    return re.sub(rb"content-length: \d+", b"", own) != re.sub(rb"content-length: \d+", b"", masked(other))


def statements(town: Town, browser: TestClient, path: str) -> list[str]:
    """What the database is asked for one answer."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(town.wiring.engine, "before_cursor_execute", note)
    try:
        browser.get(path)
    finally:
        event.remove(town.wiring.engine, "before_cursor_execute", note)
    return asked


def test_class_01_filter_or_search_parameter_without_authorisation(peopled: Town, reader: TestClient) -> None:
    may_not = [door for door in doors_of(make_app(peopled.wiring)) if not all(map(allows_experts, door.permissions))]
    asked = [door.path for door in may_not if "GET" in door.methods and "{" not in door.path]
    queries = ("search=慕容", "expert_no=E0004", "role=office", "limit=200&cursor=0", "year=2025", "id_number=99")
    answers = {(path, query): reader.get(f"{path}?{query}").status_code for path in asked for query in queries}
    assert len(asked) > 10
    assert set(answers.values()) == {403}


def test_class_02_search_as_an_oracle(peopled: Town, reader: TestClient) -> None:
    for browser in (reader, peopled.client()):
        hit, miss = (browser.get(f"/api/v1/experts?search={text}") for text in (person(4).name, "查无此人甲"))
        assert not unlike(hit, miss, "", "")
    office = peopled.staff(Role.OFFICE)
    hidden = (person(4).id_number, person(4).phone, person(4).email, Applicant().name)
    assert [office.get(f"/api/v1/experts?search={text}").json()["total"] for text in hidden] == [0] * len(hidden)


def test_class_03_timing_of_answers(peopled: Town, reader: TestClient) -> None:
    reader.get("/desk")
    for end in ("", "/check", "/receipt", "/packet.pdf"):
        nothing, others = (statements(peopled, reader, address(name) + end) for name in (NOBODYS, THEIRS))
        assert (others, len(nothing) > 0) == (nothing, True)
    nothing, others = (statements(peopled, reader, f"/api/v1/groups/{name}/packets") for name in ("g9", OTHER))
    assert (others, len(nothing) > 0) == (nothing, True)


def test_class_04_counts_differ_by_one_hidden_item(apart: Town) -> None:
    browser = begun(apart, READER)
    lists = [way for way in ways_of(apart) if way.method == "GET" and way.open_to(Role.EXPERT)]
    before = sight(browser, lists, Role.EXPERT)
    begun(apart, STRANGER, OTHER)
    stranger = begun(apart, STRANGER)
    stranger.post(f"{address(THEIRS)}/fields", data={"line": "0", "mark": "70"})
    stranger.post(f"{address(SHARED)}/recognise")
    assert differing(before, sight(browser, lists, Role.EXPERT)) == []


def test_class_05_status_differs(reader: TestClient) -> None:
    ends = ("", "/pages/1", "/packet.pdf", "/check", "/receipt")
    pairs = [(address(name) + end, address(NOBODYS) + end) for end in ends for name in (THEIRS, ELSEWHERE)]
    pairs += [
        (api(name) + end, api(NOBODYS) + end) for end in ("", "/file", "/draft", "/receipt") for name in (THEIRS,)
    ]
    pairs += [(f"/api/v1/groups/{OTHER}/packets{end}", f"/api/v1/groups/g9/packets{end}") for end in ("", f"/{MINE}")]
    pairs += [(f"/desk/groups/{OTHER}", "/desk/groups/g9")]
    told = [(one, other) for one, other in pairs if unlike(reader.get(one), reader.get(other), one, other)]
    assert told == []


def test_class_06_sort_order(apart: Town) -> None:
    browser = begun(apart, READER)
    listed = browser.get(f"/api/v1/groups/{GROUP}/packets").json()["items"]
    stranger = begun(apart, STRANGER)
    for mark in ("61", "99"):
        stranger.post(f"{address(SHARED)}/fields", data={"line": "0", "mark": mark, "reason": "见材料"})
    assert browser.get(f"/api/v1/groups/{GROUP}/packets").json()["items"] == listed
    sorts = {name for way in ways_of(apart) for name in way.asks if re.search("sort|order|by$", name)}
    assert sorts == set()


@dataclass
class Recording:
    """A sender that notes what it was given."""

    valid: timedelta = timedelta(minutes=10)

    def __post_init__(self) -> None:
        self.sent: list[tuple[str, str, str | None]] = []

    def send(self, code: str, *, expert_no: str, phone: str | None) -> Sent:
        self.sent.append((code, expert_no, phone))
        return Sent("slip", None)


def test_class_07_mail_and_messages(apart: Town) -> None:
    given: dict[str, Any] = {"at": apart.clock.at, "actor": "王"}
    sender = Recording()
    with open_session(apart.settings) as session:
        invite = issue_invite(session, ExpertId("E0006"), desk=apart.wiring.desk, **given)
        issue_code(session, ExpertId("E0006"), sender=sender, phone="13900000006", **given)
        session.commit()
    ((code, number, phone),) = sender.sent
    assert (number, phone, re.fullmatch(r"\d{6}", code) is not None) == ("E0006", "13900000006", True)
    apart.wiring.engine.dispose()
    kept = b"".join(one.read_bytes() for one in apart.settings.home.glob("expertpool.sqlite3*"))
    assert [text for text in (invite, invite.replace("-", ""), phone) if text.encode() in kept] == []
    with open_session(apart.settings, reading=True) as session:
        notes = [one.model_dump_json() for one in session.exec(select(PersonalEvent))]
    assert [one for one in notes if code in one or invite in one] == []


def test_class_08_dashboards_and_histories(seen: list[tuple[str, str, Any]], reader: TestClient) -> None:
    own = {"/own", "/desk", "/api/v1/sign-ins/events", "/api/v1/groups"}
    shown = {path: answer for _, path, answer in seen if path in own}
    assert (shown.keys(), {one.status_code for one in shown.values()}) == (own, {200})
    assert [path for path, one in shown.items() if found_in(whole(one), FORBIDDEN[READER])] == []
    assert {reader.get(path).status_code for path in ("/office", "/oversight", "/api/v1/ledger/entries/1")} == {403}


def test_class_09_public_and_secret_preview_links(
    peopled: Town, seen: list[tuple[str, str, Any]], ways: list[Way]
) -> None:
    mine = {path for _, path, answer in seen if answer.status_code == 200 and GROUP in path.split("/")}
    stranger = peopled.client()
    let_in = [path for path in mine if stranger.get(path).status_code not in (401, 303)]
    assert (let_in, len(mine) > 5) == ([], True)
    asked = {name for way in ways for name in (*way.asks, *re.findall(r"\{([^}:]+)", way.path))}
    assert {name for name in asked if re.search("token|secret|preview|signature|key|pass", name)} == set()


def test_class_10_attachments(peopled: Town, reader: TestClient) -> None:
    assert reader.get(f"{address(SHARED)}/packet.pdf").content == FILES[SHARED]
    assert reader.get(f"{api(SHARED)}/file").content == FILES[SHARED]
    others = [f"/filings/1/papers/{digest(THEIRS)}", f"{api(THEIRS)}/file", f"{api(digest(SHARED))}/file"]
    assert {reader.get(path).status_code for path in others} <= {400, 403, 404}
    under = [f"/static/..%2f..%2f{part}" for part in ("blind-intake/applicants.csv", "desk/packets")]
    assert {peopled.client().get(path).status_code for path in under} == {404}


def test_class_11_file_names(peopled: Town, seen: list[tuple[str, str, Any]]) -> None:
    named = {answer.headers.get("content-disposition", "") for _, path, answer in seen if SHARED in path} - {""}
    assert named == {f'inline; filename="{SHARED}.pdf"'}
    shelves = [path.name for path in (peopled.settings.home / "desk").rglob("*")]
    hidden = (*Applicant().canaries, *experts_but(), MINE, SHARED, THEIRS)
    assert [name for name in shelves if found_in(name.encode(), hidden)] == []


def test_class_12_metadata_in_files(apart: Town) -> None:
    browser = begun(apart, READER)
    for end in ("/pages/1", "/pages/2"):
        picture = browser.get(f"{address(SHARED)}{end}")
        with Image.open(io.BytesIO(picture.content)) as image:
            assert (image.format, dict(image.getexif())) == ("JPEG", {})
            assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    read = pypdfium2.PdfDocument(browser.get(f"{address(SHARED)}/packet.pdf").content)
    told = read.get_metadata_dict(skip_empty=True)
    assert found_in(repr(told).encode(), FORBIDDEN[READER]) == []
    assert set(told) <= {"Producer", "Creator", "CreationDate", "ModDate"}


def test_class_13_lists_of_participants(peopled: Town) -> None:
    made = [one for one in vars(desk_contexts).values() if is_dataclass(one)]
    held = {field.name for one in made for field in fields(one)}
    assert held & IDENTIFYING <= OWN
    description = peopled.client().get("/api/v1/openapi.json").json()
    reached = set(reachable(description, "packets"))
    shown = {name for one in reached for name in description["components"]["schemas"][one].get("properties", {})}
    assert (shown & IDENTIFYING, len(reached) > 5) == (set(), True)


def reachable(description: dict[str, Any], tag: str) -> Iterator[str]:
    """The schemas of what operations of a tag answer when all goes well."""
    operations = [one for methods in description["paths"].values() for one in methods.values() if tag in one["tags"]]
    told = [answer for one in operations for status, answer in one["responses"].items() if status.startswith("2")]
    waiting, found = [told], set[str]()
    while waiting:
        names = set(re.findall(r"#/components/schemas/([\w\[\]]+)", repr(waiting.pop()))) - found
        found |= names
        waiting += [description["components"]["schemas"][name] for name in names]
    return iter(found)


def test_class_14_mentions(apart: Town) -> None:
    browser, calling = begun(apart, READER), f"@{STRANGER} @{person(4).name} 请看"
    with open_session(apart.settings, reading=True) as session:
        before = len(session.exec(select(PersonalEvent)).all())
    assert browser.post(f"{address(SHARED)}/fields", data={"comment": calling}).status_code == 303
    page = browser.get(address(SHARED)).text
    assert f">\n{calling}</textarea>" in page
    with open_session(apart.settings, reading=True) as session:
        assert len(session.exec(select(PersonalEvent)).all()) == before
    shown = begun(apart, STRANGER).get(address(SHARED))
    assert found_in(whole(shown), [calling, READER, person(3).name]) == []


def test_class_15_self_identification_in_free_text(apart: Town) -> None:
    browser, telling = begun(apart, READER), f"我是{person(3).name}，{person(3).facts.employer}"
    for line, mark in enumerate(("80", "75.5", "90")):
        browser.post(f"{address(SHARED)}/fields", data={"line": str(line), "mark": mark})
    browser.post(f"{address(SHARED)}/fields", data={"comment": telling})
    assert browser.post(f"{address(SHARED)}/seal").status_code == 303
    apart.wiring.engine.dispose()
    kept = b"".join(path.read_bytes() for path in apart.settings.home.rglob("*") if path.is_file())
    assert found_in(kept, [telling]) == []
    stranger = begun(apart, STRANGER)
    pages = [stranger.get(path) for path in ("/desk", f"/desk/groups/{GROUP}", address(SHARED), f"{api(SHARED)}/draft")]
    assert found_in(b"".join(map(whole, pages)), [telling, person(3).name]) == []


def test_class_16_redaction_that_falls_back_to_the_original(apart: Town) -> None:
    browser = begun(apart, READER)
    shelf = Shelf.of(apart.settings)
    path = shelf.folder / f"{digest(SHARED)}.pdf"
    original, drawn = f"%PDF-1.4 {Applicant().name}".encode(), browser.get(f"{address(SHARED)}/pages/1").content
    for spoilt in (original, b"", None):
        if spoilt is None:
            path.unlink()
        else:
            path.write_bytes(spoilt)
        answers = [browser.get(one) for one in (f"{address(SHARED)}/packet.pdf", f"{api(SHARED)}/file")]
        assert {one.status_code for one in answers} <= {409, 422}
        answers += [browser.get(f"{address(SHARED)}/pages/{number}") for number in (1, 3)]
        assert answers[2].content == drawn or answers[2].status_code in (409, 422)
        assert [one for one in answers if found_in(whole(one), FORBIDDEN[READER])] == []


def test_class_17_direct_access_to_objects_of_others(reader: TestClient, ways: list[Way]) -> None:
    given = VALUES | {"group": (OTHER,), "packet": (ELSEWHERE,), "expert_no": (STRANGER,), "name": ("office",)}
    open_to = {
        way.name: reader.get(path).status_code
        for way in ways
        for path in way.addresses(given, most=1)
        if "{" in way.path
    }
    public = {name for name, status in open_to.items() if status < 400}
    assert [name for name in public if "group" in name or "packet" in name or "expert" in name] == []
    assert {status for name, status in open_to.items() if "{packet}" in name} == {404}


def test_class_18_escalation_from_reader_to_any_other_role(peopled: Town, reader: TestClient) -> None:
    claims = {
        "X-Role": "office",
        "X-Forwarded-User": "office",
        "X-Original-URL": "/office",
        "Authorization": "Basic b2ZmaWNlOg==",
    }
    doors = [door for door in doors_of(make_app(peopled.wiring)) if not all(map(allows_experts, door.permissions))]
    asked = [(method, door.path) for door in doors for method in door.methods]
    headers = claims | {"Idempotency-Key": "escalate-1", "Cookie": "role=office; expertpool_role=office"}
    tried = {
        name: reader.request(name[0], re.sub(r"\{[^}]+\}", "1", name[1]) + "?role=office&as=office", headers=headers)
        for name in asked
    }
    assert {one.status_code for one in tried.values()} <= {401, 403}
    assert reader.get("/api/v1/sign-ins/me").json()["role"] == "expert"


def test_class_19_former_readers_are_still_named(apart: Town) -> None:
    browser, stranger = begun(apart, READER), begun(apart, STRANGER)
    lists = [way for way in ways_of(apart) if way.method == "GET" and way.open_to(Role.EXPERT)]
    before = sight(browser, lists, Role.EXPERT)
    assert stranger.post(f"/desk/groups/{GROUP}/recuse", data={"ground": "no-time"}).status_code == 303
    assert differing(before, sight(browser, lists, Role.EXPERT)) == []
    gone = [stranger.get(f"{address(SHARED)}{end}") for end in ("", "/pages/1", "/packet.pdf", "/receipt")]
    assert {one.status_code for one in gone} == {404}
    told = apart.staff(Role.OFFICE).get("/api/v1/assignments")
    assert found_in(whole(told), experts_but()) == []


def test_class_20_exports_and_answers_for_programs(seen: list[tuple[str, str, Any]]) -> None:
    usual = {HTML, "application/json", "application/problem+json", "image/jpeg", "text/plain; charset=utf-8", ""}
    files = {(name, answer.headers.get("content-type", "")) for name, _, answer in seen if answer.status_code == 200}
    exports = {(name, kind) for name, kind in files if kind not in usual}
    allowed = ("/packet.pdf", "/file", "/api/docs/{file}", "/certificates/verifier", "/desk/")
    assert [one for one in exports if not any(part in one[0] for part in allowed)] == []
    told = [answer for name, _, answer in seen if "/api/" in name]
    assert [one for one in told if found_in(whole(one), FORBIDDEN[READER], asked=str(one.request.url))] == []


def test_class_21_links_that_leave_the_system(seen: list[tuple[str, str, Any]]) -> None:
    pages = [answer for _, _, answer in seen if answer.headers.get("content-type") == HTML]
    leading = {link for one in pages for link in re.findall(r'(?:href|src|action)="([a-z]+:)?//', one.text)}
    assert (leading, len(pages) > 5) == (set(), True)
    assert {answer.headers["referrer-policy"] for _, _, answer in seen} <= {"same-origin", "no-referrer"}
    assert [one.headers["location"] for one in pages if one.headers.get("location", "/")[:2] == "//"] == []


def test_class_22_secondary_pages_and_errors(apart: Town) -> None:
    browser = begun(apart, READER)
    writes = [way for way in ways_of(apart) if way.method != "GET"]
    refused = [
        (name, path, one)
        for name, path, one in crawl(browser, writes, Role.EXPERT, whole=False)
        if one.status_code >= 400
    ]
    refused += [("", path, browser.get(path)) for path in ("/nothing", "/desk/groups", "/desk/?lang=en", "/api/v1/x")]
    told = [(name, path) for name, path, one in refused if found_in(whole(one), FORBIDDEN[READER], asked=path)]
    assert (told, len(refused) > 20) == ([], True)


def allows_experts(permission: Any) -> bool:
    """Whether an expert passes."""
    from api.actor import Actor

    return bool(permission(Actor(role=Role.EXPERT, name=READER)))


def test_every_class_has_its_test() -> None:
    named = sorted(name[11:13] for name in globals() if name.startswith("test_class_"))
    assert named == [f"{number:02}" for number in range(1, 23)]
    assert allows_experts(may_review)
    assert HOST.startswith("http")
