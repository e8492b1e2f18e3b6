"""A round of scoring on pages alone: begun, closed, witnessed, opened by two of three; and who is refused what."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from expertpool.db import open_session
from expertpool.models import Kind, ReviewGroup, Role
from expertpool.queries.ledger import body_of, entries
from expertpool.queries.ledger_audit import audit_ledger
from tests.commands.review_town import Review
from tests.web.score_room import GROUP, OWN_SHEET, PACKETS, READERS, ScoreRoom
from tests.web.town import sentences
from web.contexts import scores

PLAN_FILE = f"""
group = "{GROUP}"
title = "冶金高级组"
sheet = "三项.toml"
method = "trimmed-mean/1"
places = 2
"""


@pytest.fixture(scope="module")
def opened_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScoreRoom]:
    """The group open, everything scored but for one sheet; nobody closes it here."""
    room = ScoreRoom.prepared(tmp_path_factory.mktemp("scores"))
    assert room.open_group().headers["location"] == room.here
    room.scores("E0001", "80")
    room.scores("E0003", "75")
    room.scores("E0002", "70", next(iter(PACKETS)))
    room.town.wiring.engine.dispose()
    yield room


@pytest.fixture
def room(opened_room: ScoreRoom, tmp_path: Path) -> Iterator[ScoreRoom]:
    """A copy, with the people signed in anew."""
    shutil.copytree(opened_room.review.folder, tmp_path / "room")
    made = ScoreRoom(Review(tmp_path / "room"))
    made.town.secrets.update(opened_room.town.secrets)
    made.town.clock.at = opened_room.town.clock.at
    yield made
    made.town.wiring.engine.dispose()


def kinds(room: ScoreRoom) -> list[str]:
    """Every entry's kind, once the ledger was found in order."""
    with open_session(room.town.settings, reading=True) as session:
        assert {one.code for one in audit_ledger(session).findings} <= {"time-runs-backwards"}
        return [one.kind for one in entries(session)]


def test_round_goes_from_opening_to_opened_scores_on_pages_alone(tmp_path: Path) -> None:
    room = ScoreRoom.prepared(tmp_path)
    office, inspector = room.staff(Role.OFFICE), room.staff(Role.INSPECTOR)
    assert 'action="' + room.batch + "/open" in office.get(room.batch).text
    assert [room.open_group().headers["location"] for _ in range(2)] == [room.here] * 2
    assert room.open_group(new_group="2025-other").status_code == 422
    assert "/open?" not in office.get(room.batch).text

    room.scores("E0001", "80")
    room.scores("E0002", "70")
    room.scores("E0003", "75")
    assert "还没有解封" in office.get(f"{room.here}/opened.zip").text
    assert [room.close().headers["location"] for _ in range(2)] == [room.here] * 2
    assert room.put(room.note()).headers["location"] == room.here
    assert room.unseal().status_code == 422
    for holder in ("hrss", "inspector"):
        assert room.put(room.halves(holder)).status_code == 303
    assert [room.unseal().headers["location"] for _ in range(2)] == [room.here] * 2

    tables = room.tables()
    results = json.loads(tables["results.json"])["results"]
    assert {one["packet"]: (one["result"], one["above"]) for one in results} == dict.fromkeys(PACKETS, ("75.00", True))
    assert {"scores.csv", "scores.xlsx", "linked.csv", "sheets.json", "advice.json", "results.xlsx"} <= set(tables)
    assert sum(name.startswith("own/") for name in tables) == len(READERS)
    said = kinds(room)
    assert [said.count(one) for one in (Kind.GROUP_OPENED, Kind.GROUP_CLOSED, Kind.SCORES_UNSEALED)] == [1, 1, 1]
    shown = [browser.get(room.here).text for browser in (office, inspector)]
    assert ["已解封到第 1 轮" in text for text in shown] == [True, True]
    assert ["/opened.zip" in text for text in shown] == [True, False]
    assert [score for text in shown for score in ("75.00", "80.00", "70.00") if score in text] == []


def test_nothing_is_closed_while_sheets_are_due_unless_that_is_said(room: ScoreRoom) -> None:
    early = room.close()
    assert (early.status_code, sentences(early)[0][:8]) == (422, "还差 1 份打分")
    assert 'id="despite-fault"' in early.text
    assert room.close(round="2").status_code == 422
    assert room.staff(Role.INSPECTOR).get(f"{room.here}/folder.zip").status_code == 400
    assert Kind.GROUP_CLOSED not in kinds(room)
    assert room.close(despite="yes").status_code == 303
    with open_session(room.town.settings, reading=True) as session:
        (entry,) = entries(session, kind=Kind.CLOSING_KEPT)
        body = body_of(session, entry.seq)
        assert body is not None and json.loads(body.content)["facts"]["missing"] == 1


def test_papers_that_are_nobodys_are_not_laid_in(room: ScoreRoom) -> None:
    room.close(despite="yes")
    given = [b"nonsense", b"{}", b'{"payload":"","payloadType":"x","signatures":[]}']
    answers = [room.put(one) for one in given] + [room.staff(Role.OFFICE).post(f"{room.here}/papers")]
    assert [one.status_code for one in answers] == [422] * 4
    assert 'id="papers-fault"' in answers[0].text
    note = room.note()
    assert room.put(note.replace(b"\n", b"\n\n", 1)).status_code == 422
    assert room.put(note).status_code == 303
    halves = room.halves("hrss")
    assert room.put(halves.replace(b'"signatures":[{"', b'"signatures":[{"x', 1)).status_code == 422
    other = json.loads(halves) | {"signatures": json.loads(room.halves("inspector"))["signatures"]}
    assert room.put(json.dumps(other).encode()).status_code == 422
    assert [room.put(halves).status_code for _ in range(2)] == [303, 303]
    folder = room.copy()
    assert [path.name for path in folder.rglob("*") if "halves" in path.parts] == []


@pytest.mark.parametrize("role", [None, Role.EXPERT, Role.HRSS, Role.ADMINISTRATOR, Role.INSPECTOR])
def test_nobody_but_the_office_opens_closes_or_takes_scores(room: ScoreRoom, role: Role | None) -> None:
    """The inspector sees numbers and hands papers in; nobody else sees even that."""
    room.close(despite="yes")
    browser = room.town.expert("E0001") if role is Role.EXPERT else room.town.someone(role)
    before = kinds(room)
    acts: dict[str, Any] = {"close": {"round": "1"}, "unseal": {}, "without-third": {"why": "x"}}
    answers = [browser.post(f"{room.here}/{act}", data=data) for act, data in acts.items()]
    answers += [browser.get(f"{room.here}/opened.zip"), browser.post(f"{room.batch}/open", data={})]
    looks = [browser.get(room.here), browser.get("/scores"), browser.get(f"{room.here}/folder.zip")]
    looks.append(browser.post(f"{room.here}/papers", data={}))
    refused = {303, 401} if role is None else {403}
    assert {one.status_code for one in answers} <= refused
    assert all(one.headers["location"].startswith("/sign-in") for one in answers if one.status_code == 303)
    wanted = [200, 200, 200, 422]
    assert (
        [one.status_code for one in looks] == wanted
        if role is Role.INSPECTOR
        else ({one.status_code for one in looks} <= refused)
    )
    assert kinds(room)[: len(before)] == before
    assert Kind.SCORES_UNSEALED not in kinds(room)


def test_scores_without_the_third_trustee_take_office_and_inspector_and_only_where_needed(room: ScoreRoom) -> None:
    """A server or device that seals for nobody spoils one sheet; it is set aside by two persons, or not at all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("blind.envelope.halved", lambda _key, fresh: (fresh(32), fresh(32)))
        room.scores("E0002", "70", list(PACKETS)[1])
    room.close()
    room.put(room.note())
    for holder in ("hrss", "inspector"):
        assert room.put(room.halves(holder)).status_code == 303
    office, inspector = room.staff(Role.OFFICE), room.staff(Role.INSPECTOR)
    alone = room.unseal()
    assert (alone.status_code, 'id="unseal-fault"' in alone.text) == (422, True)
    blank = office.post(f"{room.here}/without-third", data={"why": " "})
    assert (blank.status_code, 'id="why-fault"' in blank.text) == (422, True)
    asked = [office.post(f"{room.here}/without-third", data={"why": "第三位的电脑已毁"}) for _ in range(2)]
    assert len({one.headers["location"] for one in asked}) == 1
    act = asked[0].headers["location"]
    digest = re.search(r'name="digest" value="([0-9a-f]+)"', inspector.get(act).text)
    assert digest is not None
    assert office.post(f"{act}/confirm", data={"digest": digest[1]}).status_code == 422
    assert not (room.town.settings.home / "opened-scores").exists()
    assert inspector.post(f"{act}/confirm", data={"digest": digest[1]}).status_code == 303
    with open_session(room.town.settings, reading=True) as session:
        (entry,) = entries(session, kind=Kind.SCORES_UNSEALED)
        body = body_of(session, entry.seq)
    assert body is not None
    facts = json.loads(body.content)["facts"]
    assert (facts["without_third"], len(facts["set_aside"]), facts["sheets"]) == (
        [{"agreed": "inspector", "round": 1}],
        1,
        5,
    )
    assert "set-aside.json" in room.tables()
    assert "/without-third" not in office.get(room.here).text
    room.put(room.halves("office"))
    late = office.post(f"{room.here}/without-third", data={"why": "x"})
    assert (late.status_code, sentences(late)) == (422, ["受托人已能打开全部打分表，直接解封即可。"])


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"new_group": "../x"}, "new_group"),
        ({"group_title": ""}, "group_title"),
        ({"line": "很高"}, "line"),
        ({"line": ""}, "line"),
        ({"places": "3"}, "line"),
        ({"method": "median/9"}, "method"),
        ({"wide_apart": '1"\n[x]'}, "wide_apart"),
    ],
)
def test_plan_that_cannot_be_is_said_at_its_field_and_opens_nothing(
    tmp_path: Path, changed: dict[str, str], place: str
) -> None:
    room = ScoreRoom.prepared(tmp_path)
    answer = room.open_group(**changed)
    assert (answer.status_code, f'id="{place}-fault"' in answer.text) == (422, True), sentences(answer)
    with open_session(room.town.settings, reading=True) as session:
        assert session.get(ReviewGroup, GROUP) is None


def test_filed_plan_and_a_form_of_ones_own_are_taken_as_files(tmp_path: Path) -> None:
    room = ScoreRoom.prepared(tmp_path)
    office, plan = room.staff(Role.OFFICE), PLAN_FILE.encode()
    bad = {"plan": ("方案.toml", plan), "own_sheet": ("三项.toml", b"code = 1")}
    assert 'id="own_sheet-fault"' in office.post(f"{room.batch}/open", data={}, files=bad).text
    lost = {"plan": ("方案.toml", plan)}
    assert 'id="plan-fault"' in office.post(f"{room.batch}/open", data={}, files=lost).text
    both = {"plan": ("方案.toml", plan), "own_sheet": ("三项.toml", OWN_SHEET.encode())}
    assert office.post(f"{room.batch}/open", data={}, files=both).headers["location"] == room.here


def test_page_of_a_group_has_no_place_for_a_score_or_a_reader() -> None:
    held = {name: {one.name for one in fields(kind)} for name, kind in vars(scores).items() if name.endswith("Shown")}
    held |= {kind.__name__: {one.name for one in fields(kind)} for kind in (scores.RoundLine, scores.GroupLine)}
    held["ScoresPage"] = {one.name for one in fields(scores.ScoresPage)}
    assert held == {
        "OpenedShown": {"upto", "sheets", "aside"},
        "RoundLine": {"number", "owed", "came", "closed", "cosigned", "halves"},
        "GroupLine": {"group", "title", "round", "owed", "came", "state"},
        "ScoresPage": {"line", "packets", "readers", "rounds", "closed", "cosigned", "ready", "opened", "form"},
    }
