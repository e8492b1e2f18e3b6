"""What the supervisor decides about a report: countersigned, or sent back with a reason; signed on its own machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from blind import dsse
from blind.encoding import canonical, from_hex, read_time, strict_parse, time_text
from blind.errors import Forged, Malformed
from blind.fields import NOTHING, Kind, exact
from blind.keys.signer import Signer, Verifier

FORMAT = "expertpool-report-decision/1"
PAYLOAD_TYPE = "application/vnd.expertpool.report-decision+json"
COUNTERSIGNED, SENT_BACK = OUTCOMES = ("countersigned", "sent-back")
LONGEST_REASON = 2000
"""Characters of a reason."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision. ``report``: the report's hash; ``by``: the role that decides; ``reason``: given when sent back."""

    report: bytes
    by: str
    at: datetime
    outcome: str
    reason: str | None = None

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES:
            raise Malformed("unknown-outcome", found=self.outcome[:40], known=list(OUTCOMES))
        if (self.outcome == SENT_BACK) != bool((self.reason or "").strip()):
            raise Malformed("reason-missing-or-unasked", outcome=self.outcome)
        if len(self.reason or "") > LONGEST_REASON:
            raise Malformed("reason-too-long", longest=LONGEST_REASON)

    def as_dict(self) -> dict[str, Any]:
        """The fields as an object for JSON: the body of its ledger entry."""
        named = {"at": time_text(self.at), "by": self.by, "format": FORMAT, "outcome": self.outcome}
        return {**named, "reason": self.reason, "report": self.report.hex()}

    @classmethod
    def parse(cls, data: bytes) -> Decision:
        """Reads the canonical JSON of ``as_dict``; raises ``Malformed``."""
        fields: dict[str, Kind] = dict.fromkeys(("at", "by", "format", "outcome", "report"), str)
        record = exact(strict_parse(data), {**fields, "reason": (str, NOTHING)}, what="report-decision")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="report-decision", format=record["format"][:40])
        return cls(
            report=from_hex(record["report"], 32),
            by=record["by"],
            at=read_time(record["at"]),
            outcome=record["outcome"],
            reason=record["reason"],
        )


def sign_decision(decision: Decision, signer: Signer) -> dsse.Envelope:
    """The decision signed by the supervisor's key."""
    return dsse.sign(canonical(decision.as_dict()), payload_type=PAYLOAD_TYPE, signers=[signer])


def check_decision(envelope: dsse.Envelope, *, report: bytes, keys: Iterable[Verifier]) -> Decision:
    """The decision, once one of ``keys`` signed it and it is about this report.

    Raises ``Untrusted`` for another type or key, ``Forged`` for a false signature and for "decision-on-another-report".
    """
    decision = Decision.parse(dsse.verify(envelope, payload_type=PAYLOAD_TYPE, keys=keys))
    if decision.report != report:
        raise Forged("decision-on-another-report", report=decision.report.hex())
    return decision
