"""The closed set of bound shapes, each with two readings side by side: to the solver, and to a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any, Protocol

from solver.errors import BadProblem


class LinearModel(Protocol):
    """What a bound needs of a solver's model: one row ``low <= sum(weights[i] * variables[i]) <= high``."""

    def add_row(self, *, variables: list[Any], weights: list[int], low: int, high: int, label: str) -> Any:
        """Add the row; the return value is the solver's own handle for it."""


@dataclass(frozen=True)
class CountRange:
    """How many may be counted, both ends included; ``at_most`` None means no upper end."""

    at_least: int = 0
    at_most: int | None = None

    def holds(self, count: int) -> bool:
        """Whether ``count`` lies in the range."""
        return self.at_least <= count and (self.at_most is None or count <= self.at_most)

    def missing(self, count: int) -> int:
        """How far ``count`` is below (positive) or above (negative) the range; 0 inside it."""
        if count < self.at_least:
            return self.at_least - count
        if self.at_most is not None and count > self.at_most:
            return self.at_most - count
        return 0


def share_range(seats: int, *, at_least: Fraction | int = 0, at_most: Fraction | int | None = None) -> CountRange:
    """The counts that a share of ``seats`` allows; a plain integer is a number of seats, not a share.

    A third of thirteen is at least five: both ends include the number (以上、以下 include it, Civil Code 1259).
    """
    low = ceil(at_least * seats) if isinstance(at_least, Fraction) else at_least
    high = floor(at_most * seats) if isinstance(at_most, Fraction) else at_most
    return CountRange(at_least=low, at_most=high)


@dataclass(frozen=True)
class Bound:
    """Of ``members``, at least and at most so many sit on a panel.

    ``label`` names the bound to people and is unique in a problem. ``price`` is what moving either end by one
    costs when a way out is sought; None means that the bound cannot be moved (a strict rule of law).
    """

    label: str
    members: frozenset[str]
    at_least: int = 0
    at_most: int | None = None
    price: int | None = 1

    def __init__(
        self,
        label: str,
        members: Iterable[str],
        at_least: int = 0,
        at_most: int | None = None,
        price: int | None = 1,
    ) -> None:
        if isinstance(members, str):
            raise BadProblem("members-text", label=label)
        values = {
            "label": label,
            "members": frozenset(members),
            "at_least": at_least,
            "at_most": at_most,
            "price": price,
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)
        for end in (at_least, at_most):
            if end is not None and (isinstance(end, bool) or not isinstance(end, int)):
                raise BadProblem("bound-not-whole", label=label, found=end)
        if at_least < 0 or (at_most is not None and at_most < 0) or (price is not None and price < 0):
            raise BadProblem("bound-negative", label=label)

    @property
    def range(self) -> CountRange:
        """The counts allowed."""
        return CountRange(at_least=self.at_least, at_most=self.at_most)

    def count(self, panel: Collection[str]) -> int:
        """How many of the panel the bound counts."""
        return sum(1 for person in panel if person in self.members)

    def holds(self, panel: Collection[str]) -> bool:
        """The reading to a person: does this panel keep the bound?"""
        return self.range.holds(self.count(panel))

    def add_to(self, model: LinearModel, variables: Mapping[str, Any]) -> Any:
        """The reading to a solver: one row over the 0/1 variables of the candidates."""
        counted = [variables[person] for person in sorted(self.members) if person in variables]
        high = len(counted) if self.at_most is None else self.at_most
        return model.add_row(
            variables=counted, weights=[1] * len(counted), low=self.at_least, high=high, label=self.label
        )


def never_both(pair: tuple[str, str]) -> Bound:
    """Two people who must not sit together, as a bound: at most one of the two."""
    first, second = sorted(pair)
    return Bound(label=f"{first} × {second}", members=(first, second), at_most=1)
