"""The season file: a folder, a list, days and cap, and what is wrong said in place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from expertpool.documents.season_file import folder_name, read_season
from expertpool.errors import Refusal

COMMITTEE = 'name = "{name}"\nyear = {year}\nseries = "工程"\nlevel = "副高级"\nseats = 11\nmeeting = {day}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for stem, day in (("b", "2025-08-15"), ("a", "2025-08-20")):
        text = COMMITTEE.format(name=f"委员会{stem}", year=2025, day=day)
        (tmp_path / f"{stem}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_folder_without_a_season_file_is_every_committee_on_its_own_day_once_a_person(folder: Path) -> None:
    plan = read_season(folder)
    assert plan.cap == 1
    assert [(one.stem, one.first, one.last) for one in plan.sittings] == [
        ("b", date(2025, 8, 15), date(2025, 8, 15)),
        ("a", date(2025, 8, 20), date(2025, 8, 20)),
    ]


def test_a_season_file_names_days_cap_and_committees(folder: Path) -> None:
    text = 'name = "夏"\ncap = 2\ncommittees = ["a.toml"]\n[days]\n"a" = [2025-08-18, "2025年8月22日"]\n'
    (folder / "season.toml").write_text(text, encoding="utf-8")
    plan = read_season(folder / "season.toml")
    assert (plan.name, plan.cap) == ("夏", 2)
    assert [(one.stem, one.first, one.last) for one in plan.sittings] == [("a", date(2025, 8, 18), date(2025, 8, 22))]
    assert read_season(folder) == plan


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cap = 0", "rules.want_whole"),
        ("cup = 1", "rules.key_unknown_near"),
        ("committees = []", "season_draw.no_committee"),
        ('[days]\n"c" = 2025-08-15', "season_draw.days_of_nobody"),
        ('[days]\n"a" = [2025-08-15]', "season_draw.days_two"),
        ('[days]\n"a" = [2025-08-15, 2025-08-14]', "season_draw.days_backwards"),
        ('[days]\n"a" = "soon"', "rules.want_day"),
        ("days = 3", "rules.want_table"),
        ('committees = ["a.toml", "no.toml"]', "common.file_missing"),
    ],
)
def test_a_wrong_season_file_is_refused_with_its_cause(folder: Path, text: str, code: str) -> None:
    (folder / "season.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_season(folder)
    assert refused.value.code == code


def test_two_committees_of_one_name_or_of_two_years_are_refused(folder: Path) -> None:
    (folder / "c.toml").write_text(COMMITTEE.format(name="委员会a", year=2025, day="2025-08-20"), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_season(folder)
    assert refused.value.code == "season_draw.twice"
    (folder / "c.toml").write_text(COMMITTEE.format(name="委员会c", year=2026, day="2026-08-20"), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_season(folder)
    assert refused.value.code == "season_draw.years"


def test_an_empty_folder_is_no_season(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        read_season(tmp_path)
    assert refused.value.code == "season_draw.no_committee"


def test_folder_names_keep_what_every_system_takes() -> None:
    assert [folder_name(stem) for stem in ("1-冶金", "a:b*c", "...")] == ["1-冶金", "a_b_c", "committee"]
