"""A trustee's signed consent that a round or a ballot is opened although the third trustee's halves cannot be had."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from blind import dsse
from blind.encoding import canonical, strict_parse
from blind.errors import BlindError, Malformed
from blind.fields import exact
from blind.keys.signer import Signer
from blind.trust import Trust
from expertpool.errors import Refusal

CONSENT_FORMAT = "expertpool-without-third/1"
CONSENT_TYPE = "application/vnd.expertpool.without-third+json"
SECONDS = ("hrss", "inspector")
"""Who may be the second person: the office opens, so it cannot agree with itself."""
LONGEST = 500


@dataclass(frozen=True)
class Consent:
    """``holder`` agrees that what two trustees do not open is left out, for ``reason``.

    ``closing``: SHA-256 of the record of what was closed, in hex; it names the round or the ballot.
    """

    closing: str
    holder: str
    reason: str

    def to_bytes(self) -> bytes:
        """What is signed, as canonical JSON."""
        return canonical({"format": CONSENT_FORMAT, **vars(self)})

    @classmethod
    def parse(cls, data: bytes) -> Consent:
        """Reads ``to_bytes``; raises ``Malformed``."""
        fields = {"closing": str, "format": str, "holder": str, "reason": str}
        record = exact(strict_parse(data), fields, what="without-third")
        if record.pop("format") != CONSENT_FORMAT:
            raise Malformed("unknown-version", what="without-third")
        return cls(**record)


def signed_consent(closing: bytes, *, holder: str, reason: str, signer: Signer) -> bytes:
    """The file a trustee lays down. Refuses the office's own consent, and an empty or long reason."""
    if holder not in SECONDS:
        raise Refusal("party.consent_of_office")
    if not reason.strip() or len(reason) > LONGEST:
        raise Refusal("joint.reason_wanted", longest=LONGEST)
    made = Consent(hashlib.sha256(closing).hexdigest(), holder, reason.strip())
    return dsse.sign(made.to_bytes(), payload_type=CONSENT_TYPE, signers=[signer]).to_bytes()


def consented(laid_at: Callable[[str], Path], closing: bytes, trust: Trust) -> Consent | None:
    """The consent that inspector or HRSS signed for this very closing; None where none lies there.

    ``laid_at``: where each holder's lies.
    """
    for holder in SECONDS:
        path = laid_at(holder)
        found = _checked(path, trust, holder) if path.is_file() else None
        if found is not None and (found.closing, found.holder) == (hashlib.sha256(closing).hexdigest(), holder):
            return found
    return None


def _checked(path: Path, trust: Trust, holder: str) -> Consent | None:
    """What lies there, if the holder's key in force signed it."""
    try:
        return Consent.parse(
            trust.verify(path.read_bytes(), payload_type=CONSENT_TYPE, role=holder, index=trust.newest.since)
        )
    except BlindError:
        return None
