"""Pictures as records: places in whole pixels, worked out here, so that a template only draws; a table goes beneath."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

WIDTH, ROW, FIGURE = 360, 46, 84
"""Of a picture, of one row with its label above its bar, and of the room for the figure behind the longest bar.

As narrow as a phone: wider screens draw the same picture larger, so that no letter is ever too small to read.
"""
EDGE, AXIS = 28, 24
"""The margin left and right of an axis, and the height of the line of its names."""
MONTHS, LONGEST = 7, 22
"""So many names of months fit side by side, and so many characters of a label fit across."""


@dataclass(frozen=True)
class Picture:
    """``id`` is unique on its page; ``title`` and ``description`` say in words what the picture shows."""

    id: str
    title: str
    description: str
    height: int


@dataclass(frozen=True)
class Bar:
    """One row: its label and figure, the bar's length, that of the paler one behind it, and where a mark stands."""

    label: str
    figure: str
    y: int
    length: int
    behind: int
    poor: bool
    mark: int | None = None


@dataclass(frozen=True)
class BarChart(Picture):
    """Bars from the left, the label of each above it."""

    bars: tuple[Bar, ...]
    width: int = WIDTH


@dataclass(frozen=True)
class Quota:
    """A part of a panel: ``count`` of its members are of it, ``needed`` have to be, at least or at most."""

    label: str
    count: int
    needed: Fraction
    at_most: bool = False

    @property
    def kept(self) -> bool:
        """Whether the panel has enough of them, or few enough."""
        return self.count <= self.needed if self.at_most else self.count >= self.needed


@dataclass(frozen=True)
class Tick:
    """A name on an axis and its place."""

    x: int
    label: str


@dataclass(frozen=True)
class Stage:
    """A row of a timeline: what is due on a day. ``state``: past, soon or ahead; each has a shape of its own."""

    label: str
    figure: str
    y: int
    x: int
    state: str


@dataclass(frozen=True)
class Timeline(Picture):
    """Days from left to right, months at the top; ``today`` is None outside the picture."""

    ticks: tuple[Tick, ...]
    stages: tuple[Stage, ...]
    today: int | None
    width: int = WIDTH


@dataclass(frozen=True)
class Spread:
    """A row of opened scores: the place of each, of their mean, and whether it lies in the grey zone."""

    label: str
    figure: str
    y: int
    dots: tuple[int, ...]
    first: int
    last: int
    mean: int
    grey: bool


@dataclass(frozen=True)
class SpreadChart(Picture):
    """Scores from left to right; ``line`` is the place of the pass line, None without one."""

    ticks: tuple[Tick, ...]
    rows: tuple[Spread, ...]
    line: int | None
    width: int = WIDTH


def bar_chart(
    name: str,
    title: str,
    description: str,
    rows: Iterable[tuple[str, int, int]],
    *,
    poor_below: int = 0,
) -> BarChart:
    """Bars of ``(label, value, whole)``, where the whole is drawn behind the value; below ``poor_below`` marked."""
    listed = list(rows)
    longest = max((max(value, whole) for _, value, whole in listed), default=1) or 1
    room = WIDTH - FIGURE
    bars = tuple(
        Bar(
            label=label,
            figure=str(value) if value == whole else f"{value} / {whole}",
            y=at * ROW,
            length=room * value // longest,
            behind=room * whole // longest,
            poor=value < poor_below,
        )
        for at, (label, value, whole) in enumerate(listed)
    )
    return BarChart(name, title, description, _tall(len(listed)), bars)


def quota_chart(name: str, title: str, description: str, rows: Iterable[Quota], *, seats: int) -> BarChart:
    """How many of a panel of ``seats`` belong to each part, with a mark where the quota stands; broken ones marked."""
    room, listed = WIDTH - FIGURE, list(rows)

    def place(count: Fraction | int) -> int:
        return min(room, int(room * Fraction(count) / max(1, seats)))

    bars = tuple(
        Bar(
            label=one.label,
            figure=f"{one.count} {'≤' if one.at_most else '≥'} {_plain(one.needed)}",
            y=at * ROW,
            length=place(one.count),
            behind=room,
            poor=not one.kept,
            mark=place(one.needed),
        )
        for at, one in enumerate(listed)
    )
    return BarChart(name, title, description, _tall(len(listed)), bars)


def chance_chart(
    name: str, title: str, description: str, rows: Iterable[tuple[str, Fraction]], *, equal: Fraction | None = None
) -> BarChart:
    """Chances between 0 and 1 as bars of a whole; ``equal``: the chance that everybody would have alike, as a mark."""
    room = WIDTH - FIGURE
    mark = None if equal is None else int(room * equal)
    listed = list(rows)
    bars = tuple(
        Bar(label, percent(chance), at * ROW, int(room * chance), room, poor=False, mark=mark)
        for at, (label, chance) in enumerate(listed)
    )
    return BarChart(name, title, description, _tall(len(listed)), bars)


def timeline(
    name: str, title: str, description: str, rows: Sequence[tuple[str, str, date, str]], *, today: date
) -> Timeline:
    """Rows of ``(label, figure, day, state)`` over the months they reach; nothing to draw gives no rows."""
    days = [day for _, _, day, _ in rows]
    if not days:
        return Timeline(name, title, description, AXIS, (), (), None)
    first = min(days).replace(day=1)
    last = _next_month(max(days))
    long = (last - first).days

    def place(day: date) -> int:
        return EDGE + (WIDTH - 2 * EDGE) * (day - first).days // long

    stages = tuple(
        Stage(_short(label), figure, AXIS + at * ROW, place(day), state)
        for at, (label, figure, day, state) in enumerate(rows)
    )
    shown = place(today) if first <= today <= last else None
    return Timeline(name, title, description, AXIS + _tall(len(rows)), _months(first, last, place), stages, shown)


def spread_chart(
    name: str,
    title: str,
    description: str,
    rows: Sequence[tuple[str, Sequence[Fraction], bool]],
    *,
    line: Fraction | None = None,
) -> SpreadChart:
    """Rows of ``(label, scores in points, whether in the grey zone)`` on one axis that all of them fit on."""
    every = [score for _, scores, _ in rows for score in scores] + ([line] if line is not None else [])
    low, high = (min(every) // 10 * 10, -(-max(every) // 10) * 10) if every else (0, 100)
    high = high if high > low else low + 10

    def place(score: Fraction | int) -> int:
        return EDGE + int((WIDTH - 2 * EDGE) * (Fraction(score) - low) / (high - low))

    step = 10 if high - low <= 50 else 20
    ticks = tuple(Tick(place(at), str(at)) for at in range(int(low), int(high) + 1, step))
    drawn = tuple(
        _spread(label, scores, AXIS + at * ROW, place, grey=grey)
        for at, (label, scores, grey) in enumerate(rows)
        if scores
    )
    height = AXIS + _tall(len(rows))
    return SpreadChart(name, title, description, height, ticks, drawn, place(line) if line is not None else None)


def percent(share: Fraction) -> str:
    """A share in percent with one place after the point, rounded half to even."""
    tenths = round(share * 1000)
    return f"{tenths // 10}.{tenths % 10}%"


def points(score: Fraction) -> str:
    """A score in points with two places, rounded half to even."""
    hundredths = round(score * 100)
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _tall(rows: int) -> int:
    return max(1, rows) * ROW


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"


def _plain(number: Fraction) -> str:
    """A whole number as it is, any other rounded down to one place."""
    if number.denominator == 1:
        return str(number.numerator)
    tenths = int(number * 10)
    return f"{tenths // 10}.{tenths % 10}"


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _months(first: date, last: date, place: Callable[[date], int]) -> tuple[Tick, ...]:
    """The first of each month; of long times only so many that their names stay apart."""
    starts = [first]
    while starts[-1] < last:
        starts.append(_next_month(starts[-1]))
    every = -(-len(starts) // MONTHS)
    return tuple(
        Tick(place(day), f"{day:%Y-%m}" if at == 0 else f"{day:%m}") for at, day in enumerate(starts) if at % every == 0
    )


def _spread(
    label: str, scores: Sequence[Fraction], y: int, place: Callable[[Fraction | int], int], *, grey: bool
) -> Spread:
    mean = Fraction(sum(scores), len(scores))
    dots = tuple(sorted(place(score) for score in scores))
    return Spread(label, points(mean), y, dots, dots[0], dots[-1], place(mean), grey)
