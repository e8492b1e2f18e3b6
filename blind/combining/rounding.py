"""Rounding rules for results, exact and by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import floor


def half_up(value: Fraction, unit: Fraction) -> Fraction:
    """The nearest multiple of ``unit``; halves go up (四舍五入)."""
    return floor(value / unit + Fraction(1, 2)) * unit


def half_even(value: Fraction, unit: Fraction) -> Fraction:
    """The nearest multiple of ``unit``; halves go to the even one."""
    return round(value / unit) * unit


def cut(value: Fraction, unit: Fraction) -> Fraction:
    """The multiple of ``unit`` at or below."""
    return floor(value / unit) * unit


ROUNDINGS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "half-up": half_up,
    "half-even": half_even,
    "cut": cut,
}
"""By the names a filed plan uses."""
