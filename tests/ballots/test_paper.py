"""The paper ballot: what is printed, two counters who entered apart, and counts that are added and never replaced."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from tests.ballots.chamber import CANDIDATES, Chamber, Ran

COUNTED = {CANDIDATES[0]: (4, 1, 0, 0), CANDIDATES[1]: (4, 1, 1, 0), CANDIDATES[2]: (3, 2, 0, 1)}


@pytest.fixture
def printed(chamber: Chamber) -> Chamber:
    """Six of seven present, M01 recused for the first candidate, papers printed."""
    chamber.call()
    roll = chamber.fill_roll(absent=("M07",), recused={"M01": CANDIDATES[0]})
    chamber.done("office", "meeting", "freeze", "1", roll)
    chamber.done("office", "ballot", "print", "--meeting", "1", "--one-list", "--out", chamber.folder / "print")
    return chamber


def fill(room: Chamber, counter: int, counts: Mapping[str, Sequence[Any]]) -> Path:
    """The count table as a counter fills it in."""
    path = room.folder / "print" / f"count-{counter}.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        for column, number in enumerate(counts[str(sheet.cell(row, 1).value)], start=2):
            sheet.cell(row, column).value = number
    book.save(path)
    return path


def counted(room: Chamber, one: Mapping[str, Sequence[Any]], other: Mapping[str, Sequence[Any]], *words: str) -> Ran:
    files = (fill(room, 1, one), fill(room, 2, other))
    return room.run("office", "ballot", "count", *files, "--meeting", "1", "--out", room.folder / "count.json", *words)


def pages(path: Path) -> list[bytes]:
    """What each page draws, as it stands in the file."""
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    return [page.get_contents().get_data() for page in reader.pages]  # type: ignore[union-attr]  # pages of ours have contents


def test_there_is_a_ballot_for_everybody_present_and_none_differs_from_another(printed: Chamber) -> None:
    drawn = pages(printed.folder / "print" / "ballots.pdf")
    assert len(drawn) == 6
    assert len(set(drawn)) == 1
    text = pypdf.PdfReader(printed.folder / "print" / "ballots.pdf").pages[0].extract_text()
    assert [name for name in CANDIDATES if name in text] == list(CANDIDATES)
    assert [word for word in ("同意", "不同意", "弃权") if word not in text] == []


def test_where_anybody_is_recused_each_sheet_has_one_candidate_unless_told_otherwise(printed: Chamber) -> None:
    """On a list, the line that a recused member leaves empty would show whose it is."""
    told = printed.done("office", "ballot", "print", "--meeting", "1", "--out", printed.folder / "single")
    assert (told["one_candidate"], told["copies"]) == (True, 5 + 6 + 6)
    drawn = pages(printed.folder / "single" / "ballots.pdf")
    assert [len(set(drawn[:5])), len(set(drawn[5:11])), len(set(drawn[11:])), len(set(drawn))] == [1, 1, 1, 3]


def test_two_equal_counts_give_the_outcome_and_are_entered(printed: Chamber) -> None:
    ran = counted(printed, COUNTED, COUNTED)
    assert (ran.code, ran.json["count"]) == (0, 1)
    assert [(one["candidate"], one["base"], one["needed"], one["passed"]) for one in ran.json["outcomes"]] == [
        (CANDIDATES[0], 5, 4, True),
        (CANDIDATES[1], 6, 4, True),
        (CANDIDATES[2], 6, 4, False),
    ]
    assert printed.done("office", "ledger", "verify")["ok"]


def test_mismatch_is_named_by_place_and_entered_and_the_recount_stands_beside_it(printed: Chamber) -> None:
    other = {**COUNTED, CANDIDATES[1]: (3, 2, 1, 0)}
    ran = counted(printed, COUNTED, other)
    assert (ran.code, ran.json["count"]) == (2, 1)
    assert ran.json["mismatches"] == [
        {"candidate": CANDIDATES[1], "field": "yes", "values": [4, 3]},
        {"candidate": CANDIDATES[1], "field": "no", "values": [1, 2]},
    ]
    assert counted(printed, COUNTED, COUNTED).json["count"] == 2
    with closing(sqlite3.connect(printed.office / "expertpool.sqlite3")) as raw:
        kept = raw.execute(
            "SELECT number, json_array_length(mismatches), json_array_length(outcomes) FROM ballot_count"
        )
        assert kept.fetchall() == [(1, 2, 0), (2, 0, 3)]
    assert printed.done("office", "ledger", "verify")["ok"]


def test_count_that_was_changed_in_the_database_is_found(printed: Chamber) -> None:
    counted(printed, COUNTED, COUNTED)
    with closing(sqlite3.connect(printed.office / "expertpool.sqlite3")) as raw, raw:
        raw.execute("""UPDATE ballot_count SET outcomes = replace(outcomes, '"yes": 3', '"yes": 4')""")
    ran = printed.run("office", "ledger", "verify")
    assert (ran.code, [one["code"] for one in ran.json["findings"]]) == (5, ["record-changed"])


@pytest.mark.parametrize("cell", ["", "四", "-1", "4.5"])
def test_cell_that_is_no_count_is_refused_with_its_place(printed: Chamber, cell: str) -> None:
    ran = counted(printed, COUNTED, {**COUNTED, CANDIDATES[1]: (4, cell, 1, 0)})
    error = ran.json["error"]
    assert (ran.code, error["code"]) == (2, "ballot.not_a_count")
    assert (error["where"]["column"], error["where"]["row"]) == ("C", 3)


def test_more_ballots_than_voters_are_a_mismatch_even_where_both_agree(printed: Chamber) -> None:
    wrong = {**COUNTED, CANDIDATES[0]: (6, 0, 0, 0)}
    ran = counted(printed, wrong, wrong)
    assert (ran.code, {one["field"] for one in ran.json["mismatches"]}) == (2, {"sum"})


def test_readings_change_the_bar_and_are_recorded(printed: Chamber) -> None:
    told = counted(printed, COUNTED, COUNTED, "--majority-of", "drawn", "--majority", "3/5").json
    assert (told["readings"]["majority_of"], told["readings"]["majority"]) == ("drawn", "3/5")
    assert [(one["base"], one["needed"]) for one in told["outcomes"]] == [(6, 4), (7, 5), (7, 5)]
    told = counted(printed, COUNTED, COUNTED, "--exclusive").json
    assert [one["passed"] for one in told["outcomes"]] == [True, False, False]
    assert told["count"] == 2


@pytest.mark.parametrize("share", ["0.66", "0", "4/3", "2/0", "-1/2", "二"])
def test_share_that_is_no_fraction_is_refused(printed: Chamber, share: str) -> None:
    ran = counted(printed, COUNTED, COUNTED, f"--majority={share}")
    assert (ran.code, ran.json["error"]["code"]) == (2, "ballot.not_a_share")


def test_numbers_of_the_roll_are_not_given_a_second_time(printed: Chamber) -> None:
    ran = counted(printed, COUNTED, COUNTED, "--present", "7")
    assert (ran.code, ran.json["error"]["code"]) == (2, "ballot.roll_knows")


def test_two_tables_are_compared_without_any_meeting(chamber: Chamber) -> None:
    lines = ["盲审编号,同意,不同意,弃权,废票", "1111-2222,4,2,0,0"]
    files = [chamber.folder / "a.csv", chamber.folder / "b.csv"]
    for path in files:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = ("ballot", "count", *files, "--drawn", "9", "--present", "6", "--out", chamber.folder / "count.json")
    told = chamber.done("office", *words)
    assert (told["count"], told["outcomes"][0]["passed"]) == (None, True)
    assert told["outcomes"][0]["passed_by_a_minority_of_drawn"]
    short = ("ballot", "count", *files, "--drawn", "9", "--out", chamber.folder / "count.json")
    assert chamber.refused("office", *short) == (2, "ballot.numbers_missing")
