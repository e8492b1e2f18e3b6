"""The ledger: its head and entries for whoever oversees, payloads for nobody.

How long it is would tell a reader when another one hands something in.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from api.permissions import MaySeeSeason
from api.repeats import OnceRoute
from api.schemas.ledger import LedgerHead, LedgerLine
from api.wiring import Reading
from expertpool.queries.ledger import heads, stored_frontier
from expertpool.queries.ledger_entry_by import entry_at

router = APIRouter(prefix="/ledger", tags=["ledger"], route_class=OnceRoute)


@router.get("/head")
def show_head(*, session: Reading, _actor: MaySeeSeason) -> LedgerHead:
    """留痕的长度、根和最近一次签名。"""
    edge, signed = stored_frontier(session), heads(session)
    return LedgerHead.of(edge.size, edge.root(), signed[-1] if signed else None)


@router.get("/entries/{number}")
def show_entry(*, number: Annotated[int, Path(ge=0, le=2**53)], session: Reading, _actor: MaySeeSeason) -> LedgerLine:
    """一条留痕：编号、时间、种类和摘要，不含内容。"""
    return LedgerLine.of(*entry_at(session, number))
