"""Reserves named in advance (候补): who would step in if a drawn member were absent, in the order of a queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from expertpool.ids import ExpertId
from solver.problem import Problem
from solver.queue import QUEUE_TAG
from solver.randomness import by_lot
from solver.recheck import recheck


@dataclass(frozen=True)
class Reserve:
    """One reserve and the drawn members whose seat he can take without breaking a bound."""

    expert_no: ExpertId
    replaces: tuple[ExpertId, ...]


def name_reserves(
    problem: Problem,
    members: Sequence[ExpertId],
    seed: bytes,
    *,
    kept: frozenset[ExpertId],
    wanted: int,
    names: Mapping[str, str] | None = None,
) -> tuple[Reserve, ...]:
    """The first ``wanted`` people of the reserve queue who can take a drawn member's seat; fewer if none are left.

    The queue is that of the lots HMAC-SHA256(seed, QUEUE_TAG || name), walked as if each drawn member in turn were
    absent and the rest stayed. It is the weaker mode: names are known before anyone has declined.
    """
    seated = set(members)
    found: list[Reserve] = []
    name = names or {person: person for person in problem.candidates}
    waiting = {name[person]: person for person in problem.candidates if person not in seated}
    for person in (waiting[code] for code in by_lot(seed, waiting, tag=QUEUE_TAG)):
        if len(found) >= wanted:
            break
        replaces = tuple(
            absent
            for absent in members
            if absent not in kept and not recheck(problem, [person, *(m for m in members if m != absent)])
        )
        if replaces:
            found.append(Reserve(ExpertId(person), replaces))
    return tuple(found)
