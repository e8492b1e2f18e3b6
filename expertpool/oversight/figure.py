"""One figure held against chance: what was counted, out of how many, and how often chance alone would give as much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

NOTABLE = Fraction(1, 20)
"""A figure is shown first where chance would give one like it, among all compared, less often than this."""


class Measure(StrEnum):
    """What is counted; each is explained with its test in the word catalogues."""

    REPLACED = "replaced"
    MET = "met"
    SERVED = "served"
    HIGHEST = "highest"
    LOWEST = "lowest"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """``about``: whom or what, as ids or names of committees. ``tail``: the exact chance of as much or more.

    ``compared``: how many figures of this measure were looked at. ``facts``: the whole numbers the test rests on, so
    that anybody can do it again.
    """

    measure: Measure
    about: tuple[str, ...]
    observed: int
    out_of: int
    expected: Fraction
    tail: Fraction
    compared: int
    facts: Mapping[str, Any]

    @property
    def adjusted(self) -> Fraction:
        """The tail times the number of comparisons (Bonferroni), at most 1."""
        return min(Fraction(1), self.tail * self.compared)

    @property
    def notable(self) -> bool:
        """Whether the figure is worth a look: not a finding against anybody."""
        return self.adjusted <= NOTABLE

    def as_dict(self) -> dict[str, Any]:
        """Plain values; chances as decimal text, rounded up."""
        return {
            "measure": self.measure.value,
            "about": list(self.about),
            "observed": self.observed,
            "out_of": self.out_of,
            "expected": shown(self.expected),
            "tail": shown(self.tail),
            "compared": self.compared,
            "adjusted": shown(self.adjusted),
            "notable": self.notable,
            "facts": dict(self.facts),
        }


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """The least likely by chance first."""
    return sorted(figures, key=lambda one: (one.adjusted, one.tail, -one.observed, one.about))


def shown(value: Fraction, digits: int = 3) -> str:
    """A fraction from 0 up as decimal text with so many figures, rounded up: ``0.0125``, ``3.21e-7``, ``12.4``."""
    if value == 0:
        return "0"
    power = 0
    while value >= 10 ** (power + 1):
        power += 1
    while value < Fraction(10) ** power:
        power -= 1
    scaled = value / Fraction(10) ** (power - digits + 1)
    whole = -(-scaled.numerator // scaled.denominator)
    if whole == 10**digits:
        whole, power = whole // 10, power + 1
    text = str(whole)
    if power < -4:
        tail = text[1:].rstrip("0")
        return f"{text[0]}{'.' + tail if tail else ''}e{power}"
    if power < 0:
        return f"0.{'0' * (-power - 1)}{text}".rstrip("0")
    padded = text.ljust(power + 1, "0")
    after = padded[power + 1 :].rstrip("0")
    return padded[: power + 1] + (f".{after}" if after else "")
