"""One committee's share of a season's work, in this process or in another: its question, then its papers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from blind.ceremony.context import Context, Pool, Scope
from blind.joint_draw import panel_digest
from blind.keys.signer import Signer
from expertpool import __version__
from expertpool.actions.draw_panel import chances_on_record
from expertpool.actions.record_season import PanelDrawn
from expertpool.certifying.drawn_alone import PURPOSE
from expertpool.certifying.drawn_in_season import (
    REASONS,
    Joint,
    drawn_jointly,
    first_drawn,
    own_hash,
    sealed_context,
    season_certificates,
)
from expertpool.certifying.office_key import office_signer
from expertpool.commands.conduct import Seated, write_papers
from expertpool.documents.committee_file import parse_committee
from expertpool.documents.draw_papers import Occasion
from expertpool.documents.draw_report import Assurance as Level
from expertpool.documents.roster.expert import RosterExpert
from expertpool.documents.season_file import folder_name
from expertpool.documents.season_papers import SeasonFigures, SeasonPapers
from expertpool.drawing.result import Result
from expertpool.drawing.season_draw import by_queue, by_ticket, column_lottery
from expertpool.ids import ExpertId
from expertpool.party.season_frozen import SeasonFrozen, freeze_in_season, in_season
from expertpool.party.season_library import SeasonLibrary
from expertpool.queries.season_draws import SeasonWritten
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.toml_file import parse_toml
from expertpool.settings import Settings
from expertpool.words import Language
from solver.clash import exists_panel
from solver.problem import Problem

if TYPE_CHECKING:
    from blind.certificate import Drawn
    from blind.fairness import SeasonFairness
    from solver.queue import QueueDraw

T = TypeVar("T")
SMALL = 12
"""Up to so many committees one process is quicker than several."""
MOST_HANDS = 8
LEVELS: Mapping[str, Level] = {"M0": "M0", "M1": "M1", "M2": "M2", "M3": "M3"}


@dataclass(frozen=True)
class SeasonWork:
    """What every process needs to know. ``earlier``: by stem, a sentence for each earlier draw of the committee.

    ``attempts``: by stem the number on record, where it is not that of ``written``. ``joint`` and ``signer``: of a
    finished ceremony, for one process alone.
    """

    written: SeasonWritten
    experts: tuple[RosterExpert, ...]
    earlier: Mapping[str, tuple[str, ...]]
    settings: Settings
    language: Language
    attempts: Mapping[str, int] = field(default_factory=dict)
    joint: Joint | None = None
    signer: Signer | None = None

    def attempt(self, stem: str) -> int:
        """The number under which a committee's draw stands on record."""
        return self.attempts.get(stem, self.written.committees[stem][3])


@dataclass(frozen=True)
class Asked:
    """One committee's question: its problem, its table context, and whether it cannot be seated even by itself."""

    problem: Problem
    context: bytes
    dead: bool


@dataclass(frozen=True)
class ByTicket:
    """One committee's column of the season's tickets, with the figures of the season."""

    column: tuple[tuple[str, ...], ...]
    table_seed: bytes
    context: bytes
    fairness: SeasonFairness
    figures: SeasonFigures


@dataclass(frozen=True)
class ByQueue:
    """One committee's queue: its problem without those ``aside``, and what the queue gave."""

    problem: Problem
    aside: Mapping[str, str]
    drawn: QueueDraw
    context: bytes


@dataclass(frozen=True)
class Filed:
    """One committee's papers are written: content of panel.json, and what goes on record."""

    content: dict[str, Any]
    drawn: PanelDrawn


@dataclass
class SeasonShares:
    """The committees of a season, one by one. Raises AssertionError for a panel that breaks a rule of law."""

    work: SeasonWork
    _frozen: dict[str, SeasonFrozen] = field(default_factory=dict)

    @cached_property
    def library(self) -> SeasonLibrary:
        """The season's experts."""
        return SeasonLibrary(self.work.experts, sha256=bytes.fromhex(self.work.written.roster))

    @cached_property
    def people(self) -> dict[ExpertId, RosterExpert]:
        """The season's experts by number."""
        return {ExpertId(expert.facts.expert_no): expert for expert in self.work.experts}

    def facts(self, stem: str) -> CommitteeFacts:
        """A committee as its file states it."""
        return parse_committee(parse_toml(self.work.written.committees[stem][0], stem), stem)

    def frozen(self, stem: str) -> SeasonFrozen:
        """A committee at the freeze."""
        if stem not in self._frozen:
            written = self.work.written
            text, _, _, attempt = written.committees[stem]
            self._frozen[stem] = freeze_in_season(
                self.library,
                text,
                written.packs,
                draw_day=written.started_at.date(),
                method=written.method,
                attempt=attempt,
                secret=written.secret,
            )
        return self._frozen[stem]

    def asked(self, stem: str) -> Asked:
        """A committee's question."""
        frozen = self.frozen(stem)
        dead = bool(frozen.question.forbidding) or not exists_panel(frozen.question.problem)
        return Asked(frozen.question.problem, frozen.table_context, dead)

    def sealed(self, stem: str, column: tuple[tuple[str, ...], ...], table_seed: bytes) -> Context:
        """A committee's own context over its column of the season's tickets, before any seed stands."""
        frozen = in_season(self.frozen(stem), seed=table_seed)
        lottery = column_lottery(frozen.question.problem, column, table_seed)
        return sealed_context(frozen, lottery, self.work.written.versions)

    def bound(self, stem: str) -> dict[str, Any]:
        """What a committee's own context must say of roster, committee file and rules, whoever built the tickets."""
        frozen = self.frozen(stem)
        committee, pool = frozen.question.committee, frozen.pool
        return {
            "draw_id": frozen.draw_id,
            "library_sha256": frozen.library_sha256,
            "pool": Pool.from_dict(pool.summary()),
            "rules_sha256": frozen.rules_sha256,
            "bounds_root": frozen.bounds.root,
            "seats": committee.seats,
            "tickets": self.work.written.tickets,
            "method": self.work.written.method,
            "reserves": committee.reserves,
            "replacement": committee.replacement,
            "reason_codes": REASONS,
            "scope": Scope(committee.name, committee.year, committee.series, committee.level.value, PURPOSE, ""),
        }

    def drawn(self, stem: str, how: ByTicket | ByQueue) -> tuple[SeasonFrozen, Result]:
        """A committee's frozen draw within the season, and its panel."""
        seed = self.work.written.seed
        if isinstance(how, ByQueue):
            frozen = in_season(self.frozen(stem), problem=how.problem, aside=how.aside)
            return frozen, by_queue(frozen.question, how.drawn, seed=seed, context=how.context)
        frozen = in_season(self.frozen(stem), seed=how.table_seed)
        column = column_lottery(frozen.question.problem, how.column, how.table_seed)
        return frozen, by_ticket(frozen.question, column, seed=seed, context=how.context, names=frozen.pool.names)

    def certified(self, frozen: SeasonFrozen, result: Result, how: ByTicket | ByQueue) -> Drawn:
        """What the certificate of a committee's first panel holds."""
        written = self.work.written
        fairness = how.fairness if isinstance(how, ByTicket) else None
        drawn = first_drawn(
            frozen,
            result,
            fairness=fairness,
            seed_text=written.seed_text,
            versions=dict(written.versions),
            ceremony=written.assurance != "M0",
        )
        return drawn if self.work.joint is None else drawn_jointly(drawn, self.work.joint)

    @cached_property
    def signer(self) -> Signer:
        """The key that signs certificates."""
        return self.work.signer or office_signer(self.work.settings)

    def panel_digest(self, stem: str, how: ByTicket | ByQueue) -> tuple[bytes, int | None, PanelDrawn]:
        """The digest of a committee's panel for the season's result, its ticket, and what goes on record."""
        frozen, result = self.drawn(stem, how)
        own = own_hash(self.certified(frozen, result, how))
        codes = [frozen.pool.names[person] for person in result.panel]
        return panel_digest(own, codes, algorithm=frozen.algorithm), result.ticket, self.on_record(stem, result)

    def filed(self, stem: str, how: ByTicket | ByQueue, staged: Path) -> Filed:
        """Write a committee's papers into its folder below ``staged``."""
        frozen, result = self.drawn(stem, how)
        figures = how.figures if isinstance(how, ByTicket) else None
        aside = len(how.aside) if isinstance(how, ByQueue) else 0
        papers = SeasonPapers(result, self.people, self.occasion(stem), self.work.language, season=figures, aside=aside)
        return self.write(stem, papers, self.certified(frozen, result, how), staged)

    def write(self, stem: str, papers: SeasonPapers, drawn: Drawn, staged: Path) -> Filed:
        """All files of a committee, and what goes on record of its panel."""
        folder = staged / folder_name(stem)
        folder.mkdir()
        seated = Seated(papers, papers.panel(), season_certificates(drawn, self.signer))
        write_papers(folder, seated)
        return Filed(seated.content, self.on_record(stem, papers.result))

    def occasion(self, stem: str) -> Occasion:
        """What surrounds a committee's draw."""
        written = self.work.written
        return Occasion(
            at=written.started_at,
            attempt=self.work.attempt(stem),
            earlier=self.work.earlier[stem],
            roster_digest=written.roster,
            roster_count=len(self.work.experts),
            program=f"expertpool {written.versions.get('expertpool', __version__)}",
            seed_given=written.seed_text is not None,
            assurance=LEVELS[written.assurance if self.work.joint else "M0"],
        )

    def on_record(self, stem: str, result: Result) -> PanelDrawn:
        """What goes on record of a committee's panel."""
        lottery = result.lottery
        return PanelDrawn(
            committee=result.question.committee,
            attempt=self.work.attempt(stem),
            members=tuple(number for number in result.members if number not in result.kept),
            kept=tuple(number for number in result.members if number in result.kept),
            method=result.method,
            seed=result.seed,
            verdicts=[verdict.as_dict(Language.ZH) for verdict in result.verdicts],
            chances=chances_on_record(result),
            tickets=lottery.tickets if lottery else None,
            table_seed=lottery.table_seed if lottery else None,
        )


@dataclass(frozen=True)
class Hands:
    """Who does the work: this process, or several others (``executor``)."""

    shares: SeasonShares
    executor: Executor | None

    def each(
        self, task: Callable[..., T], jobs: Sequence[tuple[Any, ...]], progress: Callable[[int, int], None]
    ) -> list[T]:
        """``task`` of ``SeasonShares`` for every job, in order."""
        if self.executor is None:
            made: Iterator[T] = (task(self.shares, *job) for job in jobs)
        else:
            made = self.executor.map(_at_hand, [task] * len(jobs), jobs, chunksize=2)
        found = []
        for one in made:
            found.append(one)
            progress(len(found), len(jobs))
        return found


@contextmanager
def hands(work: SeasonWork) -> Iterator[Hands]:
    """As many processes as the machine has cores, where that is worth their start."""
    shares = SeasonShares(work)
    many = min(os.cpu_count() or 1, MOST_HANDS)
    if many < 2 or len(work.written.committees) <= SMALL:
        yield Hands(shares, None)
        return
    with ProcessPoolExecutor(many, get_context("spawn"), initializer=_begin, initargs=(work,)) as executor:
        yield Hands(shares, executor)


_held: list[SeasonShares] = []


def _begin(work: SeasonWork) -> None:
    _held.append(SeasonShares(work))


def _at_hand(task: Callable[..., T], job: tuple[Any, ...]) -> T:
    return task(_held[0], *job)


def days(written: SeasonWritten, stem: str) -> tuple[date, date]:
    """A committee's first and last day."""
    _, first, last, _ = written.committees[stem]
    return date.fromisoformat(first), date.fromisoformat(last)
