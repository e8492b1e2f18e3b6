"""The pool: experts found by name, initials or unit; imports and their undoing; how the pool stands."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.permissions import MayChangePool, MaySeePool
from api.repeats import OnceRoute
from api.schemas.experts import Batch, ExpertLine, PoolState, WholeExpert
from api.schemas.page import Cursor, Limit, Listed
from api.wiring import Now, Reading, Writing
from expertpool.actions.undo_import import undo_import
from expertpool.ids import ExpertId
from expertpool.queries.expert_search import expert_by, find_experts
from expertpool.queries.facts import pool_experts
from expertpool.queries.import_batches import import_batches
from expertpool.queries.pool_health import pool_health

router = APIRouter(tags=["experts"], route_class=OnceRoute)


@router.get("/experts")
def list_experts(
    *,
    session: Reading,
    _actor: MaySeePool,
    search: Annotated[str, Query(max_length=80)] = "",
    limit: Limit = 50,
    cursor: Cursor = 0,
) -> Listed[ExpertLine]:
    """专家名单：按姓名、拼音首字母、编号、单位或专业查找。"""
    return Listed[ExpertLine].part(find_experts(session, search), cursor, limit, shown=ExpertLine.of)


@router.get("/experts/{expert_no}")
def show_expert(*, expert_no: str, session: Reading, _actor: MaySeePool) -> WholeExpert:
    """一名专家的登记情况（不含证件号码和联系方式）。"""
    return WholeExpert.of(expert_by(session, ExpertId(expert_no)))


@router.get("/imports")
def list_imports(*, session: Reading, _actor: MaySeePool, limit: Limit = 50, cursor: Cursor = 0) -> Listed[Batch]:
    """历次导入，新的在前。"""
    return Listed[Batch].part(import_batches(session), cursor, limit, shown=Batch.of)


@router.post("/imports/{batch}/undo")
def undo_one(*, batch: Annotated[int, Path(ge=1, le=2**53)], session: Writing, at: Now, actor: MayChangePool) -> Batch:
    """撤销一次导入，专家库恢复到导入之前。"""
    return Batch.of(undo_import(session, batch, at=at, actor=actor.name))


@router.get("/pool/health")
def show_health(
    *,
    session: Reading,
    at: Now,
    _actor: MaySeePool,
    year: Annotated[int | None, Query(ge=1990, le=2200)] = None,
) -> PoolState:
    """专家库现状：人数、覆盖、民营企业专家比例。"""
    wanted = year or at.year
    experts = [one.facts for one in pool_experts(session, season=wanted)]
    return PoolState.of(pool_health(experts, year=wanted))
