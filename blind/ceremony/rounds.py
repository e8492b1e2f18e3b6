"""Replacement rounds: the one removal list of a round, who has to sign it, and the record of what a round gave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from blind.ceremony.reasons import ReasonCode, signers_of
from blind.ceremony.values import hash32, listed, positive, sorted_once
from blind.encoding import read_time, time_text
from blind.errors import Forged, Malformed
from blind.fields import NOTHING, Kind, exact, natural, texts


@dataclass(frozen=True)
class Removal:
    """One drawn person, by code, who cannot serve: the reason's code and the digest of the paper that shows it."""

    code: bytes
    reason: str
    evidence_sha256: bytes

    def as_dict(self) -> dict[str, str]:
        """One entry of the list."""
        return {"code": self.code.hex(), "reason": self.reason, "evidence_sha256": self.evidence_sha256.hex()}

    @classmethod
    def from_dict(cls, fields: object) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(fields, {"code": str, "reason": str, "evidence_sha256": str}, what="removal")
        return cls(hash32(record["code"]), record["reason"], hash32(record["evidence_sha256"]))


@dataclass(frozen=True)
class Removals:
    """All removals of one round, before any link of it is opened. ``result``: the document of the round before."""

    KIND: ClassVar[str] = "removals"

    ctx: bytes
    seal_hash: bytes
    round: int
    result: bytes
    removals: tuple[Removal, ...]
    reveal_by: datetime
    at: datetime

    def signers(self, known: Iterable[ReasonCode]) -> frozenset[str]:
        """The roles that must sign. Raises ``Malformed`` for a reason that the context does not list."""
        return signers_of([one.reason for one in self.removals], known=known)

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload."""
        return {
            "ctx": self.ctx.hex(),
            "seal_hash": self.seal_hash.hex(),
            "round": self.round,
            "result": self.result.hex(),
            "removals": [one.as_dict() for one in self.removals],
            "reveal_by": time_text(self.reveal_by),
            "at": time_text(self.at),
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        words = dict.fromkeys(("ctx", "seal_hash", "result", "reveal_by", "at"), str)
        record = exact(fields, {**words, "round": int, "removals": list}, what="removals")
        removed = tuple(map(Removal.from_dict, record["removals"]))
        sorted_once([one.code.hex() for one in removed], what="removals")
        if not removed:
            raise Malformed("nobody-removed", round=record["round"])
        return cls(
            ctx=hash32(record["ctx"]),
            seal_hash=hash32(record["seal_hash"]),
            round=positive(record["round"], what="round"),
            result=hash32(record["result"]),
            removals=removed,
            reveal_by=read_time(record["reveal_by"]),
            at=read_time(record["at"]),
        )


@dataclass(frozen=True)
class Result:
    """What a round gave, before anyone is called: the seed, the codes of the panel, the reserves in their order."""

    KIND: ClassVar[str] = "result"

    ctx: bytes
    seal_hash: bytes
    round: int
    seed: bytes
    ticket: int | None
    members: tuple[bytes, ...]
    reserves: tuple[bytes, ...]
    at: datetime

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload."""
        return {
            "ctx": self.ctx.hex(),
            "seal_hash": self.seal_hash.hex(),
            "round": self.round,
            "seed": self.seed.hex(),
            "ticket": self.ticket,
            "members": [code.hex() for code in self.members],
            "reserves": [code.hex() for code in self.reserves],
            "at": time_text(self.at),
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        words = dict.fromkeys(("ctx", "seal_hash", "seed", "at"), str)
        kinds: dict[str, Kind] = {**words, "round": int, "ticket": (int, NOTHING), "members": list, "reserves": list}
        record = exact(fields, kinds, what="result")
        sorted_once(texts(record["members"], what="members"), what="members")
        reserves = listed(record["reserves"], what="reserves")
        if len(set(texts(reserves, what="reserves")) - set(record["members"])) < len(reserves):
            raise Malformed("reserve-twice-or-seated")
        return cls(
            ctx=hash32(record["ctx"]),
            seal_hash=hash32(record["seal_hash"]),
            round=natural(record["round"], what="round"),
            seed=hash32(record["seed"]),
            ticket=None if record["ticket"] is None else natural(record["ticket"], what="ticket"),
            members=tuple(map(hash32, record["members"])),
            reserves=tuple(map(hash32, reserves)),
            at=read_time(record["at"]),
        )


def check_removals(removals: Removals, *, seated: Iterable[bytes], removed_before: Iterable[bytes]) -> None:
    """Raise ``Forged`` unless everybody on the list sits on the panel and nobody was removed before."""
    here, before = set(seated), set(removed_before)
    for one in removals.removals:
        if one.code in before:
            raise Forged("removed-twice", person=one.code.hex())
        if one.code not in here:
            raise Forged("removed-but-not-seated", person=one.code.hex())


def check_result(result: Result, *, seats: int, before: Result | None, removals: Removals | None) -> None:
    """Raise ``Forged`` unless the panel is full and keeps everybody of the round before who was not removed."""
    members = set(result.members)
    if len(members) != seats:
        raise Forged("panel-not-full", seats=seats, found=len(members))
    gone = {one.code for one in removals.removals} if removals else set()
    if before and not set(before.members) - gone <= members:
        raise Forged("confirmed-member-dropped", round=result.round)
    if gone & members:
        raise Forged("removed-member-seated", round=result.round)
