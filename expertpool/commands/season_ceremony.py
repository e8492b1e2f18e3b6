"""The office's side of a season's ceremony: all committees frozen jointly, drawn by the opened seed, filed at once."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlmodel import Session

from blind.ceremony import names
from blind.ceremony.context import Context
from blind.ceremony.document import payload, signed
from blind.ceremony.state import State
from blind.encoding import canonical, strict_parse, time_text
from blind.fairness import SeasonFairness
from blind.pool_leaves import DRAW_ID
from expertpool.actions.keep_committee import committee_scope
from expertpool.actions.record_season import PanelDrawn, begin_season_draw, record_season
from expertpool.certifying.drawn_in_season import Joint
from expertpool.certifying.drawn_together import OtherSeal, as_object, elsewhere, joined, placed, previous_attempt
from expertpool.commands.ceremony import record_behind
from expertpool.commands.ceremony_draw import Outcome
from expertpool.commands.ceremony_freeze import lay_down, planned
from expertpool.commands.ceremony_ledger import enter, other_seals, seals_before
from expertpool.commands.ceremony_office import OfficeSide
from expertpool.commands.circumstances import operator
from expertpool.commands.conduct import METHODS, told_earlier
from expertpool.commands.season_conduct import (
    SeasonFailed,
    SeasonRequest,
    SeasonSeated,
    versions,
    write_explained,
)
from expertpool.commands.season_made import Built, build_season, sealed_again
from expertpool.commands.season_share import ByTicket, Hands, SeasonShares, SeasonWork, hands
from expertpool.db import open_session
from expertpool.documents.season_file import folder_name
from expertpool.documents.season_folder import RECORD, SeasonFolder, season_told
from expertpool.documents.season_papers import SeasonFigures
from expertpool.drawing.season_record import read_figures
from expertpool.errors import ExitCode, Refusal
from expertpool.party.attendance import Attendance
from expertpool.party.ceremony_plan import Plan
from expertpool.party.freezing import Earlier, office_opening, parties_of
from expertpool.party.pool_opening import PoolOpening
from expertpool.party.season_freezing import SeasonMade, opened_season, season_context, season_opening
from expertpool.party.table_check import builders
from expertpool.queries.earlier_draws import earlier_draws, next_attempt
from expertpool.queries.season_draws import SeasonWritten
from expertpool.whole_file import make_folders, write_whole

FREEZES = "freezes"
SECRET = 32


@dataclass
class WholeSeason:
    """A season's draw as the subject of a ceremony."""

    office: OfficeSide
    request: SeasonRequest
    out: Path
    _drawn: dict[bytes, dict[str, tuple[bytes, int | None, PanelDrawn]]] = field(default_factory=dict)

    def freeze(self) -> SeasonFailed | None:
        """As ``Subject`` says. The tickets are kept on the office's disk before anything is laid down."""
        office = self.office
        if self.request.method != METHODS[0]:
            raise Refusal("season_draw.queue_and_ceremony")
        plan, before = planned(office)
        kept = self._kept(repr(plan))
        if kept is None:
            made = self._freeze(plan, before)
            if isinstance(made, SeasonFailed):
                folder = SeasonFolder(self.out)
                write_explained(folder, made)
                folder.finish()
                return made
            kept = made
        lay_down(office, kept, before)
        return None

    def _freeze(self, plan: Plan, before: Earlier | None) -> dict[str, Any] | SeasonFailed:
        office, signer = self.office, self.office.home.keys.signer
        written = self._written(before)
        work = SeasonWork(written, self.request.experts, {}, office.console.settings, office.console.language)
        built = build_season(office.console, work)
        if isinstance(built, SeasonFailed):
            return built
        listed = {one.seal_hash for one in before.listed} if before else set()
        with open_session(office.console.settings, reading=True) as session:
            others = other_seals(session, self._scopes(), algorithm=plan.hash, listed=listed)
        context = season_context(
            built.made,
            plan,
            draw_id=before.context.draw_id if before else secrets.token_bytes(DRAW_ID),
            parties=parties_of(office.trust, office_key_id=signer.key_id),
            trust=office.trust,
            before=before,
            other_seals=others,
            versions=builders(),
        )
        opening = signed(season_opening(built.made, context), signer)
        return self._keep(repr(plan), built, context, opening.decode(), signed(context, signer).decode())

    def _written(self, before: Earlier | None) -> SeasonWritten:
        """What the season follows from; the next attempt keeps all of it, unless an objection was heard."""
        roster, inputs = self.request.digests()
        if before is not None and before.same_pool:
            told, _ = opened_season(before.opening)
            if told.roster != roster:
                raise Refusal("hall.roster_changed", expert="—")
            return replace(told, inputs=inputs)
        plan = self.request.plan
        return SeasonWritten(
            inputs=inputs,
            name=plan.name,
            cap=plan.cap,
            method=self.request.method,
            tickets=self.request.tickets,
            packs=self.request.packs,
            seed=b"",
            seed_text=None,
            secret=secrets.token_bytes(SECRET),
            roster=roster,
            source=self.request.source,
            started_at=self.office.now,
            versions=versions(),
            committees={one.stem: (one.text, one.first.isoformat(), one.last.isoformat(), 1) for one in plan.sittings},
        )

    def _scopes(self) -> list[str]:
        """The ledger's scopes in which a seal of these committees may stand: the season's own and every committee's."""
        year = self.request.plan.sittings[0].facts.year
        own = f"{self.request.plan.name}/{year}"
        return [own, *(committee_scope(one.facts) for one in self.request.plan.sittings)]

    # ---- what is kept on the office's disk

    def _place(self) -> Path:
        name = hashlib.sha256(canonical([self.office.board.place, self.request.plan.name])).hexdigest()[:32]
        return self.office.home.folder / FREEZES / f"season-{name}.json"

    def _keep(self, plan: str, built: Built, context: Context, opening: str, document: str) -> dict[str, Any]:
        kept = {
            "asked": self._asked(plan),
            "ctx": context.ctx.hex(),
            "record": built.made.record.decode(),
            "table_seed": built.made.table_seed.hex(),
            "columns": {stem: [list(panel) for panel in column] for stem, column in built.columns.items()},
            "opening": opening,
            "context": document,
        }
        make_folders(self._place().parent)
        write_whole(self._place(), json.dumps(kept, ensure_ascii=False).encode(), private=True)
        return kept

    def _kept(self, plan: str | None = None, *, ctx: bytes = b"") -> dict[str, Any] | None:
        """What was frozen: from exactly these papers, or under this context."""
        try:
            found: dict[str, Any] = json.loads(self._place().read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        same = found.get("ctx") == ctx.hex() if plan is None else found.get("asked") == self._asked(plan)
        return found if same else None

    def _asked(self, plan: str) -> str:
        return hashlib.sha256(canonical([plan, self.request.digests()[1], self.office.trust.newest.hash])).hexdigest()

    @cached_property
    def built(self) -> Built:
        """The season behind the frozen context, its tickets from the office's disk or else built again.

        Raises Refusal where roster, committees or tickets are not those that were sealed.
        """
        office, context = self.office, self._context()
        written, _ = opened_season(self._opening(context))
        roster, inputs = self.request.digests()
        if roster != context.library_sha256.hex():
            raise Refusal("hall.roster_changed", expert="—")
        if inputs != written.inputs:
            raise Refusal("hall.committee_changed")
        work = SeasonWork(written, self.request.experts, {}, office.console.settings, office.console.language)
        kept = self._kept(ctx=context.ctx)
        if kept is None:
            built = build_season(office.console, work)
            if isinstance(built, SeasonFailed):
                raise Refusal("season_draw.another_table", exit_code=ExitCode.NOT_PROVEN)
        else:
            columns = {stem: tuple(map(tuple, column)) for stem, column in kept["columns"].items()}
            seed = bytes.fromhex(kept["table_seed"])
            contexts = sealed_again(office.console, work, columns, seed)
            built = Built(SeasonMade(written, contexts, kept["record"].encode(), seed), columns)
        if any(getattr(context, name) != right for name, right in built.made.fixed.items()):
            raise Refusal("season_draw.another_table", exit_code=ExitCode.NOT_PROVEN)
        return built

    def _context(self) -> Context:
        context = self.office.state().context
        if context is None:
            raise ValueError("nothing is frozen yet")
        return context

    def _opening(self, context: Context) -> PoolOpening:
        return office_opening(self.office.board, context, self.office.trust)

    # ---- the steps

    def differences(self, here: Attendance) -> int:
        """As ``Subject`` says."""
        if not here.context.of_season:
            return 1
        _ = self.built
        here.memory.remember("checked", {"library_file_sha256": self._library(), "at": time_text(here.now)})
        return 0

    def _library(self) -> str:
        return hashlib.sha256(self.office.roster.read_bytes()).hexdigest()

    def outcome(self, state: State) -> Outcome:
        """As ``Subject`` says."""
        found = self._panels(state)
        numbers = {number for _, number, _ in found.values()}
        if len(numbers) != 1:
            raise AssertionError("one seed names one ticket")
        return Outcome(numbers.pop(), tuple(digest for digest, _, _ in found.values()))

    def _panels(self, state: State) -> dict[str, tuple[bytes, int | None, PanelDrawn]]:
        seed = state.rounds[0].seed
        if seed is None:
            raise ValueError("no seed stands yet")
        if seed not in self._drawn:
            shares, console = self._shares(), self.office.console
            papers = console.say("season_draw.progress.papers")
            with hands(self._work(seed)) as crew, console.progress(papers) as progress:
                made = crew.each(SeasonShares.panel_digest, list(shares.items()), progress)
            self._drawn[seed] = dict(zip(shares, made, strict=True))
        return self._drawn[seed]

    def _work(self, seed: bytes) -> SeasonWork:
        office, written = self.office, self.built.made.written
        drawn = replace(written, seed=seed, assurance=self._context().assurance_planned.value)
        return SeasonWork(drawn, self.request.experts, {}, office.console.settings, office.console.language)

    def _shares(self) -> dict[str, ByTicket]:
        built = self.built
        digest, many = hashlib.sha256(built.made.record), len(built.columns)
        bound, least, gap = read_figures(json.loads(built.made.record))
        fairness = SeasonFairness(bound, least, many, digest.digest())
        figures = SeasonFigures(many, bound, least, gap, digest.hexdigest())
        seed = built.made.table_seed
        return {stem: ByTicket(column, seed, b"", fairness, figures) for stem, column in built.columns.items()}

    def enter(self, state: State, stem: str) -> None:
        """As ``Subject`` says. The seal is entered under every committee too: a later draw of one cannot hide it."""
        record = record_behind(state, stem)
        if stem == names.SEAL_STEM:
            enter(self.office, stem, record, copies=self._scopes()[1:])
        elif stem.startswith("result-"):
            enter(self.office, stem, record, beside=lambda session: self._recorded(session, state))
        else:
            enter(self.office, stem, record)

    def _recorded(self, session: Session, state: State) -> None:
        """All panels on record, in the transaction of the result."""
        seed = state.rounds[0].seed or b""
        found, written = self._panels(state), self._work(seed).written
        drawn = [
            replace(one, attempt=next_attempt(session, one.committee.name, one.committee.year))
            for _, _, one in found.values()
        ]
        by = operator()
        begin_season_draw(session, written, at=self.office.now, actor=by)
        record_season(
            session,
            written,
            drawn,
            experts=self.request.experts,
            record=hashlib.sha256(self.built.made.record).hexdigest(),
            versions=dict(written.versions),
            at=self.office.now,
            actor=by,
        )

    # ---- papers

    def leave(self, state: State, out: Path) -> tuple[SeasonSeated | None, dict[str, Any] | None]:
        """As ``Subject`` says."""
        record = self.built.made.record
        there = out / RECORD
        if there.is_file() and there.read_bytes() == record:
            content, panels = season_told(out)
            return None, {**content, "panels": panels}
        folder = SeasonFolder(out)
        staged = folder.start()
        try:
            seated = self._filed(state, staged, record)
            write_whole(staged / RECORD, record)
        except BaseException:
            folder.discard()
            raise
        folder.finish()
        return seated, None

    def _filed(self, state: State, staged: Path, record: bytes) -> SeasonSeated:
        console, seed = self.office.console, state.rounds[0].seed or b""
        with open_session(console.settings, reading=True) as session:
            draws = {
                one.stem: earlier_draws(session, one.facts.name, one.facts.year) for one in self.request.plan.sittings
            }
        started = self.built.made.written.started_at
        own = {stem: [one for one in made if one.started_at == started][-1] for stem, made in draws.items()}
        work = replace(
            self._work(seed),
            earlier={
                stem: tuple(told_earlier(console, one) for one in made if one.attempt < own[stem].attempt)
                for stem, made in draws.items()
            },
            attempts={stem: one.attempt for stem, one in own.items()},
            joint=self._joint(state),
            signer=self.office.home.keys.signer,
        )
        shares = self._shares()
        with console.progress(console.say("season_draw.progress.papers")) as progress:
            jobs = [(stem, how, staged) for stem, how in shares.items()]
            made = Hands(SeasonShares(work), None).each(SeasonShares.filed, jobs, progress)
        told: Mapping[str, Any] = json.loads(record)
        panels = {folder_name(stem): one.content for stem, one in zip(shares, made, strict=True)}
        number = (state.rounds[0].result.ticket if state.rounds[0].result else None) or 0
        return SeasonSeated({**told, "ticket": number + 1}, panels, again=False)

    def _joint(self, state: State) -> Joint:
        """What every certificate carries of the ceremony."""
        context, sealed, draw = state.context, state.sealed, state.rounds[0]
        if context is None or sealed is None:
            raise ValueError("papers are made of a finished ceremony")
        documents = self.office.board.documents()
        ids = [party.id for party in context.parties]
        own, *committees = self._scopes()
        return Joint(
            context=strict_parse(payload(context)),
            seal=strict_parse(payload(sealed.seal)),
            documents={
                "reveals": tuple(as_object(documents[names.reveal(party, 0)]) for party in sorted(draw.reveals)),
                "dice": joined(documents, names.dice_stem(0), ids) if draw.dice else None,
                "beacon": joined(documents, "beacon", ids) if draw.beacon else None,
                "result": as_object(documents[f"{names.result_stem(0)}.json"]),
            },
            commits=tuple(as_object(documents[names.commitment(party)]) for party in sorted(state.commits)),
            log={stem: placed(documents, stem) for stem in (names.SEAL_STEM, names.result_stem(0))},
            scope={one: self._others(documents, state, own, one) for one in committees},
            previous=tuple(previous_attempt(documents, at) for at in range(1, context.attempt)),
            trust=self.office.trust_text,
            places=self.built.made.columns.paths(),
        )

    def _others(self, documents: Mapping[str, bytes], state: State, *scopes: str) -> tuple[dict[str, Any], ...]:
        found: tuple[OtherSeal, ...] = seals_before(self.office, state, *scopes)
        return tuple(elsewhere(documents, one) for one in found)
