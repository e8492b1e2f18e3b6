"""The line between passing and not: a mark to reach, or a number of places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from blind.errors import Malformed

Value = TypeVar("Value", Fraction, float)


@dataclass(frozen=True, kw_only=True)
class Line:
    """Exactly one of: ``mark`` to reach or better, in hundredths; ``places`` to fill from the top."""

    mark: int | None = None
    places: int | None = None

    def __post_init__(self) -> None:
        if (self.mark is None) == (self.places is None) or (self.places or 0) < 0:
            raise Malformed("not-a-line", mark=self.mark, places=self.places)


def above(values: Mapping[str, Value], line: Line) -> frozenset[str]:
    """The packets above the line. Equals that reach over the last place all stay below: a rule must part them."""
    if line.mark is not None:
        return frozenset(name for name, value in values.items() if value >= line.mark)
    ranked = sorted(values.values(), reverse=True)
    places = line.places or 0
    if places >= len(ranked):
        return frozenset(values)
    return frozenset(name for name, value in values.items() if value > ranked[places])


def where(values: Mapping[str, float], line: Line) -> float:
    """The line as a number: the mark, or half way between the last place and the next."""
    if line.mark is not None:
        return float(line.mark)
    ranked = sorted(values.values(), reverse=True)
    places = line.places or 0
    if not 0 < places < len(ranked):
        return float("-inf") if places else float("inf")
    return (ranked[places - 1] + ranked[places]) / 2
