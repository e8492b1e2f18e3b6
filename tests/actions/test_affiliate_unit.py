"""Units under other units count as the same unit, at any distance."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlmodel import Session

from expertpool.actions.affiliate_unit import affiliate_unit, release_unit
from expertpool.errors import Refusal
from expertpool.queries.affiliates import affiliates_of

AT = datetime(2025, 6, 1, 9, tzinfo=UTC)


def test_affiliates_are_found_at_any_distance(session: Session) -> None:
    affiliate_unit(session, "检测中心", of="研究院", at=AT, actor="王")
    affiliate_unit(session, "检测一室", of="检测中心", at=AT, actor="王")
    affiliate_unit(session, "杂志社", of="研究院", at=AT, actor="王")
    assert affiliates_of(session, "研究院") == {"检测中心", "检测一室", "杂志社"}
    assert affiliates_of(session, "检测中心") == {"检测一室"}
    assert affiliates_of(session, "杂志社") == frozenset()
    assert affiliates_of(session, "没有登记的单位") == frozenset()


def test_unit_moves_when_it_is_put_under_another(session: Session) -> None:
    affiliate_unit(session, "检测中心", of="研究院", at=AT, actor="王")
    affiliate_unit(session, "检测中心", of="集团", at=AT, actor="王")
    assert affiliates_of(session, "研究院") == frozenset()
    assert affiliates_of(session, "集团") == {"检测中心"}


def test_released_unit_stands_for_itself(session: Session) -> None:
    affiliate_unit(session, "检测中心", of="研究院", at=AT, actor="王")
    release_unit(session, "检测中心", at=AT, actor="王")
    assert affiliates_of(session, "研究院") == frozenset()


@pytest.mark.parametrize("above", ["研究院", "检测中心", "检测一室"])
def test_unit_under_itself_is_refused(session: Session, above: str) -> None:
    affiliate_unit(session, "检测中心", of="研究院", at=AT, actor="王")
    affiliate_unit(session, "检测一室", of="检测中心", at=AT, actor="王")
    with pytest.raises(Refusal) as refused:
        affiliate_unit(session, "研究院", of=above, at=AT, actor="王")
    assert refused.value.code == "pool.affiliate_circle"


@pytest.mark.parametrize("name", ["没有登记的单位", "研究院"])
def test_releasing_a_unit_that_is_under_none_is_refused(session: Session, name: str) -> None:
    affiliate_unit(session, "检测中心", of="研究院", at=AT, actor="王")
    with pytest.raises(Refusal) as refused:
        release_unit(session, name, at=AT, actor="王")
    assert refused.value.code == "pool.not_affiliated"
