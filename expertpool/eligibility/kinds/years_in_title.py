"""Time in the title held: so many full years by the cut-off, one fewer where a favour says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from expertpool.eligibility.facts import Claim, HeldLevel
from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome, shown, stated
from expertpool.rules.finding import NOT_APPLICABLE, Finding
from expertpool.rules.open_number import OpenNumber
from expertpool.rules.period import years_later
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The title held and since when (the later of title and appointment), the cut-off, and years taken off."""

    cutoff: date
    held: HeldLevel | None = None
    since: date | None = None
    earlier: bool | None = None


@dataclass(frozen=True)
class YearsInTitle(ApplicantKind[Facts]):
    """``at_least`` full years by the cut-off; ``earlier_by`` fewer where the favour 提前一年 is claimed."""

    facts: ClassVar[type[Facts]] = Facts
    positive: ClassVar = ("at_least",)

    at_least: int | OpenNumber
    earlier_by: int = 1

    def read(self, case: Case) -> Facts:
        """Title, day, cut-off, favour."""
        one, claims = case.applicant, case.applicant.claims
        days = [day for day in (one.held_since, one.appointed_on) if day is not None]
        earlier = None if claims is None else Claim.YEAR_EARLY in claims
        return Facts(case.season.cutoff(one.series), one.held_level, max(days, default=None), earlier)

    def weigh(self, facts: Facts) -> Finding:
        """Long enough; nothing is asked of somebody without a title."""
        if facts.held is HeldLevel.NONE:
            return NOT_APPLICABLE
        years = stated(self.at_least)
        holds = None if facts.since is None else years_later(facts.since, years) <= facts.cutoff
        if not holds and facts.since is not None and facts.earlier is not False:
            reached = years_later(facts.since, max(years - self.earlier_by, 0)) <= facts.cutoff
            holds = reached if facts.earlier else None if reached else False
        return outcome(
            holds,
            found=Sentence("eligibility.found.since", held=known(facts.held), day=known(facts.since)),
            required=Sentence("eligibility.required.years_in_title", years=self.at_least, day=facts.cutoff),
            repair=Sentence("eligibility.repair.more"),
            look_up="held_since" if facts.since is None else "claims",
        )

    def number(self) -> Sentence:
        """The years."""
        return Sentence("rules.number.at_least", value=shown(self.at_least))
