"""云岭市, a city that does not exist: its pool of experts and eight committees of different kinds."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from expertpool.documents.roster.expert import RosterExpert
from expertpool.rules.facts import EmployerKind, ExpertFacts, Integrity, Level, PoolStatus
from expertpool.seeds.committees import CommitteeSeed, eight_committees
from expertpool.seeds.office_roster import office_roster
from expertpool.seeds.people import RESTING, chance, make_person, weighted, with_identities, with_ties
from expertpool.seeds.tables import Field, Unit, affiliates, fields, table, units
from expertpool.whole_file import write_whole


@dataclass(frozen=True)
class City:
    """Everything invented about one city; ``affiliates`` maps a unit to the units that count as one with it."""

    name: str
    experts: tuple[RosterExpert, ...]
    committees: tuple[CommitteeSeed, ...]
    affiliates: Mapping[str, frozenset[str]]


def fictional_city(seed: int = 2025) -> City:
    """The city that belongs to ``seed``: the same each time, more than 2,300 experts, eight committees.

    No unit exists, and every identity number begins with a region code that no province has.
    """
    dice = random.Random(f"fictional-city/{seed}")  # noqa: S311  # an invented city; nothing is drawn or kept secret with it
    people = [*_field_people(dice)]
    people += _craft_people(dice, len(people) + 1)
    people = _with_rare_names(with_identities(dice, with_ties(dice, people)))
    experts = tuple(people)
    facts = [expert.facts for expert in experts]
    return City(name="云岭市", experts=experts, committees=eight_committees(facts), affiliates=affiliates())


def write_city(city: City, folder: Path) -> None:
    """Write ``roster.xlsx`` as an office would make it, and ``committees/<key>.toml``; folders are made as needed."""
    (folder / "committees").mkdir(parents=True, exist_ok=True)
    write_whole(folder / "roster.xlsx", office_roster(city.name, city.experts))
    for committee in city.committees:
        write_whole(folder / "committees" / f"{committee.key}.toml", committee.text.encode())


def _field_people(dice: random.Random) -> Iterator[RosterExpert]:
    """The experts of every field, numbered through; about one in five has a second specialty of the series."""
    number = 0
    all_fields = fields()
    for field in all_fields:
        public = {unit: unit.weight for unit in units(field.series)}
        private = {unit: unit.weight for unit in _companies(dice, field)}
        beside = [other.name for other in all_fields if other.series == field.series and other != field]
        for _ in range(field.experts):
            number += 1
            unit = weighted(dice, private if private and chance(dice, field.private) else public)
            second = (dice.choice(beside),) if beside and chance(dice, 20) else ()
            specialties = (field.name, *second)
            yield make_person(dice, number, series=field.series, specialties=specialties, unit=unit, women=field.women)


def _companies(dice: random.Random, field: Field) -> list[Unit]:
    """Private companies of a field, a large one and a tail of small ones: about one for two experts."""
    count = -(-field.experts * field.private // 200)
    stems = dice.sample(table("units")["stems"], count)
    places = dice.choices(table("units")["districts"], k=count)
    return [
        Unit(
            name=f"{place.rstrip('区县旗')}{stem}{dice.choice(field.trades)}有限公司",
            kind=EmployerKind.PRIVATE_ENTERPRISE,
            weight=max(1, 6 - order),
            region=place,
        )
        for order, (stem, place) in enumerate(zip(stems, places, strict=True))
    ]


def _craft_people(dice: random.Random, number: int) -> list[RosterExpert]:
    """The arts-and-crafts experts as their table lists them, all of them drawable but for the rest rule."""
    crafts = table("crafts")
    people: list[RosterExpert] = []
    for entry in crafts["experts"]:
        for _ in range(entry["count"]):
            unit = Unit(name=entry["unit"], kind=EmployerKind(entry["kind"]), weight=1, region="云岭市")
            specialties = (entry["specialty"],)
            person = make_person(
                dice, number + len(people), series=crafts["series"], specialties=specialties, unit=unit, women=40
            )
            people.append(replace(person, facts=_in_good_standing(person.facts, rests=entry["rests"])))
    return people


def _in_good_standing(facts: ExpertFacts, *, rests: bool) -> ExpertFacts:
    return replace(
        facts,
        level=Level.ASSOCIATE_SENIOR if facts.level is Level.MIDDLE else facts.level,
        term_start=date(2024, 1, 1),
        term_end=date(2026, 12, 31),
        integrity=Integrity.GOOD,
        status=PoolStatus.ACTIVE,
        years_served=RESTING if rests else frozenset({2021, 2023}),
    )


def _with_rare_names(people: list[RosterExpert]) -> list[RosterExpert]:
    """A few rare characters, since every real pool has them and every printout must show them."""
    renamed = list(people)
    for order, name in enumerate(table("names")["rare"]):
        at = 100 + 700 * order
        renamed[at] = replace(renamed[at], name=name)
    return renamed
