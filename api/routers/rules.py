"""The rules in force on a day, each with its clause, strength, number and source."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request

from api.language import language_of
from api.permissions import Public
from api.repeats import OnceRoute
from api.schemas.page import Cursor, Limit, Listed
from api.schemas.rules import RuleLine
from api.wiring import Now
from expertpool.rules.printed import print_rules
from expertpool.rules.stack import load_packs

router = APIRouter(prefix="/rules", tags=["rules"], route_class=OnceRoute)


@router.get("")
def list_rules(
    *, request: Request, at: Now, _actor: Public, on: date | None = None, limit: Limit = 50, cursor: Cursor = 0
) -> Listed[RuleLine]:
    """某一天有效的规则表：条款、强度、数值和来源。"""
    lines = print_rules(load_packs(None, on=on or at.date()), language_of(request))
    return Listed[RuleLine].part(lines, cursor, limit, shown=RuleLine.of)
