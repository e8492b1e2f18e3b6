"""A season of ``seasons.py`` as an office would hold it: one roster, a file a committee, season.toml with the days."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.seasons import Expert, SeasonOrder, people_of, shares_of

START = date(2025, 6, 2)
COMMITTEE = """name = "2025年度云岭市{series}系列第{at}评审委员会"
year = 2025
series = "{series}"
level = "{level}"
basis = "specialty"
seats = {seats}
meeting = {first}
max_per_employer = 2
filed_from = 2024-03-01
filed_until = 2027-02-28
{extras}
[specialties]
{specialties}
"""


def write_season_files(order: SeasonOrder, folder: Path) -> tuple[Path, Path]:
    """Write ``roster.json`` and the folder ``committees``; the same bytes on every machine."""
    dice = random.Random(f"expertpool/season-files/{order.name}")
    people = people_of(order)
    folder.mkdir(parents=True, exist_ok=True)
    roster, committees = folder / "roster.json", folder / "committees"
    committees.mkdir(exist_ok=True)
    rows = [_row(one, at, dice) for at, one in enumerate(people)]
    roster.write_text(json.dumps(rows, ensure_ascii=False, indent=0), encoding="utf-8")
    days = []
    for at in range(order.committees):
        series = dice.choices(range(order.series), shares_of(order.series))[0]
        here = [one for one in people if one.fields[0][0] == series]
        stem = f"{at + 1:03d}"
        first = START + timedelta(dice.randrange(order.days))
        last = first + timedelta(dice.choice((1, 2, 2, 3, 4)))
        (committees / f"{stem}.toml").write_text(_committee(stem, series, here, first, dice), encoding="utf-8")
        days.append(f'"{stem}" = [{first}, {last}]')
    text = f'name = "2025年夏季"\ncap = {order.cap}\n\n[days]\n' + "\n".join(days) + "\n"
    (committees / "season.toml").write_text(text, encoding="utf-8")
    return roster, committees


def _row(one: Expert, at: int, dice: random.Random) -> dict[str, Any]:
    kind = "民营企业" if one.private else dice.choice(("事业单位", "国有企业"))
    return {
        "expert_no": one.name,
        "name": f"专家{chr(0x4E00 + at % 20000)}{chr(0x4E00 + at // 7 % 20000)}",
        "employer": one.employer,
        "employer_kind": _settled(one.employer, kind),
        "series": _series(one.fields[0][0]),
        "specialties": [_specialty(series, field) for series, field in one.fields],
        "level": "正高级" if one.full else "副高级",
        "term_start": "2024-01-01",
        "term_end": "2026-12-31",
        "years_served": [2022, 2023, 2024] if dice.random() < 0.02 else [2024] if dice.random() < 0.3 else [],
    }


def _settled(employer: str, kind: str) -> str:
    """One employer is of one kind."""
    return kind if kind == "民营企业" else ("事业单位" if sum(employer.encode()) % 2 else "国有企业")


def _series(at: int) -> str:
    return f"第{at + 1:02d}"


def _specialty(series: int, field: int) -> str:
    return f"{_series(series)}系列专业{field + 1}"


def _committee(stem: str, series: int, here: Sequence[Expert], first: date, dice: random.Random) -> str:
    seats = dice.choice(range(13, 26, 2))
    wanted = sorted(dice.sample(range(8), dice.choice((3, 4, 8))))
    asked, left = [], seats * 2 // 3
    for place, field in enumerate(wanted):
        able = sum((series, field) in one.fields for one in here)
        low = min(max(1, seats // (len(wanted) + (place > 0))), left, able // 6)
        high = "" if dice.random() < 0.5 else f", at_most = {max(low + 3, seats // 2)}"
        asked.append(f'"{_specialty(series, field)}" = {{ at_least = {low}{high} }}')
        left -= low
    extras = ['enterprise_related = true\nprivate_enterprise_at_least = "1/5"\n'] if dice.random() < 0.5 else []
    if dice.random() < 0.3:
        houses = [one.employer for one in here]
        extras.append(f'self_reviewing_unit = "{max(sorted(set(houses)), key=houses.count)}"\n')
    return COMMITTEE.format(
        series=_series(series),
        at=stem,
        level="正高级" if dice.random() < 0.3 else "副高级",
        seats=seats,
        first=first,
        extras="".join(extras),
        specialties="\n".join(asked),
    )
