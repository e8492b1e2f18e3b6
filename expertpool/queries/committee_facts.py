"""A committee's facts as a draw kept them, read back from their plain spelling."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from expertpool.ids import ExpertId, RuleId
from expertpool.rules.facts import Basis, CommitteeFacts, Level, SeatRange
from expertpool.rules.waiver import Waiver


def committee_of(facts: Mapping[str, Any]) -> CommitteeFacts:
    """The committee whose ``plain`` spelling these are. Raises KeyError and ValueError for what no draw wrote."""
    return CommitteeFacts(**{name: _read(name, value) for name, value in facts.items()})


def _read(name: str, value: Any) -> Any:
    reader = _READERS.get(name)
    return value if value is None or reader is None else reader(value)


def _number(value: Any) -> Fraction | int:
    return Fraction(value) if isinstance(value, str) else int(value)


def _day(value: str) -> date:
    return date.fromisoformat(value)


def _waiver(found: Mapping[str, Any]) -> Waiver:
    expert = ExpertId(found["expert"]) if found["expert"] else None
    moment = datetime.fromisoformat(found["at"])
    return Waiver(RuleId(found["rule"]), found["reason"], found["approver"], moment, expert)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "level": Level,
    "basis": Basis,
    "meeting": _day,
    "filed_from": _day,
    "filed_until": _day,
    "pool_cleaned_on": _day,
    "affiliates": frozenset,
    "previous_panel": frozenset,
    "recused": frozenset,
    "applying": frozenset,
    "supervising_units": frozenset,
    "keep": tuple,
    "private_enterprise_at_least": _number,
    "max_per_employer": _number,
    "neighbours": lambda found: {name: frozenset(near) for name, near in found.items()},
    "specialties": lambda found: {name: SeatRange(**span) for name, span in found.items()},
    "settings": lambda found: {name: _number(value) for name, value in found.items()},
    "records": lambda found: {name: _day(value) for name, value in found.items()},
    "waivers": lambda found: tuple(map(_waiver, found)),
}
