"""Who is in, who is out and who is tied at the line: a ranking by group within the places there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from expertpool.errors import Refusal


class Standing(StrEnum):
    """What a candidate's result is; only ``IN`` passes."""

    IN = "in"
    TIED = "tied"
    NO_PLACE = "no-place"
    BELOW_LINE = "below-line"
    NOT_PASSED = "not-passed"
    NO_BALLOT = "no-ballot"
    WAITING = "waiting"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One candidate. ``score`` in hundredths of a point, None while the filed method waits; ``passed``: what the
    ballot said, None without one; ``unit``: the employer, where units have places of their own.
    """

    codename: str
    group: str
    score: int | None
    above: bool | None
    passed: bool | None
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Places:
    """The places there are: over all, by group, by unit; None and unnamed: no limit.

    ``line_binds``: whether a score under the filed plan's line keeps out. ``decided``: codename -> reason, for those
    whom the committee put first among the tied.
    """

    total: int | None = None
    groups: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)
    line_binds: bool = True
    decided: Mapping[str, str] = field(default_factory=dict)


def standings(candidates: Sequence[Candidate], places: Places) -> dict[str, Standing]:
    """Everybody's standing.

    Candidates of equal score are never put in an order: where the places do not reach for all of them, all of them are
    tied. Refuses a decision about somebody who is not tied, a group that is not there, and a total that binds across
    groups, whose scores cannot be compared.
    """
    strangers = sorted(places.groups.keys() - {one.group for one in candidates})
    if strangers:
        raise Refusal("results.no_such_group", group=strangers[0])
    undecided = _all(candidates, places, {})
    wrong = sorted(name for name in places.decided if undecided.get(name) is not Standing.TIED)
    if wrong:
        raise Refusal("results.not_tied", candidate=wrong[0])
    return _all(candidates, places, places.decided)


def _all(candidates: Sequence[Candidate], places: Places, decided: Mapping[str, str]) -> dict[str, Standing]:
    names = sorted({one.group for one in candidates})
    found: dict[str, Standing] = {}
    room = Counter(places.units)
    single = len(names) == 1
    contested = {one.group for one in candidates if one.unit in places.units and _before(one, places) is None}
    if len(contested) > 1:
        _check_units(candidates, places)
    for name in names:
        limit = places.groups.get(name)
        if single and places.total is not None:
            limit = places.total if limit is None else min(limit, places.total)
        own = [one for one in candidates if one.group == name]
        found |= _group(own, places, room, limit=limit, decided=decided)
    taken = sum(standing is Standing.IN for standing in found.values())
    if not single and places.total is not None and taken > places.total:
        raise Refusal("results.total_across_groups", places=places.total, passed=taken)
    return found


def _check_units(candidates: Sequence[Candidate], places: Places) -> None:
    """A unit's places that do not reach over several groups cannot be dealt by score."""
    for unit, number in places.units.items():
        own = [one for one in candidates if one.unit == unit and _before(one, places) is None]
        if len(own) > number and len({one.group for one in own}) > 1:
            raise Refusal("results.unit_across_groups", unit=unit, places=number, passed=len(own))


def _before(one: Candidate, places: Places) -> Standing | None:
    """What stands against a candidate before any place is dealt."""
    if one.passed is None:
        return Standing.NO_BALLOT
    if not one.passed:
        return Standing.NOT_PASSED
    if one.score is None:
        return Standing.WAITING
    if places.line_binds and not one.above:
        return Standing.BELOW_LINE
    return None


def _group(
    own: Iterable[Candidate],
    places: Places,
    room: Counter[str],
    *,
    limit: int | None,
    decided: Mapping[str, str],
) -> dict[str, Standing]:
    """One group; ``room`` (places left by unit) is used up."""
    found = {one.codename: against for one in own if (against := _before(one, places)) is not None}
    contending = [one for one in own if one.codename not in found]

    def order(one: Candidate) -> tuple[int, bool]:
        return -(one.score or 0), one.codename not in decided

    for _, equal in groupby(sorted(contending, key=order), key=order):
        level = list(equal)
        dealt, limit = _level(level, places, room, limit)
        found |= dealt
    return found


def _level(
    level: Sequence[Candidate], places: Places, room: Counter[str], limit: int | None
) -> tuple[dict[str, Standing], int | None]:
    """Candidates between whom nothing decides, and how many of the group's places are left after them."""
    here = Counter(one.unit for one in level if one.unit in places.units)
    free = [one for one in level if one.unit not in places.units]
    need = len(free) + sum(min(number, room[unit]) for unit, number in here.items())
    if limit is not None and limit < need:
        short = Standing.TIED if limit else Standing.NO_PLACE
        full = {one.codename for one in level if one.unit in places.units and not room[one.unit]}
        return {one.codename: Standing.NO_PLACE if one.codename in full else short for one in level}, 0
    found = {one.codename: Standing.IN for one in free}
    for unit, number in here.items():
        standing = Standing.IN if number <= room[unit] else Standing.TIED if room[unit] else Standing.NO_PLACE
        found |= {one.codename: standing for one in level if one.unit == unit}
        room[unit] -= min(number, room[unit])
    return found, None if limit is None else limit - need


def rank_numbers(candidates: Sequence[Candidate]) -> dict[str, int]:
    """Everybody's place by score within the group, from 1; equal scores share one; those without a score have none."""
    found = {}
    for one in candidates:
        if one.score is not None:
            better = sum(
                other.group == one.group and other.score is not None and other.score > one.score for other in candidates
            )
            found[one.codename] = 1 + better
    return found
