"""The opened pool, for the parties alone: every person with salts, and everything the frozen draw was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from blind.ceremony.values import hash32
from blind.encoding import from_hex
from blind.errors import Malformed
from blind.fields import exact, texts
from blind.pool_leaves import Leaf, leaf_from_opening

LONGEST = 64 << 20


@dataclass(frozen=True)
class PoolOpening:
    """What the office opens. ``leaves``: each person as ``Leaf.opened`` writes it, in the order of the leaves.

    ``committee``: the committee file's text. ``packs``: the rule packs named, none for all built-in ones.
    """

    KIND: ClassVar[str] = "pool-opening"

    ctx: bytes
    committee: str
    packs: tuple[str, ...]
    draw_day: date
    table_salt: bytes
    leaves: tuple[Mapping[str, Any], ...]

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload."""
        return {
            "ctx": self.ctx.hex(),
            "committee": self.committee,
            "packs": list(self.packs),
            "draw_day": self.draw_day.isoformat(),
            "table_salt": self.table_salt.hex(),
            "leaves": [dict(leaf) for leaf in self.leaves],
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Reads ``as_dict``; raises ``Malformed``. The people in it are read by ``read_leaves``."""
        words = dict.fromkeys(("ctx", "committee", "draw_day", "table_salt"), str)
        record = exact(fields, {**words, "packs": list, "leaves": list}, what="pool-opening")
        return cls(
            ctx=hash32(record["ctx"]),
            committee=record["committee"],
            packs=tuple(texts(record["packs"], what="packs")),
            draw_day=_day(record["draw_day"]),
            table_salt=from_hex(record["table_salt"], 32),
            leaves=tuple(record["leaves"]),
        )

    def read_leaves(self, *, draw_id: bytes, algorithm: str) -> tuple[Leaf, ...]:
        """Every person in it; raises ``Malformed``."""
        return tuple(leaf_from_opening(leaf, draw_id=draw_id, algorithm=algorithm) for leaf in self.leaves)


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Malformed("not-a-day", found=text[:40]) from None
    if found.isoformat() != text:
        raise Malformed("not-a-day", found=text[:40])
    return found
