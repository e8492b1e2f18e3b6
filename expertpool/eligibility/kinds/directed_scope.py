"""Directed titles: senior titles of certain fields, for people at the grass roots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.facts import Area
from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.eligibility.series import plain_series
from expertpool.rules.facts import Level
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """What is applied for, and where the person works."""

    series: str | None = None
    specialty: str | None = None
    level: Level | None = None
    workplace: Area | None = None


@dataclass(frozen=True)
class DirectedScope(ApplicantKind[Facts]):
    """A senior level, at a county or below, in one of ``fields``. The list of fields is open at its end (等), so a
    field that is not on it is unknown and no breach."""

    facts: ClassVar[type[Facts]] = Facts

    fields: tuple[str, ...]
    senior: bool = True

    def read(self, case: Case) -> Facts:
        """Title and place."""
        return Facts(case.applicant.series, case.applicant.specialty, case.applicant.level, case.applicant.workplace)

    def weigh(self, facts: Facts) -> Finding:
        """Level and place for sure, and the field as far as the list goes."""
        level = None if facts.level is None else facts.level.senior is self.senior
        low = None if facts.workplace is None else facts.workplace is not Area.CITY
        named = f"{plain_series(facts.series or '')} {plain_series(facts.specialty or '')}"
        field = True if any(one in named for one in self.fields) else None
        answers = {"level": level, "workplace": low, "specialty": field}
        found = tuple(answers.values())
        words = (known(facts.series), known(facts.specialty), known(facts.level))
        return outcome(
            False if False in found else None if None in found else True,
            found=Sentence("eligibility.found.title", series=words[0], specialty=words[1], level=words[2]),
            required=Sentence("eligibility.required.directed", words=self.fields),
            repair=Sentence("eligibility.repair.usual_track"),
            look_up=next((name for name, answer in answers.items() if answer is None), "specialty"),
        )
