"""A committee's papers: what the office states for them, drafts, issuing with block and seal, and how filings stand."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from api.language import language_of
from api.permissions import MayCompose
from api.repeats import FormRoute
from api.wiring import Now, Reading, TheWiring, Wiring, Writing
from expertpool.actions.save_committee_text import save_statements
from expertpool.documents.papers.catalogue import PAPERS
from expertpool.errors import Refusal, Where
from expertpool.models import Job
from expertpool.queries.jobs import newest_job
from expertpool.queries.reports import reports_on_record
from expertpool.words import Language, speaker
from web.committee_view import Known, filings_about, known_committee
from web.contexts.form import Form
from web.contexts.papers import IssuedLine, PaperLine, PapersPage
from web.downloads import download
from web.job_view import asked, job_shown
from web.paper_desk import (
    REPORT,
    IssuedSet,
    PaperRoom,
    drafts_of,
    drawn_up,
    lacking,
    material_of,
    paper_named,
    statements_of,
)
from web.paper_form import PEOPLE, statements_text, typed_of
from web.rendering import goto, page, sent_back
from web.typed_form import Sent, field_at

router = APIRouter(prefix="/committees/{number}/papers", route_class=FormRoute, default_response_class=HTMLResponse)
Number = Annotated[int, Path(ge=1, le=2**53)]
Name = Annotated[str, Path(max_length=80)]


@router.get("")
def papers(
    *, number: Number, request: Request, wiring: TheWiring, _actor: MayCompose, session: Reading, at: Now
) -> Response:
    """Everything about the committee's papers."""
    job = newest_job(session, papers_of(number))
    shown = _page(session, wiring, number, today=at, language=language_of(request), job=job)
    answer = page(request, "papers.html", shown)
    if job is not None and job.under_way:
        answer.headers["Refresh"] = "2"
    return answer


@router.post("/statements")
def state(
    *, number: Number, request: Request, wiring: TheWiring, actor: MayCompose, sent: Sent, session: Writing, at: Now
) -> Response:
    """Keep what the office states."""
    try:
        text = statements_text(sent.fields)
        save_statements(session, known_committee(session, number).row, text, at=at, actor=actor.name)
    except Refusal as refusal:
        form = Form.refused(refusal, language_of(request), at=_field(refusal), **dict(sent.fields))
        shown = _page(session, wiring, number, today=at, language=language_of(request), job=None, form=form)
        raise sent_back(request, "papers.html", shown) from None
    return goto(f"/committees/{number}/papers")


@router.get("/draft/{name}.{form}")
async def draft(
    *,
    number: Number,
    name: Name,
    form: Annotated[str, Path(max_length=5)],
    request: Request,
    wiring: TheWiring,
    _actor: MayCompose,
) -> Response:
    """One paper to read, print or edit; nothing is entered."""
    paper_named(name)
    language = language_of(request)
    material = await wiring.read(lambda session: material_of(session, known_committee(session, number), language))
    file, content = await run_in_threadpool(drawn_up, name, form, material, language)
    return download(content, file)


@router.post("/issue")
async def issue(
    *, number: Number, request: Request, wiring: TheWiring, actor: MayCompose, sent: Sent, at: Now
) -> Response:
    """Issue a paper: its statement into the ledger, block and seal after its body."""
    name, language = sent.text("paper"), language_of(request)

    def checked(session: Session) -> dict[str, Any]:
        known = known_committee(session, number)
        if name == REPORT and not known.record.draws:
            raise Refusal("report.nothing_on_record", name=known.row.name, year=known.row.year)
        if name != REPORT:
            paper_named(name)
            missing = lacking(name, material_of(session, known, language), language)
            if missing:
                raise Refusal("page_papers.lacks", where=Where(field=f"issue-{name}"), contents="、".join(missing))
        return {"committee": number, "paper": name}

    try:
        await asked(request, wiring, kind="papers", subject=papers_of(number), by=actor.name, at=at, checked=checked)
    except Refusal as refusal:
        form = Form.refused(refusal, language, at=field_at(refusal))
        shown = await wiring.read(
            lambda session: _page(session, wiring, number, today=at, language=language, job=None, form=form)
        )
        raise sent_back(request, "papers.html", shown) from None
    return goto(f"/committees/{number}/papers")


@router.get("/issued/{folder}/{file}")
def issued(*, number: Number, folder: Name, file: Name, wiring: TheWiring, _actor: MayCompose) -> Response:
    """One file of an issued paper."""
    return download(PaperRoom.of(wiring.own, number).file(folder, file), file)


def _page(
    session: Session,
    wiring: Wiring,
    number: int,
    *,
    today: Now,
    language: Language,
    job: Job | None,
    form: Form | None = None,
) -> PapersPage:
    known = known_committee(session, number)
    stated = typed_of(statements_of(session, known))
    return PapersPage(
        head=known.head,
        ready=known.facts is not None,
        drawn=bool(known.record.draws),
        papers=tuple(_lines(session, known, language)) if known.facts else (),
        issued=_issued_lines(session, known, PaperRoom.of(wiring.own, number), language),
        filings=filings_about(session, known, today.date()),
        job=job_shown(job, wiring.own, language),
        form=form if form and form.values else Form(stated, form.faults if form else {}),
    )


def _lines(session: Session, known: Known, language: Language) -> list[PaperLine]:
    material = material_of(session, known, language)
    found = []
    for name, paper in PAPERS.items():
        drafts = drafts_of(name, material, language)
        blanks = tuple(dict.fromkeys(label for one in drafts for label in one.blanks))
        missing = tuple(lacking(name, material, language))
        found.append(
            PaperLine(name=name, key=paper.key, forms=paper.forms, copies=len(drafts), blanks=blanks, missing=missing)
        )
    return found


def _issued_lines(session: Session, known: Known, room: PaperRoom, language: Language) -> tuple[IssuedLine, ...]:
    states = {one.entry: one.state for one in reports_on_record(session) if one.scope == known.scope}
    say = speaker(language)

    def title(one: IssuedSet) -> str:
        if one.paper == REPORT:
            return say("page_papers.report")
        return say(f"papers.{PAPERS[one.paper].key}") if one.paper in PAPERS else one.paper

    return tuple(
        IssuedLine(
            folder=one.folder,
            title=title(one),
            at=one.at[:16].replace("T", " "),
            by=one.by,
            entries=one.entries,
            state=states.get(one.entries[0], "issued") if one.entries else "issued",
            files=one.files,
        )
        for one in room.issued()
    )


def _field(refusal: Refusal) -> str:
    """The field that a refusal is about: what it names itself, or the key of the file as the form calls it."""
    parts = str(refusal.params.get("entry", "")).split(".")
    if not parts[0]:
        return field_at(refusal)
    return parts[0] if parts[0] in PEOPLE else "-".join(parts[:2])


def papers_of(number: int) -> str:
    """What jobs that issue this committee's papers are about."""
    return f"papers:{number}"
