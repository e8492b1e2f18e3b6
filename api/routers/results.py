"""Results once they were posted: which list, for which days, how many stand on it, what was complained of."""

from __future__ import annotations

from fastapi import APIRouter

from api.permissions import MaySeeSeason
from api.repeats import OnceRoute
from api.schemas.meetings import PostedResults
from api.schemas.page import Cursor, Limit, Listed
from api.wiring import Reading
from expertpool.queries.posted_lists import posted_lists

router = APIRouter(prefix="/results", tags=["results"], route_class=OnceRoute)


@router.get("")
def list_posted(
    *, session: Reading, _actor: MaySeeSeason, limit: Limit = 50, cursor: Cursor = 0
) -> Listed[PostedResults]:
    """已公示的评审结果，新的在前；未公示的不出现。"""
    return Listed[PostedResults].part(posted_lists(session), cursor, limit, shown=PostedResults.of)
