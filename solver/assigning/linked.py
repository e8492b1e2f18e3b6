"""Chances under which assignments hang together: readings across parts are favoured until every deal can be joined."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from solver.assigning.deal import dealt
from solver.assigning.floor import LARGE, served
from solver.assigning.flow import Short
from solver.assigning.links import parts_of
from solver.assigning.reading import FULL, Reading
from solver.assigning.shares import Shares, best_shares, lifted_shares

Bools = NDArray[np.bool_]
TRIED = 20_000
"""Pairs in all that trial deals look at, about."""
MOST_TRIALS, FEWEST_TRIALS = 24, 2
"""Deals that are looked at; what they show to hold together, other seeds mostly do too."""
FAVOURS = (*(FULL >> power for power in (7, 6, 5, 4, 3, 2, 1, 0)), 2 * FULL)
"""What a reading across parts counts more, in millionths, from the least on."""
HALVED = 4
"""Steps in which the least favour that joins is closed in on."""
CHEAP = Fraction(98, 100)
"""With so much of the suitability left, joining is not tried in other ways."""
FEW_FAVOURS = (FULL >> 4, FULL >> 4, FULL >> 3, FULL >> 3, FULL >> 2, FULL >> 1)
"""What large questions try instead, without closing in, each time across more parts."""


def linked_shares(reading: Reading, found: Shares) -> Shares:
    """``found``, the best shares; where their deals fall into parts, those of a question that favours readings across
    the parts, or that leaves readings to fewer experts, whichever serves packets better. Suitability in what comes
    back is the reading's own.

    Where nothing joins every deal that is looked at, ``found`` itself: nothing is paid for nothing.
    """
    if _short_of_links(reading):
        return found
    fields = parts_of(reading.allowed)[2]
    best: Shares | None = None
    for pool in _pools(reading, found):
        if best is not None and _total(reading, best) >= CHEAP * _total(reading, found) and best.worst >= found.worst:
            break
        try:
            begun = found if pool is reading else best_shares(pool)
        except Short:
            continue
        linked = _joined(pool, begun, fields) if parts_of(pool.allowed)[2] == fields else None
        if linked is None:
            continue
        linked = Shares(linked.scale, linked.lifts, linked.flow, linked.worst, found.worst_bound)
        if best is None or _merit(reading, linked) > _merit(reading, best):
            best = linked
    return found if best is None else best


def _merit(reading: Reading, shares: Shares) -> tuple[int, int]:
    """The worst-served packet by twentieths of its bound, then the mean."""
    return 20 * shares.worst // max(1, shares.worst_bound), _total(reading, shares)


def _total(reading: Reading, shares: Shares) -> int:
    return int(served(reading, shares.flow.units).sum())


def _pools(reading: Reading, found: Shares) -> Iterator[Reading]:
    """The question itself, then with fewer and fewer experts, those kept who are among the likeliest of any packet:
    who reads one packet joins nothing, and a tree over packets and readers has no more readers than readings beyond
    one a packet. Equals are kept by lots that hang on the whole question, never by their numbers.
    """
    yield reading
    if reading.scores.size > LARGE:
        return
    units, digest = found.flow.units, reading.digest()
    masses = units.sum(axis=0).tolist()
    nearest = (-units).argsort(axis=1, kind="stable").argsort(axis=1).min(axis=0).tolist()
    lots = [hashlib.sha256(digest + expert.encode()).digest() for expert in reading.experts]
    ranks = sorted(range(len(lots)), key=lambda at: (-int(reading.least[at]), nearest[at], -masses[at], lots[at]))
    readings, used = int(reading.needed.sum()), sum(mass > 0 for mass in masses)
    sizes = {used * 3 // 4, readings - len(reading.dossiers) + 1, readings * 2 // 3, readings // 2}
    for size in sorted(sizes, reverse=True):
        if size < used:
            yield reading.with_(allowed=reading.allowed & np.isin(np.arange(len(ranks)), ranks[:size])[None, :])


def _joined(reading: Reading, found: Shares, fields: int) -> Shares | None:
    """The shares of the least favour under which every deal that is looked at hangs together; None where none does."""
    large = reading.scores.size > LARGE
    across = np.zeros_like(reading.allowed)
    failed = 0
    for favour in (*(FEW_FAVOURS if large else FAVOURS), None):
        apart = _apart(reading, found, fields)
        if apart is None:
            return found if large else _least(reading, across, failed, fields, found)
        if favour is not None:
            across |= apart
            found, failed = _favoured(reading, across, favour, found), favour
    return found if large else None


def _least(reading: Reading, across: Bools, favour: int, fields: int, found: Shares) -> Shares:
    """The shares of the least favour that joins, between the last one and half of it."""
    low, high = favour // 2, favour
    for _ in range(HALVED if favour else 0):
        middle = (low + high) // 2
        tried = _favoured(reading, across, middle, found)
        if _apart(reading, tried, fields) is None:
            found, high = tried, middle
        else:
            low = middle
    return found


def _favoured(reading: Reading, across: Bools, favour: int, before: Shares) -> Shares:
    favoured = reading.with_(scores=np.where(across, reading.scores + favour, reading.scores))
    other = lifted_shares(favoured, before.scale, before.lifts, before.worst_bound, near=before.flow)
    worst = int(served(reading, other.flow.units).min())
    return Shares(other.scale, other.lifts, other.flow, worst, before.worst_bound)


def _short_of_links(reading: Reading) -> bool:
    """Whether there are too few readings to join the packets by: a tree over packets and readers needs more."""
    return bool((reading.needed == 1).all() and (reading.most <= 1).all())


def _apart(reading: Reading, shares: Shares, fields: int) -> Bools | None:
    """The allowed pairs across the parts of an assignment that is not joined; None where every one is.

    On large questions those across the parts of every such assignment of a deal: few deals can be looked at.
    """
    found = np.zeros_like(reading.allowed)
    large = reading.scores.size > LARGE
    for trial in range(max(FEWEST_TRIALS, min(MOST_TRIALS, TRIED // reading.scores.size))):
        seed = b"assignment-link-%d" % trial
        deal = dealt(shares.flow.units, shares.scale.whole, seed, fields=fields, until_apart=not large)
        worst = int(np.argmax(deal.parts))
        if deal.parts[worst] > fields:
            apart = np.nonzero(np.array(deal.parts) > fields)[0] if large else [worst]
            for at in apart:
                rows, columns, _ = parts_of(deal.table(int(at)))
                found |= np.array(rows)[:, None] != np.array(columns)[None, :]
            return found & reading.allowed
    return None
