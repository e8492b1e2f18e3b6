"""Assignments: how many packets were dealt to how many readers; who reads what has no address."""

from __future__ import annotations

from fastapi import APIRouter

from api.permissions import MaySeeSeason
from api.repeats import OnceRoute
from api.schemas.page import Cursor, Limit, Listed
from api.schemas.reading import Dealt
from api.wiring import Reading
from expertpool.queries.reading_progress import groups_dealt

router = APIRouter(prefix="/assignments", tags=["assignments"], route_class=OnceRoute)


@router.get("")
def list_dealt(*, session: Reading, _actor: MaySeeSeason, limit: Limit = 50, cursor: Cursor = 0) -> Listed[Dealt]:
    """各评审组分配情况：材料、专家、应评份数、退回份数。"""
    return Listed[Dealt].part(groups_dealt(session), cursor, limit, shown=Dealt.of)
