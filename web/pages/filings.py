"""Filings of a season: what is owed, due, late or stuck; one filing with its steps; opening one and moving it."""

from __future__ import annotations

import mimetypes
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.actor import Actor
from api.language import language_of
from api.permissions import MayFile
from api.repeats import MEBI, FormRoute, at_most
from api.wiring import Now, Reading, TheWiring, Wiring, Writing
from expertpool.actions.move_filing import move_filing
from expertpool.actions.open_filing import open_filing
from expertpool.commands.filing_edge import FOLDER
from expertpool.documents.filed_papers import faults, keep_paper, kept_at
from expertpool.documents.plan_form import form_workbook
from expertpool.errors import Refusal
from expertpool.filings.filing import Act
from expertpool.filings.form import form_named, known_forms
from expertpool.filings.kind import FORM_PAPER, RECEIPT, FilingKind, Role
from expertpool.filings.loading import all_kinds, kind_named
from expertpool.filings.moving import move
from expertpool.filings.refused import FilingRefusal
from expertpool.queries.committee_season import committee_named
from expertpool.queries.filings import around_filing, filing_seen
from web.contexts.filings import FilingKindsPage, OpenFilingPage
from web.contexts.form import WHOLE, Form
from web.downloads import WORKBOOK, download
from web.filing_view import committee_names, filing_page, season_page
from web.handed_papers import Handed, HandedIn
from web.rendering import goto, page, sent_back

router = APIRouter(prefix="/filings", route_class=FormRoute, default_response_class=HTMLResponse)
LARGEST = 40 * MEBI
LONGEST = 2000
"""Characters of a reason or a subject."""

Year = Annotated[int | None, Query(ge=1990, le=2200)]
Number = Annotated[int, Path(ge=1, le=2**53)]

AT_FIELD = {
    "filing.reason": "reason",
    "filing.late_reason": "reason",
    "filing.jump": "reason",
    "page_filings.too_long": "reason",
    "filing.future": "on",
    "filing.backdated": "on",
    "filing.early": "on",
    "filing.late": "on",
    "filing.entered_later": f"paper-{RECEIPT}",
    "filing.form": f"paper-{FORM_PAPER}",
    "filing.form_day": f"paper-{FORM_PAPER}",
    "filing.form_content": f"paper-{FORM_PAPER}",
    "filing.form_text": f"paper-{FORM_PAPER}",
    "filing.form_no_day": f"paper-{FORM_PAPER}",
    "filing.form_columns": f"paper-{FORM_PAPER}",
    "filing.committee_wanted": "committee",
    "filing.no_committee": "committee",
    "filing.subject_wanted": "subject",
    "season.dates_unknown": "year",
    "page_filings.no_year": "year",
}
"""The field at which a refusal is said, by its code; others belong to the whole form or to what they name."""


@router.get("")
def filings(
    *,
    request: Request,
    actor: MayFile,
    session: Reading,
    at: Now,
    year: Year = None,
    committee: Annotated[str, Query(max_length=200)] = "",
    show: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """The season's filings, the most pressing first."""
    found = season_page(
        session, year=year, today=at.date(), committee=committee.strip(), whole=show == "all", role=_role(actor)
    )
    return page(request, "filings.html", found)


@router.get("/new")
def new(
    *,
    request: Request,
    actor: MayFile,
    session: Reading,
    at: Now,
    kind: Annotated[str, Query(max_length=60)] = "",
    year: Year = None,
    committee: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The kinds that may be opened, or the form of one of them."""
    wanted = year or at.year
    if not kind:
        mine = tuple(one for one in all_kinds().values() if _role(actor) in one.head.opens)
        return page(request, "filing_kinds.html", FilingKindsPage(year=wanted, kinds=mine))
    form = Form({"year": str(wanted), "committee": committee})
    shown = OpenFilingPage(kind=kind_named(kind), year=wanted, committees=committee_names(session, wanted), form=form)
    return page(request, "filing_open.html", shown)


@router.post("/new")
@at_most(MEBI)
def begin(*, request: Request, actor: MayFile, handed: HandedIn, session: Writing, at: Now) -> Response:
    """Open a filing; one that is open under this name already is the same."""
    kind = kind_named(handed.text("kind"))
    year = at.year
    try:
        year = _year(handed.text("year"))
        number = _open(session, kind, handed, year=year, actor=actor, at=at)
    except Refusal as refusal:
        form = _refused(request, refusal, handed, prefix="")
        shown = OpenFilingPage(kind=kind, year=year, committees=committee_names(session, year), form=form)
        raise sent_back(request, "filing_open.html", shown) from None
    return goto(f"/filings/{number}")


@router.get("/forms/{form}.xlsx")
def empty_form(*, form: Annotated[str, Path(max_length=60)], request: Request, _actor: MayFile, at: Now) -> Response:
    """A form to fill in, as a workbook."""
    if form not in known_forms():
        raise Refusal("filing.form_unknown", form=form, known="、".join(known_forms()))
    data = form_workbook(form_named(form), language_of(request), made_on=at.date())
    return download(data, f"{form}.xlsx", WORKBOOK)


@router.get("/{number}")
def one(*, number: Number, request: Request, wiring: TheWiring, actor: MayFile, session: Reading, at: Now) -> Response:
    """One filing in full."""
    return page(request, "filing.html", _shown(wiring, session, number, actor=actor, today=at.date()))


@router.get("/{number}/papers/{digest}")
def paper(
    *,
    number: Number,
    digest: Annotated[str, Path(pattern="^[0-9a-f]{64}$")],
    wiring: TheWiring,
    _actor: MayFile,
    session: Reading,
) -> Response:
    """A paper as it was handed in, if its file is still what the record says."""
    steps = filing_seen(session, number).filing.steps
    found = next((one for step in steps for one in step.papers if one.digest == digest), None)
    folder = wiring.own.home / FOLDER
    if found is None or faults(folder, [found]):
        raise Refusal("page_filings.no_paper")
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    return download(kept_at(folder, found).read_bytes(), found.name, kind)


@router.post("/{number}/move")
@at_most(LARGEST)
def act(
    *,
    number: Number,
    request: Request,
    wiring: TheWiring,
    actor: MayFile,
    handed: HandedIn,
    session: Writing,
    at: Now,
) -> Response:
    """Do one act; done twice, it is one step."""
    try:
        _move(wiring, session, number, handed, actor=actor, at=at)
    except Refusal as refusal:
        form = _refused(request, refusal, handed, prefix=f"{handed.text('act')}-")
        shown = _shown(wiring, session, number, actor=actor, today=at.date(), form=form)
        raise sent_back(request, "filing.html", shown) from None
    return goto(f"/filings/{number}")


def _role(actor: Actor) -> Role:
    return Role(actor.role.value if actor.role else "")


def _shown(
    wiring: Wiring, session: Session, number: int, *, actor: Actor, today: date, form: Form | None = None
) -> object:
    folder = wiring.own.home / FOLDER
    return filing_page(session, number, role=_role(actor), today=today, folder=folder, form=form)


def _open(session: Session, kind: FilingKind, handed: Handed, *, year: int, actor: Actor, at: datetime) -> int:
    _refuse_long(handed.text("subject"), handed.text("committee"))
    name = handed.text("committee")
    number, _ = open_filing(
        session,
        kind.id,
        year=year,
        committee=committee_named(session, name, year) if name else None,
        subject=handed.text("subject"),
        role=_role(actor),
        asked=handed.days([value.id for value in kind.asks]),
        at=at,
        actor=actor.name,
        claimed=False,
    )
    return number


def _move(wiring: Wiring, session: Session, number: int, handed: Handed, *, actor: Actor, at: datetime) -> None:
    """Carry it out; papers are put into the office's folder once the act is known to be possible."""
    seen = filing_seen(session, number)
    kind, name = seen.filing.kind, handed.text("act")
    _refuse_long(handed.text("reason"))
    wanted = [value.id for value in kind.transitions[name].values] if name in kind.transitions else []
    given = Act(
        transition=name[:60],
        role=_role(actor),
        by=actor.name,
        on=handed.day("on") or at.date(),
        entered=at.date(),
        papers=tuple({(one.paper, one.digest): one for one, _ in handed.papers}.values()),
        reason=handed.text("reason"),
        values=handed.days(wanted),
        form=handed.form(kind, name),
        claimed=False,
    )
    move(seen.filing, given, around_filing(session, seen))
    for one, content in handed.papers:
        keep_paper(wiring.own.home / FOLDER, one, content)
    move_filing(session, number, given, at=at)


def _refuse_long(*texts: str) -> None:
    if any(len(text) > LONGEST for text in texts):
        raise Refusal("page_filings.too_long", most=LONGEST)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and 1990 <= int(text) <= 2200):
        raise Refusal("page_filings.no_year", found=text[:20] or "-")
    return int(text)


def _refused(request: Request, refusal: Refusal, handed: Handed, *, prefix: str) -> Form:
    """The form once more; ``prefix`` tells the fields of one act from those of another on the same page."""
    at = _field_of(refusal)
    kept = {f"{prefix}{name}": value for name, value in handed.typed.items()}
    return Form.refused(refusal, language_of(request), at=f"{prefix}{at}" if at else WHOLE, **kept)


def _field_of(refusal: Refusal) -> str:
    """The field to mend. What is lacking is named by the refusal itself."""
    missing = refusal.missing[0] if isinstance(refusal, FilingRefusal) and refusal.missing else ""
    if refusal.code == "filing.papers":
        return f"paper-{missing}"
    if refusal.code == "filing.values":
        return f"day-{missing}"
    if refusal.code == "page_filings.no_day" and refusal.where:
        return refusal.where.field or WHOLE
    return AT_FIELD.get(refusal.code, WHOLE)
