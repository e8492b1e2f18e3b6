"""Units: which counts as part of which."""

from __future__ import annotations

from fastapi import APIRouter

from api.permissions import MayChangePool, MaySeePool
from api.repeats import OnceRoute
from api.schemas.page import Cursor, Limit, Listed
from api.schemas.units import Affiliation, KnownUnit, ReleasedUnit
from api.wiring import Now, Reading, Writing
from expertpool.actions.affiliate_unit import affiliate_unit, release_unit
from expertpool.queries.units_on_record import units_on_record

router = APIRouter(prefix="/units", tags=["units"], route_class=OnceRoute)


@router.get("")
def list_units(*, session: Reading, _actor: MaySeePool, limit: Limit = 50, cursor: Cursor = 0) -> Listed[KnownUnit]:
    """登记过隶属关系的单位。"""
    return Listed[KnownUnit].part(units_on_record(session), cursor, limit, shown=KnownUnit.of)


@router.post("/affiliate")
def affiliate(*, asked: Affiliation, session: Writing, at: Now, actor: MayChangePool) -> KnownUnit:
    """把一个单位登记为另一单位的下属，按同一单位计算。"""
    return KnownUnit.of(affiliate_unit(session, asked.name, of=asked.affiliate_of, at=at, actor=actor.name))


@router.post("/release")
def release(*, asked: ReleasedUnit, session: Writing, at: Now, actor: MayChangePool) -> KnownUnit:
    """取消隶属登记，单位重新单独计算。"""
    return KnownUnit.of(release_unit(session, asked.name, at=at, actor=actor.name))
