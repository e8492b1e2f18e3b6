"""Exams beside review: in certain series only a valid pass opens the way to a senior title."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome, shown, stated
from expertpool.eligibility.series import plain_series
from expertpool.rules.finding import NOT_APPLICABLE, Finding
from expertpool.rules.open_number import OpenNumber
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The series, whether the exam was passed, how long that is valid, and the cut-off."""

    cutoff: date
    series: str | None = None
    passed: bool | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class ExamValid(ApplicantKind[Facts]):
    """In one of ``series``: passed, and still valid on the cut-off day."""

    facts: ClassVar[type[Facts]] = Facts

    series: tuple[str, ...] | OpenNumber

    def read(self, case: Case) -> Facts:
        """Series and exam."""
        cutoff = case.season.cutoff(case.applicant.series)
        return Facts(cutoff, case.applicant.series, case.applicant.exam_passed, case.applicant.exam_valid_until)

    def weigh(self, facts: Facts) -> Finding:
        """Valid, or a series without such an exam."""
        listed = [plain_series(one) for one in stated(self.series)]
        if facts.series is not None and plain_series(facts.series) not in listed:
            return NOT_APPLICABLE
        valid = None if facts.valid_until is None else facts.valid_until >= facts.cutoff
        answers = (facts.passed, valid)
        holds = False if False in answers else None if None in answers else True
        missing = "exam_passed" if facts.passed is None else "exam_valid_until"
        return outcome(
            None if holds is False and facts.series is None else holds,
            found=Sentence("eligibility.found.exam", passed=known(facts.passed), day=known(facts.valid_until)),
            required=Sentence("eligibility.required.exam", day=facts.cutoff),
            repair=Sentence("eligibility.repair.exam_pass"),
            look_up="series" if facts.series is None else missing,
        )

    def number(self) -> Sentence | None:
        """Open, as long as it is."""
        return shown(self.series) if isinstance(self.series, OpenNumber) else None
