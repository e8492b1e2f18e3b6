"""Dossiers at the office's desk: batches made, archives handed in, the blinding begun and followed."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from api.language import language_of
from api.permissions import MayPreparePackets
from api.repeats import MEBI, FormRoute, at_most
from api.wiring import Now, Reading, TheWiring, Wiring
from blind.redact import Level
from expertpool.errors import Refusal
from expertpool.intake.batch import LONGEST_TITLE, Batch, Batches
from expertpool.intake.blinding import (
    Standing,
    State,
    require_quiet,
    standings,
    start_blinding,
    told_of,
)
from expertpool.intake.errand import Asking, Stage
from expertpool.intake.receiving import Received, receive
from expertpool.jobs.cancelling import cancel
from expertpool.packets.holders import sealed_to
from expertpool.packets.out_folder import VAULT
from expertpool.packets.release import read_index
from expertpool.whole_file import write_whole
from expertpool.words import Language
from web.contexts.dossiers import BatchLine, BatchPage, DossierLine, DossiersPage, ReceivedShown, RunShown
from web.contexts.form import Form
from web.job_view import request_key
from web.rendering import goto, page, sent_back

router = APIRouter(prefix="/dossiers", route_class=FormRoute, default_response_class=HTMLResponse)
LARGEST = 200 * MEBI
RECEIVED = "received.json"
Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]


@router.get("")
def batches(request: Request, wiring: TheWiring, _actor: MayPreparePackets, session: Reading) -> Response:
    """All batches, and the form for another."""
    return page(
        request, "dossiers.html", _all(session, wiring, Form({"level": Level.STANDARD.value, "only_confirmed": "1"}))
    )


@router.post("")
@at_most(20 * MEBI)
async def make(*, request: Request, wiring: TheWiring, actor: MayPreparePackets, at: Now) -> Response:
    """A new batch from a list of applicants."""
    form = await request.form()
    typed = {name: value for name, value in form.items() if isinstance(value, str)}
    try:
        listed = await _file(form, "applicants")
        made = await run_in_threadpool(_made, wiring, typed, listed, actor.name, at)
    except Refusal as refusal:
        field = {"intake.no_title": "title", "intake.not_laid": "laid"}.get(refusal.code, "applicants")
        shown = Form.refused(refusal, language_of(request), at=field, **typed)
        raise sent_back(
            request, "dossiers.html", await wiring.read(lambda session: _all(session, wiring, shown))
        ) from None
    return goto(f"/dossiers/{made.id}")


def _made(wiring: Wiring, typed: dict[str, str], listed: tuple[str, bytes], by: str, at: Any) -> Batch:
    title = unicodedata.normalize("NFC", typed.get("title", "")).strip()
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise Refusal("intake.no_title", most=LONGEST_TITLE)
    level = Level.STRICT if typed.get("level") == Level.STRICT.value else Level.STANDARD
    return Batches.of(wiring.own).make(
        title,
        applicants=listed,
        level=level,
        only_confirmed=bool(typed.get("only_confirmed")),
        laid=typed.get("laid", ""),
        by=by,
        at=at,
    )


@router.get("/{batch}")
def batch(batch: Number, request: Request, wiring: TheWiring, _actor: MayPreparePackets, session: Reading) -> Response:
    """One batch: its applicants' dossiers, and how the blinding stands."""
    return page(request, "dossier_batch.html", _one(session, _found(wiring, batch)))


@router.post("/{batch}/files")
@at_most(LARGEST)
async def upload(*, batch: Number, request: Request, wiring: TheWiring, _actor: MayPreparePackets) -> Response:
    """Take archives of dossiers: one an applicant, or one with a folder for each."""
    found = _found(wiring, batch)
    form = await request.form(max_files=200)
    try:
        uploads = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
        await wiring.read(lambda session: require_quiet(session, found))
        refused = await run_in_threadpool(_received, found, uploads)
    except Refusal as refusal:
        refused = [refusal]
    if refused:
        said = " ".join(_said(one, language_of(request)) for one in refused)
        form_back = Form({}, {"files": said})
        raise sent_back(
            request, "dossier_batch.html", await wiring.read(lambda session: _one(session, found, form_back))
        )
    return goto(f"/dossiers/{batch}")


def _said(refusal: Refusal, language: Language) -> str:
    """Which file, what is wrong with it, and what would be right."""
    sentence = Form.refused(refusal, language, at="files").fault("files")
    file = refusal.where.file if refusal.where else None
    return f"{file}：{sentence}" if file else sentence


@router.post("/{batch}/run")
async def run(*, batch: Number, request: Request, wiring: TheWiring, actor: MayPreparePackets, at: Now) -> Response:
    """Begin, or begin again: files read before are not read a second time."""
    found, language = _found(wiring, batch), language_of(request)

    def begin(session: Session) -> None:
        start_blinding(
            Asking(session=session, language=language, by=actor.name, at=at, request=request_key(request)), found
        )

    try:
        await wiring.write(begin)
    except Refusal as refusal:
        form = Form.refused(refusal, language)
        shown = await wiring.read(lambda session: _one(session, found, form))
        raise sent_back(request, "dossier_batch.html", shown) from None
    return goto(f"/dossiers/{batch}")


@router.post("/{batch}/stop")
async def stop(batch: Number, wiring: TheWiring, actor: MayPreparePackets, at: Now) -> Response:
    """Stop the run; what was read already stays for the next one."""
    found = _found(wiring, batch)

    def end(session: Session) -> None:
        told = told_of(session, found)
        if told.job and told.stage.under_way:
            cancel(session, told.job, by=actor.name, at=at)

    await wiring.write(end)
    return goto(f"/dossiers/{batch}")


def _found(wiring: Wiring, number: str) -> Batch:
    return Batches.of(wiring.own).one(number)


async def _file(form: FormData, name: str) -> tuple[str, bytes]:
    sent = form.get(name)
    return (sent.filename or "", await sent.read()) if isinstance(sent, UploadFile) else ("", b"")


def _all(session: Session, wiring: Wiring, form: Form) -> DossiersPage:
    known = Batches.of(wiring.own)
    lines = tuple(
        BatchLine(
            id=one.id,
            title=one.title,
            made_by=one.made_by,
            made_at=one.made_at,
            applicants=len(one.applicants),
            stage=told_of(session, one).stage.value,
        )
        for one in known.all()
    )
    return DossiersPage(batches=lines, laid=known.laid(), largest=LARGEST // MEBI, form=form)


def _received(found: Batch, uploads: Sequence[UploadFile]) -> list[Refusal]:
    """Take every archive that can be taken; why the others were not."""
    if found.laid:
        raise Refusal("intake.laid_down")
    if not uploads:
        raise Refusal("intake.no_zip")
    keys = [one.key for one in found.applicants]
    refused: list[Refusal] = []
    for one in uploads:
        try:
            got = receive(one.filename or "", one.file, keys=keys, dossiers=found.dossiers)
            write_whole(found.folder / RECEIVED, json.dumps(_plain(got)).encode(), private=True)
        except Refusal as refusal:
            refused.append(refusal)
    return refused


def _plain(got: Received) -> dict[str, Any]:
    return {
        "applicants": len(got.files),
        "files": sum(got.files.values()),
        "replaced": list(got.replaced),
        "strangers": list(got.strangers),
    }


def _last(found: Batch) -> ReceivedShown | None:
    try:
        said = json.loads((found.folder / RECEIVED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return ReceivedShown(
        applicants=said["applicants"],
        files=said["files"],
        replaced=tuple(said["replaced"]),
        strangers=tuple(said["strangers"]),
    )


def _one(session: Session, found: Batch, form: Form | None = None) -> BatchPage:
    told, lines = told_of(session, found), standings(found)
    vault = found.out.root / VAULT
    return BatchPage(
        id=found.id,
        title=found.title,
        level=found.level.value,
        only_confirmed=found.only_confirmed,
        laid=found.laid,
        largest=LARGEST // MEBI,
        run=RunShown(
            stage=told.stage.value,
            by=told.by,
            at=told.at,
            done=told.done,
            total=told.total,
            message=told.message if told.stage is Stage.REFUSED else "",
        ),
        received=_last(found),
        lines=tuple(map(line_of, lines)),
        counts={state.value: Counter(one.state for one in lines)[state] for state in State},
        pending=sum(one.pending for one in lines),
        released=len(read_index(found.out).packets),
        training=vault.is_file() and sealed_to(vault) is None,
        form=form or Form(),
    )


def line_of(one: Standing) -> DossierLine:
    """A dossier's standing as a page shows it."""
    return DossierLine(**{**vars(one), "state": one.state.value})
