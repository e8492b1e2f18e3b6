"""Importing a roster makes the pool as it states, in one batch, and writes nothing it need not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.models import Expert as Row
from expertpool.models import ImportBatch, ImportedRow, PoolLock, Tenure
from expertpool.pool_keys import PoolKeys
from expertpool.queries.facts import pool_experts
from expertpool.queries.roster_difference import compare_roster
from expertpool.rules.facts import Integrity, Level, PoolStatus

Expert = Callable[..., RosterExpert]
Import = Callable[..., Any]
Rows = Callable[[], dict[str, list[Any]]]


def pool(session: Session, keys: PoolKeys) -> list[RosterExpert]:
    return list(pool_experts(session, keys=keys))


def test_imported_experts_come_back_as_they_were_stated(
    session: Session, keys: PoolKeys, expert: Expert, bring_in: Import
) -> None:
    stated = [expert(1), expert(2, gender=None, phone=None, email=None, id_number=None, region=None, term_end=None)]
    bring_in(*stated)
    assert pool(session, keys) == stated


def test_batch_says_what_was_read_when_and_by_whom(expert: Expert, bring_in: Import, at: datetime) -> None:
    bring_in(expert(1), expert(2), expert(3))
    batch = bring_in(expert(1), expert(2, name="李"), expert(4), source="b.xlsx", digest="ab12", actor="王芳")
    assert batch.model_dump(exclude={"id"}) == {
        "source": "b.xlsx",
        "digest": "ab12",
        "imported_at": at,
        "imported_by": "王芳",
        "added": 1,
        "changed": 1,
        "removed": 1,
        "unchanged": 1,
        "undone_at": None,
        "undone_by": None,
    }


def test_second_import_of_the_same_roster_changes_nothing_at_all(
    session: Session, expert: Expert, bring_in: Import, pool_rows: Rows
) -> None:
    bring_in(expert(1), expert(2))
    before = pool_rows()
    assert bring_in(expert(2), expert(1)) is None
    assert pool_rows() == before
    assert len(session.exec(select(ImportBatch)).all()) == 1


def test_unchanged_experts_are_not_written_and_unchanged_secrets_stay_sealed_as_they_are(
    session: Session, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1), expert(2))
    before = {row.expert_no: row.model_dump() for row in session.exec(select(Row))}
    session.expire_all()
    batch = bring_in(expert(1), expert(2, phone="13800000000"))
    session.expire_all()
    after = {row.expert_no: row.model_dump() for row in session.exec(select(Row))}
    assert after["E0001"] == before["E0001"]
    assert {key for key in after["E0002"] if after["E0002"][key] != before["E0002"][key]} == {"phone_sealed"}
    touched = session.exec(select(ImportedRow.expert_id).where(ImportedRow.batch_id == batch.id)).all()
    assert touched == [after["E0002"]["id"]]


def test_removed_expert_leaves_the_list_and_keeps_the_history(
    session: Session, keys: PoolKeys, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1, years_served=frozenset({2022, 2023, 2024})), expert(2))
    bring_in(expert(2))
    assert pool(session, keys) == [expert(2)]
    bring_in(expert(1, years_served=None), expert(2))
    assert pool(session, keys)[0].facts.years_served == {2022, 2023, 2024}


def test_history_follows_the_person_to_a_new_number(
    session: Session, keys: PoolKeys, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1, years_served=frozenset({2022, 2023, 2024})), expert(2))
    moved = expert(1, years_served=None)
    bring_in(replace(moved, facts=replace(moved.facts, expert_no="X9")), expert(2))
    found = pool(session, keys)
    assert [(e.facts.expert_no, e.name, e.phone) for e in found] == [
        ("E0002", "张2", "13900000002"),
        ("X9", "张1", "13900000001"),
    ]
    assert found[1].facts.years_served == {2022, 2023, 2024}


def test_history_does_not_pass_to_another_person_with_the_same_number(
    session: Session, keys: PoolKeys, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1, years_served=frozenset({2022, 2023, 2024})), expert(2))
    newcomer = expert(1, name="李新人", id_number="99020319680512001X", years_served=None)
    bring_in(newcomer, expert(2))
    assert pool(session, keys) == [newcomer, expert(2)]


@pytest.mark.parametrize("places", [(1, 2, 0), (1, 0, 2), (2, 1, 0)])
def test_numbers_change_hands_within_one_roster(
    session: Session, keys: PoolKeys, expert: Expert, bring_in: Import, places: tuple[int, ...]
) -> None:
    people = [expert(1), expert(2), expert(3)]
    bring_in(*people)
    moved = [
        replace(person, facts=replace(person.facts, expert_no=people[place].facts.expert_no))
        for person, place in zip(people, places, strict=True)
    ]
    bring_in(*moved)
    assert pool(session, keys) == sorted(moved, key=lambda person: person.facts.expert_no)


def test_identity_numbers_change_hands_within_one_roster(
    session: Session, keys: PoolKeys, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1), expert(2))
    swapped = [
        expert(1, id_number=expert(2).id_number, name="张2"),
        expert(2, id_number=expert(1).id_number, name="张1"),
    ]
    bring_in(*swapped)
    assert [(e.facts.expert_no, e.name, e.id_number) for e in pool(session, keys)] == [
        ("E0001", "张2", expert(2).id_number),
        ("E0002", "张1", expert(1).id_number),
    ]


def test_new_term_is_kept_beside_the_former_and_a_corrected_end_is_not(
    session: Session, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1))
    bring_in(expert(1, term_end=date(2025, 12, 31)))
    bring_in(expert(1, term_start=date(2026, 1, 1), term_end=date(2028, 12, 31)))
    terms = session.exec(select(Tenure).order_by(Tenure.ordinal)).all()
    assert [(term.ordinal, term.starts_on, term.ends_on) for term in terms] == [
        (0, date(2024, 1, 1), date(2025, 12, 31)),
        (1, date(2026, 1, 1), date(2028, 12, 31)),
    ]


def test_roster_that_would_empty_the_pool_is_refused_and_writes_nothing(
    expert: Expert, bring_in: Import, pool_rows: Rows
) -> None:
    bring_in(*map(expert, range(1, 31)))
    before = pool_rows()
    with pytest.raises(Refusal) as refused:
        bring_in(*map(expert, range(1, 6)))
    assert (refused.value.code, refused.value.params) == ("pool.shrinks", {"removed": 25, "pool": 30})
    assert pool_rows() == before
    batch = bring_in(*map(expert, range(1, 6)), allow_shrink=True)
    assert batch.removed == 25


def test_first_import_marks_the_pool_with_its_key_and_other_keys_are_refused(
    session: Session, keys: PoolKeys, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1))
    assert session.get_one(PoolLock, 1).mark == keys.mark
    with pytest.raises(Refusal) as refused:
        bring_in(expert(1), expert(2), keys=PoolKeys.derive(bytes(32)))
    assert refused.value.code == "store.key_wrong"


def test_import_never_commits(session: Session, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(1))
    session.rollback()
    assert session.exec(select(Row)).all() == []
    assert session.exec(select(ImportBatch)).all() == []


def test_sealed_value_moved_to_another_expert_in_the_database_is_noticed(
    session: Session, keys: PoolKeys, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1), expert(2))
    one, two = session.exec(select(Row).order_by(Row.expert_no)).all()
    two.phone_sealed = one.phone_sealed
    session.add(two)
    session.flush()
    with pytest.raises(Refusal) as refused:
        pool_experts(session, keys=keys)
    assert (refused.value.code, refused.value.params) == (
        "store.sealed_altered",
        {"field": "phone", "expert_no": "E0002"},
    )


PEOPLE = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.integers(1, 6),
        st.sampled_from(list(Level)),
        st.none() | st.frozensets(st.integers(2020, 2025), max_size=3),
        st.sampled_from([None, "13900000000", "13811112222"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
    unique_by=(lambda line: line[0], lambda line: line[1]),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rosters=st.lists(PEOPLE, min_size=1, max_size=4), data=st.data())
def test_whatever_was_before_the_pool_is_then_what_the_roster_states(
    session: Session,
    keys: PoolKeys,
    expert: Expert,
    bring_in: Import,
    *,
    rosters: list[Any],
    data: st.DataObject,
) -> None:
    with session.begin_nested() as scope:
        for lines in rosters:
            experts = [
                replace(
                    expert(
                        person,
                        level=level,
                        years_served=years,
                        phone=phone,
                        status=PoolStatus.ACTIVE if active else PoolStatus.SUSPENDED,
                        integrity=data.draw(st.sampled_from(list(Integrity))),
                    ),
                    id_number=expert(person).id_number if data.draw(st.booleans()) else None,
                )
                for person, _, level, years, phone, active in lines
            ]
            experts = [
                replace(person, facts=replace(person.facts, expert_no=f"N{line[1]}"))
                for person, line in zip(experts, lines, strict=True)
            ]
            bring_in(*experts, allow_shrink=True)
            assert compare_roster(session, experts, keys=keys).empty
            found = pool(session, keys)
            stated = sorted(experts, key=lambda person: person.facts.expert_no)
            assert [_without_years(person) for person in found] == [_without_years(person) for person in stated]
            for known, said in zip(found, stated, strict=True):
                assert said.facts.years_served is None or known.facts.years_served == said.facts.years_served
        scope.rollback()


def _without_years(person: RosterExpert) -> RosterExpert:
    return replace(person, facts=replace(person.facts, years_served=None))
