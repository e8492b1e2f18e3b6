"""Plain statements: something is so, or it is not, or nobody has said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.eligibility.kinds.named_fact import YesFact
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """What was stated."""

    stated: bool | None = None


@dataclass(frozen=True)
class StatedYes(ApplicantKind[Facts]):
    """``fact`` was answered with yes."""

    facts: ClassVar[type[Facts]] = Facts

    fact: YesFact

    def read(self, case: Case) -> Facts:
        """The answer."""
        return Facts(getattr(case.applicant, self.fact))

    def weigh(self, facts: Facts) -> Finding:
        """Yes."""
        what = Sentence(f"eligibility.fact.{self.fact}")
        return outcome(
            facts.stated,
            found=Sentence("eligibility.found.fact", what=what, value=known(facts.stated)),
            required=Sentence("eligibility.required.yes", what=what),
            repair=Sentence("eligibility.repair.correct", what=what),
            look_up=self.fact,
        )
