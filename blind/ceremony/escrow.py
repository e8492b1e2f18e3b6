"""A party's secret in escrow: every link in two halves, each sealed to one of the two others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from blind.ceremony.chain import link
from blind.ceremony.context import Context
from blind.ceremony.values import hash32, listed, party_id, sorted_once
from blind.encoding import from_hex, tagged_hash
from blind.errors import Forged, Malformed
from blind.fields import exact
from blind.halves import halved
from blind.seal import OVERHEAD, open_sealed, seal

PURPOSE = "expertpool/escrow/v1"
SEALED = 32 + OVERHEAD


@dataclass(frozen=True)
class Share:
    """One holder's half of one link: sealed to him, and its hash for everybody, so that a wrong half shows."""

    holder: str
    share_hash: bytes
    sealed: bytes


@dataclass(frozen=True)
class Escrow:
    """What a party deposits: for each link from round 0 on, the shares of the two others by holder.

    Every link has halves of its own, so that opening one round tells nothing of the later ones.
    """

    KIND: ClassVar[str] = "escrow"

    ctx: bytes
    party: str
    links: tuple[Mapping[str, Share], ...]

    def as_dict(self) -> dict[str, Any]:
        """The fields of the payload."""
        links = [
            {"round": at, "shares": [_share(shares[holder]) for holder in sorted(shares)]}
            for at, shares in enumerate(self.links)
        ]
        return {"ctx": self.ctx.hex(), "party": self.party, "links": links}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Reads ``as_dict``; raises ``Malformed``."""
        record = exact(fields, {"ctx": str, "party": str, "links": list}, what="escrow")
        links = [exact(entry, {"round": int, "shares": list}, what="link") for entry in record["links"]]
        if [entry["round"] for entry in links] != list(range(len(links))):
            raise Malformed("links-out-of-order", found=[entry["round"] for entry in links][:70])
        shares = tuple(_read_shares(entry["shares"]) for entry in links)
        return cls(hash32(record["ctx"]), party_id(record["party"]), shares)


def make_escrow(context: Context, party: str, last: bytes, fresh: Callable[[int], bytes]) -> Escrow:
    """The escrow of a chain that ends in ``last``. ``fresh(n)`` gives n secret random bytes."""
    links = []
    for at in range(context.rounds + 1):
        halves = halved(link(last, rounds=context.rounds, at=at, algorithm=context.hash), fresh)
        holders = context.others(party)
        shares = {}
        for holder, half in zip(holders, halves, strict=True):
            bound = _bound(context, party, holder.id, at)
            sealed = seal(half, holder.seal_key, purpose=PURPOSE, context=bound)
            shares[holder.id] = Share(holder.id, share_hash(half, bound, algorithm=context.hash), sealed)
        links.append(shares)
    return Escrow(context.ctx, party, tuple(links))


def share_hash(half: bytes, bound: tuple[bytes, ...], *, algorithm: str) -> bytes:
    """What everybody can hold a half against; it gives nothing of 32 random bytes away."""
    return tagged_hash("expertpool/escrow-share/v1", *bound, half, algorithm=algorithm)


def check_escrow(escrow: Escrow, context: Context, party: str) -> Escrow:
    """The escrow, if it covers every link of this party's chain for exactly the two others; raises ``Forged``."""
    holders = {other.id for other in context.others(party)}
    complete = len(escrow.links) == context.rounds + 1 and all(shares.keys() == holders for shares in escrow.links)
    if escrow.party != party or not complete:
        raise Forged("escrow-incomplete", party=escrow.party, links=len(escrow.links))
    return escrow


def open_half(escrow: Escrow, context: Context, *, at: int, holder: str, secret: bytes) -> bytes:
    """The half of link ``at`` sealed to ``holder``, whose X25519 private key is ``secret``.

    Raises ``WrongSecret`` where it cannot be opened and ``Forged`` where it is not the half whose hash was published.
    """
    bound = _bound(context, escrow.party, holder, at)
    half = open_sealed(escrow.links[at][holder].sealed, secret, purpose=PURPOSE, context=bound)
    check_half(escrow, context, at=at, holder=holder, half=half)
    return half


def check_half(escrow: Escrow, context: Context, *, at: int, holder: str, half: bytes | None) -> None:
    """Return if ``half`` is the one published for this holder and link; raise ``Forged`` if not, or for None."""
    bound = _bound(context, escrow.party, holder, at)
    published = escrow.links[at][holder].share_hash
    if half is None or share_hash(half, bound, algorithm=context.hash) != published:
        raise Forged("half-not-published", party=escrow.party, holder=holder, round=at)


def check_shares(escrow: Escrow, context: Context, *, holder: str, secret: bytes) -> None:
    """Return if ``holder`` can open the halves of every link; raises as ``open_half`` does."""
    for at in range(len(escrow.links)):
        open_half(escrow, context, at=at, holder=holder, secret=secret)


def _bound(context: Context, party: str, holder: str, at: int) -> tuple[bytes, ...]:
    return context.ctx, party.encode(), holder.encode(), str(at).encode()


def _share(share: Share) -> dict[str, str]:
    return {"holder": share.holder, "share_hash": share.share_hash.hex(), "sealed": share.sealed.hex()}


def _read_shares(value: object) -> dict[str, Share]:
    kinds = {"holder": str, "share_hash": str, "sealed": str}
    records = [exact(entry, kinds, what="share") for entry in listed(value, what="shares")]
    sorted_once([record["holder"] for record in records], what="shares")
    shares = [
        Share(party_id(record["holder"]), hash32(record["share_hash"]), from_hex(record["sealed"], SEALED))
        for record in records
    ]
    return {share.holder: share for share in shares}
