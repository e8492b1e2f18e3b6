"""A party's countersignature: that it verified a certificate of a draw it had checked, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from blind.ceremony.values import hash32, party_id
from blind.encoding import read_time, time_text
from blind.fields import exact


@dataclass(frozen=True)
class Countersignature:
    """A party's acceptance of a certificate: of which draw, which file, and when."""

    KIND: ClassVar[str] = "countersign"

    ctx: bytes
    party: str
    certificate_sha256: bytes
    tier: str
    at: datetime

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload."""
        named = {"ctx": self.ctx.hex(), "party": self.party, "certificate_sha256": self.certificate_sha256.hex()}
        return {**named, "tier": self.tier, "at": time_text(self.at)}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        words = ("ctx", "party", "certificate_sha256", "tier", "at")
        record = exact(fields, dict.fromkeys(words, str), what="countersign")
        digest, at = hash32(record["certificate_sha256"]), read_time(record["at"])
        return cls(hash32(record["ctx"]), party_id(record["party"]), digest, record["tier"], at)
