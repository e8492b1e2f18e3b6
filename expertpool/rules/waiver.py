"""A waiver: why a principle was set aside, who approved that, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from expertpool.errors import Refusal
from expertpool.ids import ExpertId, RuleId


@dataclass(frozen=True)
class Waiver:
    """One exception to a rule of strength ``principle``: for one expert, or (``expert`` None) for the panel.

    Raises Refusal without a reason, an approver, or a time with its zone.
    """

    rule: RuleId
    reason: str
    approver: str
    at: datetime
    expert: ExpertId | None = None

    def __post_init__(self) -> None:
        """All three or none: an exception nobody answers for is no exception."""
        for part in ("reason", "approver"):
            if not getattr(self, part).strip():
                raise Refusal("rules.waiver_incomplete", rule=self.rule, part=part)
        if self.at.utcoffset() is None:
            raise Refusal("rules.waiver_without_zone", rule=self.rule, at=self.at.isoformat())

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"expert": self.expert, "reason": self.reason, "approver": self.approver, "at": self.at.isoformat()}
