"""A year's dates as an office states them: the fixed days of its own notice, in place of another year's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from expertpool.season.deadlines import Deadline, SeasonDates, season_dates


@dataclass(frozen=True)
class OwnDates:
    """``days``: every fixed day of the dates named ``like``, by the deadline's id. ``source``: the notice's name."""

    year: int
    source: str
    like: str
    days: Mapping[str, date]

    def season(self) -> SeasonDates:
        """The year's dates: fixed days as stated and from this notice; terms as the other year's notice has them."""
        base = season_dates(self.like)
        return SeasonDates(
            name=str(self.year),
            year=self.year,
            title=dict.fromkeys(base.title, self.source),
            deadlines=tuple(self._stated(one) for one in base.deadlines),
        )

    def _stated(self, one: Deadline) -> Deadline:
        return replace(one, how={"on": self.days[one.id]}, clause=self.source) if one.id in self.days else one


def fixed_days(name: str) -> Mapping[str, date]:
    """The days that the dates of this name fix, by the deadline's id, in their order."""
    return {one.id: one.how["on"] for one in season_dates(name).deadlines if "on" in one.how}
