"""A party checks a season's opened question against its own library before it commits: every pool, every ticket."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from blind.ceremony.context import Context
from blind.encoding import time_text
from expertpool.commands.console import Console
from expertpool.commands.season_conduct import SeasonFailed
from expertpool.commands.season_made import bound_contexts, build_season
from expertpool.commands.season_share import SeasonWork
from expertpool.documents.roster.clean import require_clean
from expertpool.documents.roster.reading import read_roster
from expertpool.documents.season_file import read_season
from expertpool.party.attendance import Attendance, attempt
from expertpool.party.checking import open_pool
from expertpool.party.pool_check import Difference
from expertpool.party.season_freezing import SeasonMade, opened_season
from expertpool.party.table_check import TableCheck, builders
from expertpool.queries.frozen_roster import frozen_content
from expertpool.queries.season_draws import SeasonWritten


@dataclass(frozen=True)
class SeasonReport:
    """What a check found; ``table``: what building all tickets again came to."""

    differences: tuple[Difference, ...]
    people: int
    committees: int
    name: str
    table: str

    @property
    def counts(self) -> dict[str, int]:
        """What was looked at."""
        return {"people": self.people, "committees": self.committees}

    @property
    def passed(self) -> bool:
        """Whether the party may sign that it checked the season."""
        return not self.differences


def check_season(
    console: Console,
    here: Attendance,
    library: Path,
    *,
    packs: Sequence[str] | None = None,
    committees: Path | None = None,
) -> SeasonReport:
    """Compare the opened season with the library filed with this party; remember it where all agrees.

    ``packs``: the party's own rule packs; ``committees``: its own copy of the season's committee files. Raises Refusal
    for files or an opening that cannot be read, and while anything in the hall is wrong.
    """
    here.refuse_wrong()
    reading = read_roster(library)
    require_clean(reading)
    opening = open_pool(here)
    told, leaves = attempt(lambda: opened_season(opening), here.board.place)
    roster = hashlib.sha256(frozen_content(reading.experts)).digest()
    written = replace(told, roster=roster.hex(), packs=told.packs if packs is None else tuple(packs))
    differences = list(_question(here.context, written, leaves, roster))
    if committees is not None:
        differences += _own_files(written, committees)
    work = SeasonWork(written, tuple(reading.experts), {}, console.settings, console.language)
    table = TableCheck.NOT_COMPARED
    if not differences:
        differences += _committees(console, work, leaves, here.context)
    if not differences:
        differences, table = _tickets(console, work, leaves, here.context)
    report = SeasonReport(tuple(differences), len(reading.experts), len(leaves), told.name, table.value)
    if report.passed:
        digest = hashlib.sha256(library.read_bytes()).hexdigest()
        here.memory.remember("checked", {"library_file_sha256": digest, "at": time_text(here.now)})
    return report


def _question(
    context: Context, written: SeasonWritten, leaves: Sequence[Context], roster: bytes
) -> Iterator[Difference]:
    """The season's context against what the office opened, as far as no pool has to be built for it."""
    if context.library_sha256 != roster:
        yield Difference("library", {})
    made = SeasonMade(written, tuple(leaves), b"", b"")
    stated = made.scope(purpose=context.scope.purpose, filing=context.scope.filing)
    if context.scope != stated:
        yield Difference("scope", {"field": "scope", "stated": context.scope.committee, "right": stated.committee})
    for name, right in attempt(lambda: made.fixed, "").items():
        if name not in ("table", "library_sha256") and getattr(context, name) != right:
            yield Difference("season", {"field": name})
    if any(number != 1 for _, _, _, number in written.committees.values()):
        yield Difference("season", {"field": "attempt"})


def _own_files(written: SeasonWritten, committees: Path) -> Iterator[Difference]:
    own = read_season(committees)
    if (own.name, own.cap) != (written.name, written.cap):
        yield Difference("season", {"field": "name, cap"})
    kept = {one.stem: (one.text, one.first.isoformat(), one.last.isoformat()) for one in own.sittings}
    opened = {stem: told[:3] for stem, told in written.committees.items()}
    for stem in sorted(kept.keys() | opened.keys()):
        if kept.get(stem) != opened.get(stem):
            yield Difference("committee", {"field": stem})


def _committees(
    console: Console, work: SeasonWork, leaves: Sequence[Context], context: Context
) -> Iterator[Difference]:
    """Every committee's own context against its pool and rules as this party computes them."""
    bound, table_seed = bound_contexts(console, work)
    found = {one.draw_id: one for one in leaves}
    if not len(found) == len(leaves) == len(bound):  # nor is a committee sealed twice, for one to be shown later
        yield Difference("season", {"field": "committees"})
    for stem, told in bound.items():
        leaf = found.get(told["draw_id"])
        wrong = ["committee"] if leaf is None else _unlike(leaf, told)
        for name in wrong:
            yield Difference("column", {"committee": stem, "field": name})
        if leaf is not None and (leaf.table is None or leaf.table.table_seed != table_seed):
            yield Difference("column", {"committee": stem, "field": "table_seed"})
    if context.table is None or context.table.table_seed != table_seed:
        yield Difference("table-seed", {"tickets": work.written.tickets})


def _unlike(leaf: Context, told: Mapping[str, Any]) -> list[str]:
    return [name for name, right in told.items() if getattr(leaf, name) != right]


def _tickets(
    console: Console, work: SeasonWork, leaves: Sequence[Context], context: Context
) -> tuple[list[Difference], TableCheck]:
    """All tickets built again, where the same program and solver are here."""
    own = builders()
    if any(context.versions.get(name) != here for name, here in own.items()):
        return [], TableCheck.NOT_COMPARED
    built = build_season(console, work)
    if isinstance(built, SeasonFailed):
        return [Difference("table", {})], TableCheck.DIFFERS
    same = built.made.fixed["table"] == context.table and {one.ctx for one in built.made.contexts} == {
        one.ctx for one in leaves
    }
    return ([], TableCheck.SAME) if same else ([Difference("table", {})], TableCheck.DIFFERS)
