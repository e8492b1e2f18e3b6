"""What a season asks: committees with their days, their own problems, and how many panels one person may sit on."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from solver.errors import BadProblem
from solver.merging import Merging
from solver.problem import Problem


@dataclass(frozen=True)
class Committee:
    """One committee of a season: its own problem, and the days on which its members are taken up.

    ``name`` is unique in the season. ``first`` and ``last`` are whole numbers (days, say), both included.
    """

    name: str
    problem: Problem
    first: int
    last: int

    def overlaps(self, other: Committee) -> bool:
        """Whether nobody can sit on both."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True)
class Season:
    """Committees that are drawn jointly from people who may be candidates of several.

    ``cap``: how many panels one person may sit on in the season. ``caps``: people for whom another number holds (0:
    they sit out). Nobody sits on two committees that overlap. The order of the committees never matters.
    Raises BadProblem with the cause when the question is malformed; whether it has an answer is not checked here.
    """

    committees: tuple[Committee, ...]
    cap: int
    caps: Mapping[str, int]

    def __init__(
        self, committees: Iterable[Committee], *, cap: int = 1, caps: Mapping[str, int] = MappingProxyType({})
    ) -> None:
        ordered = tuple(sorted(committees, key=lambda one: (one.first, one.last, one.name)))
        object.__setattr__(self, "committees", ordered)
        object.__setattr__(self, "cap", cap)
        object.__setattr__(self, "caps", dict(sorted(caps.items())))
        self._check()

    def _check(self) -> None:
        if not self.committees:
            raise BadProblem("season-empty")
        seen: set[str] = set()
        for one in self.committees:
            if not isinstance(one.name, str) or not one.name or one.name in seen:
                raise BadProblem("committee-twice", found=one.name)
            seen.add(one.name)
            for day in (one.first, one.last):
                if isinstance(day, bool) or not isinstance(day, int):
                    raise BadProblem("day-not-whole", committee=one.name, found=day)
            if one.first > one.last:
                raise BadProblem("days-upside-down", committee=one.name, first=one.first, last=one.last)
        if isinstance(self.cap, bool) or not isinstance(self.cap, int) or self.cap < 1:
            raise BadProblem("cap-not-positive", cap=self.cap)
        for person, most in self.caps.items():
            if isinstance(most, bool) or not isinstance(most, int) or most < 0:
                raise BadProblem("cap-negative", found=person, cap=most)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everybody who is a candidate of some committee, sorted."""
        return tuple(sorted(self.committees_of))

    @cached_property
    def committees_of(self) -> dict[str, tuple[int, ...]]:
        """Each person's committees, as indices, ascending."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(self.committees):
            for person in one.problem.candidates:
                found[person].append(at)
        return {person: tuple(places) for person, places in found.items()}

    def most(self, person: str) -> int:
        """How many panels the person may sit on: the cap, and never more than there are committees."""
        return min(self.caps.get(person, self.cap), len(self.committees_of[person]))

    @cached_property
    def seats(self) -> int:
        """Seats of all panels together."""
        return sum(one.problem.seats for one in self.committees)

    @cached_property
    def busy(self) -> tuple[frozenset[int], ...]:
        """For each committee those that overlap with it (itself left out)."""
        return tuple(
            frozenset(at for at, other in enumerate(self.committees) if other is not one and one.overlaps(other))
            for one in self.committees
        )

    def moments(self, places: Iterable[int]) -> tuple[tuple[int, ...], ...]:
        """The largest sets among these committees that all overlap on one day, two or more; a person sits on one."""
        among = sorted(places)
        found: set[tuple[int, ...]] = set()
        for at in among:
            day = self.committees[at].first
            found.add(tuple(i for i in among if self.committees[i].first <= day <= self.committees[i].last))
        largest = [one for one in found if len(one) > 1 and not any(set(one) < set(other) for other in found)]
        return tuple(sorted(largest))

    @cached_property
    def parts(self) -> tuple[tuple[int, ...], ...]:
        """Committees that share candidates, directly or by way of others; each part can be drawn by itself."""
        merging = Merging(len(self.committees))
        for places in self.committees_of.values():
            for at in places[1:]:
                merging.join(places[0], at)
        found: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self.committees)):
            found[merging.first(at)].append(at)
        return tuple(tuple(places) for places in found.values())

    def part(self, places: Iterable[int]) -> Season:
        """The season of these committees alone."""
        return Season([self.committees[at] for at in places], cap=self.cap, caps=self.caps)

    def digest(self) -> bytes:
        """SHA-256 over the question, whatever the order in which anything was given."""
        content = {
            "cap": self.cap,
            "caps": {person: most for person, most in self.caps.items() if person in self.committees_of},
            "committees": sorted(
                [one.name, one.first, one.last, one.problem.digest().hex()] for one in self.committees
            ),
        }
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).digest()
