"""The office's first page: the season at a glance."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.language import language_of
from api.permissions import MaySeePool
from api.repeats import FormRoute
from api.wiring import Now, Reading
from expertpool.queries.season_dates import dates_or_none
from expertpool.queries.season_glance import season_glance, years_on_record
from expertpool.queries.working_days import working_day_tables
from expertpool.season.deadlines import due
from expertpool.words import Language, speaker
from web.charts import Timeline, timeline
from web.contexts.office import DueLine, OfficePage
from web.rendering import page

router = APIRouter(route_class=FormRoute, default_response_class=HTMLResponse)
JUST_PAST = timedelta(days=7)
SOON = 7
"""Days ahead that count as soon."""
OFFICES = ("office", "unit")


@router.get("/office")
def office(
    *,
    request: Request,
    _actor: MaySeePool,
    session: Reading,
    at: Now,
    year: Annotated[int | None, Query(ge=1990, le=2200)] = None,
) -> Response:
    """What is due and what is stuck in one year."""
    years = years_on_record(session)
    wanted = year or (years[0] if years else at.year)
    glance = season_glance(session, year=wanted, today=at.date())
    lines = _due(session, wanted, at.date(), language_of(request))
    course = _course(language_of(request), lines or (), at.date())
    shown = OfficePage(glance, years, lines or (), dates_known=lines is not None, course=course)
    return page(request, "office.html", shown)


def _course(language: Language, lines: tuple[DueLine, ...], today: date) -> Timeline:
    words = speaker(language)

    def state(one: DueLine) -> str:
        return "past" if one.past else "soon" if one.days_left <= SOON else "ahead"

    rows = [(one.says, f"{one.day:%m-%d}", one.day, state(one)) for one in lines]
    return timeline("course", words("page_office.course"), words("page_office.course.about"), rows, today=today)


def _due(session: Session, year: int, today: date, language: Language) -> tuple[DueLine, ...] | None:
    """The year's deadlines from a week ago on; all of a year that is over. None where no notice is known."""
    dates = dates_or_none(session, year)
    if dates is None:
        return None
    listed = [one for one in due(dates, {}, working_day_tables(session)) if one.day is not None]
    coming = [one for one in listed if one.day and one.day >= today - JUST_PAST] or listed
    return tuple(
        DueLine(
            day=one.day,
            says=one.deadline.says[language],
            clause=one.deadline.clause,
            past=one.day < today,
            days_left=(one.day - today).days,
        )
        for one in coming
        if one.day is not None
    )
