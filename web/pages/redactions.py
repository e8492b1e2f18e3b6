"""Redactions looked through: an original's page beside the packet's, questions answered, boxes added and taken away."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Form, Path, Query, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from api.actor import Actor
from api.language import language_of
from api.permissions import MaySeeOriginals
from api.repeats import FormRoute
from api.wiring import Now, Reading, TheWiring, Wiring
from blind.redact import Act, Box
from expertpool.actions.note_event import note_event
from expertpool.actions.release_packets import release_packets
from expertpool.errors import Refusal, Where
from expertpool.intake.batch import Batch, Batches
from expertpool.intake.blinding import require_quiet
from expertpool.intake.drawing import DRAWER
from expertpool.intake.packet_picture import png_of, small_of
from expertpool.intake.review import DossierReview, findings_of, here_alone
from expertpool.models import Happened
from expertpool.packets.deciding import DossierFindings, Place
from expertpool.packets.decisions import Decided
from expertpool.settings import system_variables
from web.contexts.form import Form as Typed
from web.pages.dossiers import Number
from web.redaction_view import dossier_page, redaction_page
from web.rendering import goto, page, sent_back

router = APIRouter(prefix="/dossiers/{batch}/{place}", route_class=FormRoute, default_response_class=HTMLResponse)
DRAWING = CapacityLimiter(2)
"""Pages drawn at a time; whoever waits takes no thread from others."""
PRIVATE = {"Cache-Control": "no-store, private", "Content-Disposition": "inline"}
LONGEST = 200
SIDES = ("left", "top", "right", "bottom")
_LEAST = 4
At = Annotated[int, Path(ge=1, le=99_999)]
Text = Annotated[str, Form()]

Deciding = Callable[[DossierFindings, datetime], Sequence[Decided]]
"""What somebody wants decided, worked out against what the last run found."""


def _review(wiring: Wiring, batch: str, place: int) -> tuple[Batch, DossierReview]:
    found = Batches.of(wiring.own).one(batch)
    return found, DossierReview(found, place)


@router.get("")
def dossier(
    *, batch: Number, place: At, request: Request, wiring: TheWiring, _actor: MaySeeOriginals, session: Reading
) -> Response:
    """One applicant's files, and what belongs to no page of them."""
    found, review = _review(wiring, batch, place)
    shown = dossier_page(session, found, place, review, language=language_of(request))
    return page(request, "dossier.html", shown)


@router.post("/answers")
async def answer(
    *,
    batch: Number,
    place: At,
    request: Request,
    wiring: TheWiring,
    actor: MaySeeOriginals,
    at: Now,
    about: Text = "",
    act: Text = "",
    reason: Text = "",
) -> Response:
    """Answer a question that belongs to no page."""
    found, review = await run_in_threadpool(_review, wiring, batch, place)

    def decided(known: DossierFindings, when: datetime) -> Sequence[Decided]:
        return known.about(about, _act(act), reason=_reason(reason), by=actor.name, at=when)

    try:
        await _decide(wiring, found, review.key, decided, actor=actor, at=at)
    except Refusal as refusal:
        form = Typed.refused(_plain(refusal), language_of(request), at=f"reason-{about}"[:80])
        shown = await wiring.read(
            lambda session: dossier_page(session, found, place, review, language=language_of(request), form=form)
        )
        raise sent_back(request, "dossier.html", shown) from None
    return goto(f"/dossiers/{batch}/{place}")


@router.get("/pages/{number}")
def redaction(
    *,
    batch: Number,
    place: At,
    number: At,
    request: Request,
    wiring: TheWiring,
    _actor: MaySeeOriginals,
    session: Reading,
    zoom: Annotated[int, Query(ge=0, le=1000)] = 100,
) -> Response:
    """A page of the original beside the packet's."""
    found, review = _review(wiring, batch, place)
    shown = redaction_page(session, found, place, review, number, language=language_of(request), zoom=zoom)
    return page(request, "redaction.html", shown)


@router.get("/pages/{number}/packet.png")
def packet(*, batch: Number, place: At, number: At, wiring: TheWiring, _actor: MaySeeOriginals) -> Response:
    """The packet's page as a picture."""
    _, review = _review(wiring, batch, place)
    return Response(png_of(review.encoded(number)), media_type="image/png", headers=PRIVATE)


@router.get("/pages/{number}/original.jpg")
async def original(
    *, batch: Number, place: At, number: At, wiring: TheWiring, actor: MaySeeOriginals, at: Now
) -> Response:
    """The original's page as a picture, drawn in a guarded process; first it is noted who reads it."""
    _, review = await run_in_threadpool(_review, wiring, batch, place)
    review.place(number)
    about = f"{review.key} · {number} · {batch}"
    await wiring.write(
        lambda session: note_event(session, actor.account_id, Happened.ORIGINAL_READ, at=at, by=actor.name, about=about)
    )

    def drawn() -> bytes:
        name, data, number_in_file = review.original(number)
        like = small_of(review.encoded(number))
        return DRAWER.draw(name, data, number_in_file, like=like, environment=system_variables())

    data = await to_thread.run_sync(drawn, limiter=DRAWING)
    return Response(data, media_type="image/jpeg", headers=PRIVATE)


@router.post("/pages/{number}/answers")
async def answer_here(
    *,
    batch: Number,
    place: At,
    number: At,
    request: Request,
    wiring: TheWiring,
    actor: MaySeeOriginals,
    at: Now,
    about: Text = "",
    act: Text = "",
    reason: Text = "",
) -> Response:
    """Answer a question of this page: hide, keep in this place alone, or keep everywhere."""

    def decided(review: DossierReview) -> Deciding:
        asked = next((one for one in review.page(number).asked if one.about == about), None)
        if asked is None:
            raise Refusal("intake.no_question")

        def work(known: DossierFindings, when: datetime) -> Sequence[Decided]:
            given, why = _act(act), _reason(reason)
            if act == "keep-here" and asked.here:
                return here_alone(known, asked.here, reason=why, by=actor.name, at=when)
            return known.about(about, given, reason=why, by=actor.name, at=when)

        return work

    return await _decided_here(
        request, wiring, decided, actor=actor, at=at, where=(batch, place, number), field="question"
    )


@router.post("/pages/{number}/boxes")
async def add_box(
    *,
    batch: Number,
    place: At,
    number: At,
    request: Request,
    wiring: TheWiring,
    actor: MaySeeOriginals,
    at: Now,
    left: Text = "",
    top: Text = "",
    right: Text = "",
    bottom: Text = "",
    reason: Text = "",
) -> Response:
    """Hide a place that nobody found, drawn with the mouse or typed."""
    typed = dict(zip(SIDES, (left, top, right, bottom), strict=True)) | {"reason": reason}

    def decided(review: DossierReview) -> Deciding:
        here = review.page(number)
        box = _box(typed, width=here.width, height=here.height)

        def work(known: DossierFindings, when: datetime) -> Sequence[Decided]:
            return [known.box(Place(here.file, here.page, box), reason=_reason(reason), by=actor.name, at=when)]

        return work

    return await _decided_here(
        request, wiring, decided, actor=actor, at=at, where=(batch, place, number), field="left", typed=typed
    )


@router.post("/pages/{number}/take-away")
async def take_away(
    *,
    batch: Number,
    place: At,
    number: At,
    request: Request,
    wiring: TheWiring,
    actor: MaySeeOriginals,
    at: Now,
    about: Text = "",
    reason: Text = "",
) -> Response:
    """Take a box away, with a reason; what stood there is readable after the next run."""

    def decided(review: DossierReview) -> Deciding:
        here = review.page(number)
        if not _reason(reason):
            raise Refusal("decide.reason_needed", id=about[:40])
        new = next((corners for corners, _ in here.added if ",".join(map(str, corners)) == about), None)
        if new is None and about not in {one.id for one in here.found}:
            raise Refusal("intake.no_box")

        def work(known: DossierFindings, when: datetime) -> Sequence[Decided]:
            if new is not None:
                gone = Place(here.file, here.page, Box(*new))
                return [known.without_box(gone, reason=_reason(reason), by=actor.name, at=when)]
            return known.about(about, Act.KEEP, reason=_reason(reason), by=actor.name, at=when)

        return work

    return await _decided_here(
        request,
        wiring,
        decided,
        actor=actor,
        at=at,
        where=(batch, place, number),
        field=f"away-{about}",
        typed={"away": reason},
    )


@router.post("/pages/{number}/hide")
async def hide(
    *,
    batch: Number,
    place: At,
    number: At,
    request: Request,
    wiring: TheWiring,
    actor: MaySeeOriginals,
    at: Now,
    about: Text = "",
    reason: Text = "",
) -> Response:
    """Hide after all what a finder saw and let stand."""

    def decided(review: DossierReview) -> Deciding:
        if about not in {one.id for one in review.page(number).found}:
            raise Refusal("intake.no_box")

        def work(known: DossierFindings, when: datetime) -> Sequence[Decided]:
            return known.about(about, Act.HIDE, reason=_reason(reason), by=actor.name, at=when)

        return work

    return await _decided_here(
        request, wiring, decided, actor=actor, at=at, where=(batch, place, number), field="question"
    )


@router.post("/pages/{number}/confirm")
async def confirm(
    *, batch: Number, place: At, number: At, request: Request, wiring: TheWiring, actor: MaySeeOriginals, at: Now
) -> Response:
    """This page, as it is now, was compared with its original; on to the next that was not."""

    def decided(review: DossierReview) -> Deciding:
        here = review.page(number)

        def work(known: DossierFindings, when: datetime) -> Sequence[Decided]:
            return [known.confirmed(Place(here.file, here.page), by=actor.name, at=when)]

        return work

    await _decided_here(request, wiring, decided, actor=actor, at=at, where=(batch, place, number), field="question")
    _, review = await run_in_threadpool(_review, wiring, batch, place)
    later = await run_in_threadpool(lambda: review.page(number).next_unconfirmed)
    return goto(f"/dossiers/{batch}/{place}/pages/{later}" if later else f"/dossiers/{batch}/{place}")


async def _decided_here(
    request: Request,
    wiring: Wiring,
    wanted: Callable[[DossierReview], Deciding],
    *,
    actor: Actor,
    at: datetime,
    where: tuple[str, int, int],
    field: str,
    typed: dict[str, str] | None = None,
) -> Response:
    """Carry out what was decided on a page, and show the page again, with the fault where there is one."""
    batch, place, number = where
    found, review = await run_in_threadpool(_review, wiring, batch, place)
    await run_in_threadpool(review.page, number)
    try:
        await _decide(wiring, found, review.key, await run_in_threadpool(wanted, review), actor=actor, at=at)
    except Refusal as refusal:
        at_field = refusal.where.field if refusal.where and refusal.where.field else field
        form = Typed.refused(_plain(refusal), language_of(request), at=at_field, **(typed or {}))

        def again(session: Session) -> object:
            return redaction_page(session, found, place, review, number, language=language_of(request), form=form)

        raise sent_back(request, "redaction.html", await wiring.read(again)) from None
    return goto(f"/dossiers/{batch}/{place}/pages/{number}#boxes")


async def _decide(wiring: Wiring, batch: Batch, key: str, wanted: Deciding, *, actor: Actor, at: datetime) -> None:
    """Into the ledger first, then beside the dossier, from where every rerun takes it; as the command does."""

    def work_out(session: Session) -> Sequence[Decided]:
        require_quiet(session, batch)
        with batch.out.alone():
            return wanted(findings_of(batch, key), at)

    decided = await wiring.read(work_out)
    entered = {key: [one.as_dict() for one in decided]}
    await wiring.write(lambda session: release_packets(session, decisions=entered, packets={}, at=at, actor=actor.name))

    def keep() -> None:
        with batch.out.alone():
            findings_of(batch, key).keep(tuple(decided))

    await run_in_threadpool(keep)


def _plain(refusal: Refusal) -> Refusal:
    """The refusal in the words of a page where the command's speak of options."""
    codes = {"decide.reason_needed": "intake.reason_needed", "packets.already_running": "intake.running"}
    return Refusal(codes.get(refusal.code, refusal.code), where=refusal.where, **refusal.params)


def _act(given: str) -> Act:
    if given == "hide":
        return Act.HIDE
    if given in ("keep", "keep-here"):
        return Act.KEEP
    raise Refusal("intake.no_answer")


def _reason(given: str) -> str:
    return unicodedata.normalize("NFC", given.encode(errors="replace").decode()).strip()[:LONGEST]


def _box(typed: dict[str, str], *, width: int, height: int) -> Box:
    """The place as typed, in pixels of the page. Raises Refusal at the field that does not fit."""
    sides = {}
    for name in SIDES:
        text = unicodedata.normalize("NFKC", typed[name]).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= 5):
            raise _wrong("intake.box_number", name)
        sides[name] = int(text)
    box = Box(sides["left"], sides["top"], min(sides["right"], width), min(sides["bottom"], height))
    if box.width < _LEAST:
        raise _wrong("intake.box_empty", "right", width=width, height=height)
    if box.height < _LEAST:
        raise _wrong("intake.box_empty", "bottom", width=width, height=height)
    return box


def _wrong(code: str, field: str, **facts: Any) -> Refusal:
    return Refusal(code, where=Where(field=field), **facts)
