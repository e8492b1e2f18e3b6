"""A frozen roster: canonical, dated, and without secrets."""

from __future__ import annotations

import hashlib
import json
import string
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from expertpool.actions.freeze_roster import freeze_roster
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.models import Roster, RosterContent
from expertpool.queries.frozen_roster import frozen_content, frozen_experts, read_content
from expertpool.rules.facts import EmployerKind, ExpertFacts, Integrity, Level, PoolStatus

Expert = Callable[..., RosterExpert]


def test_roster_is_stored_with_its_date_source_and_the_digest_of_its_content(
    session: Session, expert: Expert, at: datetime
) -> None:
    roster = freeze_roster(session, experts=[expert(2), expert(1)], at=at, source="名册.xlsx")
    stored = session.get_one(RosterContent, roster.digest)
    assert (roster.frozen_at, roster.source, roster.last_batch) == (at, "名册.xlsx", None)
    assert roster.digest == hashlib.sha256(stored.content.encode()).hexdigest()


def test_frozen_experts_come_back_sorted_and_without_secrets(session: Session, expert: Expert, at: datetime) -> None:
    roster = freeze_roster(session, experts=[expert(2), expert(1)], at=at, source="a")
    bare = {"id_number": None, "phone": None, "email": None}
    assert frozen_experts(session, roster) == (expert(1, **bare), expert(2, **bare))


def test_content_holds_no_identity_number_telephone_or_email(expert: Expert) -> None:
    people = [expert(number) for number in range(1, 40)]
    content = frozen_content(people).decode()
    assert people[0].name in content
    for person in people:
        for secret in (person.id_number, person.phone, person.email):
            assert secret is not None
            assert secret not in content


def test_content_is_canonical_json_without_floats(expert: Expert) -> None:
    content = frozen_content([expert(1)])

    def refuse(text: str) -> None:
        raise AssertionError(text)

    read = json.loads(content, parse_float=refuse)
    assert content == json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert all(set(key) <= set(string.ascii_lowercase + "_") for key in read["experts"][0])
    assert read["format"] == "expertpool-roster/1"


def test_digest_does_not_depend_on_order_or_on_secrets(session: Session, expert: Expert, at: datetime) -> None:
    one = freeze_roster(session, experts=[expert(1), expert(2)], at=at, source="a")
    other = freeze_roster(session, experts=[expert(2, phone=None), expert(1, id_number=None)], at=at, source="b")
    assert one.digest == other.digest
    assert one.id != other.id
    assert len(session.exec(select(RosterContent)).all()) == 1


@pytest.mark.parametrize(
    "given",
    [
        {"name": "张二"},
        {"level": Level.MIDDLE},
        {"years_served": frozenset()},
        {"years_served": None},
        {"specialties": ("材料", "冶金")},
        {"pledged_on": date(2025, 6, 1)},
        {"kin": frozenset({"E0002"})},
        {"term_end": None},
    ],
)
def test_any_changed_fact_changes_the_digest(expert: Expert, given: dict[str, Any]) -> None:
    assert frozen_content([expert(1)]) != frozen_content([expert(1, **given)])


def test_list_that_names_a_number_twice_is_refused(session: Session, expert: Expert, at: datetime) -> None:
    with pytest.raises(Refusal) as refused:
        freeze_roster(session, experts=[expert(1), expert(1)], at=at, source="a")
    assert refused.value.code == "pool.number_twice"
    assert session.exec(select(Roster)).all() == []


def test_roster_knows_the_newest_import(
    session: Session, expert: Expert, at: datetime, bring_in: Callable[..., Any]
) -> None:
    bring_in(expert(1))
    newest = bring_in(expert(1), expert(2))
    assert freeze_roster(session, experts=[expert(1)], at=at, source="a").last_batch == newest.id


WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
DAYS = st.none() | st.dates()
FACTS = st.builds(
    ExpertFacts,
    expert_no=WORDS,
    employer=WORDS,
    series=WORDS,
    specialties=st.lists(WORDS, max_size=3).map(tuple),
    level=st.sampled_from(Level),
    employer_kind=st.none() | st.sampled_from(EmployerKind),
    region=st.none() | WORDS,
    term_start=DAYS,
    term_end=DAYS,
    years_served=st.none() | st.frozensets(st.integers(1990, 2100), max_size=4),
    integrity=st.sampled_from(Integrity),
    status=st.sampled_from(PoolStatus),
    recuse_units=st.frozensets(WORDS, max_size=3),
    kin=st.frozensets(WORDS, max_size=3),
    birth_month=DAYS,
    pledged_on=DAYS,
)
LISTS = st.lists(st.builds(RosterExpert, facts=FACTS, name=WORDS), max_size=4, unique_by=lambda e: e.facts.expert_no)


@given(LISTS)
def test_content_tells_the_experts_again(experts: list[RosterExpert]) -> None:
    assert read_content(frozen_content(experts)) == tuple(sorted(experts, key=lambda e: e.facts.expert_no))
