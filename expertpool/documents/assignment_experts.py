"""Who may read: the experts of a roster who are in the pool, or the members that a draw seated."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from expertpool.assigning.suitability import Reader
from expertpool.documents.roster.reading import read_roster
from expertpool.errors import Refusal, Where
from expertpool.rules.facts import Integrity, PoolStatus

_LISTED = 20


@dataclass(frozen=True)
class Experts:
    """The readers in the order of their numbers, and how many of the roster were left out as not in the pool."""

    readers: tuple[Reader, ...]
    left_out: int


def read_experts(path: Path) -> Experts:
    """Read a roster file, or the ``panel.json`` of a draw. Raises Refusal with the place of every fault."""
    members = _members(path)
    if members is not None:
        return Experts(tuple(sorted(members, key=lambda one: one.expert_no)), 0)
    reading = read_roster(path)
    if reading.errors:
        listed = "\n".join(f"  {one.where.cell or one.where.row or '—'}" for one in reading.errors[:_LISTED])
        where = Where(file=path.name, sheet=reading.sheet)
        raise Refusal("assign.roster_faulty", where=where, errors=len(reading.errors), listed=listed)
    kept = [
        Reader(one.facts.expert_no, one.facts.series, one.facts.specialties)
        for one in reading.experts
        if one.facts.status is PoolStatus.ACTIVE and one.facts.integrity is Integrity.GOOD
    ]
    if not kept:
        raise Refusal("assign.experts_none", where=Where(file=path.name))
    return Experts(tuple(sorted(kept, key=lambda one: one.expert_no)), len(reading.experts) - len(kept))


def _members(path: Path) -> list[Reader] | None:
    """The members of a panel; None where the file is something else."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or "members" not in content:
        return None
    members = content["members"]
    if not isinstance(members, list) or not members or not all(map(_sound, members)):
        raise Refusal("assign.panel_damaged", where=Where(file=str(path)))
    readers = [Reader(one["expert_no"], one.get("series") or "", tuple(one["specialties"])) for one in members]
    if len({one.expert_no for one in readers}) < len(readers):
        raise Refusal("assign.panel_damaged", where=Where(file=str(path)))
    return readers


def _sound(member: Any) -> bool:
    if not isinstance(member, dict):
        return False
    number, specialties = member.get("expert_no"), member.get("specialties")
    named = isinstance(number, str) and bool(number) and isinstance(member.get("series") or "", str)
    return named and isinstance(specialties, list) and all(isinstance(one, str) for one in specialties)
