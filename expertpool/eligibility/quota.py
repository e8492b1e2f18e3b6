"""Places: whether a list asks for no more titles than there are places, for the whole list and unit by unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from expertpool.eligibility.facts import ApplicantFacts
from expertpool.eligibility.kinds.places_of_unit import Facts as UnitFacts
from expertpool.eligibility.kinds.places_of_unit import PlacesOfUnit
from expertpool.eligibility.kinds.places_total import Facts as TotalFacts
from expertpool.eligibility.kinds.same_text import plain
from expertpool.eligibility.rule import ApplicantRule
from expertpool.eligibility.stack import RulesInForce
from expertpool.eligibility.verdict import ApplicantVerdict
from expertpool.eligibility.when import traits_of


@dataclass(frozen=True)
class Places:
    """A unit's places in one table, and the paper by which it may go over them (empty without one)."""

    unit: str
    places: int
    agreement: str = ""


Tables = Mapping[str, Sequence[Places]]
"""The office's tables of places, by the name rules ask for."""


def judge_places(
    rules: RulesInForce, applicants: Sequence[ApplicantFacts], tables: Tables
) -> tuple[ApplicantVerdict, ...]:
    """One verdict for each rule about the whole list, and one for each unit of a rule about units.

    Units are those that applications come from and those of the table; names agree but for width and blanks.
    """
    return tuple(verdict for rule in rules.about_places for verdict in _judge(rule, applicants, tables))


def _judge(rule: ApplicantRule, applicants: Sequence[ApplicantFacts], tables: Tables) -> list[ApplicantVerdict]:
    meant = [(one, rule.when.applies(traits_of(one))) for one in applicants]
    counted = [(one, applies) for one, applies in meant if applies is not False]
    if not isinstance(rule.check, PlacesOfUnit):
        return [_verdict(rule, TotalFacts(_sure(counted), _unsure(counted)), "")]
    table = {plain(row.unit): row for row in tables.get(rule.check.table, ())}
    units: dict[str, list[tuple[ApplicantFacts, bool | None]]] = defaultdict(list)
    names = {unit: row.unit for unit, row in table.items()}
    for one, applies in counted:
        unit = getattr(one, rule.check.by)
        units[plain(unit)].append((one, applies))
        names.setdefault(plain(unit), unit)
    return [_of_unit(rule, names[unit], units[unit], table.get(unit)) for unit in sorted({*units, *table})]


def _of_unit(
    rule: ApplicantRule, name: str, counted: Sequence[tuple[ApplicantFacts, bool | None]], row: Places | None
) -> ApplicantVerdict:
    places, agreed = (row.places, bool(row.agreement)) if row else (None, False)
    return _verdict(rule, UnitFacts(_sure(counted), _unsure(counted), places, agreed), name)


def _sure(counted: Sequence[tuple[ApplicantFacts, bool | None]]) -> int:
    return sum(applies is True for _one, applies in counted)


def _unsure(counted: Sequence[tuple[ApplicantFacts, bool | None]]) -> int:
    return sum(applies is None for _one, applies in counted)


def _verdict(rule: ApplicantRule, facts: Any, unit: str) -> ApplicantVerdict:
    finding = rule.finding(facts, True, {})
    return ApplicantVerdict(rule, finding.state, finding.found, finding.required, finding.repair, unit=unit)
