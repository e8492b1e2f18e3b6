"""One packet on its reader's desk: its pages as pictures, the sheet beside them, sealing, receipt, giving back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from api.actor import Actor
from api.language import language_of
from api.permissions import MayReview
from api.refusals import UNPROCESSABLE
from api.repeats import FormRoute
from api.wiring import Now, Reading, TheWiring, Wiring
from expertpool.desk.field_drafts import LONGEST
from expertpool.desk.filled_form import COMMENT, FilledForm, mark_field, reason_field
from expertpool.desk.hand_in import give_back, hand_in, take_back, take_in
from expertpool.desk.packet_shelf import Shelf
from expertpool.desk.page_images import PageImages
from expertpool.desk.sent_notes import Note
from expertpool.errors import ExitCode, Refusal
from expertpool.queries.reader_desk import OwnPacket, own_packet
from expertpool.words import say
from web.contexts.expert_desk import CheckPage, PacketPage, ReceiptPage
from web.contexts.form import Form as Typed
from web.desk_view import Desk, checked, clock, form_of, sheet_of
from web.pages.expert_desk import expert
from web.rendering import goto, page
from web.typed_form import Sent

router = APIRouter(
    prefix="/desk/groups/{group}/packets/{packet}", route_class=FormRoute, default_response_class=HTMLResponse
)
Number = Annotated[int, Path(ge=1, le=9999)]
ZOOMS = (100, 150, 200)
JSON = "application/json"
DRAWING = CapacityLimiter(2)
"""Pages drawn at a time; whoever waits takes no thread from others."""


@dataclass(frozen=True)
class Saved:
    """What became of fields that were ``sent``: the form with them; where one is too ``long``, without any of them."""

    desk: Desk
    packet: OwnPacket
    sent: dict[str, str]
    long: dict[str, str]
    form: FilledForm


def _own(session: Session, wiring: Wiring, actor: Actor, group: str, packet: str) -> tuple[Desk, OwnPacket]:
    """The reader's desk and packet. Everything that is not theirs is refused in the same words as nothing at all."""
    seen, found = own_packet(session, expert(actor), group, packet)
    return Desk.of(wiring, seen, actor.key_id), found


def _address(desk: Desk, packet: OwnPacket) -> str:
    return f"/desk/groups/{desk.group.id}/packets/{packet.codename}"


@router.get("")
def read(
    *,
    group: str,
    packet: str,
    request: Request,
    wiring: TheWiring,
    actor: MayReview,
    session: Reading,
    at: Now,
    zoom: Annotated[int, Query(ge=0, le=1000)] = 100,
) -> Response:
    """Read a packet, and fill its sheet."""
    desk, found = _own(session, wiring, actor, group, packet)
    form = desk.filled(found) if desk.here else desk.blank if desk.mode == "device" else None
    return _shown(request, session, desk, found, form, at=at, zoom=zoom)


def _shown(
    request: Request,
    session: Session,
    desk: Desk,
    packet: OwnPacket,
    form: FilledForm | None,
    *,
    at: datetime,
    zoom: int = 100,
    typed: Typed | None = None,
) -> Response:
    language, lines = language_of(request), desk.packets(session)
    line = next(one for one in lines if one.codename == packet.codename)
    others = [one.codename for one in lines if one.state != "withdrawn"]
    here, whole = others.index(packet.codename), desk.line(lines)
    sheet = sheet_of(form, language, form.wrong) if form is not None and not packet.shut else None
    shown = PacketPage(
        group=desk.group.id,
        title=desk.group.title,
        reader=desk.group.reader,
        line=line,
        total=whole.total,
        done=whole.done,
        digest=packet.digest.hex(),
        pages=_pages(desk, packet),
        zoom=zoom if zoom in ZOOMS else 100,
        night=request.cookies.get("night") == "1",
        at=at,
        sheet=sheet,
        before=others[here - 1] if here else "",
        after=others[here + 1] if here + 1 < len(others) else "",
        form=typed or (sheet.form if sheet else Typed()),
        mode=desk.mode,
        sealing=desk.sealing(session, packet) if sheet and desk.mode == "device" else None,
    )
    return page(request, "desk_packet.html", shown, status=UNPROCESSABLE if typed else 200)


def _pages(desk: Desk, packet: OwnPacket) -> tuple[int, ...]:
    """The numbers of the pages; none where the file is not on this server."""
    shelf = Shelf.of(desk.wiring.own)
    return tuple(range(1, 1 + PageImages(shelf).count(packet.digest))) if shelf.holds(packet.digest) else ()


@router.get("/pages/{number}")
async def picture(*, group: str, packet: str, number: Number, wiring: TheWiring, actor: MayReview) -> Response:
    """One page as a picture."""
    desk, found = await wiring.read(lambda session: _own(session, wiring, actor, group, packet))
    images = PageImages(Shelf.of(desk.wiring.own))
    data = await to_thread.run_sync(partial(images.jpeg, found.digest, number), limiter=DRAWING)
    return Response(data, media_type="image/jpeg", headers={"Cache-Control": "no-store"})


@router.get("/packet.pdf")
def file(*, group: str, packet: str, wiring: TheWiring, actor: MayReview, session: Reading) -> Response:
    """The packet as it was released, with its text, for reading aloud."""
    _, found = _own(session, wiring, actor, group, packet)
    data = Shelf.of(wiring.own).read(found.digest)
    named = {"Content-Disposition": f'inline; filename="{found.codename}.pdf"', "Cache-Control": "no-store"}
    return Response(data, media_type="application/pdf", headers=named)


@router.post("/fields")
async def save(
    *, group: str, packet: str, request: Request, wiring: TheWiring, actor: MayReview, at: Now, typed: Sent
) -> Response:
    """Save one field, or one line of the sheet; what the form does not take is kept all the same, and said."""

    def work() -> Saved:
        with wiring.asking() as session:
            desk, found = _own(session, wiring, actor, group, packet)
        desk.require_open(found)
        sent = _fields(desk, typed.fields)
        long = {field: text for field, text in sent.items() if len(text) > LONGEST}
        for field, text in sent.items() if not long else ():
            desk.drafts(found).save(field, text, at=at)
        return Saved(desk, found, sent, long, desk.filled(found))

    saved = await run_in_threadpool(work)
    desk, found, sent, form = saved.desk, saved.packet, saved.sent, saved.form
    if saved.long:
        return await _too_long(request, wiring, saved, at=at)
    touched = _same_line(sent)
    wrong = {field: one for field, one in form.wrong.items() if field in touched}
    if request.headers.get("accept", "").startswith(JSON):
        said = {field: say(key, language_of(request), **places) for field, (key, places) in wrong.items()}
        return JSONResponse({"saved": clock(at), "faults": said, "filled": form.filled})
    if wrong:
        back = form_of(form, language_of(request), wrong)
        return await wiring.read(lambda session: _shown(request, session, desk, found, form, at=at, typed=back))
    return goto(f"{_address(desk, found)}#{next(iter(sent), 'sheet')}")


def _fields(desk: Desk, typed: Mapping[str, str]) -> dict[str, str]:
    """What was sent, by field. Refuses a line that the form does not have."""
    if "comment" in typed:
        return {COMMENT: typed["comment"].replace("\r\n", "\n")}
    line = typed.get("line", "")
    if not (line.isascii() and line.isdigit() and int(line[:9]) < len(desk.group.rubric.indicators)):
        raise Refusal("desk.nothing_here")
    named = {mark_field(int(line)): typed.get("mark"), reason_field(int(line)): typed.get("reason")}
    return {field: text.replace("\r\n", "\n") for field, text in named.items() if text is not None}


def _same_line(sent: Iterable[str]) -> set[str]:
    """The fields that were sent, and those beside them: a mark may want a reason."""
    lines = {field.rpartition("-")[2] for field in sent if field != COMMENT}
    return {*sent, *(named(int(line)) for line in lines for named in (mark_field, reason_field))}


async def _too_long(request: Request, wiring: Wiring, saved: Saved, *, at: datetime) -> Response:
    """Back to the form with everything that was typed, and nothing saved of what is too long."""
    language, form, long = language_of(request), saved.form, saved.long
    said = {
        field: Refusal("desk.too_long", found=str(len(text)), longest=str(LONGEST)).message(language)
        for field, text in long.items()
    }
    if request.headers.get("accept", "").startswith(JSON):
        return JSONResponse({"saved": "", "faults": said, "filled": form.filled}, UNPROCESSABLE)
    typed = Typed({**form_of(form, language, {}).values, **long}, said)
    return await wiring.read(
        lambda session: _shown(request, session, saved.desk, saved.packet, form, at=at, typed=typed)
    )


def _require_device(desk: Desk, packet: OwnPacket) -> None:
    """Refuses where the reader's sheets are not sealed on this device, and once the round is closed."""
    if packet.shut:
        raise Refusal("desk.closed", exit_code=ExitCode.HELD_BACK)
    if desk.mode != "device":
        raise Refusal("desk.other_device", exit_code=ExitCode.HELD_BACK)


@router.get("/check")
def check(
    *, group: str, packet: str, request: Request, wiring: TheWiring, actor: MayReview, session: Reading
) -> Response:
    """The sheet once more before it is sealed; the receipt for one that was handed in and not touched since."""
    desk, found = _own(session, wiring, actor, group, packet)
    desk.require_open(found)
    note = desk.note(session, found)
    if note is not None and not desk.filled(found).typed:
        return goto(f"{_address(desk, found)}/receipt")
    return _checked(request, desk, found, note)


def _checked(request: Request, desk: Desk, packet: OwnPacket, note: Note | None, *, status: int = 200) -> Response:
    form = desk.filled(packet)
    shown = CheckPage(
        group=desk.group.id,
        title=desk.group.title,
        codename=packet.codename,
        lines=checked(form),
        comment=form.text(COMMENT),
        form=form_of(form, language_of(request), form.faults),
        again=note is not None,
    )
    return page(request, "desk_check.html", shown, status=status)


@router.post("/seal")
async def seal(*, group: str, packet: str, request: Request, wiring: TheWiring, actor: MayReview, at: Now) -> Response:
    """Seal the sheet to the trustees and hand it in; a second press changes nothing."""

    def work(session: Session) -> tuple[Desk, OwnPacket, bool]:
        desk, found = _own(session, wiring, actor, group, packet)
        desk.require_open(found)
        form = desk.filled(found)
        if not form.typed and desk.note(session, found) is not None:
            return desk, found, True
        if form.faults:
            return desk, found, False
        task = (desk.group, found)
        hand_in(
            session,
            task,
            form,
            keys=desk.keys,
            notes=desk.notes,
            at=at,
            actor=actor.name,
            fresh=secrets.token_bytes,
        )
        return desk, found, True

    desk, found, taken = await wiring.write(work)
    if not taken:
        return await wiring.read(
            lambda session: _checked(request, desk, found, desk.note(session, found), status=UNPROCESSABLE)
        )
    await run_in_threadpool(desk.drafts(found).forget)
    return goto(f"{_address(desk, found)}/receipt")


@router.post("/sealed")
async def sealed(
    *, group: str, packet: str, request: Request, wiring: TheWiring, actor: MayReview, at: Now
) -> Response:
    """Take a sheet that the reader's own device sealed and signed; the server cannot read it."""
    document = await request.body()

    def work(session: Session) -> Note:
        desk, found = _own(session, wiring, actor, group, packet)
        _require_device(desk, found)
        return take_in(session, (desk.group, found), document, notes=desk.notes, at=at, actor=actor.name)

    note = await wiring.write(work)
    kept = note.receipt
    return JSONResponse({"commitment": kept.commitment.hex(), "document": kept.document.hex(), "version": note.version})


@router.post("/recognised")
async def recognised(
    *, group: str, packet: str, request: Request, wiring: TheWiring, actor: MayReview, at: Now
) -> Response:
    """Take the word, signed by the reader's own device, that the dossier was recognised."""
    document = await request.body()

    def work(session: Session) -> None:
        desk, found = _own(session, wiring, actor, group, packet)
        _require_device(desk, found)
        take_back(session, (desk.group, found), document, at=at, actor=actor.name)

    await wiring.write(work)
    return JSONResponse({"taken": True})


@router.get("/receipt")
def receipt(
    *, group: str, packet: str, request: Request, wiring: TheWiring, actor: MayReview, session: Reading
) -> Response:
    """What the reader keeps."""
    desk, found = _own(session, wiring, actor, group, packet)
    note = desk.note(session, found)
    if note is None:
        raise Refusal("desk.nothing_here")
    line = desk.line(desk.packets(session))
    shown = ReceiptPage(
        group=desk.group.id,
        title=desk.group.title,
        codename=found.codename,
        short=note.receipt.short,
        commitment=note.receipt.commitment.hex(),
        document=note.receipt.document.hex(),
        version=note.version,
        at=note.at,
        done=line.done,
        total=line.total,
        next_packet=line.next_packet,
        mode=desk.mode,
    )
    return page(request, "desk_receipt.html", shown)


@router.post("/recognise")
async def recognise(*, group: str, packet: str, wiring: TheWiring, actor: MayReview, at: Now) -> Response:
    """Give back a dossier that the reader recognised: no ground is asked, and nothing follows for the reader."""

    def work(session: Session) -> tuple[Desk, OwnPacket]:
        desk, found = _own(session, wiring, actor, group, packet)
        desk.require_open(found)
        give_back(session, (desk.group, found), keys=desk.keys, at=at, actor=actor.name)
        return desk, found

    desk, found = await wiring.write(work)
    await run_in_threadpool(desk.drafts(found).forget)
    return goto(f"/desk/groups/{desk.group.id}")
