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


def draw_several(
    wanted: Mapping[str, Sequence[str]],
    counts: Mapping[str, int],
    *,
    seed: bytes,
    context: tuple[str, ...],
    loads: Mapping[str, int],
) -> dict[str, tuple[str, ...]]:
    """So many more readers for each packet, all different: first one for every packet, then a second for those that
    want two, and so on, each pass by tickets of its own and with the loads that the pass before left.

    Raises ``Malformed`` ("nobody-may-read") where a packet has fewer candidates than it wants.
    """
    held = Counter(loads)
    found: dict[str, tuple[str, ...]] = {packet: () for packet, count in sorted(counts.items()) if count}
    for at in range(1, max(counts.values(), default=0) + 1):
        left = {name: [one for one in wanted[name] if one not in found[name]] for name in found if counts[name] >= at}
        drawn = draw_extra(left, seed=seed, context=context if at == 1 else (*context, str(at)), loads=held)
        for packet, reader in drawn.items():
            found[packet] += (reader,)
            held[reader] += 1
    return found


def ticket(seed: bytes, context: tuple[str, ...], packet: str, reader: str) -> bytes:
    """32 bytes by which packets and readers are ordered."""
    parts = [part.encode() for part in (*context, packet, reader)]
    return tagged_hash("expertpool/extra-reader/v1", seed, *parts)
