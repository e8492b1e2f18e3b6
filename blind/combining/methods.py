"""The methods a filed plan may name, each with its version: exact, and never changed once released."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from blind.errors import Malformed

Parameters = Mapping[str, int]


class State(StrEnum):
    """Whether a result stands, or what it waits for."""

    FINAL = "final"
    THIRD_READER = "third-reader"
    ARBITRATION = "arbitration"
    TOO_FEW = "too-few"


@dataclass(frozen=True)
class Combined:
    """A packet's result in hundredths of a point (None while it waits), and the places of the scores it is made of."""

    state: State
    result: Fraction | None
    used: tuple[int, ...] = ()


def plain_mean(scores: Sequence[int], parameters: Parameters) -> Combined:
    """The mean of all scores, once there are ``least`` of them (3 unless told)."""
    if len(scores) < parameters.get("least", 3):
        return Combined(State.TOO_FEW, None)
    return Combined(State.FINAL, Fraction(sum(scores), len(scores)), tuple(range(len(scores))))


def trimmed_mean(scores: Sequence[int], parameters: Parameters) -> Combined:
    """The mean without the highest and the lowest, from ``trim_from`` scores on (5 unless told); else plain."""
    if len(scores) < max(parameters.get("trim_from", 5), 3):
        return plain_mean(scores, parameters)
    kept = sorted(sorted(range(len(scores)), key=lambda place: (scores[place], place))[1:-1])
    return Combined(State.FINAL, Fraction(sum(scores[place] for place in kept), len(kept)), tuple(kept))


def grades(scores: Sequence[int], parameters: Parameters) -> Combined:
    """The middle grade, scores being what grades are worth; of an even number the lower middle one."""
    if len(scores) < parameters.get("least", 3):
        return Combined(State.TOO_FEW, None)
    place = sorted(range(len(scores)), key=lambda place: (scores[place], place))[(len(scores) - 1) // 2]
    return Combined(State.FINAL, Fraction(scores[place]), (place,))


def double_marking(scores: Sequence[int], parameters: Parameters) -> Combined:
    """As exams are marked: two scores, a third where they differ by more than ``tolerance``, then arbitration.

    Of three scores the nearest two stand if they are within the tolerance (of two pairs equally near, the higher);
    otherwise the fourth score, the arbiter's, stands alone.
    """
    tolerance = parameters["tolerance"]
    if len(scores) < 2:
        return Combined(State.TOO_FEW, None)
    if abs(scores[0] - scores[1]) <= tolerance:
        return mean_of(scores, (0, 1))
    if len(scores) == 2:
        return Combined(State.THIRD_READER, None)
    near = min(combinations(range(3), 2), key=lambda pair: nearness(scores, pair))
    if abs(scores[near[0]] - scores[near[1]]) <= tolerance:
        return mean_of(scores, near)
    return Combined(State.ARBITRATION, None) if len(scores) == 3 else mean_of(scores, (3,))


def nearness(scores: Sequence[int], pair: tuple[int, int]) -> tuple[int, int]:
    """Nearer pairs first, then higher ones."""
    one, other = (scores[place] for place in pair)
    return abs(one - other), -(one + other)


def mean_of(scores: Sequence[int], places: tuple[int, ...]) -> Combined:
    """A final result made of the scores at these places."""
    return Combined(State.FINAL, Fraction(sum(scores[place] for place in places), len(places)), places)


@dataclass(frozen=True)
class Method:
    """A method under its frozen name: how it combines, its parameters' names, and which of them must be given."""

    combine: Callable[[Sequence[int], Parameters], Combined]
    parameters: frozenset[str]
    needed: frozenset[str] = frozenset()


METHODS: Mapping[str, Method] = {
    "plain-mean/1": Method(plain_mean, frozenset({"least"})),
    "trimmed-mean/1": Method(trimmed_mean, frozenset({"least", "trim_from"})),
    "grades/1": Method(grades, frozenset({"least"})),
    "double-marking/1": Method(double_marking, frozenset({"tolerance"}), frozenset({"tolerance"})),
}


def combine(name: str, scores: Sequence[int], *, parameters: Parameters | None = None) -> Combined:
    """One packet's result by a named method. ``scores``: hundredths, in the order the readers were appointed.

    Raises ``Malformed`` for an unknown method ("unknown-method"), a parameter it does not have or lacks
    ("wrong-parameters"), and a score that is not a whole number ("not-a-score").
    """
    if name not in METHODS:
        raise Malformed("unknown-method", found=name[:40], known=sorted(METHODS))
    method, given = METHODS[name], dict(parameters or {})
    if not method.needed <= given.keys() <= method.parameters or any(one < 0 for one in given.values()):
        raise Malformed("wrong-parameters", method=name, given=sorted(given), known=sorted(method.parameters))
    if not all(type(one) is int for one in scores):
        raise Malformed("not-a-score", method=name)
    return method.combine(scores, given)


def lacking(name: str, scores: Sequence[int], *, parameters: Parameters | None = None) -> int:
    """How many more scores a method waits for before it has enough of them; 0 where the result stands.

    One where readers differ: what the next score is decides whether another is wanted after it.
    """
    state, more = combine(name, scores, parameters=parameters).state, 1
    if state is State.FINAL:
        return 0
    while combine(name, [*scores, *[0] * more], parameters=parameters).state is State.TOO_FEW:
        more += 1
    return more
