"""Who carried the reviews of the last three years: people by year, and by how many of the years they served."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from expertpool.rules.facts import ExpertFacts

SPAN = 3
"""Years that are looked back on: after so many in a row the notice wants a rest."""


@dataclass(frozen=True)
class Workload:
    """``by_year``: (year, people who served in it), oldest first. ``by_years``: (number of years, people), most first.

    ``unknown``: people whose years of service nobody has stated; they are in neither list.
    """

    by_year: tuple[tuple[int, int], ...]
    by_years: tuple[tuple[int, int], ...]
    unknown: int


def workload(experts: Sequence[ExpertFacts], *, year: int) -> Workload:
    """The three years before ``year``."""
    span = range(year - SPAN, year)
    known = [one.years_served for one in experts if one.years_served is not None]
    counted = Counter(sum(when in served for when in span) for served in known)
    return Workload(
        by_year=tuple((when, sum(when in served for served in known)) for when in span),
        by_years=tuple((times, counted[times]) for times in range(SPAN, -1, -1)),
        unknown=len(experts) - len(known),
    )
