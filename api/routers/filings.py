"""Filings: the kinds there are, a season's filings, one with its steps, opening one and moving it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from api.actor import Actor
from api.language import language_of
from api.permissions import MayFile
from api.repeats import MEBI, OnceRoute, at_most
from api.schemas.page import Cursor, Limit, Listed
from api.schemas.season import FilingShort, KnownKind, NewFiling, NewStep, OpenedFiling, WholeFiling
from api.sent_papers import form_in, read_papers
from api.wiring import Now, Reading, TheWiring, Writing
from expertpool.actions.move_filing import move_filing
from expertpool.actions.open_filing import open_filing
from expertpool.commands.filing_edge import FOLDER
from expertpool.documents.filed_papers import keep_paper
from expertpool.filings.filing import Act
from expertpool.filings.kind import Role
from expertpool.filings.loading import all_kinds
from expertpool.filings.moving import move
from expertpool.queries.committee_by_number import committee_by
from expertpool.queries.filings import around_filing, filing_seen
from expertpool.queries.season_filings import season_filings

router = APIRouter(prefix="/filings", tags=["filings"], route_class=OnceRoute)
Number = Annotated[int, Path(ge=1, le=2**53)]
LARGEST = 54 * MEBI
"""Forty mebibytes of papers, in base64."""


@router.get("/kinds")
def list_kinds(*, request: Request, _actor: MayFile, limit: Limit = 50, cursor: Cursor = 0) -> Listed[KnownKind]:
    """备案的种类、所依条款和所需材料。"""
    kinds, language = tuple(all_kinds().values()), language_of(request)
    return Listed[KnownKind].part(kinds, cursor, limit, shown=lambda one: KnownKind.of(one, language))


@router.get("")
def list_filings(
    *,
    request: Request,
    session: Reading,
    at: Now,
    _actor: MayFile,
    year: Annotated[int | None, Query(ge=1990, le=2200)] = None,
    limit: Limit = 50,
    cursor: Cursor = 0,
) -> Listed[FilingShort]:
    """一个年度的备案，最急的在前；该办未办的也列出。"""
    lines, language = season_filings(session, year or at.year, on=at.date()), language_of(request)
    return Listed[FilingShort].part(lines, cursor, limit, shown=lambda one: FilingShort.of(one, language))


@router.post("")
def begin(*, asked: NewFiling, session: Writing, at: Now, actor: MayFile) -> OpenedFiling:
    """开立一项备案；同名的已开未结，就是同一项。"""
    number, first = open_filing(
        session,
        asked.kind,
        year=asked.year,
        committee=None if asked.committee is None else committee_by(session, asked.committee),
        subject=asked.subject,
        role=_role(actor),
        asked=asked.asked,
        at=at,
        actor=actor.name,
        claimed=False,
    )
    return OpenedFiling(number=number, first=first)


@router.get("/{number}")
def show_filing(*, number: Number, session: Reading, _actor: MayFile) -> WholeFiling:
    """一项备案的全部步骤，和接下来可办的事。"""
    return WholeFiling.of(filing_seen(session, number))


@router.post("/{number}/steps")
@at_most(LARGEST)
def act(*, number: Number, asked: NewStep, session: Writing, wiring: TheWiring, at: Now, actor: MayFile) -> WholeFiling:
    """办理一步，连同材料（base64）；同一步办两次只记一次。"""
    seen, papers = filing_seen(session, number), read_papers(asked.papers)
    given = Act(
        transition=asked.transition,
        role=_role(actor),
        by=actor.name,
        on=asked.on or at.date(),
        entered=at.date(),
        papers=tuple(paper for paper, _ in papers),
        reason=asked.reason.strip(),
        values=asked.values,
        form=form_in(papers, seen.filing.kind, asked.transition),
        claimed=False,
    )
    move(seen.filing, given, around_filing(session, seen))
    for paper, content in papers:
        keep_paper(wiring.own.home / FOLDER, paper, content)
    return WholeFiling.of(move_filing(session, number, given, at=at)[0])


def _role(actor: Actor) -> Role:
    return Role(actor.role.value if actor.role else "")
