"""Why no assignment exists: packets that come up short, rules that clash over them, and the cheapest ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import max_flow

from solver.assigning.reading import Reading

Ints = NDArray[np.int64]
PRICES = {"raise-load": 2, "lower-least": 2, "raise-cap": 3, "recruit": 20, "lend": 10, "fewer-readers": 30}
"""What one step of each way out costs: one packet more for an expert, a tenth of the cap, one expert, one reading."""
MOST_RECRUITS = 1_000


@dataclass(frozen=True)
class Repair:
    """A way out that was tried, and its price.

    ``way``: ``raise-load`` (``amount``: the most packets per expert), ``lower-least`` (least loads go to 0),
    ``raise-cap`` (``amount``: the cap), ``recruit`` (``amount`` experts open to every packet), ``lend`` (``amount``
    readings by experts of other groups) or ``fewer-readers`` (``amount`` readings dropped, at ``dossiers``).
    """

    way: str
    amount: int | Fraction
    price: int
    dossiers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """Why there is no assignment.

    ``dossiers``: packets that together ask for ``asked`` readings while their experts can give ``available``, by
    loads and cap; empty where the least loads are what cannot be met. ``experts``: those of their experts who are
    full. ``rules``: a set of which no part can be spared: ``loads``, ``least-loads``, ``recusals``, ``groups``,
    ``cap``, ``readers``. ``repairs``: from the cheapest on.
    """

    dossiers: tuple[str, ...]
    experts: tuple[str, ...]
    asked: int
    available: Fraction
    rules: tuple[str, ...]
    repairs: tuple[Repair, ...]


def feasible(reading: Reading) -> bool:
    """Whether chances (under a cap below one) or readings keep all limits."""
    return _carried(reading)[0] == int(reading.needed.sum()) * reading.cap.denominator


def explain_assignment(reading: Reading) -> Explanation:
    """The shortage, the clash and the ways out. Raises ValueError where an assignment exists."""
    carried, cut = _carried(reading)
    whole = reading.cap.denominator
    if carried == int(reading.needed.sum()) * whole:
        raise ValueError("the question has an assignment")
    rows = cut[: len(reading.dossiers)]
    tight = cut[len(rows) : len(rows) + len(reading.experts)]
    asked = int(reading.needed[rows].sum())
    short = int(reading.needed.sum()) * whole - carried
    return Explanation(
        dossiers=tuple(name for name, one in zip(reading.dossiers, rows, strict=True) if one),
        experts=tuple(
            name
            for name, one, used in zip(
                reading.experts, tight, np.atleast_1d(reading.allowed[rows].any(axis=0)), strict=True
            )
            if one and used
        ),
        asked=asked,
        available=Fraction(asked * whole - short, whole),
        rules=_clash(reading),
        repairs=_repairs(reading),
    )


def _carried(reading: Reading) -> tuple[int, NDArray[np.bool_]]:
    """How many units the limits carry, and the side of the packets in the tightest cut."""
    whole, top = reading.cap.denominator, reading.cap.numerator
    dossiers, experts = reading.scores.shape
    rows, columns = np.nonzero(reading.allowed)
    source, hub, end = dossiers + experts, dossiers + experts + 1, dossiers + experts + 2
    people = np.arange(experts) + dossiers
    least = reading.least * whole
    total = int(reading.needed.sum()) * whole
    if int(least.sum()) > total:
        return total - (int(least.sum()) - total), np.zeros(end, dtype=np.bool_)
    network = max_flow.SimpleMaxFlow()
    parts = [
        (np.full(dossiers, source), np.arange(dossiers), reading.needed * whole),
        (rows, columns + dossiers, np.full(len(rows), top)),
        (people, np.full(experts, end), least),
        (people, np.full(experts, hub), (reading.most - reading.least) * whole),
        (np.array([hub]), np.array([end]), np.array([total - int(least.sum())])),
    ]
    network.add_arcs_with_capacity(
        np.concatenate([tails for tails, _, _ in parts]).astype(np.int32),
        np.concatenate([heads for _, heads, _ in parts]).astype(np.int32),
        np.concatenate([capacities for _, _, capacities in parts]).astype(np.int64),
    )
    network.solve(source, end)
    cut = np.zeros(end, dtype=np.bool_)
    cut[[node for node in network.get_source_side_min_cut() if node < end]] = True
    return int(network.optimal_flow()), cut


_WITHOUT: dict[str, Callable[[Reading], Reading]] = {
    "recusals": lambda reading: reading.with_(allowed=reading.allowed | _forbidden_by_recusal(reading)),
    "groups": lambda reading: reading.with_(allowed=_without_groups(reading)),
    "loads": lambda reading: reading.with_(most=np.full_like(reading.most, len(reading.dossiers))),
    "least-loads": lambda reading: reading.with_(least=np.zeros_like(reading.least)),
    "cap": lambda reading: reading.with_(cap=Fraction(1)),
}


def _forbidden_by_recusal(reading: Reading) -> NDArray[np.bool_]:
    forbidden = np.zeros_like(reading.allowed)
    for dossier, expert in reading.recusals:
        row, column = reading.row_of[dossier], reading.column_of[expert]
        forbidden[row, column] = (
            all(expert in group.experts for group in reading.groups if dossier in group.dossiers) or not reading.groups
        )
    return forbidden


def _without_groups(reading: Reading) -> NDArray[np.bool_]:
    allowed = np.ones_like(reading.allowed)
    for dossier, expert in reading.recusals:
        allowed[reading.row_of[dossier], reading.column_of[expert]] = False
    return allowed


def _clash(reading: Reading) -> tuple[str, ...]:
    """Rules of which none can be spared for the contradiction; the number of readers always belongs to it."""
    kept = reading
    needed = []
    for name, without in _WITHOUT.items():
        relaxed = without(kept)
        if feasible(relaxed):
            needed.append(name)
        else:
            kept = relaxed
    return (*needed, "readers")


def _repairs(reading: Reading) -> tuple[Repair, ...]:
    found = [repair for way in _WAYS for repair in way(reading)]
    return tuple(sorted(found, key=lambda repair: (repair.price, repair.way)))


def _least_that(works: Callable[[int], bool], low: int, high: int) -> int | None:
    """The smallest number above ``low`` and up to ``high`` that works, where more works if less does."""
    if high <= low or not works(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if works(middle) else (middle, high)
    return high


def _raise_load(reading: Reading) -> Iterator[Repair]:
    def raised(most: int) -> Reading:
        return reading.with_(most=np.maximum(reading.most, most))

    low = int(reading.most.min())
    most = _least_that(lambda most: feasible(raised(most)), low, len(reading.dossiers))
    if most is not None:
        steps = int(np.maximum(most - reading.most, 0).max())
        yield Repair("raise-load", most, PRICES["raise-load"] * steps)


def _lower_least(reading: Reading) -> Iterator[Repair]:
    if reading.least.any() and feasible(_WITHOUT["least-loads"](reading)):
        yield Repair("lower-least", 0, PRICES["lower-least"] * int(reading.least.max()))


def _raise_cap(reading: Reading) -> Iterator[Repair]:
    def raised(hundredths: int) -> Reading:
        return reading.with_(cap=Fraction(hundredths, 100))

    at = int(reading.cap * 100)
    found = _least_that(lambda hundredths: feasible(raised(hundredths)), at, 100)
    if found is not None:
        simple = min(
            (Fraction(up, down) for down in range(1, 11) for up in range(1, down + 1) if found <= 100 * up // down),
            key=lambda cap: (cap, cap.denominator),
        )
        cap = simple if feasible(reading.with_(cap=simple)) else Fraction(found, 100)
        yield Repair("raise-cap", cap, PRICES["raise-cap"] * max(1, -(-(int(cap * 100) - at) // 10)))


def with_recruits(reading: Reading, count: int) -> Reading:
    """The question with that many more experts, open to every packet, each reading as much as the busiest may."""
    rows = len(reading.dossiers)
    return reading.with_(
        experts=(*reading.experts, *(f"recruit:{at + 1}" for at in range(count))),
        scores=np.hstack([reading.scores, np.zeros((rows, count), dtype=np.int64)]),
        allowed=np.hstack([reading.allowed, np.ones((rows, count), dtype=np.bool_)]),
        least=np.concatenate([reading.least, np.zeros(count, dtype=np.int64)]),
        most=np.concatenate([reading.most, np.full(count, int(reading.most.max()), dtype=np.int64)]),
    )


def _recruit(reading: Reading) -> Iterator[Repair]:
    most = min(MOST_RECRUITS, ceil(int(reading.needed.sum()) / reading.cap))
    count = _least_that(lambda count: feasible(with_recruits(reading, count)), 0, most)
    if count is not None:
        yield Repair("recruit", count, PRICES["recruit"] * count)


def _lend(reading: Reading) -> Iterator[Repair]:
    if not reading.groups:
        return
    opened = reading.with_(allowed=_without_groups(reading))
    if feasible(opened):
        short = _missing(reading)
        yield Repair("lend", short, PRICES["lend"] * short)


def _missing(reading: Reading) -> int:
    """Readings that find no place, rounded up."""
    whole = reading.cap.denominator
    return -(-(int(reading.needed.sum()) * whole - _carried(reading)[0]) // whole)


def _fewer_readers(reading: Reading) -> Iterator[Repair]:
    needed = reading.needed.copy()
    changed: set[int] = set()
    while True:
        now = reading.with_(needed=needed)
        carried, cut = _carried(now)
        if carried == int(needed.sum()) * reading.cap.denominator:
            break
        rows = [row for row in np.nonzero(cut[: len(needed)])[0].tolist() if needed[row] > 1]
        if not rows:
            return
        room = reading.allowed.sum(axis=1)
        row = min(rows, key=lambda one: (needed[one] != needed[rows].max(), room[one], one))
        changed.add(row)
        needed[row] -= 1
    dropped = int((reading.needed - needed).sum())
    names = tuple(reading.dossiers[row] for row in sorted(changed))
    yield Repair("fewer-readers", dropped, PRICES["fewer-readers"] * dropped, names)


_WAYS: tuple[Callable[[Reading], Iterator[Repair]], ...] = (
    _raise_load,
    _lower_least,
    _raise_cap,
    _recruit,
    _lend,
    _fewer_readers,
)


def repaired(reading: Reading, repair: Repair) -> Reading:
    """The question with a way out taken; ``lend`` opens the groups to all experts."""
    taken: dict[str, Callable[[Any], Reading]] = {
        "raise-load": lambda most: reading.with_(most=np.maximum(reading.most, most)),
        "lower-least": lambda _: _WITHOUT["least-loads"](reading),
        "raise-cap": lambda cap: reading.with_(cap=Fraction(cap)),
        "recruit": lambda count: with_recruits(reading, count),
        "lend": lambda _: reading.with_(allowed=_without_groups(reading)),
        "fewer-readers": lambda _: _with_fewer(reading),
    }
    return taken[repair.way](repair.amount)


def _with_fewer(reading: Reading) -> Reading:
    needed = reading.needed.copy()
    while not feasible(reading.with_(needed=needed)):
        cut = _carried(reading.with_(needed=needed))[1]
        rows = [row for row in np.nonzero(cut[: len(needed)])[0].tolist() if needed[row] > 1]
        room = reading.allowed.sum(axis=1)
        needed[min(rows, key=lambda one: (needed[one] != needed[rows].max(), room[one], one))] -= 1
    return reading.with_(needed=needed)
