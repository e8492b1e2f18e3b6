"""The hall's screen: every step once, in order, the same for all, and never a name."""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.wiring import Wiring
from expertpool.party.halls import FOLDER, Halls
from expertpool.settings import Settings
from tests.blind.ceremony.hall import OFFICE
from tests.party.season import Season
from tests.web.room import NAME, Room, finished
from web.hall_watch import HallWatch


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A ceremony that came to its end."""
    with pytest.MonkeyPatch.context() as patch:
        room = Room(Season(tmp_path_factory.mktemp("drawn"), patch))
        room.hall.sealed()
        room.hall.drawn()
        yield room


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    return Room(Season(tmp_path / "season", monkeypatch))


def test_hall_before_the_freeze_says_that_it_waits(room: Room) -> None:
    assert room.kinds() == []
    assert "等待办事机构锁定抽取条件" in room.page()


def test_steps_appear_as_the_ceremony_goes_on_and_only_ever_follow_those_before(room: Room) -> None:
    watch, hall = HallWatch(room.wiring), room.hall
    before: list[str] = []

    def seen() -> list[str]:
        for journal in watch.journals.values():
            journal.looked_at = -1000.0
        steps = room.journal(watch).steps
        assert [step.key for step in steps[: len(before)]] == before
        before[:] = [step.key for step in steps]
        return [step.kind for step in steps]

    hall.moves()
    assert seen() == ["conditions"]
    hall.pass_time(hours=2)
    hall.commit()
    assert seen() == ["conditions", "committed", "committed"]
    hall.moves()
    hall.witness("seal")
    assert seen() == ["conditions", *["committed"] * 3, "sealed", "witnessed"]
    hall.moves()
    hall.reveal()
    hall.moves()
    assert seen()[6:] == ["revealed"] * 3, "a result that nobody has witnessed yet is not shown"
    hall.witness("result-0")
    assert seen()[9:] == ["seed", *["seat"] * 11, "result"]


def test_seats_stand_in_the_order_of_the_certificate_with_specialty_and_level(drawn: Room) -> None:
    panel = json.loads((drawn.hall.out / "panel.json").read_text(encoding="utf-8"))["members"]
    certificate = json.loads((drawn.hall.out / "certificate.restricted.json").read_bytes())
    content = json.loads(base64.b64decode(certificate["payload"]))
    codes = content["rounds"][0]["panel"]
    numbers = {one["expert_no"]: one for one in panel}
    seats = [step.facts for step in drawn.journal().steps if step.kind == "seat"]
    assert [facts["code"] for facts in seats] == [code[:16] for code in codes]
    assert [facts["place"] for facts in seats] == list(range(1, len(numbers) + 1))
    levels = sorted(str(facts["level"]) for facts in seats)
    assert levels == sorted(one["level"] for one in panel)


def test_no_name_number_or_employer_reaches_page_or_stream(drawn: Room) -> None:
    people = json.loads(drawn.season.roster.read_text(encoding="utf-8"))
    panel = json.loads((drawn.hall.out / "panel.json").read_text(encoding="utf-8"))["members"]
    secrets = {one[key] for one in people for key in ("expert_no", "name", "employer", "id_number") if one.get(key)}
    assert {one["name"] for one in panel} <= secrets
    steps = drawn.journal().steps
    shown = [drawn.page(), drawn.page("en"), drawn.stream(len(steps)), repr(steps)]
    own_unit = steps[0].facts["committee"]
    found = {secret for secret in secrets for text in shown if secret in text.replace(str(own_unit), "")}
    assert found == set()


def test_every_screen_tells_the_same_in_the_same_order(drawn: Room) -> None:
    steps = drawn.journal().steps
    assert [one["key"] for one in drawn.told(len(steps))] == [step.key for step in steps]
    assert drawn.told(len(steps)) == drawn.told(len(steps))
    page = drawn.page()
    rest = [step for step in steps if step.kind not in ("conditions", "seat")]
    places = [page.index(f'id="step-{step.key}"') for step in rest]
    assert places == sorted(places)
    assert all(page.count(f'id="step-{step.key}"') == 1 for step in steps if step.kind != "conditions")


def test_stream_goes_on_after_the_last_event_a_screen_has_seen(drawn: Room) -> None:
    steps = drawn.journal().steps
    assert [one["key"] for one in drawn.told(len(steps) - 5, seen=5)] == [step.key for step in steps[5:]]


@pytest.mark.parametrize("last", ["", "x", "-1", "{epoch}-", "{epoch}-x", "{epoch}-" + "9" * 30, "ffffffff-3"])
def test_last_event_of_another_server_or_none_starts_anew(drawn: Room, last: str) -> None:
    journal = drawn.journal()
    assert journal.place(last.replace("{epoch}", journal.epoch)) == 0
    assert journal.place(f"{journal.epoch}-7") == 7


def test_document_that_was_changed_is_not_shown(drawn: Room, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(drawn.season.home(OFFICE), home)
    folder = home / FOLDER / NAME
    for name in ("result-0.json", "reveal-hrss-0.json"):
        data = bytearray((folder / name).read_bytes())
        data[len(data) // 2] ^= 1
        (folder / name).write_bytes(data)
    watch = HallWatch(Wiring(Halls(home / FOLDER), settings=Settings.embedded(home)))
    kinds = [step.kind for step in finished(watch.journal(NAME)).steps]
    assert kinds[-2:] == ["revealed", "revealed"]
    assert "seat" not in kinds


def test_assurance_reached_and_the_way_to_check_stand_on_the_finished_page(drawn: Room) -> None:
    page = drawn.page()
    assert "实际保证级别" in page
    assert "动画不影响结果" in page
    assert '<svg viewBox="0 0 ' in page


def test_hall_that_is_not_there_is_not_found(drawn: Room) -> None:
    answers = [
        drawn.client.get(f"/screen/{name}{tail}") for name in ("none", "%00", "..%2f..") for tail in ("", "/events")
    ]
    assert {answer.status_code for answer in answers} == {404}


def test_check_page_is_the_second_verifier_under_a_policy_without_exceptions(drawn: Room) -> None:
    answer = drawn.client.get("/check")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "connect-src" not in policy
    ours = re.compile(r'<p><a href="/">.*</a></p>\n')
    assert len(ours.findall(answer.text)) == 1
    assert ours.sub("", answer.text) == (Path("blind") / "verify_draw.html").read_text(encoding="utf-8")
