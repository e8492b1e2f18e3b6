"""A committee's draw: for training on this computer, or by a ceremony of three parties in a hall of this server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from api.language import language_of
from api.permissions import MayCompose
from api.repeats import MEBI, FormRoute, at_most
from api.wiring import Now, Reading, TheWiring, Wiring
from expertpool.commands.conduct import METHODS, MOST_TICKETS
from expertpool.errors import Refusal, Where
from expertpool.queries.jobs import newest_job
from web.ceremony_desk import CeremonyDesk
from web.ceremony_view import ceremony_page, desk_at, fresh_hall, plan_page, usual_times
from web.committee_view import known_committee
from web.contexts.form import Form
from web.desk_console import DeskConsole
from web.downloads import download
from web.draw_desk import DrawRoom, complete
from web.draw_view import draw_page
from web.job_view import asked
from web.rendering import goto, page, sent_back
from web.typed_form import Sent, TypedForm, field_at
from web.unlocked import Unlocked

router = APIRouter(prefix="/committees/{number}", route_class=FormRoute, default_response_class=HTMLResponse)
Number = Annotated[int, Path(ge=1, le=2**53)]
Hall = Annotated[str, Path(max_length=60)]
REFRESH = {"Refresh": "2"}
"""While something is under way its page asks again by itself, without any script."""

PAPERS = 10 * MEBI
WAIT = timedelta(days=3)
Act = Callable[[CeremonyDesk], object]


@router.get("/draw")
def draw(*, number: Number, request: Request, wiring: TheWiring, _actor: MayCompose, session: Reading) -> Response:
    """The draws so far, and what the next would be."""
    job = newest_job(session, training_of(number))
    shown = draw_page(session, wiring, number, job=job, language=language_of(request))
    return _watched(page(request, "draw.html", shown), running=bool(job and job.under_way))


@router.post("/draw")
async def draw_alone(
    *, number: Number, request: Request, wiring: TheWiring, actor: MayCompose, sent: Sent, at: Now
) -> Response:
    """Draw for training; a number that was drawn before is refused, and a further attempt has to be meant."""
    language = language_of(request)
    try:
        await asked(
            request,
            wiring,
            kind="training",
            subject=training_of(number),
            by=actor.name,
            at=at,
            checked=lambda session: _inputs(wiring, session, number, sent),
        )
    except Refusal as refusal:
        form = Form.refused(refusal, language, at=field_at(refusal), **dict(sent.fields))
        shown = await wiring.read(
            lambda session: draw_page(session, wiring, number, job=None, language=language, form=form)
        )
        raise sent_back(request, "draw.html", shown) from None
    return goto(f"/committees/{number}/draw")


def _inputs(wiring: Wiring, session: Session, number: int, sent: TypedForm) -> dict[str, Any]:
    """The inputs of one draw at level M0, fixed now."""
    known = known_committee(session, number)
    attempt = len(known.record.draws) + 1
    if sent.text("attempt") != str(attempt):
        raise Refusal("page_draw.drawn_meanwhile", attempt=attempt)
    if attempt > 1 and sent.text("again") != "yes":
        raise Refusal("page_draw.again_wanted", where=Where(field="again"), attempt=attempt)
    method, tickets, seed = _method(sent), _tickets(sent), sent.text("seed", most=200) or None
    room = DrawRoom.of(wiring.own, number)
    if known.kept is None:
        raise Refusal("page_draw.no_file")
    inputs = {"library": room.library(session).name, "stated": room.state(known.kept.text)}
    return {"committee": number, "attempt": attempt, "method": method, "tickets": tickets, "seed": seed, **inputs}


def _method(sent: TypedForm) -> str:
    if sent.text("method") not in METHODS:
        raise Refusal("page_committees.wanted", where=Where(field="method"))
    return sent.text("method")


def _tickets(sent: TypedForm) -> int | None:
    return sent.whole("tickets", most=MOST_TICKETS) or 1 if sent.text("tickets") else None


@router.post("/draw/complete")
async def complete_papers(*, number: Number, request: Request, wiring: TheWiring, _actor: MayCompose) -> Response:
    """Put the papers of a draw in place that was recorded and then cut off; nothing is drawn."""
    known = await wiring.read(lambda session: known_committee(session, number))
    console = DeskConsole(language_of(request), settings_of_its_own=wiring.own)
    room, draws = DrawRoom.of(wiring.own, number), known.record.draws
    if draws:
        await run_in_threadpool(complete, console, room, draws[-1].committee, attempt=draws[-1].attempt)
    return goto(f"/committees/{number}/draw")


@router.get("/draw/{folder}/{file}")
def paper(
    *,
    number: Number,
    folder: Annotated[str, Path(max_length=80)],
    file: Annotated[str, Path(max_length=80)],
    wiring: TheWiring,
    _actor: MayCompose,
) -> Response:
    """One paper of one draw."""
    data = DrawRoom.of(wiring.own, number).file(folder, file)
    return download(data, file)


@router.get("/ceremony")
def plan(
    *, number: Number, request: Request, wiring: TheWiring, _actor: MayCompose, session: Reading, at: Now
) -> Response:
    """The form of a ceremony's plan."""
    form = Form({"method": "lottery", "assurance": "M2", **usual_times(at)})
    return page(request, "ceremony_plan.html", plan_page(session, wiring, number, language_of(request), form=form))


@router.post("/ceremony")
async def begin(
    *, number: Number, request: Request, wiring: TheWiring, _actor: MayCompose, sent: Sent, at: Now
) -> Response:
    """Lay down the plan in a new hall; nothing is frozen yet."""
    language = language_of(request)

    def lay(session: Session) -> str:
        known = known_committee(session, number)
        hall = fresh_hall(wiring, number)
        desk = desk_at(wiring, number, hall, at)
        method, tickets = _method(sent), _tickets(sent)
        desk.lay_down(known, desk.room.library(session), sent.fields, method=method, tickets=tickets)
        return hall

    try:
        hall = await wiring.read(lay)
    except Refusal as refusal:
        form = Form.refused(refusal, language, at=field_at(refusal), **dict(sent.fields))
        shown = await wiring.read(lambda session: plan_page(session, wiring, number, language, form=form))
        raise sent_back(request, "ceremony_plan.html", shown) from None
    return goto(f"/committees/{number}/ceremony/{hall}")


@router.get("/ceremony/{hall}")
def ceremony(
    *,
    number: Number,
    hall: Hall,
    request: Request,
    wiring: TheWiring,
    actor: MayCompose,
    session: Reading,
    at: Now,
) -> Response:
    """How a ceremony stands, and whom it waits for."""
    job = newest_job(session, ceremony_of(number, hall))
    desk = desk_at(wiring, number, hall, at)
    until = unlocked_in(request).until(actor.stay_id, hall, at=at)
    shown = ceremony_page(session, desk, number, job=job, request=request, unlocked_until=until)
    return _watched(page(request, "ceremony.html", shown), running=bool(job and job.under_way))


@router.post("/ceremony/{hall}/step")
async def step(
    *, number: Number, hall: Hall, request: Request, wiring: TheWiring, actor: MayCompose, sent: Sent, at: Now
) -> Response:
    """Everything that the office can do now: the same step as the command's."""
    desk, unlocked = desk_at(wiring, number, hall, at), unlocked_in(request)
    try:
        passphrase = unlocked.passphrase(actor.stay_id, hall, at=at) or _secret(sent)
        if sent.text("keep") == "yes":
            await run_in_threadpool(lambda: desk.home(passphrase).keys)
            unlocked.keep(actor.stay_id, hall, passphrase, at=at)
        await asked(
            request,
            wiring,
            kind="ceremony",
            subject=ceremony_of(number, hall),
            by=actor.name,
            at=at,
            checked=lambda _session: {"committee": number, "hall": hall},
            secret=passphrase,
        )
    except Refusal as refusal:
        raise await _sent_back(request, wiring, desk, number, refusal, sent) from None
    return goto(f"/committees/{number}/ceremony/{hall}")


@router.post("/ceremony/{hall}/lock")
def lock(*, number: Number, hall: Hall, request: Request, wiring: TheWiring, actor: MayCompose, at: Now) -> Response:
    """Forget the passphrase kept for this sign-in."""
    desk_at(wiring, number, hall, at)
    unlocked_in(request).lock(actor.stay_id, hall)
    return goto(f"/committees/{number}/ceremony/{hall}")


@router.post("/ceremony/{hall}/dice")
async def dice(
    *, number: Number, hall: Hall, request: Request, wiring: TheWiring, _actor: MayCompose, sent: Sent, at: Now
) -> Response:
    """What was thrown in the hall, typed or confirmed by the office."""
    return await _done(
        request, wiring, number, hall, sent, at, lambda desk: desk.dice(sent.need("digits"), passphrase=_secret(sent))
    )


@router.post("/ceremony/{hall}/removals")
@at_most(PAPERS)
async def removals(
    *, number: Number, hall: Hall, request: Request, wiring: TheWiring, _actor: MayCompose, sent: Sent, at: Now
) -> Response:
    """Ask for a round of replacements: one list of everybody who cannot serve, with reason and paper."""

    def list_them(desk: CeremonyDesk) -> object:
        chosen = sent.several.get("remove", ())
        if not chosen:
            raise Refusal("page_draw.nobody_chosen", where=Where(field="remove"))
        asked = [(one[:40], sent.need(f"reason-{one}"), sent.need_file(f"evidence-{one}").content) for one in chosen]
        return desk.remove(asked, reveal_by=at + WAIT, passphrase=_secret(sent))

    return await _done(request, wiring, number, hall, sent, at, list_them)


@router.post("/ceremony/{hall}/void")
async def void(
    *, number: Number, hall: Hall, request: Request, wiring: TheWiring, _actor: MayCompose, sent: Sent, at: Now
) -> Response:
    """Sign that this attempt is void; a second party has to sign too."""
    return await _done(
        request, wiring, number, hall, sent, at, lambda desk: desk.void(sent.need("cause"), passphrase=_secret(sent))
    )


async def _done(  # noqa: PLR0917  # one call, in the order of the routes
    request: Request, wiring: Wiring, number: int, hall: str, sent: TypedForm, at: datetime, act: Act
) -> Response:
    """A signature of the office, given in a thread; a refusal is shown at its field."""
    desk = desk_at(wiring, number, hall, at)
    try:
        await run_in_threadpool(act, desk)
    except Refusal as refusal:
        raise await _sent_back(request, wiring, desk, number, refusal, sent) from None
    return goto(f"/committees/{number}/ceremony/{hall}")


def unlocked_in(request: Request) -> Unlocked:
    """What this server keeps unlocked."""
    found: Unlocked = request.app.state.unlocked
    return found


def _secret(sent: TypedForm) -> str:
    """The passphrase, with the blanks that may belong to it."""
    found = sent.fields.get("passphrase", "")
    if not found:
        raise Refusal("page_committees.wanted", where=Where(field="passphrase"))
    return found


async def _sent_back(  # noqa: PLR0917  # one call, in the order of the routes
    request: Request, wiring: Wiring, desk: CeremonyDesk, number: int, refusal: Refusal, sent: TypedForm
) -> Exception:
    kept = {name: value for name, value in sent.fields.items() if name != "passphrase"}
    at_field = "passphrase" if refusal.code == "party.passphrase_wrong" else field_at(refusal)
    form = Form.refused(refusal, language_of(request), at=at_field, **kept)
    until = unlocked_in(request).until(request.state.actor.stay_id, desk.hall, at=desk.now)
    given: dict[str, Any] = {"job": None, "request": request, "form": form, "unlocked_until": until}
    shown = await wiring.read(lambda session: ceremony_page(session, desk, number, **given))
    return sent_back(request, "ceremony.html", shown)


def training_of(number: int) -> str:
    """What jobs that rehearse this committee's draw are about."""
    return f"draw:{number}"


def ceremony_of(number: int, hall: str) -> str:
    """What jobs that take the office's steps in one of its ceremonies are about."""
    return f"ceremony:{number}:{hall}"


def _watched(answer: Any, *, running: bool) -> Response:
    if running:
        answer.headers.update(REFRESH)
    found: Response = answer
    return found
