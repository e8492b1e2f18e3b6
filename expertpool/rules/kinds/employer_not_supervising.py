"""Overseers oversee: staff of a unit that supervises the review do not sit in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.facts import ExpertFacts
from expertpool.rules.finding import NOT_APPLICABLE, Finding, State
from expertpool.rules.kinds.kind import ExpertKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import SEATED, Stage
from expertpool.rules.units import unit_key, unit_keys


@dataclass(frozen=True)
class Facts:
    """The expert's employer, and the supervising units; None when nobody has listed them."""

    employer: str
    supervising_units: tuple[str, ...] | None = None


@dataclass(frozen=True)
class EmployerNotSupervising(ExpertKind[Facts]):
    """The expert's employer is none of the supervising units; asked only where they are listed."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = SEATED

    def read(self, case: Case, expert: ExpertFacts) -> Facts:
        """Employer against the committee's list."""
        units = case.the_committee.supervising_units
        return Facts(expert.employer, None if units is None else tuple(units))

    def weigh(self, facts: Facts) -> Finding:
        """Not one of them."""
        if facts.supervising_units is None:
            return NOT_APPLICABLE
        broken = unit_key(facts.employer) in unit_keys(facts.supervising_units)
        return Finding(
            State.BROKEN if broken else State.HOLDS,
            found=Sentence("rules.found.employer", employer=facts.employer),
            required=Sentence("rules.required.not_supervising"),
            repair=Sentence("rules.repair.another_expert") if broken else None,
        )
