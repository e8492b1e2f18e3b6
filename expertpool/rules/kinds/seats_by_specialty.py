"""Seats by specialty: as many of each as the committee file states."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from expertpool.ids import ExpertId
from expertpool.rules.case import Case
from expertpool.rules.count_words import required_count, weigh_count
from expertpool.rules.facts import CommitteeFacts, ExpertFacts
from expertpool.rules.finding import Finding
from expertpool.rules.kinds.kind import Demand, SeatingKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import Stage
from solver.bounds import CountRange


@dataclass(frozen=True)
class Facts:
    """One specialty: its members, and the range the committee file states. An expert of two counts in both."""

    members: int
    at_least: int = 0
    at_most: int | None = None
    specialty: str = ""
    seats: int = 0


@dataclass(frozen=True)
class SeatsBySpecialty(SeatingKind[Facts]):
    """Every specialty with seats has its range. Neighbouring specialties are the same field, but not the same seats."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.DRAW, Stage.FILING})

    def read(self, case: Case) -> tuple[Facts, ...]:
        """One record for each specialty that asks for something."""
        committee = case.the_committee
        return tuple(
            Facts(len(_of(specialty, case.panel)), allowed.at_least, allowed.at_most, specialty, committee.seats)
            for specialty, allowed in _ranges(committee)
        )

    def weigh(self, facts: Facts) -> Finding:
        """The count against the range."""
        allowed = CountRange(facts.at_least, facts.at_most)
        return weigh_count(facts.members, allowed, of=_words(facts.specialty), total=facts.seats)

    def demands(self, committee: CommitteeFacts, candidates: Collection[ExpertFacts]) -> tuple[Demand, ...]:
        """One demand for each specialty."""
        return tuple(
            Demand(_of(specialty, candidates), allowed, required_count(allowed, of=_words(specialty)), suffix=specialty)
            for specialty, allowed in _ranges(committee)
        )

    def number(self) -> Sentence:
        """The numbers stand in the committee file."""
        return Sentence("rules.number.committee_file")


def _ranges(committee: CommitteeFacts) -> list[tuple[str, CountRange]]:
    ranges = [
        (name, CountRange(seats.at_least, seats.at_most)) for name, seats in sorted(committee.specialties.items())
    ]
    return [(name, allowed) for name, allowed in ranges if allowed != CountRange()]


def _of(specialty: str, people: Collection[ExpertFacts]) -> frozenset[ExpertId]:
    return frozenset(person.expert_no for person in people if specialty in person.specialties)


def _words(specialty: str) -> Sentence:
    return Sentence("rules.group.specialty", specialty=specialty)
