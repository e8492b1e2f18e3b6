"""What each cap on probabilities costs, as a record of points in whole pixels; a table of the same goes beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from web.charts import WIDTH, Picture

HEIGHT, LEFT, TOP, FOOT = 230, 40, 16, 34


@dataclass(frozen=True)
class CurveTick:
    """A mark on an axis."""

    at: int
    label: str


@dataclass(frozen=True)
class CurvePoint:
    """One cap: where its mean and its worst packet stand; ``label`` says the cap."""

    x: int
    mean: int
    worst: int
    label: str


@dataclass(frozen=True)
class CurveChart(Picture):
    """Two lines over the caps; ``path_mean`` and ``path_worst`` join the points."""

    points: tuple[CurvePoint, ...]
    ticks: tuple[CurveTick, ...]
    path_mean: str
    path_worst: str
    left: int = LEFT
    floor: int = HEIGHT - FOOT
    width: int = WIDTH


def curve_chart(name: str, title: str, description: str, rows: Sequence[tuple[str, Fraction, Fraction]]) -> CurveChart:
    """Rows are (label of the cap, mean, worst) with suitabilities from 0 to 100; the lowest cap comes first."""
    lowest = min((int(worst) for *_, worst in rows), default=0) // 10 * 10
    highest = max((int(mean) // 10 + 1) * 10 for _, mean, _ in rows) if rows else 100
    span = max(highest - lowest, 10)
    floor, room = HEIGHT - FOOT, WIDTH - LEFT - 30

    def up(value: Fraction) -> int:
        return floor - int((value - lowest) * (floor - TOP) / span)

    points = tuple(
        CurvePoint(x=LEFT + 16 + at * room // max(len(rows) - 1, 1), mean=up(mean), worst=up(worst), label=label)
        for at, (label, mean, worst) in enumerate(rows)
    )
    steps = range(lowest, lowest + span + 1, 10 if span <= 60 else 20)
    return CurveChart(
        name,
        title,
        description,
        HEIGHT,
        points=points,
        ticks=tuple(CurveTick(up(Fraction(step)), str(step)) for step in steps),
        path_mean=_joined([(one.x, one.mean) for one in points]),
        path_worst=_joined([(one.x, one.worst) for one in points]),
    )


def _joined(places: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{x},{y}" for x, y in places)
