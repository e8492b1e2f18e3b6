"""Bars as a record: places in whole pixels, worked out here, so that a template only draws; a table goes beneath."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LABEL, WIDTH, ROW, THICK, FIGURE = 190, 640, 26, 16, 60


@dataclass(frozen=True)
class Bar:
    """One row: its label and figure, the bar's length, and that of the paler one behind it."""

    label: str
    figure: str
    y: int
    length: int
    behind: int
    poor: bool


@dataclass(frozen=True)
class BarChart:
    """``title`` and ``description`` say in words what the bars show."""

    id: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    height: int
    width: int = WIDTH
    left: int = LABEL


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
    room = WIDTH - LABEL - FIGURE
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
    return BarChart(name, title, description, bars, height=max(1, len(listed)) * ROW)
