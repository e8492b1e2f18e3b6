"""Field: an expert's series or specialty is the committee's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.facts import ExpertFacts
from expertpool.rules.finding import Finding, State
from expertpool.rules.kinds.kind import ExpertKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import SEATED, Stage


@dataclass(frozen=True)
class Facts:
    """The expert's series and specialties; the committee's series and fields (its specialties and their neighbours)."""

    series: str
    specialties: tuple[str, ...]
    committee_series: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeriesMatch(ExpertKind[Facts]):
    """The expert is of the committee's series, or of one of its fields in whatever series."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = SEATED

    def read(self, case: Case, expert: ExpertFacts) -> Facts:
        """The expert's field against the committee's."""
        committee = case.the_committee
        fields = () if expert.series == committee.series else tuple(committee.fields)
        return Facts(expert.series, expert.specialties, committee.series, fields)

    def weigh(self, facts: Facts) -> Finding:
        """One of the two fits."""
        holds = facts.series == facts.committee_series or not set(facts.fields).isdisjoint(facts.specialties)
        return Finding(
            State.HOLDS if holds else State.BROKEN,
            found=Sentence("rules.found.field", series=facts.series, specialties=facts.specialties),
            required=Sentence("rules.required.field", series=facts.committee_series),
            repair=None if holds else Sentence("rules.repair.another_expert"),
        )
