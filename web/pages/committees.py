"""Committees at the office: those of a year, one in full, a new one tried out and kept, its file edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session, select
from starlette.concurrency import run_in_threadpool

from api.language import language_of
from api.permissions import MayCompose
from api.repeats import FormRoute
from api.wiring import Now, Reading, TheWiring, Writing
from expertpool.actions.enter_committee_days import enter_committee_days
from expertpool.actions.save_committee_text import save_committee_file
from expertpool.documents.committee_file import parse_committee
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal, Where
from expertpool.models import Committee
from expertpool.queries.committee_by_number import committees_in
from expertpool.queries.committee_record import committees_on_record
from expertpool.queries.committee_texts import kept_conditions
from expertpool.queries.facts import pool_experts
from expertpool.queries.season_glance import years_on_record
from expertpool.rules.facts import CommitteeFacts, Level
from expertpool.rules.toml_file import parse_toml
from expertpool.rules.waiver import Waiver
from expertpool.words import Language, say
from web.committee_form import FILE, ROWS, draft, field_of, lacking_of, typed_of
from web.committee_view import committee_page, known_committee, shown
from web.contexts.committees import CommitteesPage, DraftPage, EditPage, Feasibility
from web.contexts.form import Form
from web.downloads import download
from web.feasibility import feasible
from web.open_conditions import days_asked, meeting_typed, numbers_asked
from web.rendering import goto, page, sent_back
from web.typed_form import Sent, field_at

router = APIRouter(prefix="/committees", route_class=FormRoute, default_response_class=HTMLResponse)
LEVELS = tuple((level.value, level.value) for level in reversed(Level))
LONGEST = 100_000
"""Characters of a committee file."""

Number = Annotated[int, Path(ge=1, le=2**53)]


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
    return page(request, "committees.html", _listed(session, year or _newest_year(session, at.year)))


@router.post("")
def upload(*, request: Request, actor: MayCompose, sent: Sent, session: Writing, at: Now) -> Response:
    """Keep a committee file that was handed in."""
    try:
        file = sent.need_file("file")
        facts, text = _read(file.content, file.name)
        row = _put(session, facts, text, at=at, by=actor.name)
    except Refusal as refusal:
        form = Form.refused(refusal, language_of(request), at="file")
        listed = _listed(session, _newest_year(session, at.year), form)
        raise sent_back(request, "committees.html", listed) from None
    return goto(f"/committees/{row.id}")


@router.get("/one")
def named(
    *,
    _actor: MayCompose,
    session: Reading,
    year: Annotated[int, Query(ge=1990, le=2200)],
    name: Annotated[str, Query(max_length=200)],
) -> Response:
    """The committee of that name, under its own address."""
    found = session.exec(select(Committee).where(Committee.name == name, Committee.year == year)).first()
    if found is None:
        raise Refusal("page_committees.none", name=name[:80], year=year)
    return goto(f"/committees/{found.id}")


@router.get("/new")
def new(request: Request, _actor: MayCompose, at: Now) -> Response:
    """The empty form."""
    return page(request, "committee_new.html", _drafted(request, Form({"year": str(at.year)}), at.date()))


@router.post("/new")
async def check(*, request: Request, wiring: TheWiring, _actor: MayCompose, sent: Sent, at: Now) -> Response:
    """Whether the committee can be seated from today's pool; nothing is drawn or written."""
    language, typed = language_of(request), dict(sent.fields)
    try:
        made = draft(typed)
        experts = await wiring.read(lambda session: pool_experts(session, season=made.committee.year))
        found = await run_in_threadpool(feasible, experts, made.committee, draw_day=at.date(), language=language)
    except Refusal as refusal:
        raise _sent_back(request, refusal, typed, at.date()) from None
    return page(request, "committee_new.html", _drafted(request, Form(typed), at.date(), found))


@router.post("/new/save")
def save(*, request: Request, actor: MayCompose, sent: Sent, session: Writing, at: Now) -> Response:
    """Keep the committee that the form states."""
    typed = dict(sent.fields)
    try:
        made = draft(typed)
        row = _put(session, made.committee, made.text, at=at, by=actor.name)
    except Refusal as refusal:
        raise _sent_back(request, refusal, typed, at.date()) from None
    return goto(f"/committees/{row.id}")


@router.post("/new/file")
def file(*, request: Request, _actor: MayCompose, sent: Sent, at: Now) -> Response:
    """The committee file that the form states, unsaved."""
    try:
        made = draft(dict(sent.fields))
    except Refusal as refusal:
        raise _sent_back(request, refusal, dict(sent.fields), at.date()) from None
    return _toml(made.text, FILE)


@router.get("/{number}")
def committee(*, number: Number, request: Request, _actor: MayCompose, session: Reading, at: Now) -> Response:
    """One committee: where it stands, its conditions, its draws, and who was seated."""
    found = committee_page(session, number, today=at.date(), language=language_of(request))
    return page(request, "committee.html", found)


@router.get("/{number}/committee.toml")
def kept_file(*, number: Number, _actor: MayCompose, session: Reading) -> Response:
    """The committee file as it counts now, with the waivers granted since."""
    known = known_committee(session, number)
    if known.kept is None:
        raise Refusal("page_committee.no_file")
    return _toml(known.kept.text, f"{known.row.name}.toml")


@router.get("/{number}/edit")
def edit(*, number: Number, request: Request, _actor: MayCompose, session: Reading) -> Response:
    """The committee file: as a form where the form can state it, and as it is written."""
    return page(request, "committee_edit.html", _edited(session, number, language_of(request)))


@router.post("/{number}/edit")
def save_form(
    *, number: Number, request: Request, actor: MayCompose, sent: Sent, session: Writing, at: Now
) -> Response:
    """Keep the next version, from the form."""
    typed = dict(sent.fields)
    try:
        made = draft(typed, _waivers_of(session, number))
        _keep(session, number, made.committee, made.text, at=at, by=actor.name)
    except Refusal as refusal:
        refused = _refused(request, refusal, typed)
        shown_again = _edited(session, number, language_of(request), form=Form(typed, refused.faults))
        raise sent_back(request, "committee_edit.html", shown_again) from None
    return goto(f"/committees/{number}")


@router.post("/{number}/check")
async def check_again(
    *, number: Number, request: Request, wiring: TheWiring, _actor: MayCompose, sent: Sent, at: Now
) -> Response:
    """Whether this committee can be seated from today's pool: as the form states it, or as it is kept."""
    language, typed = language_of(request), dict(sent.fields)
    form = Form(typed) if "name" in typed else None

    def asked(session: Session) -> tuple[CommitteeFacts, tuple[RosterExpert, ...]]:
        facts = draft(typed, _waivers_of(session, number)).committee if form else known_committee(session, number).facts
        if facts is None:
            raise Refusal("page_committee.no_file")
        return facts, pool_experts(session, season=facts.year)

    try:
        committee, experts = await wiring.read(asked)
        found = await run_in_threadpool(feasible, experts, committee, draw_day=at.date(), language=language)
    except Refusal as refusal:
        refused = _refused(request, refusal, typed)
        fit = Form(typed, refused.faults) if form else refused
        shown = await wiring.read(lambda session: _edited(session, number, language, form=fit))
        raise sent_back(request, "committee_edit.html", shown) from None
    shown = await wiring.read(lambda session: _edited(session, number, language, form=form))
    return page(request, "committee_edit.html", replace(shown, found=found))


@router.post("/{number}/text")
def save_text(
    *, number: Number, request: Request, actor: MayCompose, sent: Sent, session: Writing, at: Now
) -> Response:
    """Keep the next version, from its text or from a file."""
    text = sent.fields.get("text", "").replace("\r\n", "\n")
    try:
        if "file" in sent.files:
            facts, text = _read(sent.files["file"].content, sent.files["file"].name)
        else:
            facts, text = _read(sent.text("text", most=LONGEST).replace("\r\n", "\n").encode(), FILE)
        _keep(session, number, facts, text, at=at, by=actor.name)
    except Refusal as refusal:
        form = Form.refused(refusal, language_of(request), at="text")
        shown_again = _edited(session, number, language_of(request), form=form, text=text)
        raise sent_back(request, "committee_edit.html", shown_again) from None
    return goto(f"/committees/{number}")


def _listed(session: Session, year: int, form: Form | None = None) -> CommitteesPage:
    records = {(one.name, one.year): one for one in committees_on_record(session, year=year)}
    rows = committees_in(session, year)
    found = tuple(shown(records[row.name, row.year], row, _stated(session, row)) for row in rows)
    return CommitteesPage(year=year, years=years_on_record(session), committees=found, form=form or Form())


def _stated(session: Session, row: Committee) -> CommitteeFacts | None:
    kept = kept_conditions(session, row)
    return kept.facts if kept else None


def _newest_year(session: Session, now: int) -> int:
    years = years_on_record(session)
    return years[0] if years else now


def _waivers_of(session: Session, number: int) -> tuple[Waiver, ...]:
    """Exceptions that the file states; those granted at the desk are added to it whenever it is read."""
    facts = known_committee(session, number).facts
    return facts.waivers if facts else ()


def _edited(
    session: Session, number: int, language: Language, *, form: Form | None = None, text: str | None = None
) -> EditPage:
    known = known_committee(session, number)
    typed = typed_of(known.facts) if known.facts else {"name": known.row.name, "year": str(known.row.year)}
    stated = known.facts.meeting if known.facts else date(known.row.year, 7, 1)
    on = (meeting_typed(form.values) if form else None) or stated
    return EditPage(
        numbers=numbers_asked(on, language),
        days=days_asked(on, language),
        head=known.head,
        rows=ROWS,
        levels=LEVELS,
        fits=typed is not None,
        text=(known.kept.text if known.kept else "") if text is None else text,
        form=Form({**(typed or {}), **form.values}, form.faults)
        if form and text is not None
        else form or Form(typed or {}),
    )


def _keep(session: Session, number: int, facts: CommitteeFacts, text: str, *, at: datetime, by: str) -> None:
    """The next version of this committee's file. Refuses the file of another."""
    row = known_committee(session, number).row
    for field, stated, kept in (("name", facts.name, row.name), ("year", facts.year, row.year)):
        if stated != kept:
            raise Refusal("page_committee.another", where=Where(field=field), kept=str(kept), found=str(stated)[:80])
    _put(session, facts, text, at=at, by=by)


def _put(session: Session, facts: CommitteeFacts, text: str, *, at: datetime, by: str) -> Committee:
    """The file on record, and the days that the committee's filings hang on with it."""
    row, _ = save_committee_file(session, facts, text, at=at, actor=by)
    enter_committee_days(
        session,
        row,
        days={"meeting": facts.meeting},
        traits=["self_reviewing"] if facts.self_reviewing else [],
        filed=(facts.filed_from, facts.filed_until),
        at=at,
        actor=by,
    )
    return row


def _read(content: bytes, name: str) -> tuple[CommitteeFacts, str]:
    """The committee that a file states, with its text. Raises Refusal."""
    if len(content) > LONGEST:
        raise Refusal("page_committees.too_long", most=LONGEST)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("page_committee.not_utf8") from None
    return parse_committee(parse_toml(text, name), name), text


def _sent_back(request: Request, refusal: Refusal, typed: dict[str, str], today: date) -> Exception:
    refused = _refused(request, refusal, typed)
    return sent_back(request, "committee_new.html", _drafted(request, Form(typed, refused.faults), today))


def _refused(request: Request, refusal: Refusal, typed: dict[str, str]) -> Form:
    """The refusal at its field; where something was not filled in, at every field that must be."""
    refused = Form.refused(refusal, language_of(request), at=field_of(refusal) or field_at(refusal))
    if refusal.code != "page_committees.wanted":
        return refused
    return Form({}, {name: say(f"page_committees.wanted.{name}", language_of(request)) for name in lacking_of(typed)})


def _drafted(request: Request, form: Form, today: date, found: Feasibility | None = None) -> DraftPage:
    language, on = language_of(request), meeting_typed(form.values) or today
    asked = {"numbers": numbers_asked(on, language), "days": days_asked(on, language)}
    return DraftPage(rows=ROWS, levels=LEVELS, found=found, form=form, **asked)


def _toml(text: str, name: str) -> Response:
    return download(text.encode(), name, "application/toml")
