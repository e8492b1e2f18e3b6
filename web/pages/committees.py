"""Committees at the office: those on record with their draws, one in full, and a new one tried out before its draw."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from api.language import language_of
from api.permissions import MayCompose
from api.repeats import FormRoute
from api.wiring import Now, Reading, TheWiring
from expertpool.errors import Refusal
from expertpool.models import SeatKind
from expertpool.queries.committee_record import CommitteeOnRecord, DrawOnRecord, committees_on_record
from expertpool.queries.facts import pool_experts
from expertpool.queries.season_glance import years_on_record
from expertpool.queries.seated_panel import seated_panel
from expertpool.rules.facts import Level
from web.committee_form import FILE, ROWS, Draft, draft, field_of
from web.contexts.committees import CommitteePage, CommitteeShown, CommitteesPage, DraftPage, DrawShown, SeatShown
from web.contexts.form import Form
from web.feasibility import feasible
from web.rendering import page, sent_back

router = APIRouter(prefix="/committees", route_class=FormRoute, default_response_class=HTMLResponse)
LEVELS = tuple((level.value, level.value) for level in reversed(Level))


@router.get("")
def committees(
    *,
    request: Request,
    _actor: MayCompose,
    session: Reading,
    at: Now,
    year: Annotated[int | None, Query(ge=1990, le=2200)] = None,
) -> Response:
    """A year's committees with what their draws came to."""
    years = years_on_record(session)
    wanted = year or (years[0] if years else at.year)
    found = tuple(_shown(one) for one in committees_on_record(session, year=wanted))
    return page(request, "committees.html", CommitteesPage(year=wanted, years=years, committees=found))


@router.get("/one")
def committee(
    *,
    request: Request,
    _actor: MayCompose,
    session: Reading,
    year: Annotated[int, Query(ge=1990, le=2200)],
    name: Annotated[str, Query(max_length=200)],
) -> Response:
    """One committee: its draws, and who was seated."""
    found = committees_on_record(session, year=year, name=name)
    if not found:
        raise Refusal("page_committees.none", name=name[:80], year=year)
    return page(request, "committee.html", CommitteePage(one=_shown(found[0]), seats=_seats(session, name, year)))


@router.get("/new")
def new(request: Request, _actor: MayCompose, at: Now) -> Response:
    """The empty form."""
    form = Form({"year": str(at.year)})
    return page(request, "committee_new.html", DraftPage(rows=ROWS, levels=LEVELS, form=form))


@router.post("/new")
async def check(request: Request, wiring: TheWiring, _actor: MayCompose, at: Now) -> Response:
    """Whether the committee can be seated from today's pool; nothing is drawn or written."""
    typed, made = await _draft(request)
    language = language_of(request)
    try:
        experts = await wiring.read(lambda session: pool_experts(session, season=made.committee.year))
        found = await run_in_threadpool(feasible, experts, made.committee, draw_day=at.date(), language=language)
    except Refusal as refusal:
        raise _sent_back(request, refusal, typed) from None
    return page(request, "committee_new.html", DraftPage(rows=ROWS, levels=LEVELS, found=found, form=Form(typed)))


@router.post("/new/file")
async def file(request: Request, _actor: MayCompose) -> Response:
    """The committee file, as a ceremony takes it."""
    _, made = await _draft(request)
    headers = {"Content-Disposition": f'attachment; filename="{FILE}"'}
    return Response(made.text.encode(), media_type="application/toml", headers=headers)


async def _draft(request: Request) -> tuple[dict[str, str], Draft]:
    """What was typed, and the committee it states; the form goes back where it states none."""
    form = await request.form()
    typed = {name: value for name, value in form.items() if isinstance(value, str)}
    try:
        return typed, draft(typed)
    except Refusal as refusal:
        raise _sent_back(request, refusal, typed) from None


def _sent_back(request: Request, refusal: Refusal, typed: dict[str, str]) -> Exception:
    refused = Form.refused(refusal, language_of(request), at=field_of(refusal))
    form = Form(typed, refused.faults)
    return sent_back(request, "committee_new.html", DraftPage(rows=ROWS, levels=LEVELS, form=form))


def _shown(one: CommitteeOnRecord) -> CommitteeShown:
    stated = one.draws[-1].committee.meeting if one.draws else None
    return CommitteeShown(
        name=one.name,
        year=one.year,
        series=one.series,
        level=one.level,
        draws=tuple(map(_draw, one.draws)),
        meeting=one.meetings[-1].held_on if one.meetings else stated,
    )


def _draw(one: DrawOnRecord) -> DrawShown:
    return DrawShown(
        attempt=one.attempt,
        outcome=one.outcome.value,
        method=one.method,
        assurance=one.assurance,
        finished_at=one.finished_at,
        tickets=one.tickets,
        states=Counter(str(verdict["state"]) for verdict in one.verdicts),
        entry=one.entry,
    )


def _seats(session: Session, name: str, year: int) -> tuple[SeatShown, ...]:
    panel = seated_panel(session, name, year)
    if panel is None:
        return ()
    seats = [(kind, panel.people[number]) for kind in SeatKind for number in panel.seats.get(kind, ())]
    return tuple(
        SeatShown(
            kind=kind.value,
            expert_no=expert.facts.expert_no,
            name=expert.name,
            employer=expert.facts.employer,
            level=expert.facts.level.value,
            specialties=expert.facts.specialties,
        )
        for kind, expert in seats
    )
