"""Exams instead of review: where an exam stands for the title, nobody reviews it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome, shown, stated
from expertpool.eligibility.series import plain_series
from expertpool.rules.facts import Level
from expertpool.rules.finding import Finding
from expertpool.rules.open_number import OpenNumber
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """What is applied for."""

    series: str | None = None
    specialty: str | None = None
    level: Level | None = None


@dataclass(frozen=True)
class NotExamOnly(ApplicantKind[Facts]):
    """The application is none of ``titles``, each written as series and level, or series, specialty and level."""

    facts: ClassVar[type[Facts]] = Facts

    titles: tuple[str, ...] | OpenNumber

    def read(self, case: Case) -> Facts:
        """The title."""
        return Facts(case.applicant.series, case.applicant.specialty, case.applicant.level)

    def weigh(self, facts: Facts) -> Finding:
        """Not on the list."""
        answers = [self._matches(title, facts) for title in stated(self.titles)]
        listed = True if True in answers else None if None in answers else False
        words = (known(facts.series), known(facts.specialty), known(facts.level))
        return outcome(
            None if listed is None else not listed,
            found=Sentence("eligibility.found.title", series=words[0], specialty=words[1], level=words[2]),
            required=Sentence("eligibility.required.no_exam", words=stated(self.titles)),
            repair=Sentence("eligibility.repair.exam"),
            look_up="level" if facts.level is None else "series" if facts.series is None else "specialty",
        )

    @staticmethod
    def _matches(title: str, facts: Facts) -> bool | None:
        parts = [plain_series(part) for part in title.split(BETWEEN)]
        series = None if facts.series is None else plain_series(facts.series)
        specialty = None if facts.specialty is None else plain_series(facts.specialty)
        mine = (series, facts.level) if len(parts) < 3 else (series, specialty, facts.level)
        pairs = list(zip(parts, mine, strict=False))
        if any(fact is not None and part != fact for part, fact in pairs):
            return False
        return None if any(fact is None for _part, fact in pairs) else True

    def number(self) -> Sentence | None:
        """Open, as long as it is."""
        return shown(self.titles) if isinstance(self.titles, OpenNumber) else None


BETWEEN = "/"
"""What stands between series, specialty and level in a list of titles."""
