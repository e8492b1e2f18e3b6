"""``expertpool scores`` and ``expertpool ballot`` over files, as an office runs them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from expertpool.__main__ import COMMANDS, main

SCORES = "盲审编号,评审专家,得分\n" + "".join(
    f"P{packet},R{reader},{70 + packet % 7 + reader}\n" for packet in range(24) for reader in range(3)
)
PLAN = 'method = "plain-mean/1"\nline = "75"\n'
COUNTS = "评审对象,同意,不同意,弃权,废票\n甲,6,2,0,1\n乙,5,4,0,0\n"


class Ran(NamedTuple):
    code: int
    data: dict[str, Any]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """The program with ``--json``: its exit code and its one object."""
    monkeypatch.setitem(COMMANDS, "scores", "expertpool.commands.scores:scores")
    monkeypatch.setitem(COMMANDS, "ballot", "expertpool.commands.ballot:ballot")

    def runs(*arguments: object) -> Ran:
        code = main([*map(str, arguments), "--json"])
        return Ran(code, json.loads(capsys.readouterr().out))

    return runs


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """A file of this name with this text."""

    def writes(name: str, text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return path

    return writes


def test_scores_are_combined_by_the_plan_and_advice_stands_beside(run: Any, write: Any, tmp_path: Path) -> None:
    found = run("scores", "combine", write("s.csv", SCORES), "--plan", write("p.toml", PLAN), "--out", tmp_path / "out")
    assert (found.code, found.data["method"], len(found.data["results"])) == (0, "plain-mean/1", 24)
    results = json.loads((tmp_path / "out/results.json").read_text(encoding="utf-8"))["results"]
    assert results == found.data["results"]
    assert results[0] == {
        "packet": "P13", "result": "77.00", "above": True, "state": "final", "scores": ["76.00", "77.00", "78.00"],
        "sealed_at_rest_only": False,
    }  # fmt: skip  # as a line of the file
    assert sum(one["above"] for one in results) == 9
    advice = json.loads((tmp_path / "out/advice.json").read_text(encoding="utf-8"))
    assert (advice["advice"], advice["calibrated"]["identifiable"]) == (True, True)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["advice.json", "results.json", "results.xlsx"]


def test_too_few_scores_give_results_and_no_calibrated_number(run: Any, write: Any, tmp_path: Path) -> None:
    few = "packet,reader,score\nA,1,80\nA,2,82.5\nA,3,81.25\nB,1,60\n"
    found = run("scores", "combine", write("s.csv", few), "--plan", write("p.toml", PLAN), "--out", tmp_path / "out")
    assert [(one["packet"], one["result"], one["state"]) for one in found.data["results"]] == [
        ("A", "81.25", "final"),
        ("B", None, "too-few"),
    ]
    assert found.data["advice"]["calibrated"] == {
        "identifiable": False,
        "reason": "too-few-scores",
        "about": [],
    }
    assert found.data["advice"]["grey_zone"] is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_table_as_excel_saves_it_is_read(run: Any, write: Any, tmp_path: Path, encoding: str) -> None:
    table = write("s.csv", SCORES, encoding)
    found = run("scores", "combine", table, "--plan", write("p.toml", PLAN), "--out", tmp_path / "out")
    assert (found.code, len(found.data["results"])) == (0, 24)


@pytest.mark.parametrize(
    ("table", "code", "row"),
    [
        ("", "scores.table_empty", None),
        ("盲审编号,评审专家,得分\n", "scores.table_empty", None),
        ("盲审编号,评审专家\nA,1\n", "scores.column_missing", 1),
        ("盲审编号,packet,评审专家,得分\nA,A,1,2\n", "scores.column_doubled", 1),
        ("盲审编号,评审专家,得分\nA,1\n", "scores.cell_empty", 2),
        ("盲审编号,评审专家,得分\nA,,80\n", "scores.cell_empty", 2),
        ("盲审编号,评审专家,得分\nA,1,80\nA,1,81\n", "scores.scored_twice", 3),
        ("盲审编号,评审专家,得分\nA,1,八十\n", "scores.not_points", 2),
        ("盲审编号,评审专家,得分\nA,1,-5\n", "scores.not_points", 2),
        ("盲审编号,评审专家,得分\nA,1,80.123\n", "scores.not_points", 2),
        ("盲审编号,评审专家,得分\nA,1,NaN\n", "scores.not_points", 2),
    ],
)
def test_a_wrong_table_is_refused_with_its_row(
    run: Any, write: Any, tmp_path: Path, table: str, code: str, row: int
) -> None:
    found = run("scores", "combine", write("s.csv", table), "--plan", write("p.toml", PLAN), "--out", tmp_path / "out")
    assert (found.code, found.data["error"]["code"], found.data["error"]["where"].get("row")) == (2, code, row)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        ('method = "mean"\nline = "75"\n', "scores.plan_cannot_be"),
        ('method = "double-marking/1"\nline = "75"\n', "scores.plan_cannot_be"),
        ('method = "plain-mean/1"\n', "scores.plan_cannot_be"),
        ('method = "plain-mean/1"\nline = "75"\nplaces = 3\n', "scores.plan_cannot_be"),
        ('method = "plain-mean/1"\nline = "75"\nrounding = "up"\n', "scores.plan_cannot_be"),
        ('method = "plain-mean/1"\nline = 75.0\n', "scores.not_points"),
        ('method = "plain-mean/1"\nline = "75"\nseed = 1\n', "scores.sheet_unknown_key"),
        ("method", "scores.sheet_not_toml"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(run: Any, write: Any, tmp_path: Path, plan: str, code: str) -> None:
    found = run("scores", "combine", write("s.csv", SCORES), "--plan", write("p.toml", plan), "--out", tmp_path / "out")
    assert (found.code, found.data["error"]["code"]) == (2, code)


def test_sheets_are_listed_and_ones_own_is_checked(run: Any, write: Any) -> None:
    found = run("scores", "sheets")
    assert [one["code"] for one in found.data["sheets"]] == ["private-enterprise", "ten-dimensions"]
    assert run("scores", "sheets", write("x.toml", "code = 1")).data["error"]["code"] == "scores.sheet_missing"


def counted(run: Any, write: Any, tmp_path: Path, second: str, *more: object) -> Ran:
    files = (write("a.csv", COUNTS), write("b.csv", second))
    ran: Ran = run("ballot", "count", *files, "--drawn", 11, "--present", 9, "--out", tmp_path / "tally.json", *more)
    return ran


def test_two_counters_who_agree_are_tallied_with_both_shares(run: Any, write: Any, tmp_path: Path) -> None:
    found = counted(run, write, tmp_path, COUNTS)
    assert found.code == 0
    kept = ("candidate", "passed", "needed", "base", "share_of_attending", "share_of_drawn")
    assert [tuple(one[name] for name in kept) for one in found.data["outcomes"]] == [
        ("甲", True, 6, 9, "2/3", "6/11"),
        ("乙", False, 6, 9, "5/9", "5/11"),
    ]
    assert json.loads((tmp_path / "tally.json").read_text(encoding="utf-8"))["outcomes"] == found.data["outcomes"]


def test_table_with_the_line_ends_of_an_old_mac_is_read_like_any_other(run: Any, write: Any, tmp_path: Path) -> None:
    found = counted(run, write, tmp_path, COUNTS.replace("\n", "\r"))
    assert (found.code, found.data["outcomes"]) == (0, counted(run, write, tmp_path, COUNTS).data["outcomes"])


@pytest.mark.parametrize(
    ("more", "passed"),
    [
        (("--exclusive",), [False, False]),
        (("--majority-of", "drawn"), [False, False]),
        (("--spoilt", "leaves"), [True, False]),
        (("--recused", "乙=0", "--recused-members", "stays"), [True, False]),
    ],
)
def test_each_reading_of_the_law_can_be_asked_for(
    run: Any, write: Any, tmp_path: Path, more: tuple[str, ...], passed: list[bool]
) -> None:
    found = counted(run, write, tmp_path, COUNTS, *more)
    assert [one["passed"] for one in found.data["outcomes"]] == passed


def test_counters_who_differ_are_told_where_and_nothing_is_tallied(run: Any, write: Any, tmp_path: Path) -> None:
    found = counted(run, write, tmp_path, COUNTS.replace("甲,6,2", "甲,7,1"))
    assert found.code == 2
    assert found.data["mismatches"] == [
        {"candidate": "甲", "field": "yes", "values": [6, 7]},
        {"candidate": "甲", "field": "no", "values": [2, 1]},
    ]
    assert not (tmp_path / "tally.json").exists()


@pytest.mark.parametrize(
    ("second", "more", "code"),
    [
        (COUNTS.replace("6,2", ",2"), (), "ballot.not_a_count"),
        (COUNTS.replace("6,2", "6.0,2"), (), "ballot.not_a_count"),
        (COUNTS.replace("乙", "甲"), (), "ballot.candidate_empty_or_doubled"),
        (COUNTS, ("--recused", "乙"), "ballot.not_a_recusal"),
        (COUNTS, ("--recused", "丙=1"), "ballot.cannot_be"),
        (COUNTS, ("--present", "12"), "ballot.cannot_be"),
    ],
)
def test_wrong_input_to_the_tally_is_refused(
    run: Any, write: Any, tmp_path: Path, second: str, more: tuple[str, ...], code: str
) -> None:
    found = counted(run, write, tmp_path, second, *more)
    assert (found.code, found.data["error"]["code"]) == (2, code)


def test_one_file_is_not_two_counters(run: Any, write: Any, tmp_path: Path) -> None:
    file = write("a.csv", COUNTS)
    found = run("ballot", "count", file, file, "--drawn", 9, "--present", 9, "--out", tmp_path / "t.json")
    assert (found.code, found.data["error"]["code"]) == (2, "ballot.one_file_twice")


def test_people_read_sentences(monkeypatch: Any, capsys: Any, write: Any, tmp_path: Path) -> None:
    monkeypatch.setitem(COMMANDS, "scores", "expertpool.commands.scores:scores")
    monkeypatch.setitem(COMMANDS, "ballot", "expertpool.commands.ballot:ballot")
    files = [str(write("s.csv", SCORES)), "--plan", str(write("p.toml", PLAN)), "--out", str(tmp_path / "out")]
    assert main(["scores", "combine", *files]) == 0
    assert "共 24 份，过线 9 份，待补评 0 份。" in capsys.readouterr().out
    both = [str(write("a.csv", COUNTS)), str(write("b.csv", COUNTS)), "--drawn", "11", "--present", "9"]
    assert main(["ballot", "count", *both, "--out", str(tmp_path / "t.json"), "--lang", "en"]) == 0
    assert "not passed" in capsys.readouterr().out


def test_a_workbook_of_scores_is_read_like_the_csv_and_faults_have_their_cell(
    run: Any, write: Any, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in csv.reader(SCORES.splitlines()):
        book.active.append(row)
    book.save(tmp_path / "s.xlsx")
    plan = write("p.toml", PLAN)
    from_book = run("scores", "combine", tmp_path / "s.xlsx", "--plan", plan, "--out", tmp_path / "a")
    from_csv = run("scores", "combine", write("s.csv", SCORES), "--plan", plan, "--out", tmp_path / "b")
    assert from_book.data["results"] == from_csv.data["results"]
    book.active["C5"] = "八十"
    book.save(tmp_path / "s.xlsx")
    wrong = run("scores", "combine", tmp_path / "s.xlsx", "--plan", plan, "--out", tmp_path / "c")
    assert (wrong.code, wrong.data["error"]["code"], wrong.data["error"]["where"]["row"]) == (2, "scores.not_points", 5)


def test_arbitration_follows_the_order_of_appointment_and_not_of_names(run: Any, write: Any, tmp_path: Path) -> None:
    """The arbiter's score stands alone; whoever is called A but was appointed last is the arbiter."""
    rows = [("D", "60", 1), ("C", "90", 2), ("B", "75", 3), ("A", "81", 4)]
    table = "盲审编号,评审专家,得分,顺序\n" + "".join(f"P1,{name},{mark},{turn}\n" for name, mark, turn in rows)
    plan = write("p.toml", 'method = "double-marking/1"\nline = "75"\n[parameters]\ntolerance = "5"\n')
    found = run("scores", "combine", write("s.csv", table), "--plan", plan, "--out", tmp_path / "out")
    assert [one["result"] for one in found.data["results"]] == ["81.00"]
