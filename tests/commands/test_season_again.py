"""A season is drawn once: a command cut off anywhere goes on with the same panels, and replacements keep every rule."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from expertpool.__main__ import main
from tests.blind.second_verifier import Case, first_answer, second_answers
from tests.commands.test_season_draw import Town, members

STAGES = [
    ("before the seed is on record", "expertpool.commands.season_conduct", "begin_season_draw"),
    ("after the seed is on record", "expertpool.commands.season_work", "prepare_season"),
    ("while papers are written", "expertpool.commands.season_share", "write_papers"),
    ("when all is staged", "expertpool.commands.season_conduct", "record_season"),
]


def drawing(town: Town, out: Path, *more: str) -> list[str]:
    """The command without a training seed: everything random is new."""
    files = ["--roster", str(town.roster), "--committees", str(town.committees), "--out", str(out)]
    return ["season", "draw", *files, "--tickets", "4", "--home", str(town.folder / "home"), "--json", *more]


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> tuple[Town, Path]:
    """A season drawn from the system's secure source."""
    folder = tmp_path_factory.mktemp("secret")
    town = Town(folder)
    assert main(drawing(town, folder / "out")) == 0
    return town, folder / "out"


def small(folder: Path) -> Town:
    """Two committees alone: what is tried often."""
    town = Town(folder, count=70)
    for at in range(3, 6):
        (town.committees / f"{at}.toml").unlink()
    (town.committees / "season.toml").write_text('name = "2025年夏季"\n', encoding="utf-8")
    return town


def cut_off(words: list[str], module: str, function: str) -> None:
    """Run the command in a process of its own that dies where this function is called."""
    script = (
        "import importlib, os, sys\n"
        f"*path, name = {function!r}.split('.')\n"
        f"place = importlib.import_module({module!r})\n"
        "for one in path: place = getattr(place, one)\n"
        "setattr(place, name, lambda *given, **named: os._exit(9))\n"
        "from expertpool.__main__ import main\n"
        "main(sys.argv[1:])\n"
    )
    ran = subprocess.run([sys.executable, "-c", script, *words], check=False, capture_output=True)
    assert ran.returncode == 9, ran.stderr.decode()


def copied(of: tuple[Town, Path], folder: Path) -> tuple[Town, Path]:
    """The same town, its home and what was drawn, to be changed."""
    shutil.copytree(of[0].folder, folder, dirs_exist_ok=True)
    town = Town.__new__(Town)
    town.folder, town.roster, town.committees = folder, folder / "roster.json", folder / "committees"
    return town, folder / "out"


def told(capsys: pytest.CaptureFixture[str], words: list[str]) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = main(words)
    return code, json.loads(capsys.readouterr().out)


def test_a_repeated_command_writes_the_same_files_from_the_record_and_says_so(
    secret: tuple[Town, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town, out = copied(secret, tmp_path)
    code, again = told(capsys, drawing(town, tmp_path / "elsewhere"))
    assert (code, again["again"]) == (0, True)
    for name in ("season.json", "3/certificate.restricted.json", "3/panel.json", "5/verdicts.json"):
        assert (tmp_path / "elsewhere" / name).read_bytes() == (out / name).read_bytes()


def test_a_further_draw_is_asked_for_by_name_and_counts_as_the_second(
    secret: tuple[Town, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town, out = copied(secret, tmp_path)
    code, other = told(capsys, drawing(town, tmp_path / "anew", "--again"))
    assert (code, other["again"]) == (0, False)
    assert json.loads((tmp_path / "anew" / "1" / "panel.json").read_text())["attempt"] == 2
    assert members(tmp_path / "anew") != members(out)


@pytest.mark.full
@pytest.mark.parametrize(("module", "function"), [stage[1:] for stage in STAGES], ids=[stage[0] for stage in STAGES])
def test_a_command_killed_at_any_stage_draws_once(
    module: str, function: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = small(tmp_path)
    cut_off(drawing(town, tmp_path / "out"), module, function)
    assert not (tmp_path / "out").exists()
    first = told(capsys, drawing(town, tmp_path / "out"))
    again = told(capsys, drawing(town, tmp_path / "elsewhere"))
    assert (first[0], again[0], again[1]["panels"]) == (0, 0, first[1]["panels"])
    assert json.loads((tmp_path / "out" / "1" / "panel.json").read_text())["attempt"] == 1


def test_a_crash_between_the_record_and_the_files_draws_nothing_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = small(tmp_path)
    words = drawing(town, tmp_path / "out")
    cut_off(words, "expertpool.staged_folder", "StagedFolder.finish")
    staged = json.loads((tmp_path / ".out.season-in-progress" / "season.json").read_text(encoding="utf-8"))
    code, found = told(capsys, words)
    assert (code, found["again"], found["seed"]) == (0, True, staged["seed"])
    assert not (tmp_path / ".out.season-in-progress").exists()


def replacing(town: Town, out: Path, *asked: str) -> list[str]:
    removed = [word for one in asked for word in ("--remove", one)]
    return ["season", "replace", str(out), *removed, "--home", str(town.folder / "home"), "--json"]


def test_replacements_keep_every_rule_of_the_season_and_every_certificate_verifies(
    secret: tuple[Town, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town, out = copied(secret, tmp_path)
    paper = tmp_path / "letter.pdf"
    paper.write_bytes(b"I cannot come.")
    before = members(out)
    asked = [f"{folder}:{before[folder][place]}:declined:{paper}" for folder in ("1", "2", "4") for place in (0, 5)]
    code, found = told(capsys, replacing(town, out, *asked))
    after = members(out)
    assert (code, sorted(found["written"])) == (0, ["1", "2", "4"])
    for folder, panel in before.items():
        gone = {panel[0], panel[5]} if folder in ("1", "2", "4") else set()
        assert set(panel) - gone <= set(after[folder]) and gone.isdisjoint(after[folder])
    assert {len(panel) for panel in after.values()} == {11}
    assert set(Counter(person for panel in after.values() for person in panel).values()) == {1}
    names = ("certificate.json", "certificate.restricted.json")
    cases = [Case((out / folder / name).read_bytes()) for folder in ("1", "4") for name in names]
    answers = [first_answer(case) for case in cases]
    assert [(one.exit, one) for one in answers if one.exit] == []
    assert [answer.exit for answer in second_answers(cases)] == [0] * 4
    assert told(capsys, ["season", "proof", str(out), "--home", str(tmp_path / "home"), "--json"])[0] == 0
    again = told(capsys, replacing(town, out, *asked))
    assert (again[0], again[1]["changes"], again[1]["written"], members(out)) == (0, [], [], after)
    assert main(["ledger", "verify", "--home", str(tmp_path / "home"), "--json"]) == 0


@pytest.mark.full
def test_replacements_cut_off_before_their_files_are_written_from_the_record(
    secret: tuple[Town, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town, out = copied(secret, tmp_path)
    paper = tmp_path / "letter.pdf"
    paper.write_bytes(b"I cannot come.")
    asked = f"2:{members(out)['2'][3]}:illness:{paper}"
    cut_off(replacing(town, out, asked), "expertpool.commands.season_share", "write_papers")
    code, found = told(capsys, replacing(town, out))
    assert (code, found["written"]) == (0, ["2"])
    assert json.loads((out / "2" / "panel.json").read_text())["round"] >= 1
    assert told(capsys, replacing(town, out))[1]["written"] == []


@pytest.mark.parametrize(
    ("asked", "code"),
    [("1:E9999:declined:{paper}", 2), ("9:E0001:declined:{paper}", 2), ("1:E0001:bored:{paper}", 2), ("1:E0001", 2)],
)
def test_a_removal_that_names_nobody_is_refused_and_changes_nothing(
    asked: str, code: int, secret: tuple[Town, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town, out = secret
    paper = tmp_path / "letter.pdf"
    paper.write_bytes(b"-")
    before = members(out)
    assert told(capsys, replacing(town, out, asked.format(paper=paper)))[0] == code
    assert members(out) == before
