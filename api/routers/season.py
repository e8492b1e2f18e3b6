"""A season: what is due, how far each committee has come, what is stuck."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request

from api.language import language_of
from api.permissions import MaySeeSeason
from api.repeats import OnceRoute
from api.schemas.page import Cursor, Limit, Listed
from api.schemas.season import CommitteeStep, DueDay, StuckThing
from api.wiring import Now, Reading
from expertpool.queries.season_dates import dates_in_force
from expertpool.queries.season_glance import season_glance, years_on_record
from expertpool.queries.working_days import working_day_tables
from expertpool.season.deadlines import due

router = APIRouter(prefix="/seasons", tags=["season"], route_class=OnceRoute)
Year = Annotated[int, Path(ge=1990, le=2200)]


@router.get("")
def list_years(*, session: Reading, _actor: MaySeeSeason, limit: Limit = 50, cursor: Cursor = 0) -> Listed[int]:
    """有评委会登记在案的年度，新的在前。"""
    return Listed[int].part(years_on_record(session), cursor, limit, shown=int)


@router.get("/{year}/due")
def list_due(
    *, year: Year, request: Request, session: Reading, _actor: MaySeeSeason, limit: Limit = 50, cursor: Cursor = 0
) -> Listed[DueDay]:
    """年度通知规定的各个期限。"""
    listed = due(dates_in_force(session, year), {}, working_day_tables(session))
    language = language_of(request)
    return Listed[DueDay].part(listed, cursor, limit, shown=lambda one: DueDay.of(one, language))


@router.get("/{year}/committees")
def list_steps(
    *, year: Year, session: Reading, at: Now, _actor: MaySeeSeason, limit: Limit = 50, cursor: Cursor = 0
) -> Listed[CommitteeStep]:
    """各评委会进行到哪一步。"""
    found = season_glance(session, year=year, today=at.date()).committees
    return Listed[CommitteeStep].part(found, cursor, limit, shown=CommitteeStep.of)


@router.get("/{year}/stuck")
def list_stuck(
    *, year: Year, session: Reading, at: Now, _actor: MaySeeSeason, limit: Limit = 50, cursor: Cursor = 0
) -> Listed[StuckThing]:
    """卡住、不会自己往下走的事项。"""
    found = season_glance(session, year=year, today=at.date()).hindrances
    return Listed[StuckThing].part(found, cursor, limit, shown=StuckThing.of)
