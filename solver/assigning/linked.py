"""Chances under which assignments hang together: readings across parts are favoured until every deal can be joined."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from solver.assigning.deal import dealt
from solver.assigning.floor import LARGE, served
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
FEW_FAVOURS = (FULL >> 4, FULL >> 4, FULL >> 3, FULL >> 3, FULL >> 2, FULL >> 1)
"""What large questions try instead, without closing in, each time across more parts."""


def linked_shares(reading: Reading) -> Shares:
    """The best shares; where their deals fall into parts, those of a question that favours readings across the parts.

    Suitability in what comes back is the reading's own. Raises Short where there are no shares.
    """
    found = best_shares(reading)
    fields = parts_of(reading.allowed)[2]
    if _short_of_links(reading):
        return found
    large = reading.scores.size > LARGE
    across = np.zeros_like(reading.allowed)
    failed = 0
    for favour in FEW_FAVOURS if large else FAVOURS:
        apart = _apart(reading, found, fields)
        if apart is None:
            break
        across |= apart
        found, failed = _favoured(reading, across, favour, found), favour
    else:
        return found
    return found if large else _least(reading, across, failed, fields, found)


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
