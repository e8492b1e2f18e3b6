"""The draw for the hall: a page for the projector, kept up to date by server-sent events, the same on every screen."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, StreamingResponse
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from api.language import language_of
from api.permissions import Public
from api.repeats import FormRoute
from api.wiring import TheWiring
from blind.ceremony.names import RESTRICTED
from expertpool.errors import Refusal
from expertpool.party.hall_steps import HallStep
from expertpool.words import Language, speaker
from web.contexts.screen import HallLine, HallsPage, ProofPage, ScreenPage
from web.hall_watch import HallWatch, Journal
from web.qr import qr_svg
from web.rendering import page, templates

router = APIRouter(prefix="/screen", route_class=FormRoute, default_response_class=HTMLResponse)

LOOKS = 0.25
"""Seconds between two looks of one screen."""

QUIET = 15.0
"""Seconds after which a silent stream says that it is alive."""

Hall = Annotated[str, Path(max_length=120)]


@router.get("")
async def halls(request: Request, _actor: Public, wiring: TheWiring) -> Response:
    """The halls of this server, each with its committee and how far it has come."""
    names = await run_in_threadpool(wiring.halls.names)
    lines = [await _line(watch_of(request, wiring), name) for name in names]
    return page(request, "screens.html", HallsPage(tuple(lines)))


async def _line(watch: HallWatch, name: str) -> HallLine:
    """A hall that this server cannot read, for want of a trust file, has its name alone."""
    try:
        steps = (await watch.journal(name)).steps
    except Refusal:
        return HallLine(name, "", "waiting")
    kinds = {step.kind for step in steps}
    state = next((kind for kind in ("voided", "result", "conditions") if kind in kinds), "waiting")
    return HallLine(name, _about(steps), state)


def _about(steps: list[HallStep]) -> str:
    return next((str(step.facts["committee"]) for step in steps if step.kind == "conditions"), "")


@router.get("/{hall}/proof")
async def proof(request: Request, hall: Hall, _actor: Public, wiring: TheWiring) -> Response:
    """Every value in full, and the hall's public documents with their digests, to be compared on one's own device."""
    journal = await watch_of(request, wiring).journal(hall)
    listed = await run_in_threadpool(wiring.halls.listed, hall)
    public = tuple(one for one in listed if one.name not in RESTRICTED)
    steps = tuple(step for step in journal.steps if step.kind not in {"conditions", "seat"})
    return page(request, "screen_proof.html", ProofPage(hall, _about(journal.steps), steps, public))


@router.get("/{hall}")
async def screen(request: Request, hall: Hall, _actor: Public, wiring: TheWiring) -> Response:
    """What happened so far; a script keeps it up to date, without one it is asked for anew every two seconds."""
    journal = await watch_of(request, wiring).journal(hall)
    return page(request, "screen.html", shown(hall, journal, str(request.base_url)))


@router.get("/{hall}/events", response_class=StreamingResponse)
async def events(  # each is asked for by name
    request: Request,
    hall: Hall,
    _actor: Public,
    wiring: TheWiring,
    after: Annotated[str, Query(max_length=40)] = "",
    last_event_id: Annotated[str, Header(max_length=40)] = "",
) -> Response:
    """Every step after the one seen last, then each as it happens; ids serve ``Last-Event-ID``."""
    watch, language = watch_of(request, wiring), language_of(request)
    journal = await watch.journal(hall)
    stream = _stream(watch, hall, journal.place(last_event_id or after), language)
    head = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=head)


async def _stream(watch: HallWatch, hall: str, seen: int, language: Language) -> AsyncIterator[str]:
    yield "retry: 2000\n\n"
    silent = 0.0
    while True:
        journal = await watch.journal(hall)
        if seen < len(journal.steps):
            yield "".join(event(journal, number, language) for number in range(seen, len(journal.steps)))
            seen, silent = len(journal.steps), 0.0
        if silent >= QUIET:
            yield ": .\n\n"
            silent = 0.0
        await asyncio.sleep(LOOKS)
        silent += LOOKS


def event(journal: Journal, number: int, language: Language) -> str:
    """One step as an event: its id, and as JSON its key and the piece of page that shows it."""
    if (number, language) not in journal.told:
        step = journal.steps[number]
        told = json.dumps({"key": step.key, "kind": step.kind, "html": piece(step, language)}, ensure_ascii=False)
        journal.told[number, language] = f"id: {journal.epoch}-{number + 1}\nevent: step\ndata: {told}\n\n"
    return journal.told[number, language]


def piece(step: HallStep, language: Language) -> str:
    """The piece of page that shows one step."""
    module = templates().get_template("screen_step.html").make_module({"say": speaker(language)})
    shown: str = module.show(step)  # type: ignore[attr-defined]  # the macro of that name
    return str(shown).strip()


def shown(hall: str, journal: Journal, base: str) -> ScreenPage:
    """The page of a hall as its journal stands."""
    conditions = next((step for step in journal.steps if step.kind == "conditions"), None)
    newest = max((int(step.facts["round"]) for step in journal.steps if step.kind == "seat"), default=0)
    seats = tuple(step for step in journal.steps if step.kind == "seat" and step.facts["round"] == newest)
    rest = tuple(step for step in journal.steps if step.kind not in ("seat", "conditions"))
    check = qr_svg(f"{base}screen/{quote(hall)}/proof") if any(step.kind == "result" for step in rest) else Markup()
    return ScreenPage(hall, conditions, rest, seats, f"{journal.epoch}-{len(journal.steps)}", check)


def watch_of(request: Request, wiring: TheWiring) -> HallWatch:
    """The one watch of this server's installation."""
    state = request.app.state
    if getattr(state, "hall_watch", None) is None or state.hall_watch.wiring is not wiring:
        state.hall_watch = HallWatch(wiring)
    found: HallWatch = state.hall_watch
    return found
