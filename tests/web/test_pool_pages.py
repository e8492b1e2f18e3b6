"""The office's pages about the pool: found by name, initials and unit; imports seen before, applied, undone."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from starlette.testclient import TestClient

from expertpool.documents.roster.template import template_workbook
from expertpool.models import Role
from expertpool.words import Language
from tests.conftest import make_expert
from tests.web.town import Town, sentences

HEADS = ["专家编号", "姓名", "工作单位", "职称系列", "专业", "职称层级"]


def roster(rows: list[list[str]]) -> bytes:
    lines = [HEADS, *rows]
    return "\n".join(",".join(line) for line in lines).encode()


def people(count: int = 12) -> list[list[str]]:
    experts = [make_expert(number) for number in range(1, count + 1)]
    facts = [(one, one.facts) for one in experts]
    return [[f.expert_no, one.name, f.employer, f.series, "、".join(f.specialties), f.level.value] for one, f in facts]


def handed_in(browser: TestClient, data: bytes, name: str = "名册.csv") -> str:
    answer = browser.post("/imports", files={"roster": (name, data)})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def figures(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'<p class="figure">(\d+)</p>', page)]


@pytest.mark.parametrize(
    ("search", "found"),
    [("", 12), ("张3", 1), ("E0007", 1), ("e0007", 1), ("z3", 0), ("Z", 12), ("第3研究院 冶金", 2), ("冶金 没有", 0)],
)
def test_experts_are_found_by_name_number_initials_and_unit(looked_at: Town, search: str, found: int) -> None:
    shown = looked_at.staff(Role.OFFICE).get("/pool", params={"search": search}).text
    assert f"共 {found} 人" in shown
    assert shown.count('<a href="/pool/E') == found


def test_expert_page_shows_what_rules_read_and_no_way_to_reach_anybody(looked_at: Town) -> None:
    one = make_expert(7)
    shown = looked_at.staff(Role.OFFICE).get("/pool/E0007").text
    assert one.facts.employer in shown
    secrets = (one.id_number, one.phone, one.email)
    assert [secret for secret in secrets if secret is None or secret in shown] == []


def test_difference_is_shown_before_anything_changes_then_applied_and_undone(town: Town) -> None:
    browser = town.staff(Role.OFFICE)
    rows = people()
    rows[0][2] = "别的单位"
    rows[1:2] = []
    rows.append(["E0099", "新人", "新单位", "工程", "冶金", "中级"])
    place = handed_in(browser, roster(rows))
    preview = browser.get(place).text
    assert figures(preview) == [1, 1, 1, 10]
    assert "别的单位" in preview
    assert "E0099" not in browser.get("/pool").text
    assert browser.post(f"{place}/apply").headers["location"] == "/imports"
    assert "E0099" in browser.get("/pool").text
    assert browser.get(place).status_code == 404
    assert browser.post("/imports/2/undo").status_code == 303
    after = browser.get("/pool").text
    assert ("E0099" in after, "E0002" in after, "别的单位" in after) == (False, True, False)
    assert browser.post("/imports/2/undo").status_code == 409


def test_roster_with_faults_is_imported_only_as_far_as_it_is_sound_and_only_when_asked(town: Town) -> None:
    browser = town.staff(Role.OFFICE)
    rows = people()
    rows[3][5] = "超高级"
    rows[4][2] = "别的单位"
    place = handed_in(browser, roster(rows))
    assert "超高级" in browser.get(place).text
    assert browser.get(f"{place}/marked.xlsx").content[:2] == b"PK"
    refused = browser.post(f"{place}/apply")
    assert (refused.status_code, len(sentences(refused))) == (422, 1)
    assert "别的单位" not in browser.get("/pool").text
    assert browser.post(f"{place}/apply", data={"only_good": "1"}).status_code == 303
    assert "别的单位" in browser.get("/pool").text
    assert "E0004" in browser.get("/pool").text


def test_roster_that_would_empty_the_pool_needs_a_tick(town: Town) -> None:
    browser = town.staff(Role.OFFICE)
    place = handed_in(browser, roster(people(1)))
    assert browser.post(f"{place}/apply").status_code == 422
    assert "共 12 人" in browser.get("/pool").text
    assert browser.post(f"{place}/apply", data={"allow_shrink": "1"}).status_code == 303
    assert "共 1 人" in browser.get("/pool").text


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.exe", b"MZ"), ("x.csv", b""), ("", b""), ("", b"x"), ("../../x.xlsx/", b"x"), ("x", b"x"), (None, b"x")],
)
def test_file_that_is_no_roster_is_refused_on_the_form(town: Town, name: str | None, data: bytes) -> None:
    named = "" if name is None else f'; filename="{name}"'
    head = f'--b\r\nContent-Disposition: form-data; name="roster"{named}\r\nContent-Type: text/csv\r\n\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    browser = town.staff(Role.OFFICE)
    answer = browser.post("/imports", content=head.encode() + data + b"\r\n--b--\r\n", headers=headers)
    assert (answer.status_code, len(sentences(answer))) == (422, 1)
    assert not (town.settings.home / "desk").exists()


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"PK\x03\x04 broken", b"a,b,c\n1,2,3\n"])
@pytest.mark.parametrize("name", ["x.xlsx", "x.csv", "x.xls", "x.ods", "x.json"])
def test_file_that_cannot_be_read_is_refused_in_words(town: Town, name: str, data: bytes) -> None:
    browser = town.staff(Role.OFFICE)
    answer = browser.get(handed_in(browser, data, name))
    assert answer.status_code in {200, 422}
    assert answer.status_code == 200 or 'name="roster"' in answer.text
    assert str(town.settings.home) not in answer.text


def test_name_of_an_upload_stays_inside_its_folder(town: Town) -> None:
    browser = town.staff(Role.OFFICE)
    handed_in(browser, roster(people()), "..\\..\\evil/../../名册.csv")
    kept = [path for path in (town.settings.home / "desk").rglob("*") if path.is_file()]
    assert [path.name for path in kept] == ["名册.csv"]
    assert [path.relative_to(town.settings.home).parts[:2] for path in kept] == [("desk", "uploads")]


def test_template_is_the_workbook_of_the_command_line(looked_at: Town) -> None:
    got = looked_at.staff(Role.OFFICE).get("/imports/template.xlsx").content
    sheets = [openpyxl.load_workbook(io.BytesIO(data)).sheetnames for data in (got, template_workbook(Language.ZH))]
    assert sheets[0] == sheets[1]


def test_season_page_names_no_person(looked_at: Town) -> None:
    shown = looked_at.staff(Role.OFFICE).get("/office?year=2025").text
    assert "在册专家" in shown
    names = [make_expert(number).name for number in range(1, 13)]
    assert [name for name in names if name in shown] == []


def test_health_page_has_words_for_every_picture_and_a_table_beneath(looked_at: Town) -> None:
    shown = looked_at.staff(Role.OFFICE).get("/pool-health?year=2025").text
    pictures = re.findall(r'<svg class="chart".*?</svg>', shown, re.DOTALL)
    assert len(pictures) == 4
    assert [one for one in pictures if 'role="img"' not in one or "<title" not in one or "<desc" not in one] == []
    assert shown.count("<table>") >= 2
    assert max(len(one.encode()) for one in pictures) <= 5000


def test_pool_belongs_to_the_office(looked_at: Town) -> None:
    for role in (Role.INSPECTOR, Role.HRSS, Role.ADMINISTRATOR):
        browser = looked_at.staff(role)
        assert [browser.get(path).status_code for path in ("/pool", "/pool/E0001", "/imports")] == [403, 403, 403]


def test_each_half_for_an_expert_comes_from_its_own_role(town: Town) -> None:
    inspector, office = town.staff(Role.INSPECTOR), town.staff(Role.OFFICE)
    early = office.post("/codes", data={"expert_no": "E0003"})
    assert (early.status_code, len(sentences(early))) == (422, 1)
    shown = [
        re.findall(r'<p class="code">(.*?)</p>', browser.post(path, data={"expert_no": "E0003"}).text)
        for browser, path in ((inspector, "/invites"), (office, "/codes"))
    ]
    halves = {"invite": shown[0][0], "code": shown[1][0]}
    assert town.client().post("/sign-in/expert", data=halves).status_code == 303
    assert (inspector.get("/codes").status_code, office.get("/invites").status_code) == (403, 403)


def test_account_opened_on_the_page_signs_in_with_the_secret_it_showed(town: Town) -> None:
    administrator = town.staff(Role.ADMINISTRATOR)
    typed = {"name": "李明", "role": "office", "password": "another long password"}
    weak = administrator.post("/accounts", data=typed | {"password": "short"})
    assert (weak.status_code, 'value="李明"' in weak.text, "short" in weak.text) == (422, True, False)
    shown = administrator.post("/accounts", data=typed).text
    town.secrets["office"] = re.findall(r"secret=([A-Z2-7]+)", shown)[0]
    town.clock.moves(seconds=60)
    entry = town.entry(Role.OFFICE, name="李明", password="another long password")  # noqa: S106  # a test's own
    assert town.client().post("/sign-in", data=entry).status_code == 303
    asked = administrator.post("/accounts/李明/close", data={"reason": "离职"})
    act, inspector = asked.headers["location"], town.staff(Role.INSPECTOR)
    digest = re.findall(r'name="digest" value="(\w+)"', inspector.get(act).text)[0]
    assert inspector.post(f"{act}/confirm", data={"digest": digest}).status_code == 303
    town.clock.moves(seconds=60)
    entry = town.entry(Role.OFFICE, name="李明", password="another long password")  # noqa: S106  # a test's own
    assert town.client().post("/sign-in", data=entry).status_code == 422
