"""Rosters into the pool: a file is read, its difference shown, and only then applied; each import can be undone."""

from __future__ import annotations

import hashlib
import secrets
import shutil
import time
from pathlib import Path as File
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session
from starlette.datastructures import UploadFile

from api.language import language_of
from api.permissions import MayChangePool, MaySeePool
from api.repeats import MEBI, FormRoute, at_most
from api.wiring import Now, Reading, TheWiring, Wiring, Writing
from expertpool.actions.import_roster import carry_out
from expertpool.actions.undo_import import undo_import
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.documents.roster.clean import place_of
from expertpool.documents.roster.left_out import left_out_of, others_usable, require_usable
from expertpool.documents.roster.marked import checked_workbook
from expertpool.documents.roster.problem import RosterProblem, Severity
from expertpool.documents.roster.reading import RosterReading, read_roster
from expertpool.documents.roster.template import template_workbook
from expertpool.errors import Refusal
from expertpool.queries.import_batches import import_batches
from expertpool.queries.pool_lock import keys_for_reading
from expertpool.queries.roster_difference import ExpertChange, plan_reading
from expertpool.whole_file import make_folders, write_whole
from expertpool.words import Language, speaker
from web.contexts.form import Form as Typed
from web.contexts.pool import ChangeLine, FieldChange, ImportsPage, PreviewPage, ProblemLine
from web.downloads import WORKBOOK
from web.rendering import goto, page, sent_back

router = APIRouter(route_class=FormRoute, default_response_class=HTMLResponse)
LARGEST = 20 * MEBI
A_DAY = 24 * 3600
SHOWN = 100
"""Lines of each list on a page; the marked copy holds all problems."""
ENDINGS = frozenset({".xlsx", ".xls", ".ods", ".csv", ".json"})
Upload = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
Tick = Annotated[str, Form()]


@router.get("/imports")
def imports(request: Request, _actor: MaySeePool, session: Reading) -> Response:
    """All imports, and the form for another."""
    return page(request, "imports.html", ImportsPage(Typed(), import_batches(session)))


@router.get("/imports/template.xlsx")
def template(request: Request, _actor: MaySeePool) -> Response:
    """The workbook to fill in."""
    return _workbook(template_workbook(language_of(request)), "roster-template.xlsx")


@router.post("/imports")
@at_most(LARGEST)
async def upload(*, request: Request, wiring: TheWiring, _actor: MayChangePool) -> Response:
    """Keep a file that was handed in, and go on to what it would change."""
    try:
        roster = (await request.form()).get("roster")
        handed = (roster.filename or "", await roster.read()) if isinstance(roster, UploadFile) else ("", b"")
        kept = _keep(wiring, *handed)
    except Refusal as refusal:
        batches = await wiring.read(import_batches)
        shown = ImportsPage(Typed.refused(refusal, language_of(request), at="roster"), batches)
        raise sent_back(request, "imports.html", shown) from None
    return goto(f"/imports/{kept}")


@router.get("/imports/{upload}")
def preview(
    *, upload: Upload, request: Request, wiring: TheWiring, _actor: MayChangePool, session: Reading, at: Now
) -> Response:
    """What the file would change; nothing is changed. A file that cannot be read is asked for once more."""
    file = _kept(wiring, upload)
    try:
        reading = read_roster(file, today=at.date())
    except Refusal as refusal:
        form = Typed.refused(refusal, language_of(request), at="roster")
        raise sent_back(request, "imports.html", ImportsPage(form, import_batches(session))) from None
    return page(request, "import_preview.html", _preview(request, wiring, session, file, reading))


@router.get("/imports/{upload}/marked.xlsx")
def marked(upload: Upload, request: Request, wiring: TheWiring, _actor: MayChangePool, at: Now) -> Response:
    """The file given back with every problem in its cell."""
    reading = read_roster(_kept(wiring, upload), today=at.date())
    return _workbook(checked_workbook(reading, language_of(request)), "roster-checked.xlsx")


@router.post("/imports/{upload}/apply")
def apply(
    *,
    upload: Upload,
    request: Request,
    wiring: TheWiring,
    actor: MayChangePool,
    session: Writing,
    at: Now,
    only_good: Tick = "",
    allow_shrink: Tick = "",
) -> Response:
    """Apply it as one batch."""
    file = _kept(wiring, upload)
    try:
        keys = unlock_pool(session, wiring.own)
        reading = read_roster(file, today=at.date())
        left_out = left_out_of(reading)
        require_usable(reading, left_out, only_good=bool(only_good))
        plan = plan_reading(session, reading, left_out, keys=keys)
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        given: dict[str, Any] = {"at": at, "actor": actor.name, "keys": keys, "allow_shrink": bool(allow_shrink)}
        carry_out(session, plan, source=file.name, digest=digest, **given)
        shutil.rmtree(file.parent)
    except Refusal as refusal:
        form = Typed.refused(refusal, language_of(request))
        shown = _preview(request, wiring, session, file, read_roster(file, today=at.date()), form=form)
        raise sent_back(request, "import_preview.html", shown) from None
    return goto("/imports")


@router.post("/imports/{batch}/undo")
def undo(batch: Annotated[int, Path(ge=1, le=2**53)], session: Writing, at: Now, actor: MayChangePool) -> Response:
    """Put back what an import found."""
    undo_import(session, batch, at=at, actor=actor.name)
    return goto("/imports")


def _keep(wiring: Wiring, name: str, data: bytes) -> str:
    """Lay a file down under a number nobody can guess, with its own name for messages. Refuses what is no roster."""
    plain = "".join(sign for sign in name.replace("\\", "/").rpartition("/")[2] if sign.isprintable())[-80:].lstrip(".")
    if not data or File(plain).suffix.lower() not in ENDINGS:
        raise Refusal("page_imports.no_file", endings="、".join(sorted(ENDINGS)))
    number = secrets.token_hex(16)
    uploads = wiring.own.home / "desk" / "uploads"
    _sweep(uploads)
    folder = uploads / number
    make_folders(folder)
    write_whole(folder / plain, data, private=True)
    return number


def _sweep(uploads: File) -> None:
    """Rosters hold identity numbers in the clear: none stays longer than a day."""
    for folder in uploads.iterdir() if uploads.is_dir() else ():
        if time.time() - folder.stat().st_mtime > A_DAY:
            shutil.rmtree(folder, ignore_errors=True)


def _kept(wiring: Wiring, upload: str) -> File:
    folder = wiring.own.home / "desk" / "uploads" / upload
    found = next(iter(sorted(folder.iterdir())), None) if folder.is_dir() else None
    if found is None:
        raise Refusal("page_imports.no_upload")
    return found


def _preview(
    request: Request, wiring: Wiring, session: Session, file: File, reading: RosterReading, *, form: Typed | None = None
) -> PreviewPage:
    """The difference; where the file as a whole cannot be taken, why, above its problems cell by cell."""
    language, left_out = language_of(request), left_out_of(reading)
    given: dict[str, Any] = {"upload": file.parent.name, "source": file.name, "good": reading.good, "bad": reading.bad}
    problems: dict[str, Any] = {
        "problems": tuple(_problem(one, language) for one in reading.problems[:SHOWN]),
        "problem_count": len(reading.problems),
    }
    if not others_usable(reading, left_out):
        return PreviewPage(form=form or Typed(), **given, **problems, **_NOTHING)
    keys = keys_for_reading(session, wiring.own)
    try:
        found = plan_reading(session, reading, left_out, keys=keys).difference
    except Refusal as refusal:
        return PreviewPage(form=form or Typed.refused(refusal, language), **given, **problems, **_NOTHING)
    return PreviewPage(
        form=form or Typed(),
        **given,
        **problems,
        added=found.added[:SHOWN],
        changed=tuple(_change(one, language) for one in found.changed[:SHOWN]),
        removed=found.removed[:SHOWN],
        unchanged=found.unchanged,
        added_count=len(found.added),
        changed_count=len(found.changed),
        removed_count=len(found.removed),
        shrinks=found.shrinks,
        can_apply=reading.ok and not found.empty,
        can_apply_good=not reading.ok and not found.empty,
    )


_NOTHING: dict[str, Any] = {
    "added": (),
    "changed": (),
    "removed": (),
    "unchanged": 0,
    "added_count": 0,
    "changed_count": 0,
    "removed_count": 0,
    "shrinks": False,
    "can_apply": False,
    "can_apply_good": False,
}


def _problem(one: RosterProblem, language: Language) -> ProblemLine:
    severe = one.severity is Severity.ERROR
    return ProblemLine(place_of(one, language), one.where.field or "", one.message(language), severe)


def _change(one: ExpertChange, language: Language) -> ChangeLine:
    fields = (FieldChange(key, _shown(old, language), _shown(new, language)) for key, (old, new) in one.fields.items())
    return ChangeLine(one.expert_no, tuple(fields))


def _shown(value: Any, language: Language) -> str:
    words = speaker(language)
    if value is None:
        return words("pool.unknown")
    if isinstance(value, (list, tuple, set, frozenset)):
        return "、".join(map(str, value)) or words("pool.empty")
    return str(value)


def _workbook(data: bytes, name: str) -> Response:
    return Response(data, media_type=WORKBOOK, headers={"Content-Disposition": f'attachment; filename="{name}"'})
