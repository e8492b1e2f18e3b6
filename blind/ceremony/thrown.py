"""Public chance as it came out: the dice of a round and the number of the public source, each signed by two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from blind.ceremony.values import as_hashes, hash32, hashes_sorted
from blind.encoding import read_time, time_text
from blind.fields import exact, natural


@dataclass(frozen=True)
class Dice:
    """What the dice of round ``round`` showed, in the order thrown; one party types, another reads back."""

    KIND: ClassVar[str] = "dice"

    ctx: bytes
    seal_hash: bytes
    round: int
    digits: str
    at: datetime

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload."""
        named = {"ctx": self.ctx.hex(), "seal_hash": self.seal_hash.hex()}
        return {**named, "round": self.round, "digits": self.digits, "at": time_text(self.at)}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Reads ``as_dict``; raises ``Malformed``. Whether the digits fit, the context's ``DiceSpec`` says."""
        kinds = {"ctx": str, "seal_hash": str, "round": int, "digits": str, "at": str}
        record = exact(fields, kinds, what="dice")
        at, ctx, seal = natural(record["round"], what="round"), hash32(record["ctx"]), hash32(record["seal_hash"])
        return cls(ctx=ctx, seal_hash=seal, round=at, digits=record["digits"], at=read_time(record["at"]))


@dataclass(frozen=True)
class Beacon:
    """The value of the public source named in the context.

    ``value``: the issue's digits, or a drand signature in hex. ``evidence_sha256``: digest of the paper or page it was
    read from. ``seen``: the documents of the reveals of round 0, all of which came before.
    """

    KIND: ClassVar[str] = "beacon"

    ctx: bytes
    seal_hash: bytes
    kind: str
    id: str
    value: str
    evidence_sha256: bytes
    seen: tuple[bytes, ...]
    at: datetime

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload."""
        named = {"ctx": self.ctx.hex(), "seal_hash": self.seal_hash.hex(), "kind": self.kind, "id": self.id}
        evidence = {"evidence_sha256": self.evidence_sha256.hex(), "seen": as_hashes(self.seen)}
        return {**named, "value": self.value, **evidence, "at": time_text(self.at)}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Reads ``as_dict``; raises ``Malformed``. Whether the value fits, the context's public source says."""
        words = ("ctx", "seal_hash", "kind", "id", "value", "evidence_sha256", "at")
        record = exact(fields, {**dict.fromkeys(words, str), "seen": list}, what="beacon")
        return cls(
            ctx=hash32(record["ctx"]),
            seal_hash=hash32(record["seal_hash"]),
            kind=record["kind"],
            id=record["id"],
            value=record["value"],
            evidence_sha256=hash32(record["evidence_sha256"]),
            seen=hashes_sorted(record["seen"], what="seen"),
            at=read_time(record["at"]),
        )
