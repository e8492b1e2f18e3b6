"""Why drawn people were removed, as removal lists in the ledger give it, by committee and year; nobody is named."""

from __future__ import annotations

import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from blind.ceremony.reasons import USUAL
from expertpool.models import Kind
from expertpool.queries.entry_lines import read_line
from expertpool.queries.ledger import lines

Key = tuple[str, int]
"""A committee's name and year."""

Reasons = Mapping[Key, Mapping[str, int]]
SIGNERS: Mapping[str, tuple[str, ...]] = {one.code: one.signers for one in USUAL}


@dataclass(frozen=True)
class Removed:
    """One removal. ``signers``: roles without whose signatures no ceremony takes a list with this reason.

    They are empty where the list was one computer's own, as in a season's draw. ``entry``: its place in the ledger.
    """

    reason: str
    signers: tuple[str, ...]
    entry: int


def removals_listed(session: Session) -> Mapping[Key, tuple[Removed, ...]]:
    """Every removal of a ceremony's list or of a season's further round, oldest first."""
    found: dict[Key, list[Removed]] = defaultdict(list)
    season: dict[str, Mapping[str, Any]] = {}
    for line in lines(session, kinds=_READ):
        entry = read_line(line.entry)
        if entry.kind not in _READ or line.content is None:
            continue
        body = json.loads(line.content)
        if entry.kind == Kind.SEASON_BEGUN:
            season[body["inputs"]] = body["committees"]
        elif entry.kind == Kind.SEASON_REPLACED:
            for committee, reason in _of_season(body["rounds"], season.get(body["inputs"], {})):
                found[committee].append(Removed(reason, (), entry.seq))
        elif (drawn := _key(entry.scope)) is not None:
            reasons = [one["reason"] for one in body["removals"]]
            found[drawn] += [Removed(reason, SIGNERS.get(reason, ()), entry.seq) for reason in reasons]
    return {key: tuple(several) for key, several in found.items()}


_READ = frozenset({Kind.REMOVALS_LISTED, Kind.SEASON_BEGUN, Kind.SEASON_REPLACED})


def _key(scope: str) -> Key | None:
    name, _, year = scope.rpartition("/")
    return (name, int(year)) if year.isdecimal() else None


def _of_season(rounds: Mapping[str, Any], committees: Mapping[str, Any]) -> Iterator[tuple[Key, str]]:
    """Committee and reason of each removal; ``committees`` has a committee file's text first, by its stem."""
    for stem, several in rounds.items():
        if stem in committees:
            told = tomllib.loads(committees[stem][0])
            for one in several:
                yield from (((told["name"], told["year"]), reason) for _, reason, _ in one["removals"])


def removal_reasons(session: Session) -> Reasons:
    """How often each reason's code stands on removal lists, by committee's name and year."""
    listed = removals_listed(session)
    return {key: dict(sorted(Counter(one.reason for one in several).items())) for key, several in listed.items()}
