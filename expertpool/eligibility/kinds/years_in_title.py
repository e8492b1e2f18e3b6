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
    """The title held and since when, the cut-off, and whether a year is taken off.

    ``since``: the later of title and appointment, or the one that is stated; ``both``: whether both are.
    """

    cutoff: date
    held: HeldLevel | None = None
    since: date | None = None
    earlier: bool | None = None
    both: bool = True


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
        return Facts(case.season.cutoff(one.series), one.held_level, max(days, default=None), earlier, len(days) == 2)

    def weigh(self, facts: Facts) -> Finding:
        """Long enough; nothing is asked of somebody without a title."""
        if facts.held is HeldLevel.NONE:
            return NOT_APPLICABLE
        holds = self._long(facts)
        unsure = (holds is True and not facts.both) or (holds is False and facts.held is None)
        dated = "held_level" if facts.held is None else "appointed_on" if holds else "claims"
        missing = "held_since" if facts.since is None else dated
        return outcome(
            None if unsure else holds,
            found=Sentence("eligibility.found.since", held=known(facts.held), day=known(facts.since)),
            required=Sentence("eligibility.required.years_in_title", years=self.at_least, day=facts.cutoff),
            repair=Sentence("eligibility.repair.more"),
            look_up=missing,
        )

    def _long(self, facts: Facts) -> bool | None:
        """Long enough by the days stated; what is not known can only shorten it, or take the year off."""
        years = stated(self.at_least)
        if facts.since is None:
            return None
        if years_later(facts.since, years) <= facts.cutoff:
            return True
        if facts.earlier is False or years_later(facts.since, max(years - self.earlier_by, 0)) > facts.cutoff:
            return False
        return facts.earlier

    def number(self) -> Sentence:
        """The years."""
        return Sentence("rules.number.at_least", value=shown(self.at_least))
