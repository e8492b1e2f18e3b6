"""A season before any seed stands: computed by the office when it freezes, and by every party when it checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blind.ceremony.context import Context
from expertpool.commands.console import Console
from expertpool.commands.season_conduct import SeasonFailed, as_bytes
from expertpool.commands.season_share import Asked, Hands, SeasonShares, SeasonWork, days, hands
from expertpool.commands.season_work import season_context as context_of_table
from expertpool.commands.season_work import season_of_asked, season_work
from expertpool.documents.committee_file import parse_committee
from expertpool.documents.season_file import SeasonPlan, Sitting
from expertpool.party.season_freezing import SeasonMade
from expertpool.queries.season_draws import SeasonWritten
from expertpool.rules.toml_file import parse_toml
from solver.randomness import derive

Columns = Mapping[str, tuple[tuple[str, ...], ...]]
"""By stem a committee's column of tickets."""


@dataclass(frozen=True)
class Built:
    """A season as it is sealed, with every committee's column of tickets."""

    made: SeasonMade
    columns: Columns


def build_season(console: Console, work: SeasonWork) -> Built | SeasonFailed:
    """Compute chances, tickets and every committee's context. Raises Refusal (exit code 6) as a season's draw does."""
    plan = plan_of(work.written)
    with hands(work) as crew:
        outcome = season_work(console, crew, plan)
        if isinstance(outcome, SeasonFailed):
            return outcome
        lottery = outcome.lottery
        if lottery is None:
            raise ValueError("a queue cannot be sealed")
        columns = {stem: lottery.column(name) for stem, name in outcome.names.items()}
        contexts = _contexts(console, crew, columns, lottery.table_seed)
    made = SeasonMade(work.written, contexts, as_bytes(outcome.content), lottery.table_seed)
    return Built(made, columns)


def sealed_again(console: Console, work: SeasonWork, columns: Columns, table_seed: bytes) -> tuple[Context, ...]:
    """The committees' contexts over tickets that were built before; no solver is used."""
    with hands(work) as crew:
        return _contexts(console, crew, columns, table_seed)


def bound_contexts(console: Console, work: SeasonWork) -> tuple[dict[str, dict[str, Any]], bytes]:
    """By stem what each committee's context must say, and the seed of the season's table; no table is built."""
    stems = list(work.written.committees)
    jobs = [(stem,) for stem in stems]
    with hands(work) as crew, console.progress(console.say("season_draw.progress.asking")) as progress:
        asked = dict(zip(stems, crew.each(SeasonShares.asked, jobs, progress), strict=True))
        found = dict(zip(stems, crew.each(SeasonShares.bound, jobs, progress), strict=True))
    names = {one.stem: one.facts.name for one in plan_of(work.written).sittings}
    return found, table_seed_of(work.written, names, asked)


def table_seed_of(written: SeasonWritten, names: Mapping[str, str], asked: Mapping[str, Asked]) -> bytes:
    """The seed of a season's table, as ``solver.season.lottery.prepare_season`` makes it."""
    season = season_of_asked(written, names, {stem: asked[stem] for stem in names})
    context = context_of_table(written.cap, {names[stem]: asked[stem].context for stem in names})
    return derive(context, season.digest(), written.tickets.to_bytes(8, "big"))


def plan_of(written: SeasonWritten) -> SeasonPlan:
    """The season's plan as it was written down. Raises Refusal for a committee that cannot be read."""
    sittings = []
    for stem, (text, _, _, _) in written.committees.items():
        first, last = days(written, stem)
        facts = parse_committee(parse_toml(text, stem), stem)
        sittings.append(Sitting(stem, Path(f"{stem}.toml"), text, facts, first, last))
    ordered = sorted(sittings, key=lambda one: (one.first, one.last, one.facts.name))
    return SeasonPlan(written.name, written.cap, tuple(ordered))


def _contexts(console: Console, crew: Hands, columns: Columns, table_seed: bytes) -> tuple[Context, ...]:
    jobs = [(stem, column, table_seed) for stem, column in columns.items()]
    with console.progress(console.say("season_draw.progress.sealing")) as progress:
        return tuple(crew.each(SeasonShares.sealed, jobs, progress))
