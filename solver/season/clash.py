"""Why a season has no panels: the fewest committees that cannot be seated together, what of them clashes, ways out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from solver.bounds import Bound
from solver.clash import exists_panel
from solver.errors import NotProven
from solver.problem import Problem
from solver.season.rules_of_seats import Filling, Rules
from solver.season.season import Committee, Season
from solver.season.whole import seat_everybody, seat_one

EFFORT = 10.0
"""Deterministic seconds for one question of the search; an open question counts as "can be seated"."""
RECRUITS = 6
CAP_PRICE, POSTPONE_PRICE, RECRUIT_PRICE, SEATS_PRICE = 3, 8, 20, 15


@dataclass(frozen=True)
class SeasonDemand:
    """One end of a committee's bound that takes part in the clash: ``available`` people are counted by it."""

    committee: str
    label: str
    at_least: int
    at_most: int | None
    available: int


class Joint(StrEnum):
    """What the season itself asks."""

    ONE_PLACE = "one-place"
    CAP = "cap"


class SeasonWay(StrEnum):
    """The kinds of way out."""

    RAISE_CAP = "raise-cap"
    POSTPONE = "postpone"
    LOWER = "lower"
    FEWER_SEATS = "fewer-seats"
    RECRUIT = "recruit"


@dataclass(frozen=True)
class SeasonRepair:
    """One way out, tried: ``committee`` (None: the cap), the bound's ``label`` to LOWER, ``old`` and ``new`` number."""

    way: SeasonWay
    price: int
    committee: str | None
    label: str | None
    old: int
    new: int


@dataclass(frozen=True)
class SeasonClash:
    """Why there are no panels.

    ``alone``: committees that cannot be seated even by themselves (``solver.clash`` explains each). Else ``together``:
    committees none of which can be spared from the clash; ``joint`` and ``demands``: what of the season and of their
    own bounds takes part. ``repairs``: from the cheapest on, each makes these committees possible.
    """

    alone: tuple[str, ...]
    together: tuple[str, ...]
    joint: tuple[Joint, ...]
    demands: tuple[SeasonDemand, ...]
    repairs: tuple[SeasonRepair, ...]


def explain_season(season: Season) -> SeasonClash:
    """The clash of a season without panels and the ways out. Raises ValueError when all of it can be seated."""
    alone = tuple(one.name for one in season.committees if not exists_panel(_without_capless(one.problem, season)))
    if alone:
        return SeasonClash(alone, (), (), (), ())
    part = next((part for places in season.parts if not possible(part := season.part(places))), None)
    if part is None:
        raise ValueError("the season has panels")
    core = _fewest(part)
    joint = tuple(_joint(core))
    return SeasonClash((), tuple(one.name for one in core.committees), joint, _demands(core), tuple(_repairs(core)))


def possible(season: Season) -> bool:
    """Whether all committees can be seated; a search that ends without an answer counts as yes."""
    rules = Rules(season)
    filling = Filling(rules)
    for at in sorted(range(len(season.committees)), key=lambda at: (len(rules.drawable[at]), at)):
        free = [person for person in season.committees[at].problem.candidates if filling.free(person, at)]
        panel = seat_one(rules, at, free, seed=b"clash", effort=EFFORT)
        if panel is None:
            break
        for person in panel:
            filling.take(person, at)
    else:
        return True
    try:
        return seat_everybody(rules, seed=b"clash", effort=EFFORT) is not None
    except NotProven:
        return True


def _without_capless(problem: Problem, season: Season) -> Problem:
    from solver.season.queue import without  # noqa: PLC0415  # the queue needs what this module serves

    return without(problem, frozenset(person for person in problem.candidates if not season.most(person)))


def _fewest(season: Season) -> Season:
    """Committees of which none can be left out without the rest becoming possible."""
    needed = list(season.committees)
    for one in season.committees:
        rest = [other for other in needed if other is not one]
        if rest and not possible(_like(season, rest)):
            needed = rest
    return _like(season, needed)


def _like(season: Season, committees: Sequence[Committee], *, cap: int | None = None) -> Season:
    return Season(committees, cap=season.cap if cap is None else cap, caps=season.caps)


def _joint(season: Season) -> Iterator[Joint]:
    """Which of the season's own rules the committees clash over."""
    if len(season.committees) < 2:
        return
    spaced = [replace(one, first=at, last=at) for at, one in enumerate(season.committees)]
    if possible(_like(season, spaced)):
        yield Joint.ONE_PLACE
    if possible(Season(season.committees, cap=len(season.committees))):
        yield Joint.CAP


def _demands(season: Season) -> tuple[SeasonDemand, ...]:
    """Bounds of these committees none of which can be dropped from the clash."""
    kept = list(season.committees)
    for at, committee in enumerate(kept):
        for bound in committee.problem.bounds:
            rest = [other for other in kept[at].problem.bounds if other.label != bound.label]
            trial = [*kept]
            trial[at] = replace(kept[at], problem=_with_bounds(kept[at].problem, rest))
            if not possible(_like(season, trial)):
                kept = trial
    return tuple(
        SeasonDemand(one.name, bound.label, bound.at_least, bound.at_most, len(bound.members))
        for one in kept
        for bound in one.problem.bounds
    )


def _with_bounds(problem: Problem, bounds: Sequence[Bound]) -> Problem:
    return Problem(problem.candidates, problem.seats, bounds, problem.never_together, problem.seated)


def _repairs(season: Season) -> list[SeasonRepair]:
    """Ways out that have been tried, from the cheapest on."""
    found = [*_cap_raised(season), *_postponed(season), *_lowered(season), *_fewer(season), *_recruited(season)]
    return sorted(found, key=lambda repair: (repair.price, repair.way, repair.committee or "", repair.label or ""))


def _cap_raised(season: Season) -> Iterator[SeasonRepair]:
    for cap in range(season.cap + 1, min(season.cap + 3, len(season.committees)) + 1):
        if possible(_like(season, season.committees, cap=cap)):
            yield SeasonRepair(SeasonWay.RAISE_CAP, CAP_PRICE * (cap - season.cap), None, None, season.cap, cap)
            return


def _changed(season: Season, name: str, problem: Problem) -> Season:
    return _like(season, [replace(one, problem=problem) if one.name == name else one for one in season.committees])


def _postponed(season: Season) -> Iterator[SeasonRepair]:
    """One committee moved to days of its own."""
    after = max(one.last for one in season.committees) + 1
    for one in season.committees:
        moved = [replace(c, first=after, last=after + c.last - c.first) if c is one else c for c in season.committees]
        if possible(_like(season, moved)):
            yield SeasonRepair(SeasonWay.POSTPONE, POSTPONE_PRICE, one.name, None, one.first, after)


def _lowered(season: Season) -> Iterator[SeasonRepair]:
    """One lower end that may be moved, lowered as little as helps."""
    for one in season.committees:
        for bound in one.problem.bounds:
            if bound.price is None:
                continue
            for new in range(bound.at_least - 1, max(-1, bound.at_least - 4), -1):
                others = [other for other in one.problem.bounds if other.label != bound.label]
                eased = Bound(bound.label, bound.members, new, bound.at_most, bound.price)
                if possible(_changed(season, one.name, _with_bounds(one.problem, [*others, eased]))):
                    price = bound.price * (bound.at_least - new)
                    yield SeasonRepair(SeasonWay.LOWER, price, one.name, bound.label, bound.at_least, new)
                    break


def _fewer(season: Season) -> Iterator[SeasonRepair]:
    for one in season.committees:
        seats = one.problem.seats - 2
        if seats < 1:
            continue
        problem = Problem(
            one.problem.candidates, seats, one.problem.bounds, one.problem.never_together, one.problem.seated
        )
        if possible(_changed(season, one.name, problem)):
            yield SeasonRepair(SeasonWay.FEWER_SEATS, 2 * SEATS_PRICE, one.name, None, one.problem.seats, seats)


def _recruited(season: Season) -> Iterator[SeasonRepair]:
    """New people for one committee, whom all of its lower ends count."""
    for one in season.committees:
        for count in range(1, RECRUITS + 1):
            if possible(_changed(season, one.name, _joined(one.problem, count))):
                price = RECRUIT_PRICE * count
                yield SeasonRepair(SeasonWay.RECRUIT, price, one.name, None, len(one.problem.candidates), count)
                break


def _joined(problem: Problem, count: int) -> Problem:
    new = [f"recruit:{number}" for number in range(1, count + 1)]
    bounds = [
        Bound(b.label, b.members | set(new) if b.at_least else b.members, b.at_least, b.at_most, b.price)
        for b in problem.bounds
    ]
    return Problem([*problem.candidates, *new], problem.seats, bounds, problem.never_together, problem.seated)
