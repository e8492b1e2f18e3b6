"""Carry out a season's draw: one seed, a panel and papers for every committee, or why they cannot all be seated."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expertpool import __version__
from expertpool.canonical import canonical_json
from expertpool.certifying.office_key import office_signer
from expertpool.commands.circumstances import operator
from expertpool.commands.conduct import METHODS, MOST_TICKETS, SEED_TAG, Seated, told_earlier, write_papers
from expertpool.commands.console import Console
from expertpool.db import open_session
from expertpool.documents.roster.clean import require_clean
from expertpool.documents.roster.expert import RosterExpert
from expertpool.documents.roster.reading import read_roster
from expertpool.documents.season_file import SeasonPlan, Sitting, folder_name, read_season
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.ids import ExpertId
from expertpool.queries.earlier_draws import EarlierDraw, earlier_draws
from expertpool.whole_file import write_json, write_whole

if TYPE_CHECKING:
    from blind.fairness import SeasonFairness
    from expertpool.documents.draw_papers import Occasion
    from expertpool.documents.season_papers import SeasonFigures
    from expertpool.drawing.result import Result
    from expertpool.party.frozen_draw import FrozenDraw
    from solver.season.season import Season

USUAL_TICKETS = 100
RECORD = "season.json"
EXPLANATION = "explanation.json"


@dataclass(frozen=True)
class SeasonRequest:
    """What a season's draw is asked with, read and checked."""

    source: str
    experts: tuple[RosterExpert, ...]
    plan: SeasonPlan
    packs: tuple[str, ...] = ()
    method: str = METHODS[0]
    tickets: int = USUAL_TICKETS
    seed: str | None = None

    @classmethod
    def read(
        cls, roster: Path, committees: Path, *, packs: Sequence[str], method: str, tickets: int, seed: str | None
    ) -> SeasonRequest:
        """Read all files. Raises Refusal for whatever is wrong with them or with the numbers."""
        if not 1 <= tickets <= MOST_TICKETS:
            raise Refusal("draw.tickets_bad", tickets=tickets)
        if seed is not None and not seed.strip():
            raise Refusal("draw.seed_empty")
        plan = read_season(committees)
        reserved = [one.stem for one in plan.sittings if one.facts.reserves]
        if reserved:
            raise Refusal("season_draw.reserves", committee=reserved[0])
        reading = read_roster(roster)
        require_clean(reading)
        if not reading.experts:
            raise Refusal("draw.roster_empty", where=Where(file=roster.name))
        text = None if seed is None else unicodedata.normalize("NFC", seed)
        return cls(roster.name, tuple(reading.experts), plan, tuple(packs), method, tickets, text)

    def new_seed(self) -> bytes:
        """The seed: from the text given, or 32 bytes from the system's secure source."""
        return secrets.token_bytes(32) if self.seed is None else hashlib.sha256(SEED_TAG + self.seed.encode()).digest()


@dataclass(frozen=True)
class SeasonSeated:
    """Every committee has its panel; ``content`` is that of season.json, ``seated`` by the committees' folders."""

    content: dict[str, Any]
    record: bytes
    seated: Mapping[str, Seated]


@dataclass(frozen=True)
class SeasonFailed:
    """They cannot all be seated; ``content`` is that of explanation.json, ``text`` the same for people."""

    content: dict[str, Any]
    text: str


def free_place(out: Path) -> Path:
    """The folder's absolute path. Refuses a file, and a folder that holds anything but an earlier explanation."""
    place = out.absolute()
    if place.exists() and not place.is_dir():
        raise Refusal("draw.out_file", out=str(out))
    if place.is_dir() and {one.name for one in place.iterdir()} - {EXPLANATION, "explanation.txt"}:
        raise Refusal("draw.out_taken", out=str(out))
    return place


def conduct_season(console: Console, request: SeasonRequest, out: Path) -> SeasonSeated | SeasonFailed:
    """Make the draw, put every committee's on record at once, show the files. Raises Refusal for an open question."""
    place = free_place(out)
    work = _Work(console, request)
    outcome = work.outcome()
    staged = place.with_name(f".{place.name}.season-in-progress")
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    try:
        if isinstance(outcome, SeasonFailed):
            write_whole(staged / "explanation.txt", outcome.text.encode())
            write_json(staged / EXPLANATION, outcome.content)
        else:
            for folder, seated in outcome.seated.items():
                (staged / folder).mkdir()
                write_papers(staged / folder, seated)
            write_whole(staged / RECORD, outcome.record)
            work.put_on_record(outcome)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    if place.exists():
        shutil.rmtree(place)
    staged.replace(place)
    return outcome


class _Work:
    """One season's draw while it is made."""

    def __init__(self, console: Console, request: SeasonRequest) -> None:
        self.console = console
        self.request = request
        self.started = datetime.now().astimezone()
        self.seed = request.new_seed()
        self.folders = {one.facts.name: folder_name(one.stem) for one in request.plan.sittings}
        self.people = {ExpertId(expert.facts.expert_no): expert for expert in request.experts}
        with open_session(console.settings, reading=True) as session:
            self.earlier = {
                one.facts.name: earlier_draws(session, one.facts.name, one.facts.year) for one in request.plan.sittings
            }

    def outcome(self) -> SeasonSeated | SeasonFailed:
        """The whole computation."""
        from expertpool.documents.season_explanation import dead_committees, explained_season  # noqa: PLC0415  # OR-Tools is slow to import
        from expertpool.drawing.result import NoLawfulPanel  # noqa: PLC0415  # for the same reason
        from expertpool.drawing.season_draw import Placed, season_of  # noqa: PLC0415  # for the same reason
        from solver.errors import NotProven  # noqa: PLC0415  # for the same reason
        from solver.season.lottery import NoSeasonPanels  # noqa: PLC0415  # for the same reason

        plan, language = self.request.plan, self.console.language
        self.frozen = {one.facts.name: self._frozen(one) for one in plan.sittings}
        questions = {name: frozen.question for name, frozen in self.frozen.items()}
        dead = dead_committees(questions)
        if dead:
            return SeasonFailed(*explained_season(plan, dead, None, questions, language))
        placed = [Placed(questions[one.facts.name], one.first, one.last) for one in plan.sittings]
        season = season_of(placed, cap=plan.cap)
        try:
            return self._by_lottery(season) if self.request.method == METHODS[0] else self._by_queue(season)
        except NotProven as failure:
            where = failure.facts.get("question", failure.code)
            raise Refusal("draw.not_proven", exit_code=ExitCode.NOT_PROVEN, question=where) from None
        except NoLawfulPanel as unlawful:
            raise AssertionError(f"a panel breaks {[verdict.rule_id for verdict in unlawful.verdicts]}") from unlawful
        except NoSeasonPanels as none:
            return SeasonFailed(*explained_season(plan, {}, none.season, questions, language))

    def _frozen(self, one: Sitting) -> FrozenDraw:
        from expertpool.certifying.drawn_alone import DRAW_ID, TABLE_SALT, seeded  # noqa: PLC0415  # OR-Tools is slow to import
        from expertpool.party.frozen_draw import freeze_draw, fresh_salts  # noqa: PLC0415  # for the same reason

        own = hashlib.sha256(self.seed + one.facts.name.encode()).digest()
        fresh = secrets.token_bytes if self.request.seed is None else seeded(own)
        experts = self.request.experts
        return freeze_draw(
            experts,
            one.text,
            self.request.packs,
            draw_day=self.started.date(),
            method=self.request.method,
            attempt=len(self.earlier[one.facts.name]) + 1,
            draw_id=fresh(DRAW_ID),
            table_salt=fresh(TABLE_SALT),
            salts=fresh_salts(sorted(experts, key=lambda expert: expert.facts.expert_no), fresh),
        )

    @property
    def context(self) -> bytes:
        """What everything random in the season's table is bound to."""
        each = {name: hashlib.sha256(frozen.table_context).hexdigest() for name, frozen in self.frozen.items()}
        return canonical_json(
            {"format": "expertpool-season-context/1", "cap": self.request.plan.cap, "committees": each}
        )

    def _by_lottery(self, season: Season) -> SeasonSeated:
        from blind.fairness import SeasonFairness  # noqa: PLC0415  # with what follows
        from expertpool.documents.season_papers import SeasonFigures  # noqa: PLC0415  # OR-Tools is slow to import
        from expertpool.drawing.season_draw import by_ticket, column_lottery  # noqa: PLC0415  # for the same reason
        from expertpool.drawing.season_record import record_of  # noqa: PLC0415  # for the same reason
        from expertpool.party.season_frozen import in_season  # noqa: PLC0415  # for the same reason
        from solver.season.lottery import prepare_season  # noqa: PLC0415  # for the same reason

        with self.console.progress(self.console.say("season_draw.progress")) as progress:
            lottery = prepare_season(season, self.request.tickets, self.context, progress=progress)
        number, _ = lottery.draw(self.seed)
        content = {**self._told(), **record_of(lottery, folders=self.folders), "ticket": number + 1}
        record = as_bytes(content)
        reached, digest = lottery.reached, hashlib.sha256(record)
        many = len(season.committees)
        fairness = SeasonFairness(reached.bound, reached.least, many, digest.digest())
        figures = SeasonFigures(many, reached.bound, reached.least, reached.gap, digest.hexdigest())
        seated = {}
        for name, frozen in self.frozen.items():
            one = in_season(frozen, seed=lottery.table_seed)
            column = column_lottery(one.question.problem, lottery.column(name), lottery.table_seed)
            result = by_ticket(one.question, column, seed=self.seed, context=self.context, names=one.pool.names)
            seated[self.folders[name]] = self._seated(one, result, fairness=fairness, figures=figures, aside=0)
        return SeasonSeated(content, record, seated)

    def _by_queue(self, season: Season) -> SeasonSeated:
        from expertpool.drawing.season_draw import by_queue  # noqa: PLC0415  # OR-Tools is slow to import
        from expertpool.party.season_frozen import in_season  # noqa: PLC0415  # for the same reason
        from solver.season.queue import Aside, season_queue  # noqa: PLC0415  # for the same reason

        def names(name: str, problem: Any, aside: Mapping[str, Aside]) -> Mapping[str, str]:
            told = {person: why.value for person, why in aside.items()}
            return in_season(self.frozen[name], problem=problem, aside=told).pool.names

        with self.console.progress(self.console.say("season_draw.progress")) as progress:
            drawn = season_queue(season, self.seed, names=names, progress=progress)
        seated, left = {}, {}
        for name, frozen in self.frozen.items():
            aside = {person: why.value for person, why in drawn[name].aside.items()}
            left[name] = aside
            one = in_season(frozen, problem=drawn[name].problem, aside=aside)
            result = by_queue(one.question, drawn[name].drawn, seed=self.seed, context=self.context)
            seated[self.folders[name]] = self._seated(one, result, fairness=None, figures=None, aside=len(aside))
        days = [
            {"name": one.name, "folder": self.folders[one.name], "first": one.first, "last": one.last}
            for one in season.committees
        ]
        content = {**self._told(), "cap": season.cap, "committees": days, "aside": left}
        return SeasonSeated(content, as_bytes(content), seated)

    def _told(self) -> dict[str, Any]:
        return {
            "name": self.request.plan.name,
            "method": self.request.method,
            "seed": self.seed.hex(),
            "drawn_at": self.started.isoformat(),
            "roster": len(self.request.experts),
        }

    def _seated(
        self,
        frozen: Any,
        result: Result,
        *,
        fairness: SeasonFairness | None,
        figures: SeasonFigures | None,
        aside: int,
    ) -> Seated:
        from expertpool.certifying.drawn_in_season import season_certificates  # noqa: PLC0415  # OR-Tools is slow to import
        from expertpool.documents.season_papers import SeasonPapers  # noqa: PLC0415  # for the same reason

        papers = SeasonPapers(
            result, self.people, self._occasion(frozen), self.console.language, season=figures, aside=aside
        )
        made = season_certificates(
            frozen,
            result,
            fairness=fairness,
            seed_text=self.request.seed,
            versions=versions(),
            signer=office_signer(self.console.settings),
        )
        return Seated(papers, papers.panel(), made)

    def _occasion(self, frozen: FrozenDraw) -> Occasion:
        from expertpool.documents.draw_papers import Occasion  # noqa: PLC0415  # OR-Tools is slow to import

        earlier: tuple[EarlierDraw, ...] = self.earlier[frozen.question.committee.name]
        return Occasion(
            at=self.started,
            attempt=len(earlier) + 1,
            earlier=tuple(told_earlier(self.console, draw) for draw in earlier),
            roster_digest=frozen.library_sha256.hex(),
            roster_count=len(self.request.experts),
            program=f"expertpool {__version__}",
            seed_given=self.request.seed is not None,
        )

    def put_on_record(self, outcome: SeasonSeated) -> None:
        """Every committee's draw in one transaction: all of them or none."""
        from expertpool.actions.draw_panel import keep_result  # noqa: PLC0415  # OR-Tools is slow to import

        with open_session(self.console.settings) as session:
            for seated in outcome.seated.values():
                keep_result(
                    session,
                    seated.papers.result,
                    experts=self.request.experts,
                    source=self.request.source,
                    attempt=seated.papers.occasion.attempt,
                    started_at=self.started,
                    finished_at=datetime.now().astimezone(),
                    versions=versions(),
                    actor=operator(),
                )
            session.commit()


def as_bytes(content: Mapping[str, Any]) -> bytes:
    """The record as the file holds it; its SHA-256 stands in every certificate."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def versions() -> dict[str, str]:
    """What a certificate names as the programs that drew."""
    return {"expertpool": __version__, "ortools": version("ortools")}
