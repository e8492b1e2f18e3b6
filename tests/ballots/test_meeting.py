"""The meeting: called from the panel on record, its roll checked by the rules of the meeting and frozen for good."""

from __future__ import annotations

import io
import json

import pypdf
import pytest

from expertpool.db import open_session
from expertpool.queries.meetings import meeting_of
from expertpool.reviewing.meeting_papers import agenda_paper, count_paper
from expertpool.words import Language, say
from tests.ballots.chamber import CANDIDATES, COMMITTEE, NAME, Chamber, Ran

ABSENT_THREE = ("M05", "M06", "M07")


def states(ran: Ran) -> dict[str, str]:
    return {verdict["rule"]: verdict["state"] for verdict in ran.json["verdicts"]}


def frozen(chamber: Chamber, **given: object) -> Ran:
    return chamber.run("office", "meeting", "freeze", "1", chamber.fill_roll(**given))  # type: ignore[arg-type]  # as fill_roll takes them


def test_meeting_seats_the_panel_of_the_newest_draw_with_its_reserve(chamber: Chamber) -> None:
    assert chamber.call() == {"ok": True, "meeting": 1, "members": 7, "candidates": 3}
    told = chamber.done("office", "meeting", "show", "1")
    assert [(one["code"], one["seat"]) for one in told["members"]] == [
        *((f"M{at:02d}", "member") for at in range(1, 8)),
        ("M08", "reserve"),
    ]
    assert told["candidates"] == [
        {"candidate": CANDIDATES[0], "group": "综合"},
        {"candidate": CANDIDATES[1], "group": "综合"},
        {"candidate": CANDIDATES[2], "group": "民营"},
    ]
    assert chamber.done("office", "ledger", "verify")["ok"]


def test_committee_without_a_draw_has_no_meeting(chamber: Chamber) -> None:
    other = chamber.folder / "other.toml"
    other.write_text(COMMITTEE.replace(NAME, "别的评委会"), encoding="utf-8")
    words = ("meeting", "call", "--committee", other, "--candidates", chamber.folder / "candidates.csv")
    assert chamber.refused("office", *words) == (2, "meeting.no_panel")


def test_full_roll_is_frozen_once_and_stands_in_the_ledger(chamber: Chamber) -> None:
    chamber.call()
    ran = frozen(chamber, recused={"M02": "1111-2222、5555-6666"})
    assert (ran.code, ran.json["present"], ran.json["frozen"]) == (0, 7, True)
    found = states(ran)
    assert (found["quorum"], found["pledge"]) == ("holds", "holds")
    assert found["supervisor-invited"] == "unknown"
    assert [one["candidate"] for one in ran.json["recusals"]] == [CANDIDATES[0], CANDIDATES[2]]
    again = chamber.refused("office", "meeting", "freeze", "1", chamber.folder / "papers" / "roll.xlsx")
    assert again == (2, "meeting.frozen_already")
    assert chamber.done("office", "ledger", "verify")["ok"]


@pytest.mark.parametrize(("absent", "code"), [(("M06", "M07"), 0), (ABSENT_THREE, 3)])
def test_two_thirds_of_seven_are_five_and_four_do_not_open_a_meeting(
    chamber: Chamber, absent: tuple[str, ...], code: int
) -> None:
    chamber.call()
    ran = frozen(chamber, absent=absent)
    assert (ran.code, states(ran)["quorum"]) == (code, "broken" if code else "holds")
    assert chamber.done("office", "meeting", "show", "1")["frozen_at"] is None or code == 0
    quorum = next(one for one in ran.json["verdicts"] if one["rule"] == "quorum")
    assert quorum["clause"] == "40号令 第十九条"


def test_member_present_without_a_pledge_stops_the_meeting(chamber: Chamber) -> None:
    chamber.call()
    ran = frozen(chamber, M03={"pledged_on": ""})
    assert (ran.code, states(ran)["pledge"]) == (3, "broken")


@pytest.mark.parametrize(("absent", "state"), [((), "broken"), (("M01", "M02"), "holds")])
def test_outside_third_is_taken_of_those_who_came(chamber: Chamber, absent: tuple[str, ...], state: str) -> None:
    """M06 and M07 alone are of other units: two of seven are under a third, two of five are over it."""
    units = "、".join(f'"云岭第{at}研究院"' for at in range(2, 6)).replace("、", ", ")
    top = f'reserves = 1\nself_reviewing_unit = "云岭第1研究院"\naffiliates = [{units}]'
    (chamber.folder / "committee.toml").write_text(COMMITTEE.replace("reserves = 1", top), encoding="utf-8")
    chamber.call()
    ran = frozen(chamber, absent=absent)
    assert (ran.code, states(ran)["outside-peers"]) == (3 if state == "broken" else 0, state)


def test_reserve_takes_the_seat_of_one_absent_member(chamber: Chamber) -> None:
    chamber.call()
    step = {"present": "是", "pledged_on": "2025-08-14", "replaces": "M07"}
    ran = frozen(chamber, absent=("M07",), M08=step)
    assert (ran.code, ran.json["present"], ran.json["seats"]) == (0, 7, 7)


@pytest.mark.parametrize(
    "cells",
    [
        {"M08": {"present": "是", "pledged_on": "2025-08-14"}},
        {"M08": {"present": "是", "pledged_on": "2025-08-14", "replaces": "M06"}},
        {"M05": {"replaces": "M07"}},
    ],
)
def test_nobody_sits_in_a_seat_that_is_not_free(chamber: Chamber, cells: dict[str, dict[str, str]]) -> None:
    chamber.call()
    ran = chamber.run("office", "meeting", "check", "1", chamber.fill_roll(absent=("M07",), **cells))
    assert (ran.code, ran.json["error"]["code"]) == (2, "meeting.no_free_seat")
    assert ran.json["error"]["where"]["column"] == "J"


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({"M02": {"present": "也许"}}, "meeting.present_unclear", ("F", 3)),
        ({"M02": {"pledged_on": "八月"}}, "meeting.day_unclear", ("G", 3)),
        ({"M03": {"recused": "9999-9999", "ground": "同乡"}}, "meeting.unknown_candidate", ("H", 4)),
        ({"M03": {"recused": "1111-2222", "ground": ""}}, "meeting.recused_without_ground", ("I", 4)),
        ({"M04": {"replaces": "M99"}}, "meeting.unknown_code", ("J", 5)),
    ],
)
def test_unusable_cell_is_refused_with_its_place(
    chamber: Chamber, cells: dict[str, dict[str, str]], code: str, cell: tuple[str, int]
) -> None:
    chamber.call()
    ran = chamber.run("office", "meeting", "check", "1", chamber.fill_roll(**cells))
    error = ran.json["error"]
    assert (ran.code, error["code"], (error["where"]["column"], error["where"]["row"])) == (2, code, cell)


def test_candidate_with_too_few_voters_is_named_before_the_vote(chamber: Chamber) -> None:
    chamber.call()
    away = dict.fromkeys(("M01", "M02", "M03"), CANDIDATES[1])
    ran = chamber.run("office", "meeting", "check", "1", chamber.fill_roll(recused=away))
    assert (ran.code, ran.json["without_quorum"]) == (0, {CANDIDATES[1]: 4})


def test_agenda_lists_candidates_by_group_with_those_who_step_out(chamber: Chamber) -> None:
    chamber.call()
    frozen(chamber, recused={"M02": CANDIDATES[2]})
    chamber.done("office", "meeting", "agenda", "1", "--out", chamber.folder / "agenda")
    told = json.loads((chamber.folder / "agenda" / "agenda.json").read_text(encoding="utf-8"))["agenda"]
    assert [(one["group"], one["candidate"], one["recused"]) for one in told] == [
        ("综合", CANDIDATES[0], []),
        ("综合", CANDIDATES[1], []),
        ("民营", CANDIDATES[2], ["M02"]),
    ]
    with open_session(chamber.settings, reading=True) as session:
        seen = meeting_of(session, 1)
    level = f"保证级别{say(f'report.assurance.{seen.assurance}', Language.ZH)}"
    for made in (agenda_paper(seen, Language.ZH), count_paper(seen, Language.ZH, counter=1)):
        words = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
        assert level in "".join(words.split())


def test_nobody_votes_before_the_roll_is_frozen(chamber: Chamber) -> None:
    chamber.call()
    words = ("ballot", "print", "--meeting", "1", "--out", chamber.folder / "print")
    assert chamber.refused("office", *words) == (2, "meeting.not_frozen")
    assert chamber.refused("office", "meeting", "show", "2") == (2, "meeting.unknown")


def test_panel_drawn_elsewhere_is_called_with_its_roster(chamber: Chamber) -> None:
    from tests.commands.conftest import make_roster

    rows = make_roster(20)
    roster, panel = chamber.folder / "roster.json", chamber.folder / "panel.json"
    roster.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    people = [{"expert_no": row["expert_no"]} for row in rows[4:11]]
    panel.write_text(json.dumps({"members": people, "reserves": []}), encoding="utf-8")
    files = ["--committee", chamber.folder / "committee.toml", "--candidates", chamber.folder / "candidates.csv"]
    told = chamber.done("office", "meeting", "call", *files, "--panel", panel, "--roster", roster)
    assert told["members"] == 7
    panel.write_text(json.dumps({"members": [*people[:6], {"expert_no": "E9999"}], "reserves": []}), encoding="utf-8")
    refused = chamber.refused("office", "meeting", "call", *files, "--panel", panel, "--roster", roster)
    assert refused == (2, "meeting.panel_strangers")
