"""Undoing an import puts back exactly what it found, or says why it cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from expertpool.actions.freeze_roster import freeze_roster
from expertpool.actions.grant_waiver import grant_waiver
from expertpool.actions.record_misconduct import record_misconduct
from expertpool.actions.sign_pledge import sign_pledge
from expertpool.actions.undo_import import undo_import
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.models import Expert as Row
from expertpool.models import ImportBatch, Service
from expertpool.rules.facts import Integrity, Level

Expert = Callable[..., RosterExpert]
Import = Callable[..., Any]
Rows = Callable[[], dict[str, list[Any]]]
Undo = Callable[..., ImportBatch]


@pytest.fixture
def undo(session: Session, at: datetime) -> Undo:
    def do(batch: ImportBatch | int) -> ImportBatch:
        number = batch if isinstance(batch, int) else batch.id or 0
        done = undo_import(session, number, at=at, actor="李")
        session.expire_all()
        return done

    return do


def renumbered(person: RosterExpert, number: str) -> RosterExpert:
    return replace(person, facts=replace(person.facts, expert_no=number))


def test_undoing_the_first_import_empties_the_pool(
    expert: Expert, bring_in: Import, pool_rows: Rows, undo: Undo, at: datetime
) -> None:
    empty = pool_rows()
    done = undo(bring_in(expert(1), expert(2)))
    assert pool_rows() == empty
    assert (done.undone_at, done.undone_by) == (at, "李")


def test_undoing_restores_every_row_to_the_last_byte(
    expert: Expert, bring_in: Import, pool_rows: Rows, undo: Undo
) -> None:
    bring_in(expert(1), expert(2), expert(3, kin=frozenset({"E0001"})), expert(4))
    before = pool_rows()
    batch = bring_in(
        expert(1, level=Level.MIDDLE, phone="13811112222", years_served=frozenset({2025}), recuse_units=frozenset()),
        renumbered(expert(2, term_start=date(2026, 1, 1), term_end=date(2028, 12, 31)), "X9"),
        expert(3),
        expert(5),
    )
    assert (batch.added, batch.changed, batch.removed) == (1, 3, 1)
    assert pool_rows() != before
    undo(batch)
    assert pool_rows() == before


def test_undoing_gives_swapped_numbers_back(expert: Expert, bring_in: Import, pool_rows: Rows, undo: Undo) -> None:
    bring_in(expert(1), expert(2))
    before = pool_rows()
    undo(bring_in(renumbered(expert(1), "E0002"), renumbered(expert(2), "E0001")))
    assert pool_rows() == before


def test_undoing_sends_those_who_came_back_away_again(
    expert: Expert, bring_in: Import, pool_rows: Rows, undo: Undo
) -> None:
    bring_in(expert(1), expert(2))
    bring_in(expert(2))
    before = pool_rows()
    undo(bring_in(expert(1), expert(2)))
    assert pool_rows() == before


def test_undone_roster_can_be_imported_again(expert: Expert, bring_in: Import, undo: Undo) -> None:
    first = bring_in(expert(1))
    undo(first)
    second = bring_in(expert(1))
    assert (second.added, second.id) == (1, first.id + 1)


def test_undoing_twice_is_refused(expert: Expert, bring_in: Import, undo: Undo) -> None:
    batch = bring_in(expert(1))
    undo(batch)
    with pytest.raises(Refusal) as refused:
        undo(batch)
    assert refused.value.code == "pool.undone_already"


def test_undoing_an_unknown_batch_is_refused(undo: Undo) -> None:
    with pytest.raises(Refusal) as refused:
        undo(77)
    assert (refused.value.code, refused.value.params) == ("pool.no_batch", {"batch": 77})


def test_batch_whose_experts_a_later_one_touched_is_refused_until_that_is_undone(
    expert: Expert, bring_in: Import, pool_rows: Rows, undo: Undo
) -> None:
    empty = pool_rows()
    first = bring_in(expert(1), expert(2))
    second = bring_in(expert(1, phone="13800000000"), expert(2))
    third = bring_in(expert(1, phone="13800000001"), expert(2))
    with pytest.raises(Refusal) as refused:
        undo(first)
    assert (refused.value.code, refused.value.params) == (
        "pool.undo_overtaken",
        {"batch": first.id, "later": f"{third.id}、{second.id}", "latest": third.id},
    )
    for batch in (third, second, first):
        undo(batch)
    assert pool_rows() == empty


def test_batch_can_be_undone_beside_a_later_one_about_others(
    expert: Expert, bring_in: Import, pool_rows: Rows, undo: Undo
) -> None:
    bring_in(expert(1), expert(2))
    first = bring_in(expert(1, phone="13800000000"), expert(2))
    bring_in(expert(1, phone="13800000000"), expert(2, phone="13800000001"), expert(3))
    undo(first)
    rows = {row[1]: row for row in pool_rows()["expert"]}
    assert sorted(rows) == ["E0001", "E0002", "E0003"]


def test_batch_before_a_frozen_roster_is_refused_and_one_after_it_is_not(
    session: Session, expert: Expert, bring_in: Import, undo: Undo, at: datetime
) -> None:
    first = bring_in(expert(1))
    freeze_roster(session, experts=[expert(1)], at=at, source="名册.xlsx")
    with pytest.raises(Refusal) as refused:
        undo(first)
    assert (refused.value.code, refused.value.params["source"]) == ("pool.undo_frozen", "名册.xlsx")
    undo(bring_in(expert(1), expert(2)))


@pytest.mark.parametrize("record", ["pledge", "misconduct", "waiver", "service"])
def test_batch_that_added_somebody_with_other_records_is_refused(
    *, session: Session, expert: Expert, bring_in: Import, undo: Undo, at: datetime, record: str
) -> None:
    batch = bring_in(expert(1), expert(2))
    if record == "pledge":
        sign_pledge(session, "E0002", season=2025, signed_on=date(2025, 6, 1), at=at, actor="王")
    elif record == "misconduct":
        record_misconduct(session, "E0002", happened_on=date(2025, 6, 1), what="泄密", at=at, actor="王")
    elif record == "waiver":
        grant_waiver(session, "rest", reason="缺人", approver="赵", at=at, actor="王", expert_no="E0002")
    else:
        key = session.exec(select(Row.id).where(Row.expert_no == "E0002")).one()
        session.add(Service(expert_id=key, year=2025, committee="甲评委会"))
    with pytest.raises(Refusal) as refused:
        undo(batch)
    assert (refused.value.code, refused.value.params["numbers"]) == ("pool.undo_recorded", "E0002")


def test_change_of_somebody_with_other_records_can_be_undone_and_keeps_them(
    *, session: Session, expert: Expert, bring_in: Import, undo: Undo, at: datetime, pool_rows: Rows
) -> None:
    bring_in(expert(1))
    batch = bring_in(expert(1, years_served=frozenset({2025})))
    sign_pledge(session, "E0001", season=2025, signed_on=date(2025, 6, 1), at=at, actor="王")
    key = session.exec(select(Row.id).where(Row.expert_no == "E0001")).one()
    session.add(Service(expert_id=key, year=2025, committee="甲评委会"))
    undo(batch)
    rows = pool_rows()
    assert rows["service"] == [(key, 2022, ""), (key, 2024, ""), (key, 2025, "甲评委会")]
    assert len(rows["pledge"]) == 1


def test_batch_whose_old_number_has_a_new_holder_is_refused(expert: Expert, bring_in: Import, undo: Undo) -> None:
    bring_in(expert(1), expert(2))
    moved = bring_in(renumbered(expert(1), "X9"), expert(2))
    bring_in(renumbered(expert(1), "X9"), expert(2), renumbered(expert(3), "E0001"))
    with pytest.raises(Refusal) as refused:
        undo(moved)
    assert (refused.value.code, refused.value.params["numbers"]) == ("pool.undo_taken", "E0001")


def test_undoing_never_commits(session: Session, expert: Expert, bring_in: Import, undo: Undo) -> None:
    batch = bring_in(expert(1))
    session.commit()
    undo(batch)
    session.rollback()
    assert session.exec(select(Row.expert_no)).all() == ["E0001"]
    assert session.get_one(ImportBatch, batch.id).undone_at is None


LINES = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 5), st.sampled_from(list(Level)), st.sampled_from(list(Integrity))),
    max_size=5,
    unique_by=(lambda line: line[0], lambda line: line[1]),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rosters=st.lists(LINES, min_size=1, max_size=5))
def test_batches_undone_from_the_last_to_the_first_retrace_every_state(
    *, session: Session, expert: Expert, bring_in: Import, pool_rows: Rows, undo: Undo, rosters: list[Any]
) -> None:
    with session.begin_nested() as scope:
        states, batches = [pool_rows()], []
        for lines in rosters:
            people = [renumbered(expert(a, level=level, integrity=good), f"N{b}") for a, b, level, good in lines]
            batch = bring_in(*people, allow_shrink=True)
            if batch is not None:
                batches.append(batch.id)
                states.append(pool_rows())
        for batch_id, before in zip(reversed(batches), reversed(states[:-1]), strict=True):
            undo(batch_id)
            assert pool_rows() == before
        scope.rollback()
    session.expire_all()
