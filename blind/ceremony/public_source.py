"""Public chance fixed in the context: dice thrown in the room, the number of a lottery issue or of a drand round."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from blind.ceremony.values import positive
from blind.encoding import from_hex, read_time, time_text
from blind.errors import Malformed
from blind.fields import exact

LEAST_DICE = {6: 26, 10: 20}
"""Faces of a die to the smallest number of throws: more than 66 bits, so that nobody can list the outcomes."""

MOST_DIGITS = 400


@dataclass(frozen=True)
class DiceSpec:
    """Dice that the context asks for: ``count`` throws; ``every_round`` asks for fresh ones at replacements too."""

    faces: int
    count: int
    every_round: bool

    def __post_init__(self) -> None:
        if not LEAST_DICE.get(self.faces, MOST_DIGITS + 1) <= self.count <= MOST_DIGITS:
            raise Malformed("dice-too-few", faces=self.faces, count=self.count, least=LEAST_DICE)

    def as_dict(self) -> dict[str, Any]:
        """The fields in the context."""
        return {"faces": self.faces, "count": self.count, "every_round": self.every_round}

    @classmethod
    def from_dict(cls, fields: object) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        return cls(**exact(fields, {"faces": int, "count": int, "every_round": bool}, what="dice"))

    def thrown_in(self, at: int) -> bool:
        """Whether dice belong to round ``at``."""
        return at == 0 or self.every_round

    def checked(self, digits: object) -> str:
        """``digits``, if they are as many throws of such dice: 1-6, or 0-9 for ten faces. Raises ``Malformed``."""
        allowed = "[1-6]" if self.faces == 6 else "[0-9]"
        if not isinstance(digits, str) or not re.fullmatch(f"{allowed}{{{self.count}}}", digits, re.ASCII):
            raise Malformed("not-the-dice-asked-for", faces=self.faces, count=self.count, found=repr(digits)[:80])
        return digits


@dataclass(frozen=True)
class LotterySpec:
    """One issue of a public lottery, named before the draw: so many ASCII digits, zeros kept, known after a moment."""

    game: str
    issue: str
    digits: int
    known_after: datetime

    def as_dict(self) -> dict[str, Any]:
        """The fields in the context."""
        known = time_text(self.known_after)
        return {"kind": "lottery", "game": self.game, "issue": self.issue, "digits": self.digits, "known_after": known}

    @classmethod
    def from_dict(cls, fields: object) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        kinds = {"kind": str, "game": str, "issue": str, "digits": int, "known_after": str}
        record = exact(fields, kinds, what="lottery")
        if not record["game"] or not record["issue"] or not 1 <= record["digits"] <= MOST_DIGITS:
            raise Malformed("lottery-not-named", game=record["game"][:40], issue=record["issue"][:40])
        return cls(record["game"], record["issue"], record["digits"], read_time(record["known_after"]))

    @property
    def id(self) -> str:
        """What names the value: the issue."""
        return self.issue

    def checked(self, value: object) -> str:
        """``value``, if it is as many ASCII digits as asked for. Raises ``Malformed``."""
        if not isinstance(value, str) or not re.fullmatch(f"[0-9]{{{self.digits}}}", value, re.ASCII):
            raise Malformed("not-the-digits-asked-for", digits=self.digits, found=repr(value)[:80])
        return value


@dataclass(frozen=True)
class DrandSpec:
    """One round of a drand chain with short signatures (48 bytes) under a public key of 96 bytes, both pinned here."""

    chain: bytes
    public_key: bytes
    round: int
    known_after: datetime

    def as_dict(self) -> dict[str, Any]:
        """The fields in the context."""
        named = {"chain": self.chain.hex(), "public_key": self.public_key.hex(), "round": self.round}
        return {"kind": "drand", **named, "known_after": time_text(self.known_after)}

    @classmethod
    def from_dict(cls, fields: object) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        kinds = {"kind": str, "chain": str, "public_key": str, "round": int, "known_after": str}
        record = exact(fields, kinds, what="drand")
        chain, key = from_hex(record["chain"], 32), from_hex(record["public_key"], 96)
        return cls(chain, key, positive(record["round"], what="drand round"), read_time(record["known_after"]))

    @property
    def id(self) -> str:
        """What names the value: the round's number."""
        return str(self.round)

    def checked(self, value: object) -> str:
        """``value``, if it is a signature of 48 bytes in hex; ``drand.verify`` says whether it is genuine."""
        return from_hex(value, 48).hex()


BeaconSpec = LotterySpec | DrandSpec


def read_beacon_spec(fields: object) -> BeaconSpec | None:
    """The public source that a context names; raises ``Malformed``."""
    if fields is None:
        return None
    kind = fields.get("kind") if isinstance(fields, Mapping) else None
    if kind == "lottery":
        return LotterySpec.from_dict(fields)
    if kind == "drand":
        return DrandSpec.from_dict(fields)
    raise Malformed("unknown-public-source", kind=repr(kind)[:40])
