"""An office enters the dates of its own year in one file; without them the year is refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def filled(run: Any, tmp_path: Path) -> Path:
    """The template of 2026, each day a year after 2025's, as an office may find them in its notice."""
    file = tmp_path / "2026.toml"
    assert run("season", "dates", "--template", file, "--year", "2026").code == 0
    lines, day = [], ""
    for line in file.read_text(encoding="utf-8").splitlines():
        found = re.search(r"2025(-\d\d-\d\d)，", line)
        day = "2026" + found[1] if found else day
        lines.append(line + day if line.endswith(" = ") else line.replace('source = ""', 'source = "2026年度通知"'))
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_a_year_nobody_entered_is_refused_and_the_way_out_named(run: Any) -> None:
    told = run("season", "dates", "--of", "2026", "--json")

    assert (told.code, told.json["error"]["code"]) == (2, "season.dates_unknown")
    assert "--template" in told.json["error"]["hint"]


def test_own_dates_replace_the_fixed_days_and_keep_the_terms(run: Any, filled: Path) -> None:
    told = run("season", "dates", "--enter", filled, "--meeting", "2026-08-15", "--json")
    days = {one["id"]: (one["day"], one["clause"]) for one in told.json["deadlines"]}

    assert (told.code, told.json["season"]) == (0, "2026")
    assert days["online-submit"] == ("2026-06-25", "2026年度通知")
    assert days["plan-filed"] == ("2026-08-08", "2025通知 六(二)2")
    again = run("season", "dates", "--of", "2026", "--meeting", "2026-08-15", "--json")
    assert again.json["deadlines"] == told.json["deadlines"]
    assert run("ledger", "verify").code == 0


def test_filings_and_reports_of_the_year_go_by_the_entered_dates(run: Any, filled: Path) -> None:
    before = run("season", "due", "--year", "2026", "--json")
    run("season", "dates", "--enter", filled)

    assert before.json["error"]["code"] == "season.dates_unknown"
    assert run("season", "due", "--year", "2026", "--json").code == 0


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("online-submit = 2026-06-25", "online-submit = ", "season.dates_unreadable"),
        ("online-submit = 2026-06-25", "online-submit = 2026-06-31", "season.dates_unreadable"),
        ("online-submit = 2026-06-25", "", "season.dates_missing"),
        ("online-submit = 2026-06-25", "online-submit = 2025-06-25", "season.dates_other_year"),
        ("online-submit = 2026-06-25", 'online-submit = "2026-06-25"', "season.dates_no_day"),
        ("online-submit = 2026-06-25", "online-submit = 2026-06-25\nnap = 2026-06-26", "season.dates_strange"),
        ("year = 2026", "", "season.dates_field"),
        ("year = 2026", 'year = 2026\nplace = "包头"', "season.dates_unknown_field"),
        ('like = "baotou-2025"', 'like = "nowhere-2025"', "season.dates_unknown"),
    ],
)
def test_what_cannot_be_a_years_dates_is_refused_by_its_cause(
    run: Any, filled: Path, old: str, new: str, code: str
) -> None:
    text = filled.read_text(encoding="utf-8")
    assert old in text
    filled.write_text(text.replace(old, new), encoding="utf-8")

    told = run("season", "dates", "--enter", filled, "--json")

    assert (told.code, told.json["error"]["code"]) == (2, code)
    assert run("season", "dates", "--of", "2026").code == 2
