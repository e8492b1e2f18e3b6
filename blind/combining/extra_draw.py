"""Who reads a packet once more: derived from the assignment's seed, so that anyone with the seed can draw it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from blind.encoding import tagged_hash
from blind.errors import Malformed


def draw_extra(
    wanted: Mapping[str, Sequence[str]], *, seed: bytes, context: tuple[str, ...], loads: Mapping[str, int]
) -> dict[str, str]:
    """One more reader for each packet of ``wanted`` (packet -> who may read it): the one with the fewest packets so
    far, and among those the one with the lowest ticket.

    ``loads``: packets each reader has already. Packets are served in the order of their own tickets. ``context`` says
    which group and round, so that a seed never serves two draws. The result depends on nothing else; neither the
    order in which anything is given nor the scores of a packet have a part in it. Raises ``Malformed``
    ("nobody-may-read", packets=[...]) where a packet has no candidate.
    """
    alone = sorted(packet for packet, candidates in wanted.items() if not candidates)
    if alone:
        raise Malformed("nobody-may-read", packets=alone)
    held, chosen = Counter(loads), {}
    for packet in sorted(wanted, key=lambda one: ticket(seed, context, one, "")):
        tickets = {name: ticket(seed, context, packet, name) for name in wanted[packet]}
        reader = min(tickets, key=lambda name: (held[name], tickets[name]))
        chosen[packet] = reader
        held[reader] += 1
    return {packet: chosen[packet] for packet in sorted(chosen)}


def ticket(seed: bytes, context: tuple[str, ...], packet: str, reader: str) -> bytes:
    """32 bytes by which packets and readers are ordered."""
    parts = [part.encode() for part in (*context, packet, reader)]
    return tagged_hash("expertpool/extra-reader/v1", seed, *parts)
