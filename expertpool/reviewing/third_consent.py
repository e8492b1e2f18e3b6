"""A trustee's signed consent that a round is opened although the third trustee's halves cannot be had."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from blind import dsse
from blind.encoding import canonical, strict_parse
from blind.errors import BlindError, Malformed
from blind.fields import exact, natural
from blind.keys.signer import Signer
from blind.trust import Trust
from expertpool.errors import Refusal
from expertpool.reviewing.closed_round import ClosedRound
from expertpool.reviewing.review_folder import ReviewFolder

CONSENT_FORMAT = "expertpool-without-third/1"
CONSENT_TYPE = "application/vnd.expertpool.without-third+json"
SECONDS = ("hrss", "inspector")
"""Who may be the second person: the office opens, so it cannot agree with itself."""
LONGEST = 500


@dataclass(frozen=True)
class Consent:
    """``holder`` agrees that a closed round's sheets which two trustees do not open are set aside, for ``reason``."""

    group: str
    round: int
    closing: str
    holder: str
    reason: str

    def to_bytes(self) -> bytes:
        """What is signed, as canonical JSON."""
        return canonical({"format": CONSENT_FORMAT, **vars(self)})

    @classmethod
    def parse(cls, data: bytes) -> Consent:
        """Reads ``to_bytes``; raises ``Malformed``."""
        fields = {"closing": str, "format": str, "group": str, "holder": str, "reason": str, "round": int}
        record = exact(strict_parse(data), fields, what="without-third")
        if record.pop("format") != CONSENT_FORMAT:
            raise Malformed("unknown-version", what="without-third")
        natural(record["round"], what="without-third")
        return cls(**record)


def signed_consent(closed: ClosedRound, number: int, *, holder: str, reason: str, signer: Signer) -> bytes:
    """The file a trustee lays down. Refuses the office's own consent, and an empty or long reason."""
    if holder not in SECONDS:
        raise Refusal("scores.consent_of_office")
    if not reason.strip() or len(reason) > LONGEST:
        raise Refusal("joint.reason_wanted", longest=LONGEST)
    made = Consent(closed.record.group, number, _closing(closed), holder, reason.strip())
    return dsse.sign(made.to_bytes(), payload_type=CONSENT_TYPE, signers=[signer]).to_bytes()


def consented(folder: ReviewFolder, number: int, closed: ClosedRound, trust: Trust) -> Consent:
    """The consent of inspector or HRSS that lies in the folder for this very closing.

    Raises Refusal where there is none that its holder signed.
    """
    wanted = (closed.record.group, number, _closing(closed))
    for holder in SECONDS:
        path = folder.consent(number, holder)
        found = _checked(path, trust, holder) if path.is_file() else None
        if found is not None and (found.group, found.round, found.closing, found.holder) == (*wanted, holder):
            return found
    raise Refusal("scores.no_consent", round=number)


def _checked(path: Path, trust: Trust, holder: str) -> Consent | None:
    """What lies there, if the holder's key in force signed it."""
    try:
        return Consent.parse(
            trust.verify(path.read_bytes(), payload_type=CONSENT_TYPE, role=holder, index=trust.newest.since)
        )
    except BlindError:
        return None


def _closing(closed: ClosedRound) -> str:
    return hashlib.sha256(closed.record.to_bytes()).hexdigest()
