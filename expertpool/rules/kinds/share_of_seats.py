"""Composition: of a panel, at least or at most so many belong to a group."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.count_words import asked_number, asked_share, required_count, weigh_count
from expertpool.rules.facts import CommitteeFacts, ExpertFacts
from expertpool.rules.finding import Finding
from expertpool.rules.groups import Group, Test
from expertpool.rules.kinds.kind import LESS, MORE, Demand, SeatingKind
from expertpool.rules.open_number import OpenNumber, stated
from expertpool.rules.sentence import Sentence
from expertpool.rules.share import Share, counts
from expertpool.rules.stage import SEATED, Stage
from solver.bounds import CountRange


@dataclass(frozen=True)
class Facts:
    """Seats (at the meeting: people attending), members who belong, and members of whom nobody knows."""

    seats: int
    members: int
    unknown: int = 0


@dataclass(frozen=True)
class ShareOfSeats(SeatingKind[Facts]):
    """Of the seats, ``at_least`` and ``at_most`` such a share, or such a number, belong to ``group``.

    ``never_below`` is a number of people that holds whatever an open number says, and before it is stated.
    Both ends include their number (以上、以下) unless ``inclusive`` is false.
    """

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = SEATED
    stricter: ClassVar = {"at_least": MORE, "at_most": LESS, "never_below": MORE}
    one_of: ClassVar[tuple[str, ...]] = ("at_least", "at_most")

    group: Group
    at_least: Share | OpenNumber | None = None
    at_most: Share | OpenNumber | None = None
    never_below: int = 0
    inclusive: bool = True

    def allowed(self, seats: int) -> CountRange:
        """The counts that the stated numbers allow."""
        asked = counts(seats, at_least=stated(self.at_least), at_most=stated(self.at_most), inclusive=self.inclusive)
        return replace(asked, at_least=max(asked.at_least, self.never_below))

    def read(self, case: Case) -> tuple[Facts, ...]:
        """How many members belong, and of how many nobody knows."""
        test = self.group.of(case.the_committee)
        answers = [test(member) if test else None for member in case.panel]
        return (Facts(case.seats, answers.count(True), answers.count(None)),)

    def weigh(self, facts: Facts) -> Finding:
        """The count against the range; an unknown member counts only where he cannot change the answer."""
        return weigh_count(
            facts.members,
            self.allowed(facts.seats),
            of=self.group.words,
            total=facts.seats,
            unknown=facts.unknown,
            asked=asked_share(stated(self.at_least), stated(self.at_most), inclusive=self.inclusive),
        )

    def demands(self, committee: CommitteeFacts, candidates: Collection[ExpertFacts]) -> tuple[Demand, ...]:
        """Who surely belongs fills the lower end; who may belong already counts against the upper end."""
        test = self.group.of(committee)
        if test is None:
            return ()
        asked = counts(
            committee.seats, at_least=stated(self.at_least), at_most=stated(self.at_most), inclusive=self.inclusive
        )
        floor = CountRange(at_least=self.never_below)
        ends = [
            self._demand(candidates, test, floor, "never_below"),
            self._demand(candidates, test, CountRange(at_least=asked.at_least), "at_least"),
        ]
        if asked.at_most is not None:
            ends.append(self._demand(candidates, test, CountRange(at_most=asked.at_most), "at_most"))
        return tuple(end for end in ends if end.allowed != CountRange())

    def _demand(self, candidates: Collection[ExpertFacts], test: Test, allowed: CountRange, parameter: str) -> Demand:
        counted = (True, None) if parameter == "at_most" else (True,)
        members = frozenset(expert.expert_no for expert in candidates if test(expert) in counted)
        asked = {"at_least": self.at_least, "at_most": self.at_most}.get(parameter)
        low, high = (asked, None) if parameter == "at_least" else (None, asked)
        words = asked_share(stated(low), stated(high), inclusive=self.inclusive)
        return Demand(
            members,
            allowed,
            required_count(allowed, of=self.group.words, asked=words),
            suffix=_SUFFIX[parameter],
            parameter=parameter,
        )

    def number(self) -> Sentence | None:
        """Both ends, and the floor under an open one."""
        number = asked_number(self.at_least, self.at_most, inclusive=self.inclusive)
        return Sentence("rules.number.floor", number=number, floor=self.never_below) if self.never_below else number


_SUFFIX = {"at_least": "", "at_most": "at-most", "never_below": "never-below"}
