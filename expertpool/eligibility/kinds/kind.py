"""What every kind of rule about applicants offers: parameters, the facts it weighs, and a finding."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from expertpool.eligibility.facts import ApplicantFacts, SeasonFacts
from expertpool.rules.finding import Finding, State
from expertpool.rules.open_number import OpenNumber
from expertpool.rules.sentence import Sentence

FactsT = TypeVar("FactsT")


@dataclass(frozen=True)
class Case:
    """One application in its season."""

    applicant: ApplicantFacts
    season: SeasonFacts


@dataclass(frozen=True)
class Everybody:
    """One application among all of the year's list, for rules across people."""

    one: ApplicantFacts
    together: Sequence[ApplicantFacts]
    """All applications that the rule looks at together with this one, itself included."""


class Kind(ABC, Generic[FactsT]):
    """One kind of rule. A subclass is a frozen dataclass: its fields are the parameters a pack may give."""

    facts: ClassVar[type[Any]]
    """The record an example states and ``weigh`` weighs."""
    positive: ClassVar[tuple[str, ...]] = ()
    """Parameters that make sense from 1 on."""

    @abstractmethod
    def weigh(self, facts: FactsT) -> Finding:
        """What the rule finds in these facts; no other knowledge is used."""

    def number(self) -> Sentence | str | None:
        """The rule's number for the rule table, where it has one."""
        return None


class ApplicantKind(Kind[FactsT]):
    """A rule about one application by itself."""

    @abstractmethod
    def read(self, case: Case) -> FactsT:
        """The facts about this application."""


class AcrossKind(Kind[FactsT]):
    """A rule about several applications together, with a verdict for each."""

    @abstractmethod
    def same(self, applicant: ApplicantFacts) -> str:
        """Applications with the same sign are looked at together."""

    @abstractmethod
    def read(self, everybody: Everybody) -> FactsT:
        """The facts about one of them among the others."""


class PlacesKind(Kind[FactsT]):
    """A rule about how many applications there are places for; its finding is about a unit or the whole list."""

    per_unit: ClassVar[bool] = False
    """Whether each unit has places of its own, which the office's table states."""


def stated(value: Any) -> Any:
    """A parameter's value, or None while it is open."""
    return None if isinstance(value, OpenNumber) else value


def shown(value: Any) -> Any:
    """A parameter as a sentence's place takes it."""
    if isinstance(value, OpenNumber):
        return Sentence("eligibility.open", setting=value.setting)
    if isinstance(value, bool):
        return Sentence("eligibility.yes") if value else Sentence("eligibility.no")
    return value


def outcome(holds: bool | None, *, found: Sentence, required: Sentence, repair: Sentence, look_up: str) -> Finding:
    """A finding from an answer that may be missing; ``look_up`` names the column to fill in then."""
    if holds is None:
        missing = Sentence("eligibility.repair.fill", column=Sentence(f"eligibility.fact.{look_up}"))
        return Finding(State.UNKNOWN, found, required, missing)
    if holds:
        return Finding(State.HOLDS, found, required)
    return Finding(State.BROKEN, found, required, repair)


def known(value: Any) -> Any:
    """A fact as a sentence's place takes it; a missing one says so, and of several none is said as such."""
    if value is None:
        return Sentence("eligibility.not_stated")
    return Sentence("eligibility.nothing") if value == () else shown(value)
