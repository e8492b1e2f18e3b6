"""Sets of papers and marks: everything on the list is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.eligibility.kinds.named_fact import WordsFact
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """What is there, None where nobody stated it."""

    there: tuple[str, ...] | None = None


@dataclass(frozen=True)
class AllPapers(ApplicantKind[Facts]):
    """``fact`` holds every one of ``papers``."""

    facts: ClassVar[type[Facts]] = Facts

    fact: WordsFact
    papers: tuple[str, ...]

    def read(self, case: Case) -> Facts:
        """What is there."""
        there = getattr(case.applicant, self.fact)
        return Facts(None if there is None else tuple(map(str, there)))

    def weigh(self, facts: Facts) -> Finding:
        """Nothing missing."""
        what = Sentence(f"eligibility.fact.{self.fact}")
        missing = tuple(paper for paper in self.papers if paper not in (facts.there or ()))
        return outcome(
            None if facts.there is None else not missing,
            found=Sentence("eligibility.found.fact", what=what, value=known(facts.there)),
            required=Sentence("eligibility.required.all", words=self.papers),
            repair=Sentence("eligibility.repair.add", words=missing),
            look_up=self.fact,
        )

    def number(self) -> str:
        """How many."""
        return str(len(self.papers))
