"""Meetings: when, for which committee, how many were called and came."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from api.permissions import MaySeeSeason
from api.repeats import OnceRoute
from api.schemas.meetings import MeetingLine
from api.schemas.page import Cursor, Limit, Listed
from api.wiring import Reading
from expertpool.queries.meetings import every_meeting, meeting_of

router = APIRouter(prefix="/meetings", tags=["meetings"], route_class=OnceRoute)


@router.get("")
def list_meetings(
    *, session: Reading, _actor: MaySeeSeason, limit: Limit = 50, cursor: Cursor = 0
) -> Listed[MeetingLine]:
    """历次评审会议：应到、实到人数。"""
    return Listed[MeetingLine].part(every_meeting(session), cursor, limit, shown=MeetingLine.of)


@router.get("/{meeting}")
def show_meeting(
    *, meeting: Annotated[int, Path(ge=1, le=2**53)], session: Reading, _actor: MaySeeSeason
) -> MeetingLine:
    """一次评审会议。"""
    return MeetingLine.of(meeting_of(session, meeting))
