"""What the rounds of a ceremony gave: computed from the opened seeds, recorded, and turned into papers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlmodel import Session

from blind.ceremony import names
from blind.ceremony.context import Assurance, Context
from blind.ceremony.state import Round, State
from blind.certificate import PUBLIC, RESTRICTED, sign_certificate
from expertpool import __version__
from expertpool.actions.enter_document import keep_round
from expertpool.certifying.certificates import verifier
from expertpool.certifying.drawn_together import drawn_together
from expertpool.certifying.names import PUBLIC_FILE, RESTRICTED_FILE, VERIFIER
from expertpool.commands.ceremony_ledger import enter, seals_before
from expertpool.commands.ceremony_office import Office
from expertpool.commands.circumstances import operator
from expertpool.commands.conduct import Seated, told_earlier, write_papers
from expertpool.db import open_session
from expertpool.documents.draw_folder import DrawFolder
from expertpool.documents.draw_papers import Occasion, Papers
from expertpool.documents.draw_report import Assurance as Level
from expertpool.drawing.replacement import replace_members
from expertpool.drawing.result import Result, seat
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.ids import ExpertId
from expertpool.party.frozen_draw import FrozenDraw
from expertpool.party.solved_draw import hashed_table
from expertpool.queries.earlier_draws import earlier_draws

LEVELS: Mapping[Assurance, Level] = {Assurance.M1: "M1", Assurance.M2: "M2", Assurance.M3: "M3"}


@dataclass(frozen=True)
class Computed:
    """The frozen draw and what each round with a seed gave, the first round first."""

    frozen: FrozenDraw
    results: tuple[Result, ...]


def compute(office: Office, context: Context, rounds: Sequence[Round]) -> Computed:
    """What every round gave, from the seeds alone. Raises NoPanel where a replacement cannot be found.

    Raises Refusal (exit code 6) where this computer builds another ticket table than the sealed one, and (exit code 5)
    where a recorded result is not what its seed gives.
    """
    key = (context.ctx, *(one.seed for one in rounds if one.seed is not None))
    if key not in office.computed:
        office.computed[key] = _computed(office, context, rounds)
    found: Computed = office.computed[key]
    for one, result in zip(rounds, found.results, strict=False):
        _refuse_another_result(found.frozen, one, result)
    return found


def _computed(office: Office, context: Context, rounds: Sequence[Round]) -> Computed:
    frozen = office.frozen(context)
    codes = {code: ExpertId(person) for person, code in frozen.pool.names.items()}
    results: list[Result] = []
    gone: set[ExpertId] = set()
    for one in rounds:
        if one.seed is None:
            break
        removed = [codes[each.code.hex()] for each in one.removals.removals] if one.removals else []
        gone.update(removed)
        results.append(
            _first(office, frozen, context, one.seed)
            if not results
            else replace_members(
                frozen.question,
                seed=one.seed,
                context=frozen.table_context,
                staying=[person for person in results[-1].members if person not in removed],
                barred=frozenset(gone),
                names=frozen.pool.names,
            )
        )
    return Computed(frozen, tuple(results))


def _first(office: Office, frozen: FrozenDraw, context: Context, seed: bytes) -> Result:
    with office.console.progress(office.console.say("draw.progress")) as progress:
        result = seat(
            frozen.question,
            method=context.method,
            seed=seed,
            context=frozen.table_context,
            tickets=context.tickets,
            names=frozen.pool.names,
            progress=progress,
        )
    if result.lottery is not None and context.table is not None:
        table = hashed_table(frozen, result.lottery)
        if (table.root, table.groups_root) != (context.table.table_root, context.table.groups_root):
            sealed = context.versions.get("ortools", "?")
            found = version("ortools")
            raise Refusal("hall.another_table", exit_code=ExitCode.NOT_PROVEN, sealed=sealed, found=found)
    return result


def _refuse_another_result(frozen: FrozenDraw, one: Round, result: Result) -> None:
    if one.result is None:
        return
    members = sorted(frozen.pool.names[person] for person in result.members)
    if members != [code.hex() for code in one.result.members] or one.result.ticket != result.ticket:
        name = f"{names.result_stem(one.number)}.json"
        raise Refusal("hall.result_differs", where=Where(file=name), exit_code=ExitCode.FORGED, round=one.number)


@dataclass(frozen=True)
class Outcome:
    """What a round's seed gave, as its record names it: codes of 32 bytes, reserves in their order."""

    ticket: int | None
    members: tuple[bytes, ...]
    reserves: tuple[bytes, ...] = ()


def outcome(office: Office, state: State) -> Outcome:
    """What the open round's seed gave."""
    if state.context is None:
        raise ValueError("a result is recorded in an open round")
    computed = compute(office, state.context, state.rounds)
    result, codes = computed.results[-1], computed.frozen.pool.names
    return Outcome(
        result.ticket,
        tuple(bytes.fromhex(codes[person]) for person in result.members),
        tuple(bytes.fromhex(codes[one.expert_no]) for one in result.reserves),
    )


def refuse_overstated(context: Context, open_round: Round) -> None:
    """Raise Refusal where the draw is less sure than it was planned: it must be voided, not called what it is not."""
    if open_round.number == 0 and open_round.assurance is not context.assurance_planned:
        planned, found = context.assurance_planned.value, open_round.assurance.value
        raise Refusal("hall.less_sure_than_planned", exit_code=ExitCode.FORGED, planned=planned, found=found)


def enter_result(office: Office, state: State) -> None:
    """Put a signed result into the ledger with the draw's own records, in one transaction."""
    one = state.rounds[-1]
    if state.context is None or one.result is None:
        raise ValueError("there is no result to enter")
    computed = compute(office, state.context, state.rounds)
    result, context, finished = computed.results[-1], state.context, office.now

    def beside(session: Session) -> object:
        return keep_round(
            session,
            result,
            assurance=context.assurance_planned.value,
            experts=office.request.experts,
            source=office.request.source,
            started_at=one.result.at if one.result else finished,
            finished_at=finished,
            versions={"expertpool": __version__, "ortools": version("ortools")},
            actor=operator(office.request.by),
        )

    enter(office, names.result_stem(one.number), one.result, beside=beside)


def papers_of(office: Office, state: State) -> Seated:
    """The papers and certificates of a ceremony whose last result the witness has seen."""
    context = state.context
    if context is None or state.sealed is None:
        raise ValueError("papers are made of a finished ceremony")
    computed = compute(office, context, state.rounds)
    last = state.rounds[-1]
    people = {ExpertId(expert.facts.expert_no): expert for expert in office.request.experts}
    papers = Papers(computed.results[-1], people, _occasion(office, context, last), office.console.language)
    ceremony = {
        "ctx": context.ctx.hex(),
        "seal": state.sealed.hash.hex(),
        "attempt": context.attempt,
        "round": last.number,
        "removed": sum(len(one.removals.removals) for one in state.rounds if one.removals),
    }
    return Seated(papers, {**papers.panel(), "ceremony": ceremony}, _certificates(office, state, computed))


def _occasion(office: Office, context: Context, last: Round) -> Occasion:
    at = last.result.at if last.result else office.now
    with open_session(office.console.settings, reading=True) as session:
        before = earlier_draws(session, context.scope.committee, context.scope.year)
    return Occasion(
        at=at,
        attempt=context.attempt,
        earlier=tuple(told_earlier(office.console, draw) for draw in before if draw.started_at < at),
        roster_digest=context.library_sha256.hex(),
        roster_count=context.pool.size,
        program=f"expertpool {__version__}",
        seed_given=False,
        assurance=LEVELS[context.assurance_planned],
    )


def _certificates(office: Office, state: State, computed: Computed) -> dict[str, bytes]:
    drawn = drawn_together(
        computed.frozen,
        state,
        office.board.documents(),
        computed.results,
        other_seals=seals_before(office, state),
        trust=office.trust_text,
    )
    signer = office.home.keys.signer
    return {
        PUBLIC_FILE: sign_certificate(drawn, PUBLIC, signer),
        RESTRICTED_FILE: sign_certificate(drawn, RESTRICTED, signer),
        VERIFIER: verifier(),
    }


def leave_papers(folder: DrawFolder, seated: Seated) -> None:
    """Write all files of a draw and show them in one step."""
    try:
        write_papers(folder.start(), seated)
    except BaseException:
        folder.discard()
        raise
    folder.finish()


def hand_out(office: Office, at: int, out: Path) -> None:
    """Lay the certificates of a round's papers into the hall, where the parties countersign them; once."""
    for tier, file in ((PUBLIC, PUBLIC_FILE), (RESTRICTED, RESTRICTED_FILE)):
        name = names.certificate(at, tier)
        if (out / file).is_file() and not office.board.has(name):
            office.put(name, (out / file).read_bytes())


def there_already(out: Path, context: Context, last: int) -> dict[str, Any] | None:
    """Content of panel.json in ``out`` if it is that of this ceremony's last round."""
    try:
        found = json.loads((out / "panel.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    told = found.get("ceremony") if isinstance(found, dict) else None
    same = isinstance(told, dict) and (told.get("ctx"), told.get("round")) == (context.ctx.hex(), last)
    return found if same else None
