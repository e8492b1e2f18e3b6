"""The computation of a season's draw: every committee's question, one joint table or queue, then all papers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

from blind.fairness import SeasonFairness
from expertpool.canonical import canonical_json
from expertpool.commands.console import Console
from expertpool.commands.season_conduct import SeasonFailed
from expertpool.commands.season_share import Asked, ByQueue, ByTicket, Filed, Hands, SeasonShares, days
from expertpool.documents.season_explanation import dead_committees, explained_season
from expertpool.documents.season_file import SeasonPlan, folder_name
from expertpool.documents.season_papers import SeasonFigures
from expertpool.drawing.question import Question
from expertpool.drawing.result import LOTTERY, NoLawfulPanel
from expertpool.drawing.season_record import placed, record_of
from expertpool.errors import ExitCode, Refusal
from expertpool.party.season_frozen import in_season
from expertpool.queries.season_draws import SeasonWritten
from solver.errors import NotProven
from solver.season.lottery import NoSeasonPanels, SeasonLottery, prepare_season
from solver.season.queue import Aside, QueuePanel, season_queue
from solver.season.season import Committee, Season


@dataclass(frozen=True)
class SeasonDrawn:
    """Panels for all committees, or only their tickets where no seed stands yet.

    ``shares``: by stem how its panel was drawn, the season's figures not yet in it.
    """

    content: dict[str, Any]
    folders: Mapping[str, str]
    written: SeasonWritten
    context: bytes
    lottery: SeasonLottery | None
    queues: Mapping[str, QueuePanel]
    names: Mapping[str, str]
    cost: tuple[float, float] | None

    def filed(self, console: Console, hands: Hands, staged: Path, record: bytes) -> dict[str, Filed]:
        """Every committee's papers below ``staged``, by stem."""
        jobs = [(stem, how, staged) for stem, how in self.shares(record).items()]
        try:
            with console.progress(console.say("season_draw.progress.papers")) as progress:
                made = hands.each(SeasonShares.filed, jobs, progress)
        except NoLawfulPanel as unlawful:
            raise AssertionError(f"a panel breaks {unlawful.args}") from unlawful
        return {stem: one for (stem, _, _), one in zip(jobs, made, strict=True)}

    def shares(self, record: bytes) -> dict[str, ByTicket | ByQueue]:
        """How each committee's panel was drawn, by stem."""
        if self.lottery is None:
            return {stem: self._queue(name) for stem, name in self.names.items()}
        reached, digest = self.lottery.reached, hashlib.sha256(record)
        many = len(self.names)
        fairness = SeasonFairness(reached.bound, reached.least, many, digest.digest())
        figures = SeasonFigures(many, reached.bound, reached.least, reached.gap, digest.hexdigest())
        seed = self.lottery.table_seed
        return {
            stem: ByTicket(self.lottery.column(name), seed, self.context, fairness, figures)
            for stem, name in self.names.items()
        }

    def _queue(self, name: str) -> ByQueue:
        one = self.queues[name]
        aside = {person: why.value for person, why in one.aside.items()}
        return ByQueue(one.problem, aside, one.drawn, self.context)


def season_work(console: Console, hands: Hands, plan: SeasonPlan) -> SeasonDrawn | SeasonFailed:
    """Everything that is computed before papers. Raises Refusal (exit code 6) where a search ended at its limit."""
    stems = [one.stem for one in plan.sittings]
    with console.progress(console.say("season_draw.progress.asking")) as progress:
        asked = hands.each(SeasonShares.asked, [(stem,) for stem in stems], progress)
    by_stem = dict(zip(stems, asked, strict=True))
    names = {one.stem: one.facts.name for one in plan.sittings}
    questions = _Questions(hands.shares, {name: stem for stem, name in names.items()})
    dead = dead_committees({names[stem]: questions[names[stem]] for stem, one in by_stem.items() if one.dead})
    if dead:
        return SeasonFailed(*explained_season(plan, dead, None, questions, console.language))
    try:
        return _drawn(console, hands, plan, by_stem)
    except NotProven as failure:
        where = failure.facts.get("question", failure.code)
        raise Refusal("draw.not_proven", exit_code=ExitCode.NOT_PROVEN, question=where) from None
    except NoSeasonPanels as none:
        return SeasonFailed(*explained_season(plan, {}, none.season, questions, console.language))


def _drawn(console: Console, hands: Hands, plan: SeasonPlan, asked: Mapping[str, Asked]) -> SeasonDrawn:
    written = hands.shares.work.written
    names = {one.stem: one.facts.name for one in plan.sittings}
    season = season_of_asked(written, names, asked)
    context = season_context(written.cap, {names[stem]: one.context for stem, one in asked.items()})
    folders = {stem: folder_name(stem) for stem in names}
    told = _told(written, len(hands.shares.work.experts))
    by_name = {names[stem]: folder for stem, folder in folders.items()}
    if written.method == LOTTERY:
        with console.progress(console.say("season_draw.progress")) as progress:
            lottery = prepare_season(
                season, written.tickets, context, executor=hands.executor, progress=progress, spent=process_time
            )
        content = {**told, **record_of(lottery, folders=by_name)}
        if written.seed:
            content["ticket"] = lottery.draw(written.seed)[0] + 1
        return SeasonDrawn(content, folders, written, context, lottery, {}, names, lottery.cost)
    stem_of = {name: stem for stem, name in names.items()}

    def codes(name: str, problem: Any, aside: Mapping[str, Aside]) -> Mapping[str, str]:
        told = {person: why.value for person, why in aside.items()}
        return in_season(hands.shares.frozen(stem_of[name]), problem=problem, aside=told).pool.names

    with console.progress(console.say("season_draw.progress")) as progress:
        queues = season_queue(season, written.seed, names=codes, progress=progress)
    aside = {name: {person: why.value for person, why in one.aside.items()} for name, one in queues.items()}
    content = {**told, "cap": season.cap, "committees": placed(season, by_name), "aside": aside}
    return SeasonDrawn(content, folders, written, context, None, queues, names, None)


def season_of_asked(written: SeasonWritten, names: Mapping[str, str], asked: Mapping[str, Asked]) -> Season:
    """The season that these questions put. Committees are named by their own names."""
    committees = []
    for stem, one in asked.items():
        first, last = days(written, stem)
        committees.append(Committee(names[stem], one.problem, first.toordinal(), last.toordinal()))
    return Season(committees, cap=written.cap)


def season_context(cap: int, contexts: Mapping[str, bytes]) -> bytes:
    """What everything random in the season's table is bound to."""
    each = {name: hashlib.sha256(context).hexdigest() for name, context in contexts.items()}
    return canonical_json({"format": "expertpool-season-context/1", "cap": cap, "committees": each})


def _told(written: SeasonWritten, experts: int) -> dict[str, Any]:
    drawn = {"seed": written.seed.hex(), "drawn_at": written.started_at.isoformat()} if written.seed else {}
    named = {"name": written.name, "inputs": written.inputs, "method": written.method}
    return {**named, **drawn, "roster": experts}


class _Questions(Mapping[str, Question]):
    """Every committee's question by name, asked when it is looked at."""

    def __init__(self, shares: SeasonShares, stems: Mapping[str, str]) -> None:
        self._shares = shares
        self._stems = stems

    def __getitem__(self, name: str) -> Question:
        return self._shares.frozen(self._stems[name]).question

    def __iter__(self) -> Iterator[str]:
        return iter(self._stems)

    def __len__(self) -> int:
        return len(self._stems)
