"""What the coming years bring, held against a simulation of its own: plain sets and dates, no rule pack, no solver."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

import pytest

from expertpool.drawing.season_forecast import Demand, Forecast, YearOut, forecast
from expertpool.ids import ExpertId
from expertpool.rules.facts import CommitteeFacts, EmployerKind, ExpertFacts, Level
from expertpool.rules.stack import load_packs

YEAR, SEATS, AGE = 2025, 11, 60
MEETING = date(YEAR, 8, 15)


def people(count: int) -> list[ExpertFacts]:
    """Some have served two years running, some leave by term, some by age."""
    dice = random.Random(4)
    return [
        ExpertFacts(
            expert_no=ExpertId(f"E{at:03}"),
            employer=f"第{at % 9}单位",
            series="工程",
            specialties=("冶金",),
            level=Level.FULL_SENIOR,
            employer_kind=EmployerKind.STATE_ENTERPRISE,
            term_start=date(YEAR - 1, 1, 1),
            term_end=date(YEAR + dice.choice((1, 1, 2)) - 1, 12, 31) if at % 4 == 0 else date(YEAR + 1, 12, 31),
            years_served=frozenset({2023, 2024}) if at % 2 else frozenset({2024}),
            birth_month=date(dice.randrange(1962, 1985), 6, 1),
        )
        for at in range(count)
    ]


def committee(name: str = "甲评审委员会") -> tuple[CommitteeFacts, date, date]:
    facts = CommitteeFacts(
        name=name, year=YEAR, series="工程", level=Level.ASSOCIATE_SENIOR, seats=SEATS, meeting=MEETING
    )
    return facts, MEETING, MEETING


def simulated(pool: list[ExpertFacts], seats: int, years: int, dice: random.Random) -> Iterator[YearOut]:
    """One course of the coming years: who is out and why, then ``seats`` people at random from the rest."""
    served = {one.expert_no: set(one.years_served or ()) for one in pool}
    for year in range(YEAR, YEAR + years + 1):
        out: dict[str, list[ExpertId]] = {"aged": [], "ended": [], "resting": [], "free": []}
        for one in pool:
            born, ends = one.birth_month, one.term_end
            assert born and ends
            age = year - born.year - (MEETING.month < born.month)
            ended = ends < MEETING.replace(year=year)
            tired = {year - 1, year - 2, year - 3} <= served[one.expert_no]
            out["aged" if age >= AGE else "ended" if ended else "resting" if tired else "free"].append(one.expert_no)
        if year > YEAR:
            counts = {why: len(out[why]) for why in ("resting", "ended", "aged")}
            yield YearOut(year=year, drawable=len(out["free"]), **counts)
        if len(out["free"]) < seats:
            return
        for person in dice.sample(out["free"], seats):
            served[person].add(year)


def foretold(pool: list[ExpertFacts], committees: int = 1, years: int = 3) -> Forecast:
    demand = Demand(
        tuple(committee(f"第{at}评审委员会") for at in range(committees)), load_packs(None, on=MEETING), 1, AGE
    )
    return forecast(demand, pool, years=years, runs=2)


def test_where_everybody_is_needed_every_number_is_that_of_the_simulation() -> None:
    pool = [one for one in people(200) if one.birth_month and one.birth_month.year > YEAR - AGE][: 2 * SEATS]
    told = foretold(pool, committees=2)
    expected = list(simulated(pool, 2 * SEATS, 3, random.Random(1)))
    assert [told.years[year] for year in sorted(told.years)] == expected
    assert told.stuck is not None
    assert told.stuck[0] == expected[-1].year


@pytest.mark.parametrize("count", [60, 90])
def test_where_chance_decides_every_number_lies_within_what_the_simulation_finds(count: int) -> None:
    pool = people(count)
    told = foretold(pool)
    trials = [list(simulated(pool, SEATS, 3, random.Random(seed))) for seed in range(300)]
    for at, year in enumerate(sorted(told.years)):
        found = told.years[year]
        assert found.drawable + found.resting + found.ended + found.aged == count
        for name in ("drawable", "resting", "ended", "aged"):
            seen = {getattr(trial[at], name) for trial in trials if len(trial) > at}
            assert min(seen) <= getattr(found, name) <= max(seen), (year, name)
    for need in told.needs.values():
        if need.asks is None:
            assert (need.needed, need.available) == (SEATS, told.years[need.year].drawable)
