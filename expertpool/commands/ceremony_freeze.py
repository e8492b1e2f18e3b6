"""The office freezes a draw: plan and roster in, ticket table built, context and opened pool laid down."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from blind.ceremony import names
from blind.ceremony.document import signed
from blind.encoding import canonical, strict_parse
from blind.errors import Malformed
from blind.ticket_table import TicketTable
from expertpool.actions.keep_committee import committee_scope
from expertpool.beijing import here
from expertpool.commands.ceremony_ledger import note_witnessed, other_seals
from expertpool.commands.ceremony_office import Office, OfficeSide
from expertpool.commands.conduct import METHODS
from expertpool.db import open_session
from expertpool.drawing.question import Question
from expertpool.errors import Refusal, Where
from expertpool.party.ceremony_plan import PLAN_FILE, Plan, read_plan
from expertpool.party.freezing import (
    Earlier,
    earlier_attempt,
    make_context,
    new_seeds,
    opening_of,
    parties_of,
)
from expertpool.party.frozen_draw import FrozenDraw, freeze_draw
from expertpool.party.hall import hall_at
from expertpool.party.solved_draw import hashed_table
from expertpool.party.table_check import builders
from expertpool.queries.frozen_roster import frozen_content
from expertpool.rules.verdict import Verdict
from expertpool.whole_file import make_folders, write_new, write_whole
from solver.clash import exists_panel
from solver.lottery import NoPanel, prepare_lottery

FREEZES = "freezes"
OBJECTIONS, REVEALS = timedelta(days=5), timedelta(days=1)
CLOSING_HOUR = 18


class NothingFrozen(Exception):
    """No compliant panel exists, so nothing was frozen. ``verdicts``: rules of law broken whoever sits, if any are."""

    def __init__(self, question: Question, attempt: int, verdicts: tuple[Verdict, ...] = ()) -> None:
        super().__init__(attempt)
        self.question, self.attempt, self.verdicts = question, attempt, verdicts


def freeze(office: Office) -> None:
    """Freeze the draw, or lay down again what an interrupted run froze from the same papers.

    Raises Refusal without a plan (a template is written then), for a plan that does not fit, for keys or a ledger the
    trust file does not hold; NothingFrozen; TooFewTickets and NotProven from the solver.
    """
    plan, before = planned(office)
    kept = _kept(office, plan, before) or _remember(office, plan, before)
    lay_down(office, kept, before)


def planned(office: OfficeSide) -> tuple[Plan, Earlier | None]:
    """The plan in the hall with the voided attempt it names. Raises Refusal as ``freeze`` does."""
    plan = _plan(office)
    before = None
    if plan.previous is not None:
        earlier = hall_at(plan.previous, office.home)
        before = earlier_attempt(earlier, office.trust, home=office.home)
        note_witnessed(office, earlier)
    if plan.reveal_by <= office.now:
        raise Refusal("hall.reveal_in_the_past", where=Where(file=PLAN_FILE, field="reveal_by"))
    _ = office.log_signer
    return plan, before


def lay_down(office: OfficeSide, kept: Mapping[str, Any], before: Earlier | None) -> None:
    """The opened pool, what earlier attempts left, and last the context."""
    office.put(names.OPENED_POOL, kept["opening"].encode())
    for name, data in (before.copies if before else {}).items():
        office.put(name, data)
    office.put(names.CONTEXT, kept["context"].encode())


def _plan(office: OfficeSide) -> Plan:
    path = office.plan_file
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        until = (here(office.now) + OBJECTIONS).replace(hour=CLOSING_HOUR, minute=0, second=0)
        places = {"objection_until": until.isoformat(), "reveal_by": (until + REVEALS).isoformat()}
        write_new(path, office.console.say("hall.template", **places).encode())
        raise Refusal("hall.plan_written", where=Where(file=str(path)), path=str(path))
    return read_plan(path)


def _kept(office: Office, plan: Plan, before: Earlier | None) -> dict[str, Any] | None:
    """What an interrupted run froze, if it froze exactly these papers."""
    path = _place(office, plan, before)
    try:
        found = strict_parse(path.read_bytes())
    except FileNotFoundError:
        return None
    except Malformed:
        where = Where(file=str(path))
        raise Refusal("party.memory_damaged", where=where, path=str(path)) from None
    return found if isinstance(found, dict) and found.get("papers") == _papers(office, plan) else None


def _remember(office: Office, plan: Plan, before: Earlier | None) -> dict[str, Any]:
    """Freeze now; on the disk, for the office alone, before anything is laid down."""
    made = _documents(office, plan, before)
    path = _place(office, plan, before)
    make_folders(path.parent)
    kept = {"papers": _papers(office, plan), **made}
    write_whole(path, canonical(kept), private=True)
    return kept


def _place(office: Office, plan: Plan, before: Earlier | None) -> Path:
    committee = office.request.committee
    attempt = before.context.attempt + 1 if before else 1
    scope = canonical([committee.name, committee.year, plan.purpose, plan.filing, attempt])
    return office.home.folder / FREEZES / f"{hashlib.sha256(scope).hexdigest()[:32]}.json"


def _papers(office: Office, plan: Plan) -> str:
    """A digest of everything that was put in: another one means another freeze."""
    request = office.request
    roster = hashlib.sha256(frozen_content(request.experts)).hexdigest()
    asked = [request.method, request.tickets or 0, list(request.packs), office.trust.newest.hash]
    return hashlib.sha256(canonical([repr(plan), roster, request.committee_text, *asked])).hexdigest()


def _documents(office: Office, plan: Plan, before: Earlier | None) -> dict[str, str]:
    request, signer = office.request, office.home.keys.signer
    seeds = new_seeds(request.experts, before, fresh=secrets.token_bytes, today=office.now.date())
    frozen = freeze_draw(
        request.experts,
        request.committee_text,
        request.packs,
        draw_day=seeds.draw_day,
        method=request.method,
        attempt=before.context.attempt + 1 if before else 1,
        draw_id=seeds.draw_id,
        table_salt=seeds.table_salt,
        salts=seeds.salts,
        algorithm=plan.hash,
    )
    tickets, table = _solved(office, frozen)
    with open_session(office.console.settings, reading=True) as session:
        listed = {one.seal_hash for one in before.listed} if before else set()
        scope = committee_scope(frozen.question.committee)
        others = other_seals(session, [scope], algorithm=plan.hash, listed=listed)
    context = make_context(
        frozen,
        plan,
        parties=parties_of(office.trust, office_key_id=signer.key_id),
        trust=office.trust,
        table=table,
        tickets=tickets,
        before=before,
        other_seals=others,
        versions=builders(),
    )
    opening = opening_of(frozen, context, request.packs)
    return {"context": signed(context, signer).decode(), "opening": signed(opening, signer).decode()}


def _solved(office: Office, frozen: FrozenDraw) -> tuple[int | None, TicketTable | None]:
    """Number of tickets and the table, both None for a queue."""
    question = frozen.question
    if question.forbidding:
        raise NothingFrozen(question, frozen.attempt, question.forbidding)
    if frozen.method != METHODS[0]:
        if not exists_panel(question.problem):
            raise NothingFrozen(question, frozen.attempt)
        return None, None
    try:
        with office.console.progress(office.console.say("draw.progress")) as progress:
            lottery = prepare_lottery(question.problem, office.request.tickets, frozen.table_context, progress=progress)
    except NoPanel:
        raise NothingFrozen(question, frozen.attempt) from None
    return lottery.tickets, hashed_table(frozen, lottery)
