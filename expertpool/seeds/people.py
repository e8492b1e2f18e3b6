"""Invented people: names, identity numbers that nobody can hold, terms, service and standing."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from expertpool.documents.roster.expert import RosterExpert
from expertpool.documents.roster.identity import check_digit
from expertpool.ids import ExpertId
from expertpool.rules.facts import ExpertFacts, Integrity, Level, PoolStatus
from expertpool.seeds.tables import Unit, table

T = TypeVar("T")

NOBODYS_REGION = "990000"
"""No province has the code 99: a number that begins with it can be well-formed and still belong to nobody."""

RESTING = frozenset({2022, 2023, 2024})
"""Three years running before the season of 2025."""

_LEVELS = {Level.FULL_SENIOR: 21, Level.ASSOCIATE_SENIOR: 51, Level.MIDDLE: 28}
_BORN = {Level.FULL_SENIOR: (1964, 1976), Level.ASSOCIATE_SENIOR: (1969, 1985), Level.MIDDLE: (1979, 1993)}
_TERMS = {
    (date(2023, 7, 1), date(2026, 6, 30)): 45,
    (date(2024, 1, 1), date(2026, 12, 31)): 30,
    (date(2025, 1, 1), date(2027, 12, 31)): 22,
    (date(2022, 1, 1), date(2024, 12, 31)): 3,
}


def weighted(dice: random.Random, weights: Mapping[T, int]) -> T:
    """One key, likelier the heavier its weight."""
    return dice.choices(list(weights), weights=list(weights.values()))[0]


def chance(dice: random.Random, percent: int) -> bool:
    """True in so many of a hundred cases."""
    return dice.randrange(100) < percent


def make_person(
    dice: random.Random, number: int, *, series: str, specialties: tuple[str, ...], unit: Unit, women: int
) -> RosterExpert:
    """One expert of ``unit``; ``women`` is the percentage of women in the field. Ids and kin come later."""
    gender = "女" if chance(dice, women) else "男"
    level = weighted(dice, _LEVELS)
    first, last = _BORN[level]
    start, end = weighted(dice, _TERMS)
    facts = ExpertFacts(
        expert_no=ExpertId(f"YL{number:04d}"),
        employer=unit.name,
        employer_kind=unit.kind,
        region=unit.region,
        series=series,
        specialties=specialties,
        level=level,
        term_start=start,
        term_end=end,
        years_served=_years(dice),
        integrity=Integrity.DISHONEST if dice.randrange(400) == 0 else Integrity.GOOD,
        status=weighted(dice, {PoolStatus.ACTIVE: 97, PoolStatus.SUSPENDED: 2, PoolStatus.REMOVED: 1}),
        birth_month=date(dice.randint(first, last), dice.randint(1, 12), 1),
    )
    email = f"yl{number:04d}@yunling.example" if chance(dice, 70) else None
    return RosterExpert(facts=facts, name=make_name(dice, gender), gender=gender, email=email)


def _years(dice: random.Random) -> frozenset[int]:
    """Years of service: about one in eleven without a rest for three years; some have never served."""
    if chance(dice, 6):
        return frozenset()
    if chance(dice, 9):
        return RESTING | ({2021} if chance(dice, 30) else set())
    served = frozenset(year for year in range(2018, 2025) if chance(dice, 26))
    rested = served - {2023} if served >= RESTING else served
    return rested or frozenset({dice.randint(2016, 2024)})


def make_name(dice: random.Random, gender: str) -> str:
    """A common surname with one or two common characters; now and then a name of another tradition."""
    names, men = table("names"), gender == "男"
    if chance(dice, 4):
        return str(dice.choice(names["other_men" if men else "other_women"]))
    characters = names["men" if men else "women"]
    given = "".join(dice.sample(characters, 2 if chance(dice, 82) else 1))
    return str(weighted(dice, names["surnames"])) + given


def with_identities(dice: random.Random, people: Iterable[RosterExpert]) -> list[RosterExpert]:
    """The same people with identity numbers that fit birth and gender; about one in fifty has none on file."""
    taken: set[str] = set()
    found = []
    for person in people:
        born = person.facts.birth_month
        if born is None or chance(dice, 2):
            found.append(person)
            continue
        day = born.replace(day=dice.randint(1, 28))
        number = next(code for code in _identities(dice, day, person.gender) if code not in taken)
        taken.add(number)
        found.append(replace(person, id_number=number))
    return found


def _identities(dice: random.Random, born: date, gender: str | None) -> Iterable[str]:
    while True:
        order = dice.randrange(10, 499) * 2 + (gender == "男")
        first = f"{NOBODYS_REGION}{born:%Y%m%d}{order:03d}"
        yield first + check_digit(first)


def with_ties(dice: random.Random, people: list[RosterExpert]) -> list[RosterExpert]:
    """The same people with kin (both sides know, mostly of one series) and units from which they stand back."""
    kin: dict[int, int] = {}
    for _ in range(24):
        one = dice.randrange(len(people))
        near = [at for at in range(max(0, one - 40), min(len(people), one + 40)) if at != one]
        other = dice.choice(near)
        if one not in kin and other not in kin:
            kin |= {one: other, other: one}
    employers = [person.facts.employer for person in people]
    tied = []
    for at, person in enumerate(people):
        relatives = frozenset({people[kin[at]].facts.expert_no}) if at in kin else frozenset()
        away = {dice.choice(employers)} - {person.facts.employer} if chance(dice, 5) else set()
        tied.append(replace(person, facts=replace(person.facts, kin=relatives, recuse_units=frozenset(away))))
    return tied
