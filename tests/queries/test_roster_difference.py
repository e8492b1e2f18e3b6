"""A roster against the pool: who is added, changed field by field, removed; and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.pool_keys import PoolKeys
from expertpool.queries.roster_difference import ExpertChange, RosterDifference, compare_roster
from expertpool.rules.facts import EmployerKind, Integrity, Level, PoolStatus

Expert = Callable[..., RosterExpert]
Import = Callable[..., Any]


@pytest.fixture
def compare(session: Session, keys: PoolKeys) -> Callable[..., RosterDifference]:
    return lambda *experts, **given: compare_roster(session, experts, **{"keys": keys, **given})


Compare = Callable[..., RosterDifference]


def test_empty_pool_gets_everybody_added(compare: Compare, expert: Expert) -> None:
    found = compare(expert(2), expert(1))
    assert found == RosterDifference(added=("E0001", "E0002"), changed=(), removed=(), unchanged=0, pool_before=0)


def test_same_roster_in_another_order_changes_nothing(compare: Compare, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(1), expert(2), expert(3))
    found = compare(expert(3), expert(1), expert(2))
    assert found.empty
    assert (found.unchanged, found.pool_before) == (3, 3)


def test_comparing_writes_nothing(
    compare: Compare, expert: Expert, bring_in: Import, pool_rows: Callable[[], object]
) -> None:
    bring_in(expert(1))
    before = pool_rows()
    compare(expert(1, phone="13800000000"), expert(2))
    assert pool_rows() == before


def test_added_changed_removed_and_unchanged_are_told_apart(compare: Compare, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(1), expert(2), expert(3))
    found = compare(expert(1), expert(2, level=Level.ASSOCIATE_SENIOR), expert(4))
    assert found == RosterDifference(
        added=("E0004",),
        changed=(ExpertChange("E0002", {"level": ("正高级", "副高级")}),),
        removed=("E0003",),
        unchanged=1,
        pool_before=3,
    )


CHANGES: list[tuple[str, dict[str, Any], tuple[Any, Any]]] = [
    ("name", {"name": "张建国"}, ("张1", "张建国")),
    ("id_number", {"id_number": "99020319680512001X"}, ("990203********0015", "990203********001X")),
    ("gender", {"gender": "女"}, ("男", "女")),
    ("gender", {"gender": None}, ("男", None)),
    ("employer", {"employer": "云岭钢铁公司"}, ("云岭第1研究院", "云岭钢铁公司")),
    ("employer_kind", {"employer_kind": EmployerKind.PRIVATE_ENTERPRISE}, ("事业单位", "民营企业")),
    ("employer_kind", {"employer_kind": None}, ("事业单位", None)),
    ("region", {"region": None}, ("云岭市", None)),
    ("series", {"series": "经济"}, ("工程", "经济")),
    ("specialties", {"specialties": ("冶金",)}, (["冶金", "材料"], ["冶金"])),
    ("specialties", {"specialties": ("材料", "冶金")}, (["冶金", "材料"], ["材料", "冶金"])),
    ("level", {"level": Level.MIDDLE}, ("正高级", "中级")),
    ("term_start", {"term_start": date(2025, 1, 1)}, ("2024-01-01", "2025-01-01")),
    ("term_end", {"term_end": None}, ("2026-12-31", None)),
    ("years_served", {"years_served": frozenset({2022, 2024, 2025})}, ([2022, 2024], [2022, 2024, 2025])),
    ("years_served", {"years_served": frozenset()}, ([2022, 2024], [])),
    ("integrity", {"integrity": Integrity.DISHONEST}, ("正常", "失信")),
    ("recuse_units", {"recuse_units": frozenset({"乙", "甲"})}, (["云岭矿业集团"], sorted(["甲", "乙"]))),
    ("recuse_units", {"recuse_units": frozenset()}, (["云岭矿业集团"], [])),
    ("kin", {"kin": frozenset({"E0009"})}, ([], ["E0009"])),
    ("birth_month", {"birth_month": date(1971, 5, 1)}, ("1970-05", "1971-05")),
    ("phone", {"phone": "13800005678"}, ("139****0001", "138****5678")),
    ("phone", {"phone": None}, ("139****0001", None)),
    ("email", {"email": "li@example.cn"}, ("z***@example.cn", "l***@example.cn")),
    ("status", {"status": PoolStatus.SUSPENDED}, ("在库", "停用")),
]


@pytest.mark.parametrize(("field", "given", "shown"), CHANGES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CHANGES)])
def test_each_field_shows_its_old_and_new_value(
    *,
    compare: Compare,
    expert: Expert,
    bring_in: Import,
    field: str,
    given: dict[str, Any],
    shown: tuple[Any, Any],
) -> None:
    bring_in(expert(1), expert(2))
    found = compare(expert(1, **given), expert(2))
    assert found.changed == (ExpertChange("E0001", {field: shown}),)


@pytest.mark.parametrize(("field", "given", "shown"), CHANGES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CHANGES)])
def test_each_field_once_imported_is_unchanged(
    *,
    compare: Compare,
    expert: Expert,
    bring_in: Import,
    field: str,
    given: dict[str, Any],
    shown: tuple[Any, Any],
) -> None:
    bring_in(expert(1))
    bring_in(expert(1, **given))
    assert compare(expert(1, **given)).empty
    back = compare(expert(1)).changed
    assert back == (ExpertChange("E0001", {field: (shown[1], shown[0])}),)


def test_line_that_names_no_years_leaves_those_on_record(compare: Compare, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(1))
    assert compare(expert(1, years_served=None)).empty


def test_years_stated_for_the_first_time_show_that_none_were_known(
    compare: Compare, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1, years_served=None))
    found = compare(expert(1, years_served=frozenset()))
    assert found.changed == (ExpertChange("E0001", {"years_served": (None, [])}),)


def test_what_a_roster_has_no_column_for_stays_as_it_is(compare: Compare, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(1), expert(2))
    bare = expert(1, phone=None, email=None, id_number=None, region=None, name="张新名")
    columns = {"expert_no", "name", "employer", "series", "specialties", "level"}
    assert compare(bare, expert(2), columns=columns).changed == (ExpertChange("E0001", {"name": ("张1", "张新名")}),)


def test_expert_whose_number_changed_is_known_by_the_identity_number(
    compare: Compare, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1), expert(2))
    moved = replace(expert(1), facts=replace(expert(1).facts, expert_no="X9"))
    found = compare(moved, expert(2))
    assert found.renumbered == (("E0001", "X9"),)
    assert found.changed == (ExpertChange("X9", {"expert_no": ("E0001", "X9")}),)
    assert (found.added, found.removed) == ((), ())


def test_two_experts_who_swap_numbers_are_both_renumbered(compare: Compare, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(1), expert(2))
    one, two = (replace(expert(a), facts=replace(expert(a).facts, expert_no=f"E000{b}")) for a, b in ((1, 2), (2, 1)))
    found = compare(one, two)
    assert found.renumbered == (("E0002", "E0001"), ("E0001", "E0002"))
    assert (found.added, found.removed, found.unchanged) == ((), (), 0)


def test_corrected_identity_number_keeps_the_expert_and_asks_for_a_second_look(
    compare: Compare, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1))
    found = compare(expert(1, id_number="99020319680512001X"))
    assert [change.expert_no for change in found.changed] == ["E0001"]
    assert found.identity_changed == ("E0001",)


def test_identity_number_stated_for_the_first_time_needs_no_second_look(
    compare: Compare, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1, id_number=None))
    found = compare(expert(1))
    assert found.changed == (ExpertChange("E0001", {"id_number": (None, "990203********0015")}),)
    assert found.identity_changed == ()


def test_number_passed_on_to_another_person_is_a_removal_and_an_addition(
    compare: Compare, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1), expert(2))
    found = compare(expert(1, name="李新人", id_number="99020319680512001X"), expert(2))
    assert (found.added, found.removed, found.changed) == (("E0001",), ("E0001",), ())


def test_expert_who_comes_back_is_told_even_under_another_number(
    compare: Compare, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1), expert(2))
    bring_in(expert(2))
    same, other = expert(1), replace(expert(1), facts=replace(expert(1).facts, expert_no="X9"))
    assert compare(same, expert(2)).returning == (("E0001", "E0001"),)
    assert compare(other, expert(2)).returning == (("E0001", "X9"),)
    assert compare(other, expert(2)).added == ("X9",)


def test_namesake_without_identity_number_under_a_former_number_comes_back(
    compare: Compare, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1), expert(2))
    bring_in(expert(2))
    assert compare(expert(1, id_number=None), expert(2)).returning == (("E0001", "E0001"),)
    assert compare(expert(1, id_number=None, name="李新人"), expert(2)).returning == ()


def test_years_that_a_roster_takes_back_ask_for_a_second_look(
    compare: Compare, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1), expert(2), expert(3))
    found = compare(
        expert(1, years_served=frozenset({2024})), expert(2, years_served=frozenset({2021, 2022, 2024})), expert(3)
    )
    assert found.years_taken_back == ("E0001",)


def test_restored_integrity_asks_for_a_second_look_even_on_coming_back(
    compare: Compare, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1, integrity=Integrity.DISHONEST), expert(2, integrity=Integrity.DISHONEST), expert(3))
    bring_in(expert(1, integrity=Integrity.DISHONEST), expert(3))
    assert compare(expert(1), expert(2), expert(3)).integrity_restored == ("E0001", "E0002")


def test_spared_experts_stay_though_the_roster_does_not_name_them(
    compare: Compare, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1), expert(2), expert(3))
    found = compare(expert(1), spared={"E0002", "E0777"})
    assert (found.removed, found.spared) == (("E0003",), ("E0002",))


def test_nobody_leaves_when_removing_is_off(compare: Compare, expert: Expert, bring_in: Import) -> None:
    bring_in(expert(1), expert(2), expert(3))
    found = compare(expert(1), remove=False)
    assert (found.removed, found.spared) == ((), ("E0002", "E0003"))


def test_number_given_away_while_its_holder_stays_is_refused(
    compare: Compare, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1), expert(2))
    with pytest.raises(Refusal) as refused:
        compare(expert(1, name="李新人", id_number="99020319680512001X"), remove=False)
    assert (refused.value.code, refused.value.params) == ("pool.number_taken", {"numbers": "E0001"})


def test_number_that_stands_twice_is_refused(compare: Compare, expert: Expert) -> None:
    with pytest.raises(Refusal) as refused:
        compare(expert(1), expert(2), expert(1))
    assert (refused.value.code, refused.value.params) == ("pool.number_twice", {"numbers": "E0001"})


def test_identity_number_that_stands_twice_is_refused_without_showing_it(compare: Compare, expert: Expert) -> None:
    with pytest.raises(Refusal) as refused:
        compare(expert(1), expert(2, id_number=expert(1).id_number))
    assert (refused.value.code, refused.value.params) == ("pool.identity_twice", {"numbers": "E0001、E0002"})


def test_other_keys_than_those_the_pool_is_sealed_with_are_refused(
    compare: Compare, expert: Expert, bring_in: Import
) -> None:
    bring_in(expert(1))
    with pytest.raises(Refusal) as refused:
        compare(expert(1), keys=PoolKeys.derive(bytes(32)))
    assert refused.value.code == "store.key_wrong"


@pytest.mark.parametrize(
    ("pool", "kept", "new", "shrinks"),
    [
        (20, 10, 0, False),
        (20, 9, 0, True),
        (20, 9, 5, True),
        (19, 9, 0, True),
        (18, 9, 0, False),
        (4, 1, 0, False),
        (4, 0, 0, True),
        (4, 0, 1, False),
        (0, 0, 3, False),
    ],
)
def test_roster_shrinks_the_pool_when_over_half_and_ten_leave_or_everybody(
    *, compare: Compare, expert: Expert, bring_in: Import, pool: int, kept: int, new: int, shrinks: bool
) -> None:
    bring_in(*map(expert, range(1, pool + 1)))
    found = compare(*map(expert, range(1, kept + 1)), *map(expert, range(101, 101 + new)))
    assert found.shrinks is shrinks
