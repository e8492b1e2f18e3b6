"""The season file, or a folder of committee files: which committees are drawn jointly, when, under which cap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from expertpool.documents.committee_file import read_committee
from expertpool.errors import Refusal, Where
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.table import Spot, Unfit, day, expect_table, read_with, refuse_unknown, text, texts, whole
from expertpool.rules.toml_file import parse_toml, read_text

SEASON_FILE = "season.toml"
KEYS = ("name", "cap", "committees", "days")
USUAL_CAP = 1


@dataclass(frozen=True)
class Sitting:
    """One committee of a season: its file's stem (the name of its folder of results), text and facts, and its days."""

    stem: str
    path: Path
    text: str
    facts: CommitteeFacts
    first: date
    last: date


@dataclass(frozen=True)
class SeasonPlan:
    """A season as the office writes it down: ``cap`` panels a person at most."""

    name: str
    cap: int
    sittings: tuple[Sitting, ...]


def read_season(path: Path) -> SeasonPlan:
    """The season of a file ``season.toml``, or of a folder: its committee files, and its season.toml if there is one.

    Raises Refusal for files that cannot be read, unknown keys, no committee, two of one name or of different years,
    and days for a committee that is none.
    """
    file = path / SEASON_FILE if path.is_dir() else path
    content: Mapping[str, Any] = {}
    if not path.is_dir() or file.exists():
        content = parse_toml(read_text(file), str(file))
    spot = Spot(str(file))
    refuse_unknown(content, KEYS, spot)
    folder = file.parent
    named = (
        [folder / one for one in read_with(texts, content["committees"], spot.at("committees"))]
        if "committees" in content
        else sorted(one for one in folder.glob("*.toml") if one.name != SEASON_FILE)
    )
    if not named:
        raise Refusal("season_draw.no_committee", where=Where(file=str(path)))
    sittings = [_sitting(one) for one in named]
    _refuse_likes(sittings, spot)
    days = _days(content.get("days", {}), spot.at("days"), {one.stem for one in sittings})
    placed = [
        replace(one, first=days[one.stem][0], last=days[one.stem][1]) if one.stem in days else one for one in sittings
    ]
    return SeasonPlan(
        name=read_with(text, content.get("name", path.resolve().stem), spot.at("name")),
        cap=read_with(_cap, content.get("cap", USUAL_CAP), spot.at("cap")),
        sittings=tuple(sorted(placed, key=lambda one: (one.first, one.last, one.facts.name))),
    )


def _cap(value: Any) -> int:
    if whole(value) < 1:
        raise Unfit("rules.want_whole")
    return whole(value)


def _sitting(path: Path) -> Sitting:
    facts = read_committee(path)
    return Sitting(path.stem, path, read_text(path), facts, facts.meeting, facts.meeting)


def _refuse_likes(sittings: Iterable[Sitting], spot: Spot) -> None:
    seen: dict[str, Path] = {}
    years = set()
    for one in sittings:
        for name in (one.facts.name, one.stem):
            other = seen.setdefault(name, one.path)
            if other != one.path:
                raise spot.refuse("season_draw.twice", name=name, one=str(other), other=str(one.path))
        years.add(one.facts.year)
    if len(years) > 1:
        raise spot.refuse("season_draw.years", years="、".join(map(str, sorted(years))))


def _days(value: Any, spot: Spot, stems: set[str]) -> dict[str, tuple[date, date]]:
    """First and last day by stem; a single day stands for both."""
    found = {}
    for stem, told in expect_table(value, spot).items():
        here = spot.at(stem)
        if stem not in stems:
            raise here.refuse("season_draw.days_of_nobody", stem=stem, known="、".join(sorted(stems))[:200])
        listed = told if isinstance(told, list) else [told, told]
        if len(listed) != 2:
            raise here.refuse("season_draw.days_two", stem=stem)
        first, last = (read_with(day, one, here) for one in listed)
        if last < first:
            raise here.refuse("season_draw.days_backwards", first=str(first), last=str(last))
        found[stem] = (first, last)
    return found


def folder_name(stem: str) -> str:
    """A stem as a folder's name on every system."""
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", stem).strip(" .") or "committee"
