"""Who reads which packet: prepare it, look at chances and bounds, draw it from a seed, replace, weigh caps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from solver.assigning.deal import drawn
from solver.assigning.floor import alone, fixed_assignment, served
from solver.assigning.flow import Short, best_flow
from solver.assigning.join import WorstServed, joined_keeping
from solver.assigning.linked import linked_shares
from solver.assigning.links import parts_of
from solver.assigning.reading import FULL, Reading
from solver.assigning.recheck import recheck_assignment
from solver.assigning.rounding import rounded
from solver.assigning.shares import Shares, best_shares
from solver.assigning.ways import Explanation, explain_assignment, feasible
from solver.assigning.worth import Scale
from solver.errors import BadProblem, SolverError
from solver.randomness import derive

Ints = NDArray[np.int64]
DRAW_TAG = b"expertpool/assignment/v1"
USUAL_CAPS = (Fraction(1, 4), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), Fraction(1))


class NoAssignment(SolverError):
    """No assignment keeps all limits; ``explanation`` names the packets, the rules and the smallest ways out."""

    def __init__(self, reading: Reading, explanation: Explanation) -> None:
        super().__init__(
            "no-assignment",
            dossiers=list(explanation.dossiers[:5]),
            count=len(explanation.dossiers),
            asked=explanation.asked,
            available=str(explanation.available),
            rules=list(explanation.rules),
            repairs=[(repair.way, str(repair.amount)) for repair in explanation.repairs],
        )
        self.reading = reading
        self.explanation = explanation


class Readings(dict[str, list[str]]):
    """Dossier to its experts, both in order. ``parts`` and ``fields``: into how many parts the packets fall whose
    scores could not be compared, and the fewest there could be. ``given_up``: readings changed to join parts, which
    happens without chance alone: under a cap below one every pair keeps its chance. ``worst_served``: whether the
    worst-served packet gets as much after that as before. ``connected``: whether parts were to be joined at all.
    """

    connected: bool = False

    given_up: int = 0
    parts: int = 1
    fields: int = 1
    worst_served: WorstServed = WorstServed.KEPT


@dataclass(frozen=True)
class Optimum:
    """How good it is, and what nothing under the same limits exceeds. All are sums over one packet's readings, or means
    of them over packets, of suitability as a share of one; under a cap they are expectations.

    ``gap``: the larger of the two distances to the bounds, as a share; 0 is proven optimal. Under a cap below one
    the mean is what spreading leaves of ``mean_bound``, which is the most any chances under that cap give.
    ``worst_apart``, ``mean_apart``: what they would be if scores of different packets need not be comparable;
    ``support_apart``: how many pairs would then have a chance.
    """

    worst: Fraction
    worst_bound: Fraction
    mean: Fraction
    mean_bound: Fraction
    worst_apart: Fraction
    mean_apart: Fraction
    support_apart: int

    @property
    def gap(self) -> Fraction:
        """0 where both values meet their bounds."""
        pairs = ((self.worst, self.worst_bound), (self.mean, self.mean_bound))
        return max((1 - value / bound for value, bound in pairs if bound), default=Fraction(0))


@dataclass(frozen=True, eq=False)
class Assignment:
    """Chances of every pair in whole ``units`` of 1/``whole``, shape (dossiers, experts), and how good they are.

    ``connected``: whether draws hang together, so that scores can be compared.
    """

    reading: Reading
    units: Ints
    whole: int
    optimum: Optimum
    connected: bool = True

    @property
    def by_chance(self) -> bool:
        """Whether seeds matter."""
        return bool(((self.units > 0) & (self.units < self.whole)).any())

    @cached_property
    def chances(self) -> dict[tuple[str, str], Fraction]:
        """The chance of each pair (dossier, expert) that has one, exactly as the rounding gives it."""
        rows, columns = np.nonzero(self.units)
        dossiers, experts = self.reading.dossiers, self.reading.experts
        units = self.units[rows, columns].tolist()
        return {
            (dossiers[row], experts[column]): Fraction(count, self.whole)
            for row, column, count in zip(rows.tolist(), columns.tolist(), units, strict=True)
        }

    @property
    def support(self) -> int:
        """How many pairs have a chance."""
        return int((self.units > 0).sum())

    def digest(self) -> bytes:
        """SHA-256 over the question's digest, ``whole`` (8 bytes) and the units row by row (8 bytes, big-endian)."""
        body = self.reading.digest() + self.whole.to_bytes(8, "big") + self.units.astype(">i8").tobytes()
        return hashlib.sha256(body).digest()

    @cached_property
    def fields(self) -> int:
        """The fewest parts there can be: packets that no allowed pairs connect stay apart."""
        return parts_of(self.reading.allowed)[2]

    def draw(self, seed: bytes, *, connected: bool | None = None) -> Readings:
        """The readings that ``seed`` draws. Needs no solver; the same seed gives the same readings.

        ``connected``: as it was prepared, unless told otherwise. Under a cap below one every pair has exactly its
        chance, connected or not: the seed deals out numbered assignments that hang together and draws one of their
        numbers (``solver.assigning.deal``). Without chance, readings are changed at the least loss of suitability:
        first so that the worst-served packet gets no less than the optimum, and only where no such assignment is found
        at its cost, which ``worst_served`` tells.
        """
        if not isinstance(seed, (bytes, bytearray)) or not seed:
            raise BadProblem("seed-not-bytes", found=type(seed).__name__)
        bound = derive(bytes(seed), DRAW_TAG)
        linked = self.connected if connected is None else connected
        if not self.by_chance or not linked:
            return _readings(self.reading, rounded(self.units, self.whole, bound), connected=linked)
        made, parts = drawn(self.units, self.whole, bound, fields=self.fields)
        found = _readings(self.reading, made, connected=False)
        found.parts, found.fields, found.connected = parts, self.fields, True
        return found


def _readings(reading: Reading, made: NDArray[np.bool_], *, connected: bool) -> Readings:
    kept = joined_keeping(reading, made) if connected else None
    made = made if kept is None else kept.result.made
    parts = parts_of(made)[2]
    found = Readings(
        {
            dossier: [reading.experts[column] for column in np.nonzero(made[row])[0]]
            for row, dossier in enumerate(reading.dossiers)
        }
    )
    found.connected, found.parts = connected, parts
    found.fields = 1 if parts == 1 else parts_of(reading.allowed)[2]
    if kept is not None:
        found.given_up, found.worst_served = kept.result.given_up, kept.worst_served
    return found


def prepare_assignment(reading: Reading, *, connected: bool = True) -> Assignment:
    """The best chances under the limits; with a cap of one, the best assignment itself.

    Cap one: the worst-served packet gets the most it can, then the mean is the greatest, both proven on questions of
    ordinary size. Below one: no pair is likelier than the cap, chances are spread (x counts
    x - spread * x * x), packets far below what the cap allows are lifted, and readings across parts that could not be
    compared are favoured as far as joining takes, or left to fewer experts, unless ``connected`` says that they need
    not be compared. The same question gives the same chances in any input order. Raises NoAssignment with packets,
    rules and ways out where nothing keeps all limits.
    """
    try:
        return (_fixed if reading.cap == 1 else _spread)(reading, connected=connected)
    except Short:
        raise NoAssignment(reading, explain_assignment(reading)) from None


def _fixed(reading: Reading, *, connected: bool) -> Assignment:
    found = fixed_assignment(reading)
    count = len(reading.dossiers)
    worst, mean = Fraction(found.worst, FULL), Fraction(found.total, FULL * count)
    optimum = Optimum(
        worst=worst,
        worst_bound=Fraction(found.worst_bound if reading.worst_first else found.worst, FULL),
        mean=mean,
        mean_bound=Fraction(found.total_bound, FULL * count),
        worst_apart=worst,
        mean_apart=mean,
        support_apart=int((found.units > 0).sum()),
    )
    return Assignment(reading, found.units, 1, optimum, connected)


def _spread(reading: Reading, *, connected: bool) -> Assignment:
    apart = best_shares(reading)
    shares = linked_shares(reading, apart) if connected else apart
    whole = shares.scale.whole
    optimum = Optimum(
        worst=Fraction(shares.worst, FULL * whole),
        worst_bound=Fraction(shares.worst_bound, FULL * whole),
        mean=_mean(reading, shares),
        mean_bound=_greatest_mean(reading),
        worst_apart=Fraction(apart.worst, FULL * whole),
        mean_apart=_mean(reading, apart),
        support_apart=int((apart.flow.units > 0).sum()),
    )
    return Assignment(reading, shares.flow.units, whole, optimum, connected)


def _mean(reading: Reading, shares: Shares) -> Fraction:
    total = int(served(reading, shares.flow.units).sum())
    return Fraction(total, FULL * shares.scale.whole * len(reading.dossiers))


def _greatest_mean(reading: Reading) -> Fraction:
    """The greatest mean under the cap, without spreading and without care for the worst-served."""
    scale = Scale.of(reading.cap, Fraction(0), steps=1)
    units = best_flow(reading, scale).units
    return Fraction(int(served(reading, units).sum()), FULL * scale.whole * len(reading.dossiers))


@dataclass(frozen=True)
class CapPoint:
    """What one cap costs: ``mean`` and ``worst`` are None where no assignment exists under it."""

    cap: Fraction
    mean: Fraction | None
    worst: Fraction | None
    likeliest: Fraction | None
    support: int


def curve(reading: Reading, caps: Sequence[Fraction] = USUAL_CAPS, *, connected: bool = True) -> tuple[CapPoint, ...]:
    """Suitability against the cap, for the office to choose by; from the lowest cap on."""
    return tuple(_point(reading.with_(cap=Fraction(cap)), connected=connected) for cap in sorted(caps))


def _point(reading: Reading, *, connected: bool) -> CapPoint:
    if not feasible(reading):
        return CapPoint(reading.cap, None, None, None, 0)
    found = prepare_assignment(reading, connected=connected)
    likeliest = Fraction(int(found.units.max()), found.whole)
    return CapPoint(reading.cap, found.optimum.mean, found.optimum.worst, likeliest, found.support)


KEEP = 100 * FULL
"""What a reading that stays counts in a replacement, beside its suitability."""


def replacement(
    reading: Reading,
    assigned: Mapping[str, Iterable[str]],
    *,
    seed: bytes,
    left: Iterable[str] = (),
    recused: Iterable[Sequence[str]] = (),
) -> Readings:
    """New readings after experts have left (``left``) or pairs turned out recused: no others change unless they must.

    Open readings are drawn under the question's cap from ``seed`` among experts with room; where that is impossible
    the fewest other readings change, without chance. Raises NoAssignment where nothing helps, BadProblem where
    ``assigned`` is not an assignment of this question.
    """
    breaches = recheck_assignment(reading, assigned)
    if breaches:
        raise BadProblem("not-an-assignment", found=[breach.label for breach in breaches[:5]])
    allowed = _after(reading, left, recused)
    made = np.zeros_like(allowed)
    for dossier, experts in assigned.items():
        made[reading.row_of[dossier], [reading.column_of[expert] for expert in experts]] = True
    kept = made & allowed
    gone = np.array([name in set(left) for name in reading.experts])
    least = np.where(gone, 0, reading.least)
    load = kept.sum(axis=0)
    opened = reading.with_(
        allowed=allowed & ~kept,
        needed=reading.needed - kept.sum(axis=1),
        least=np.zeros_like(least),
        most=np.maximum(np.where(gone, 0, reading.most) - load, 0),
    )
    for cap in dict.fromkeys((reading.cap, *(cap for cap in USUAL_CAPS if cap > reading.cap))):
        if feasible(opened.with_(cap=cap)):
            shares = best_shares(opened.with_(cap=cap, worst_first=False))
            drawn = rounded(shares.flow.units, shares.scale.whole, derive(seed, DRAW_TAG, b"replacement"))
            return _readings(reading, kept | drawn, connected=False)
    changed = reading.with_(allowed=allowed, least=least, most=np.where(gone, 0, reading.most), cap=Fraction(1))
    keeping = changed.with_(scores=reading.scores + KEEP * kept)
    try:
        units = best_flow(keeping, Scale.of(Fraction(1), Fraction(0), steps=1)).units
    except Short:
        raise NoAssignment(changed, explain_assignment(changed)) from None
    return _readings(reading, units > 0, connected=False)


def _after(reading: Reading, left: Iterable[str], recused: Iterable[Sequence[str]]) -> NDArray[np.bool_]:
    allowed = reading.allowed.copy()
    for expert in left:
        if expert not in reading.column_of:
            raise BadProblem("unknown-expert", where="left", found=expert)
        allowed[:, reading.column_of[expert]] = False
    for dossier, expert in recused:
        if dossier not in reading.row_of or expert not in reading.column_of:
            raise BadProblem("unknown-pair", where="recused", found=(dossier, expert))
        allowed[reading.row_of[dossier], reading.column_of[expert]] = False
    return allowed


__all__ = [
    "Assignment",
    "CapPoint",
    "NoAssignment",
    "Optimum",
    "Reading",
    "Readings",
    "WorstServed",
    "alone",
    "curve",
    "prepare_assignment",
    "recheck_assignment",
    "replacement",
]
