"""Opened secrets: a party's link of one round, or the halves by which two others open it from escrow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from blind.ceremony.values import (
    as_hashes,
    hash32,
    hash32_or_none,
    hashes_sorted,
    hex_or_none,
    party_id,
)
from blind.encoding import read_time, time_text
from blind.errors import Malformed
from blind.fields import NOTHING, Kind, exact, natural

BY_PARTY, FROM_ESCROW = "party", "escrow"


@dataclass(frozen=True)
class Seen:
    """What had to stand before a link of a round may be opened: document hashes of its dice and its removal list."""

    dice: bytes | None = None
    removals: bytes | None = None

    def as_dict(self) -> dict[str, str | None]:
        """The field ``seen``."""
        return {"dice": hex_or_none(self.dice), "removals": hex_or_none(self.removals)}

    @classmethod
    def from_dict(cls, fields: object) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(fields, {"dice": (str, NOTHING), "removals": (str, NOTHING)}, what="seen")
        return cls(hash32_or_none(record["dice"]), hash32_or_none(record["removals"]))


@dataclass(frozen=True)
class Reveal:
    """Link ``z`` of a party's chain for ``round``.

    ``openings``: where others opened it from escrow, the two documents it was joined from.
    """

    KIND: ClassVar[str] = "reveal"

    ctx: bytes
    seal_hash: bytes
    party: str
    round: int
    z: bytes
    seen: Seen
    at: datetime
    openings: tuple[bytes, ...] = ()

    @property
    def source(self) -> str:
        """``party``, or ``escrow`` where others opened it."""
        return FROM_ESCROW if self.openings else BY_PARTY

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload; ``openings`` stands only where the source is escrow."""
        named = {"ctx": self.ctx.hex(), "seal_hash": self.seal_hash.hex(), "party": self.party, "round": self.round}
        opened = {"z": self.z.hex(), "source": self.source, "seen": self.seen.as_dict(), "at": time_text(self.at)}
        return {**named, **opened, **({"openings": as_hashes(self.openings)} if self.openings else {})}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        escrowed = fields.get("source") == FROM_ESCROW
        record = exact(fields, {**_REVEAL, **({"openings": list} if escrowed else {})}, what="reveal")
        if record["source"] not in (BY_PARTY, FROM_ESCROW):
            raise Malformed("unknown-source", source=record["source"][:40])
        openings = hashes_sorted(record["openings"], what="openings") if escrowed else ()
        if escrowed and len(openings) != 2:
            raise Malformed("not-two-openings", found=len(openings))
        return cls(
            ctx=hash32(record["ctx"]),
            seal_hash=hash32(record["seal_hash"]),
            party=party_id(record["party"]),
            round=natural(record["round"], what="round"),
            z=hash32(record["z"]),
            seen=Seen.from_dict(record["seen"]),
            at=read_time(record["at"]),
            openings=openings,
        )


@dataclass(frozen=True)
class Opening:
    """A holder's half of a party's link; ``half`` is None where the holder says that it cannot be opened."""

    KIND: ClassVar[str] = "opening"

    ctx: bytes
    seal_hash: bytes
    party: str
    round: int
    holder: str
    half: bytes | None
    at: datetime

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload."""
        named = {"ctx": self.ctx.hex(), "seal_hash": self.seal_hash.hex(), "party": self.party, "round": self.round}
        return {**named, "holder": self.holder, "half": hex_or_none(self.half), "at": time_text(self.at)}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(fields, _OPENING, what="opening")
        return cls(
            ctx=hash32(record["ctx"]),
            seal_hash=hash32(record["seal_hash"]),
            party=party_id(record["party"]),
            round=natural(record["round"], what="round"),
            holder=party_id(record["holder"]),
            half=hash32_or_none(record["half"]),
            at=read_time(record["at"]),
        )


_NAMED: dict[str, Kind] = {"ctx": str, "seal_hash": str, "party": str, "round": int, "at": str}
_REVEAL: dict[str, Kind] = {**_NAMED, "z": str, "source": str, "seen": dict}
_OPENING: dict[str, Kind] = {**_NAMED, "holder": str, "half": (str, NOTHING)}
