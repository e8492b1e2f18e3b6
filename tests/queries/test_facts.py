"""The pool's experts as facts: what rosters state, and what the pool knows besides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from expertpool.actions.record_misconduct import record_misconduct
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.models import Expert as Row
from expertpool.models import Service
from expertpool.pool_keys import PoolKeys
from expertpool.queries.facts import pool_experts
from expertpool.rules.facts import Integrity

Expert = Callable[..., RosterExpert]
Import = Callable[..., Any]


def serve(session: Session, number: str, year: int) -> None:
    key = session.exec(select(Row.id).where(Row.expert_no == number)).one()
    session.add(Service(expert_id=key, year=year, committee="甲评委会"))
    session.flush()


def test_empty_pool_has_nobody(session: Session) -> None:
    assert pool_experts(session) == ()


def test_experts_are_sorted_by_number_and_without_secrets(session: Session, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(3), expert(1))
    bare = {"id_number": None, "phone": None, "email": None}
    assert pool_experts(session) == (expert(1, **bare), expert(3, **bare))


def test_secrets_come_with_the_keys(session: Session, keys: PoolKeys, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(1))
    assert pool_experts(session, keys=keys) == (expert(1),)


def test_other_keys_are_refused(session: Session, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(1))
    with pytest.raises(Refusal) as refused:
        pool_experts(session, keys=PoolKeys.derive(bytes(32)))
    assert refused.value.code == "store.key_wrong"


def test_service_counts_over_all_committees(session: Session, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(1, years_served=frozenset({2022, 2024})), expert(2, years_served=None))
    serve(session, "E0001", 2023)
    serve(session, "E0001", 2024)
    assert [one.facts.years_served for one in pool_experts(session)] == [{2022, 2023, 2024}, None]
    serve(session, "E0002", 2023)
    assert pool_experts(session)[1].facts.years_served == {2023}


def test_service_on_record_survives_a_roster_that_does_not_know_it(
    session: Session, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1))
    serve(session, "E0001", 2023)
    bring_in(expert(1, years_served=frozenset()))
    assert pool_experts(session)[0].facts.years_served == {2023}


def test_never_having_served_differs_from_not_known(session: Session, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(1, years_served=frozenset()), expert(2, years_served=None))
    assert [one.facts.years_served for one in pool_experts(session)] == [frozenset(), None]


def test_kinship_stated_by_one_side_binds_both(session: Session, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(1), expert(2, kin=frozenset({"E0001", "E0077"})))
    assert [one.facts.kin for one in pool_experts(session)] == [{"E0002"}, {"E0001", "E0077"}]


def test_those_who_left_neither_appear_nor_bind(session: Session, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(1), expert(2, kin=frozenset({"E0001"})))
    bring_in(expert(1))
    assert [(one.facts.expert_no, one.facts.kin) for one in pool_experts(session)] == [("E0001", frozenset())]


def test_current_term_is_the_latest_one(session: Session, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(1))
    bring_in(expert(1, term_start=date(2026, 1, 1), term_end=None))
    facts = pool_experts(session)[0].facts
    assert (facts.term_start, facts.term_end) == (date(2026, 1, 1), None)


def test_integrity_is_the_worse_of_roster_and_integrity_file(
    session: Session, expert: Expert, bring_in: Import, at: datetime
) -> None:
    bring_in(expert(1, integrity=Integrity.DISHONEST), expert(2), expert(3))
    record_misconduct(session, "E0002", happened_on=date(2025, 6, 1), what="泄密", at=at, actor="王")
    found = [one.facts.integrity for one in pool_experts(session)]
    assert found == [Integrity.DISHONEST, Integrity.DISHONEST, Integrity.GOOD]
