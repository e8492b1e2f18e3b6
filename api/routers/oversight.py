"""Oversight: committees by rules, and the reports that were issued."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.held_matrices import held_matrix
from api.permissions import MayOversee
from api.repeats import OnceRoute
from api.schemas.oversight import JudgedCommittee, JudgedRule, ReportLine
from api.schemas.page import Cursor, Limit, Listed
from api.wiring import Now, Reading
from expertpool.queries.reports import reports_on_record

router = APIRouter(tags=["oversight"], route_class=OnceRoute)
Year = Annotated[int | None, Query(ge=1990, le=2200)]


@router.get("/oversight/rules")
def list_rules(
    *,
    request: Request,
    session: Reading,
    at: Now,
    _actor: MayOversee,
    year: Year = None,
    limit: Limit = 50,
    cursor: Cursor = 0,
) -> Listed[JudgedRule]:
    """一个年度核过的规则。"""
    matrix = held_matrix(request, session, year or at.year)
    return Listed[JudgedRule].part(matrix.columns, cursor, limit, shown=JudgedRule.of)


@router.get("/oversight/committees")
def list_judged(
    *,
    request: Request,
    session: Reading,
    at: Now,
    _actor: MayOversee,
    year: Year = None,
    limit: Limit = 50,
    cursor: Cursor = 0,
) -> Listed[JudgedCommittee]:
    """一个年度的评委会逐条规则核验结果，问题重的在前。"""
    matrix = held_matrix(request, session, year or at.year)
    return Listed[JudgedCommittee].part(matrix.rows, cursor, limit, shown=JudgedCommittee.of)


@router.get("/reports")
def list_reports(*, session: Reading, _actor: MayOversee, limit: Limit = 50, cursor: Cursor = 0) -> Listed[ReportLine]:
    """已出具的报告和材料，新的在前，及其审定情况。"""
    return Listed[ReportLine].part(tuple(reversed(reports_on_record(session))), cursor, limit, shown=ReportLine.of)
