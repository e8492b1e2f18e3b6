"""Seeded seasons: a region's experts and the committees that meet in one summer, made from their parameters alone."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from solver.bounds import Bound
from solver.problem import Problem
from solver.season.season import Committee, Season

SPECIALTIES = 8
"""Specialties of a series."""


@dataclass(frozen=True)
class SeasonOrder:
    """What season to make; everything in it follows from these values.

    ``series``: in how many title series experts and committees fall. ``crossing``: percent of experts who may serve in
    a second series. ``days``: working days of the summer. ``cap``: panels a person and year.
    """

    experts: int = 20_000
    committees: int = 300
    series: int = 20
    crossing: int = 0
    days: int = 60
    cap: int = 2
    seed: int = 1

    @property
    def name(self) -> str:
        """A name for files and for the command line."""
        extras = [f"crossing{self.crossing}"] if self.crossing else []
        extras += [f"seed{self.seed}"] if self.seed != 1 else []
        return "-".join([f"{self.committees}x{self.experts}", f"{self.series}series", f"cap{self.cap}", *extras])


@dataclass(frozen=True)
class Expert:
    """One expert: ``fields`` are (series, specialty); ``full``: highest level; ``private``: of a private firm."""

    name: str
    fields: tuple[tuple[int, int], ...]
    full: bool
    private: bool
    employer: str


def make_season(order: SeasonOrder) -> Season:
    """The season of an order, the same on every machine."""
    dice = random.Random(f"expertpool/season/{order.name}")
    experts = _people(order, dice)
    by_series: dict[int, list[Expert]] = defaultdict(list)
    for expert in experts:
        for series in sorted({series for series, _ in expert.fields}):
            by_series[series].append(expert)
    kin = _kin(experts, dice)
    many = _dealt_out(order.committees, [len(by_series[at]) for at in range(order.series)])
    committees = []
    for series, number in enumerate(many):
        committees += [_committee((series, at), by_series[series], kin, order, dice) for at in range(number)]
    return Season(committees, cap=order.cap)


def shares_of(series: int) -> list[float]:
    """How likely each of so many series is."""
    return [1 / (at + 2) ** 0.6 for at in range(series)]


def people_of(order: SeasonOrder) -> list[Expert]:
    """The experts of an order, the same as in its season."""
    return _people(order, random.Random(f"expertpool/season/{order.name}"))


def _people(order: SeasonOrder, dice: random.Random) -> list[Expert]:
    shares = shares_of(order.series)
    return [_expert(at, shares, order, dice) for at in range(order.experts)]


def _expert(at: int, shares: Sequence[float], order: SeasonOrder, dice: random.Random) -> Expert:
    series = dice.choices(range(len(shares)), shares)[0]
    fields = {(series, _specialty(dice)) for _ in range(1 if dice.random() < 0.6 else 2)}
    if dice.random() * 100 < order.crossing:
        fields.add((dice.randrange(len(shares)), _specialty(dice)))
    private = dice.random() < 0.17
    houses = max(30, order.experts // 8)
    house = min(houses - 1, int(houses * dice.random() ** 2.2))
    return Expert(
        f"E{at:05d}",
        tuple(sorted(fields)),
        dice.random() < 0.4,
        private,
        f"{'firm' if private else 'unit'}-{house:04d}",
    )


def _specialty(dice: random.Random) -> int:
    return min(SPECIALTIES - 1, int(SPECIALTIES * dice.random() ** 1.4))


def _kin(experts: Sequence[Expert], dice: random.Random) -> dict[str, str]:
    """One in a hundred has a relative in the library."""
    pairs = {}
    for expert in experts:
        if dice.random() < 0.005:
            other = dice.choice(experts)
            if other.name != expert.name:
                pairs[expert.name] = other.name
    return pairs


def _dealt_out(number: int, sizes: Sequence[int]) -> list[int]:
    """The number of committees of each series, by its experts."""
    total = sum(sizes)
    found = [max(1, number * size // total) for size in sizes]
    while sum(found) != number:
        step = 1 if sum(found) < number else -1
        at = max(range(len(found)), key=lambda at: (sizes[at] / (found[at] + 1)) * step)
        found[at] += step
    return found


def _committee(
    place: tuple[int, int], pool: Sequence[Expert], kin: dict[str, str], order: SeasonOrder, dice: random.Random
) -> Committee:
    """A committee of 13 to 25 seats: specialties, private firms, outsiders, a cap per employer, relatives, recusals."""
    series, at = place
    seats = dice.choice(range(13, 26, 2))
    full = dice.random() < 0.3
    wanted = sorted(dice.sample(range(SPECIALTIES), dice.choice((3, 4, SPECIALTIES))))
    drawable = [
        one
        for one in pool
        if (one.full or not full) and any(s == series and f in wanted for s, f in one.fields) and dice.random() > 0.01
    ]
    name = f"series-{series:02d} committee-{at:03d}"
    bounds = _specialty_bounds(series, wanted, drawable, seats, dice)
    if dice.random() < 0.5:
        firms = [one.name for one in drawable if one.private]
        bounds.append(Bound("private", firms, min(-(-seats // 5), len(firms) // 2)))
    houses: dict[str, list[str]] = defaultdict(list)
    for one in drawable:
        houses[one.employer].append(one.name)
    if dice.random() < 0.3:
        own = set(max(houses.values(), key=lambda people: (len(people), people)))
        bounds.append(Bound("outside", [one.name for one in drawable if one.name not in own], -(-seats // 3)))
    bounds += [Bound(f"employer {house}", people, 0, 2) for house, people in sorted(houses.items()) if len(people) > 2]
    here = {one.name for one in drawable}
    pairs = sorted({tuple(sorted(pair)) for pair in kin.items() if here.issuperset(pair)})
    first = dice.randrange(order.days)
    return Committee(name, Problem(sorted(here), seats, bounds, pairs), first, first + dice.choice((1, 2, 2, 3, 4)))


def _specialty_bounds(
    series: int, wanted: Sequence[int], drawable: Sequence[Expert], seats: int, dice: random.Random
) -> list[Bound]:
    """Seats by specialty: the first of them has the most, all together leave about a third open."""
    bounds = []
    left = seats * 2 // 3
    for place, field in enumerate(wanted):
        share = max(1, min(left, seats // (len(wanted) + (place > 0))))
        people = [one.name for one in drawable if (series, field) in one.fields]
        low = min(share, left, len(people) // 3)
        high = None if dice.random() < 0.5 else max(low + 3, seats // 2)
        if low or high is not None:
            bounds.append(Bound(f"specialty-{field}", people, low, high))
        left -= low
    return bounds
