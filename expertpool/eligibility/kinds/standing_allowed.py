"""People under investigation: whether they may apply is for the region to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.facts import Standing
from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome, shown, stated
from expertpool.rules.finding import Finding
from expertpool.rules.open_number import OpenNumber
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The standing."""

    standing: Standing | None = None


@dataclass(frozen=True)
class StandingAllowed(ApplicantKind[Facts]):
    """With ``allowed`` somebody of standing ``of`` applies like others, without it not."""

    facts: ClassVar[type[Facts]] = Facts

    of: Standing
    allowed: bool | OpenNumber

    def read(self, case: Case) -> Facts:
        """The standing."""
        return Facts(case.applicant.standing)

    def weigh(self, facts: Facts) -> Finding:
        """Another standing, or an allowed one."""
        meant = None if facts.standing is None else facts.standing is self.of
        return outcome(
            True if stated(self.allowed) else None if meant is None else not meant,
            found=Sentence(
                "eligibility.found.fact", what=Sentence("eligibility.fact.standing"), value=known(facts.standing)
            ),
            required=Sentence("eligibility.required.standing", standing=self.of, allowed=shown(self.allowed)),
            repair=Sentence("eligibility.repair.withdraw"),
            look_up="standing",
        )

    def number(self) -> Sentence:
        """What was set."""
        return Sentence("eligibility.number.set", value=shown(self.allowed))
