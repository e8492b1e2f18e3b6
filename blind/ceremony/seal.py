"""The seal: every commitment and escrow of a draw in one record, after which only revealing or voiding is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from blind.ceremony.document import payload
from blind.ceremony.values import as_pairs, hash32, listed, pairs_by_party, party_id, sorted_once
from blind.encoding import read_time, tagged_hash, time_text
from blind.fields import exact


@dataclass(frozen=True)
class Committed:
    """One party's commitment and the hash of the document that holds it."""

    commitment: bytes
    document: bytes


@dataclass(frozen=True)
class Seal:
    """What the office seals at ``at``: commitments and escrow documents by party; none where parties do not commit."""

    KIND: ClassVar[str] = "seal"

    ctx: bytes
    at: datetime
    commitments: Mapping[str, Committed]
    escrows: Mapping[str, bytes]

    def hash(self, *, algorithm: str) -> bytes:
        """The seal hash that everything later names: printed, posted, sent to all."""
        return seal_hash(payload(self), algorithm=algorithm)

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload."""
        commitments = [
            {"party": party, "commitment": one.commitment.hex(), "document": one.document.hex()}
            for party, one in sorted(self.commitments.items())
        ]
        at = time_text(self.at)
        return {"ctx": self.ctx.hex(), "at": at, "commitments": commitments, "escrows": as_pairs(self.escrows)}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(fields, {"ctx": str, "at": str, "commitments": list, "escrows": list}, what="seal")
        return cls(
            ctx=hash32(record["ctx"]),
            at=read_time(record["at"]),
            commitments=_commitments(record["commitments"]),
            escrows=pairs_by_party(record["escrows"], what="escrows"),
        )


def seal_hash(data: bytes, *, algorithm: str) -> bytes:
    """The seal hash over a seal's payload: 32 bytes."""
    return tagged_hash("expertpool/seal/v1", data, algorithm=algorithm)


def _commitments(value: object) -> dict[str, Committed]:
    kinds = {"party": str, "commitment": str, "document": str}
    records = [exact(entry, kinds, what="commitments") for entry in listed(value, what="commitments")]
    sorted_once([record["party"] for record in records], what="commitments")
    return {
        party_id(record["party"]): Committed(hash32(record["commitment"]), hash32(record["document"]))
        for record in records
    }
