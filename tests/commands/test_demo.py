"""``expertpool demo``: the main job on the fictional city, told in plain words."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from expertpool.__main__ import main


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """One demonstration, as JSON, and its home."""
    import contextlib
    import io

    home = tmp_path_factory.mktemp("demo-home")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["demo", "--json", "--home", str(home)]) == 0
    return json.loads(out.getvalue()), home


def test_demo_draws_seven_committees_of_a_city_of_two_thousand_and_explains_the_eighth(
    shown: tuple[dict[str, Any], Path],
) -> None:
    told, _ = shown
    assert told["experts"] >= 2000
    assert [entry["seated"] for entry in told["committees"]] == [True] * 7 + [False]
    assert {entry["method"] for entry in told["committees"][:7]} == {"lottery", "queue"}
    failed = told["committees"][7]["explanation"]
    assert len(failed["clash"]) >= 2
    assert {way["way"] for way in failed["ways_out"]} >= {"recruit", "readmit", "move", "resize"}


def test_demo_shows_chances_and_verdicts_of_each_panel_and_none_is_broken(
    shown: tuple[dict[str, Any], Path],
) -> None:
    told, _ = shown
    for entry in told["committees"][:7]:
        states = Counter(verdict["state"] for verdict in entry["verdicts"])
        assert states["holds"] >= 10
        assert states["broken"] == 0
        assert entry["assurance"] == "M0"
        if entry["method"] == "lottery":
            assert entry["chances"]["proven"] is True
            assert entry["chances"]["within_one_ticket"] is True


def test_demo_leaves_papers_where_it_says_and_touches_nothing_else(shown: tuple[dict[str, Any], Path]) -> None:
    told, home = shown
    assert [entry.name for entry in home.iterdir()] == ["demo"]
    for entry in told["committees"][:7]:
        files = {file.name for file in Path(entry["out"]).iterdir()}
        assert files >= {"panel.json", "panel.xlsx", "verdicts.json", "draw-record.pdf"}
    assert {file.name for file in Path(told["committees"][7]["out"]).iterdir()} == {
        "explanation.json",
        "explanation.txt",
    }


def test_demo_has_a_certificate_checked_and_a_forged_copy_refused(shown: tuple[dict[str, Any], Path]) -> None:
    told, _ = shown
    assert [(one["certificate"], one["exit_code"]) for one in told["checked"]] == [("genuine", 0), ("forged", 5)]


def test_demo_names_nobody_for_certain_who_was_not_kept(shown: tuple[dict[str, Any], Path]) -> None:
    told, _ = shown
    for entry in told["committees"][:7]:
        if entry["method"] == "lottery":
            assert [m["expert_no"] for m in entry["members"] if m["chance"] == "1" and not m["kept"]] == []
