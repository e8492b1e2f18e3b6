"""A waiver for an application: why a principle was set aside for it, who approved that, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from expertpool.eligibility.facts import ApplicationKey
from expertpool.errors import Refusal
from expertpool.ids import RuleId


@dataclass(frozen=True, kw_only=True)
class ApplicantWaiver:
    """One exception to one rule of strength ``principle`` for one application.

    Raises Refusal without a reason, an approver, or a time with its zone.
    """

    rule: RuleId
    applicant: ApplicationKey
    reason: str
    approver: str
    at: datetime

    def __post_init__(self) -> None:
        """All of it or nothing: an exception nobody answers for is no exception."""
        for part in ("applicant", "reason", "approver"):
            if not getattr(self, part).strip():
                raise Refusal("eligibility.waiver_incomplete", rule=self.rule, part=part)
        if self.at.utcoffset() is None:
            raise Refusal("eligibility.waiver_without_zone", rule=self.rule, at=self.at.isoformat())

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"reason": self.reason, "approver": self.approver, "at": self.at.isoformat()}
