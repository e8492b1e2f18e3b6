"""Scores: how many sheets came, and nothing of what they say before everything is closed and opened."""

from __future__ import annotations

from fastapi import APIRouter

from api.permissions import MaySeeSeason
from api.repeats import OnceRoute
from api.schemas.page import Cursor, Limit, Listed
from api.schemas.reading import Scored
from api.wiring import Reading
from expertpool.queries.reading_progress import rounds_scored

router = APIRouter(prefix="/scores", tags=["scores"], route_class=OnceRoute)


@router.get("")
def list_scored(*, session: Reading, _actor: MaySeeSeason, limit: Limit = 50, cursor: Cursor = 0) -> Listed[Scored]:
    """各评审组每一轮应交和已交的打分表份数。"""
    return Listed[Scored].part(rounds_scored(session), cursor, limit, shown=Scored.of)
