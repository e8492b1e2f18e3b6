"""Advice about the line: who is in the grey zone, and whose result hangs on one reader, on trimming or on rounding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from blind.combining.calibration import Calibration
from blind.combining.line import Line, above, where
from blind.combining.methods import Parameters, State, combine
from blind.combining.rounding import ROUNDINGS
from blind.combining.scores import Score, by_packet

LIKELY = 0.9
"""From this probability on (or below its complement) a packet is no longer in the grey zone."""


@dataclass(frozen=True)
class Grey:
    """A packet the scores cannot tell from the line: the probability that its own value is at or above it."""

    packet: str
    probability: float


def grey_zone(calibration: Calibration, line: Line, *, likely: float = LIKELY) -> list[Grey]:
    """Packets whose probability to be above the line is inside ``1 - likely`` and ``likely``, nearest to half first.

    Their number is what the committee should know before it votes: scores alone do not part them.
    """
    values = {name: one.value for name, one in calibration.packets.items()}
    at = where(values, line)
    found = [Grey(name, one.above(at)) for name, one in calibration.packets.items()]
    near = [one for one in found if 1 - likely < one.probability < likely]
    return sorted(near, key=lambda one: (abs(one.probability - 0.5), one.packet))


@dataclass(frozen=True)
class Flip:
    """A packet that changes sides, and to which: by "without:<reader>", "trimmed" or "rounding:<rule>"."""

    packet: str
    cause: str
    passes: bool


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the filed plan froze: method, parameters, line, and to which unit (in hundredths) results are rounded."""

    method: str
    line: Line
    parameters: Parameters
    unit: Fraction = Fraction(1)
    rounding: str = "half-up"


def results(scores: Iterable[Score], plan: Plan) -> dict[str, Fraction]:
    """Final results by packet, rounded as the plan says; packets that still wait are left out."""
    return rounded(exact_results(by_packet(scores), plan), plan, plan.rounding)


def exact_results(table: Mapping[str, Sequence[Score]], plan: Plan) -> dict[str, Fraction]:
    """Final results before rounding, readers in the order of their codes."""
    made = {
        name: combine(plan.method, [one.hundredths for one in each], parameters=plan.parameters)
        for name, each in table.items()
    }
    return {name: one.result for name, one in made.items() if one.state is State.FINAL and one.result is not None}


def rounded(values: Mapping[str, Fraction], plan: Plan, rounding: str) -> dict[str, Fraction]:
    """Results rounded by a named rule."""
    return {name: ROUNDINGS[rounding](value, plan.unit) for name, value in values.items()}


def flips_without_a_reader(scores: Iterable[Score], plan: Plan) -> list[Flip]:
    """Packets that change sides when one reader's scores are left out, the number of scores needed lowered by one.

    Only means are recomputed so; a method that cannot do with fewer scores leaves such packets out of the comparison.
    """
    table = by_packet(scores)
    loose = loosened(plan)
    exact = exact_results(table, plan)
    before = above(rounded(exact, plan, plan.rounding), plan.line)
    found: list[Flip] = []
    for reader in sorted({one.reader for each in table.values() for one in each}):
        touched = {
            name: [one for one in each if one.reader != reader]
            for name, each in table.items()
            if any(one.reader == reader for one in each)
        }
        anew = {name: value for name, value in exact.items() if name not in touched}
        anew |= exact_results({name: each for name, each in touched.items() if each}, loose)
        found += changes(before, above(rounded(anew, plan, plan.rounding), plan.line), anew.keys(), f"without:{reader}")
    return found


def loosened(plan: Plan) -> Plan:
    """The plan with one score fewer needed, where its method says how many are."""
    parameters = dict(plan.parameters)
    if plan.method != "double-marking/1":
        parameters["least"] = max(1, parameters.get("least", 3) - 1)
    return Plan(method=plan.method, line=plan.line, parameters=parameters, unit=plan.unit, rounding=plan.rounding)


def flips_by_trimming(scores: Iterable[Score], plan: Plan) -> list[Flip]:
    """Packets that change sides between the plain and the trimmed mean, whichever of them the plan uses."""
    table = by_packet(scores)
    sides = []
    for method in ("plain-mean/1", "trimmed-mean/1"):
        parameters = {"trim_from": 3} if method == "trimmed-mean/1" else {}
        other = Plan(method=method, line=plan.line, parameters=parameters, unit=plan.unit, rounding=plan.rounding)
        sides.append(above(rounded(exact_results(table, other), plan, plan.rounding), plan.line))
    return changes(sides[0], sides[1], table.keys(), "trimmed")


def flips_by_rounding(scores: Iterable[Score], plan: Plan) -> list[Flip]:
    """Packets that change sides under another rounding rule, or without any rounding."""
    exact = exact_results(by_packet(scores), plan)
    before = above(rounded(exact, plan, plan.rounding), plan.line)
    found = changes(before, above(exact, plan.line), exact.keys(), "rounding:none")
    for rule in sorted(ROUNDINGS.keys() - {plan.rounding}):
        found += changes(before, above(rounded(exact, plan, rule), plan.line), exact.keys(), f"rounding:{rule}")
    return found


def changes(before: frozenset[str], after: frozenset[str], among: Iterable[str], cause: str) -> list[Flip]:
    """Who changed sides, in order of the codes."""
    return [Flip(name, cause, name in after) for name in sorted(among) if (name in before) != (name in after)]
