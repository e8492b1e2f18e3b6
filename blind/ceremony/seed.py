"""The seed of a round: one hash over context, seal, every party's link, dice, public number and removal list."""

from __future__ import annotations

from collections.abc import Mapping

from blind.ceremony.chain import checked_link
from blind.encoding import tagged_hash


def seed(
    *,
    ctx: bytes,
    seal_hash: bytes,
    at: int,
    links: Mapping[str, bytes],
    dice: str = "",
    beacon: str = "",
    removals: bytes = b"",
    algorithm: str,
) -> bytes:
    """32 bytes; the same for any order of ``links`` (party id to the link of round ``at``), other for any other input.

    ``dice`` and ``beacon``: ASCII as they stand in their documents, empty where there are none. ``removals``: the
    document hash of the round's removal list, empty in round 0.
    """
    secrets = [checked_link(links[party]) for party in sorted(links)]
    parts = (ctx, seal_hash, str(at).encode(), *secrets, dice.encode("ascii"), beacon.encode("ascii"), removals)
    return tagged_hash("expertpool/seed/v1", *parts, algorithm=algorithm)
