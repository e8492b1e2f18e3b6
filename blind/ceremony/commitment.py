"""A party's commitment: the hash of its secret chain, bound to this draw and this party, and what it checked before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from blind.ceremony.chain import checked_link, first_link
from blind.ceremony.values import as_pairs, hash32, pairs_by_party, party_id
from blind.encoding import tagged_hash
from blind.errors import Forged, Malformed
from blind.fields import exact

CHECKED = ("pool", "rules", "table_seed")
STATEMENT = "checked-against-filed-library/1"
"""What the signature states: the opened pool equals the filed library, every person left out is left out by a rule,
and bounds, rules and table seed were computed anew on the party's own machine and agree with the context."""


def commitment(ctx: bytes, party: str, first: bytes, *, algorithm: str) -> bytes:
    """C_p: 32 bytes that bind a chain's first link to the context and to the party."""
    parts = (ctx, party.encode(), checked_link(first))
    return tagged_hash("expertpool/commitment/v1", *parts, algorithm=algorithm)


def verify_opening(committed: bytes, *, ctx: bytes, party: str, opened: bytes, at: int, algorithm: str) -> None:
    """Return if ``opened`` is link ``at`` of the chain that ``committed`` binds; raise ``Forged`` if not."""
    first = first_link(opened, at=at, algorithm=algorithm)
    if commitment(ctx, party, first, algorithm=algorithm) != committed:
        raise Forged("link-not-committed", party=party, round=at)


@dataclass(frozen=True)
class Commit:
    """The signed promise of one party. ``escrows_checked``: whose escrows it could open, with their documents."""

    KIND: ClassVar[str] = "commit"

    ctx: bytes
    party: str
    commitment: bytes
    escrow: bytes
    escrows_checked: Mapping[str, bytes]

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload."""
        return {
            "ctx": self.ctx.hex(),
            "party": self.party,
            "commitment": self.commitment.hex(),
            "escrow": self.escrow.hex(),
            "escrows_checked": as_pairs(self.escrows_checked),
            "checked": list(CHECKED),
            "statement": STATEMENT,
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Reads ``as_dict``; a commit that states less than everything checked is refused."""
        record = exact(fields, _FIELDS, what="commit")
        if record["checked"] != list(CHECKED) or record["statement"] != STATEMENT:
            raise Malformed("commit-states-too-little", checked=record["checked"], statement=record["statement"][:80])
        return cls(
            ctx=hash32(record["ctx"]),
            party=party_id(record["party"]),
            commitment=hash32(record["commitment"]),
            escrow=hash32(record["escrow"]),
            escrows_checked=pairs_by_party(record["escrows_checked"], what="escrows_checked"),
        )


_FIELDS = {
    "ctx": str,
    "party": str,
    "commitment": str,
    "escrow": str,
    "escrows_checked": list,
    "checked": list,
    "statement": str,
}
