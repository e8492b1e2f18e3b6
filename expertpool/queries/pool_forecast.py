"""Which fields of the pool run dry in the coming years: because experts must rest, terms end, or people retire."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from expertpool.queries.pool_health import group_order, in_standing
from expertpool.rules.facts import ExpertFacts, Level

HORIZON = 3
"""How many years after the present one a forecast looks ahead."""


@dataclass(frozen=True)
class Outlook:
    """One group in one year: of those in good standing today, how many can be drawn.

    ``most`` supposes that nobody serves again before that year, and counts whoever's term and age reach into it.
    ``fewest`` supposes that everybody who served in the present year or the one before serves every year until the
    rest rule stops them, rests, and goes on; it counts those whose term and age last to the end of the year.
    ``retired``, ``term_over`` and ``resting`` say why the others are missing from ``fewest``: each person once, for
    the first of these reasons that applies.
    """

    year: int
    most: int
    fewest: int
    resting: int
    term_over: int
    retired: int


@dataclass(frozen=True)
class GroupForecast:
    """A specialty at a level, from the present year on."""

    specialty: str
    level: Level
    outlooks: tuple[Outlook, ...]
    needed: int

    @property
    def may_run_dry(self) -> int | None:
        """The first year in which fewer than needed may be left, None within the horizon."""
        return next((outlook.year for outlook in self.outlooks if outlook.fewest < self.needed), None)

    @property
    def runs_dry(self) -> int | None:
        """The first year in which fewer than needed are left even if nobody serves again."""
        return next((outlook.year for outlook in self.outlooks if outlook.most < self.needed), None)


@dataclass(frozen=True)
class PoolForecast:
    """All groups, and what could not be reckoned with: ``rest_after`` or ``retirement_age`` None were not applied."""

    year: int
    rest_after: int | None
    retirement_age: int | None
    groups: tuple[GroupForecast, ...]
    service_unknown: int
    """Experts in good standing whose years of service nobody has stated: they count as never having served."""
    term_unknown: int
    """Those without a last day of their term: they count as having no end."""
    age_unknown: int
    """Those without a month of birth: they count as never retiring."""


def pool_forecast(
    experts: Sequence[ExpertFacts],
    *,
    year: int,
    rest_after: int | None,
    retirement_age: int | None = None,
    needed: int = 1,
) -> PoolForecast:
    """Forecast ``year`` and the three years after it for every specialty and level.

    ``rest_after``: so many consecutive years of service bar the next one. ``needed``: a group with fewer than this
    counts as dry. Nobody joins the pool, changes level or renews a term.
    """
    standing = [expert for expert in experts if in_standing(expert)]
    people: dict[tuple[str, Level], list[_Years]] = defaultdict(list)
    for expert in standing:
        years = _Years.of(expert, year=year, rest_after=rest_after, retirement_age=retirement_age)
        for specialty in dict.fromkeys(expert.specialties):
            people[specialty, expert.level].append(years)
    groups = tuple(
        GroupForecast(*group, tuple(_outlook(people[group], year, step) for step in range(HORIZON + 1)), needed)
        for group in sorted(people, key=group_order)
    )
    return PoolForecast(
        year=year,
        rest_after=rest_after,
        retirement_age=retirement_age,
        groups=groups,
        service_unknown=sum(expert.years_served is None for expert in standing),
        term_unknown=sum(expert.term_end is None for expert in standing),
        age_unknown=sum(expert.birth_month is None for expert in standing),
    )


@dataclass(frozen=True)
class _Years:
    """One expert's years from the present one on: whether they count at most, and why not at least (None: they do)."""

    at_most: tuple[bool, ...]
    missing: tuple[str | None, ...]

    @classmethod
    def of(cls, expert: ExpertFacts, *, year: int, rest_after: int | None, retirement_age: int | None) -> _Years:
        known = expert.years_served or frozenset()
        coming = range(year, year + HORIZON + 1)

        def gone(when: int, by: date) -> str | None:
            return _gone(expert, by, term_starts_by=date(when, 12, 31), retirement_age=retirement_age)

        at_most = (gone(when, date(when, 1, 1)) is None and not _rests(known, when, rest_after) for when in coming)
        served, missing = set(known), list[str | None]()
        for when in coming:
            reason = gone(when, date(when, 12, 31)) or ("resting" if _rests(served, when, rest_after) else None)
            missing.append(reason)
            if reason is None and {year, year - 1} & known:
                served.add(when)
        return cls(tuple(at_most), tuple(missing))


def _rests(served: Collection[int], year: int, rest_after: int | None) -> bool:
    return rest_after is not None and all(year - back in served for back in range(1, rest_after + 1))


def _gone(expert: ExpertFacts, day: date, *, term_starts_by: date, retirement_age: int | None) -> str | None:
    """Why age or term rule an expert out on a day; None where they do not."""
    born = expert.birth_month
    if retirement_age is not None and born is not None and date(born.year + retirement_age, born.month, 1) <= day:
        return "retired"
    ended = expert.term_end is not None and expert.term_end < day
    ahead = expert.term_start is not None and expert.term_start > term_starts_by
    return "term_over" if ended or ahead else None


def _outlook(people: Sequence[_Years], year: int, step: int) -> Outlook:
    reasons = [years.missing[step] for years in people]
    return Outlook(
        year=year + step,
        most=sum(years.at_most[step] for years in people),
        fewest=reasons.count(None),
        resting=reasons.count("resting"),
        term_over=reasons.count("term_over"),
        retired=reasons.count("retired"),
    )
