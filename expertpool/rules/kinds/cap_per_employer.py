"""Employers: no more than so many people of one unit on a panel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from expertpool.ids import ExpertId
from expertpool.rules.case import Case
from expertpool.rules.count_words import asked_number, asked_share, required_count, weigh_count
from expertpool.rules.facts import CommitteeFacts, ExpertFacts
from expertpool.rules.finding import Finding
from expertpool.rules.kinds.kind import LESS, Demand, SeatingKind
from expertpool.rules.open_number import OpenNumber, stated
from expertpool.rules.sentence import Sentence
from expertpool.rules.share import Share, counts
from expertpool.rules.stage import SEATED, Stage
from expertpool.rules.units import unit_key, unit_keys
from solver.bounds import CountRange


@dataclass(frozen=True)
class Facts:
    """Seats (at the meeting: people attending), and the members of one employer."""

    seats: int
    members: int
    employer: str = ""


@dataclass(frozen=True)
class CapPerEmployer(SeatingKind[Facts]):
    """At most ``at_most`` people, or such a share of the seats, from one employer.

    A self-reviewing unit and its affiliates are one employer.
    """

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = SEATED
    stricter: ClassVar = {"at_most": LESS}

    at_most: Share | OpenNumber | None

    def allowed(self, seats: int) -> CountRange:
        """The counts one employer may have."""
        return counts(seats, at_most=stated(self.at_most))

    def read(self, case: Case) -> tuple[Facts, ...]:
        """One record for each employer over the cap; where none is, one for the employer with most members."""
        staffs = _staffs(case.the_committee, case.panel)
        found = [Facts(case.seats, len(members), unit) for unit, members in staffs.items()]
        over = [facts for facts in found if not self.allowed(case.seats).holds(facts.members)]
        return tuple(over or sorted(found, key=lambda facts: -facts.members)[:1])

    def weigh(self, facts: Facts) -> Finding:
        """The employer's members against the cap."""
        of = (
            Sentence("rules.group.employer", employer=facts.employer)
            if facts.employer
            else Sentence("rules.group.one_employer")
        )
        asked = asked_share(None, stated(self.at_most))
        return weigh_count(facts.members, self.allowed(facts.seats), of=of, total=facts.seats, asked=asked)

    def demands(self, committee: CommitteeFacts, candidates: Collection[ExpertFacts]) -> tuple[Demand, ...]:
        """One demand for each employer with more candidates than its cap; the others keep it whatever is drawn."""
        allowed = self.allowed(committee.seats)
        return tuple(
            Demand(
                frozenset(members),
                allowed,
                required_count(allowed, of=Sentence("rules.group.employer", employer=employer)),
                suffix=employer,
                parameter="at_most",
            )
            for employer, members in _staffs(committee, candidates).items()
            if not allowed.holds(len(members))
        )

    def number(self) -> Sentence | None:
        """The cap."""
        return asked_number(None, self.at_most)


def _staffs(committee: CommitteeFacts, people: Collection[ExpertFacts]) -> dict[str, list[ExpertId]]:
    """Who works where, by the employer's name as first spelt in order; own units together under the reviewing unit."""
    own = unit_keys(committee.own_units)
    staffs: defaultdict[str, list[ExpertId]] = defaultdict(list)
    names: dict[str, str] = {}
    for person in sorted(people, key=lambda person: person.expert_no):
        key = unit_key(person.employer)
        employer = committee.self_reviewing_unit if key in own and committee.self_reviewing_unit else person.employer
        staffs[names.setdefault(key, employer)].append(person.expert_no)
    return dict(sorted(staffs.items()))
