"""Groups of experts: who belongs, who does not, and who cannot be told."""

from __future__ import annotations

import pytest

from expertpool.rules.facts import Basis, EmployerKind, Level
from expertpool.rules.groups import GROUPS
from expertpool.words import Language


@pytest.mark.parametrize(
    ("facts", "basis", "belongs"),
    [
        ({"specialties": ("冶金",)}, Basis.SPECIALTY, True),
        ({"specialties": ("材料",)}, Basis.SPECIALTY, True),
        ({"specialties": ("建筑", "采矿")}, Basis.SPECIALTY, True),
        ({"specialties": ("建筑",)}, Basis.SPECIALTY, False),
        ({"specialties": ("建筑",)}, None, False),
        ({"specialties": ("建筑",)}, Basis.SERIES, True),
        ({"specialties": ("内科",), "series": "卫生"}, Basis.SERIES, False),
        ({"specialties": ("冶金",), "series": "自然科学研究"}, Basis.SERIES, True),
        ({"specialties": ("冶金",), "employer": "云岭稀土研究院"}, Basis.SPECIALTY, False),
        ({"specialties": ("冶金",), "employer": "云岭稀土研究院 检测中心"}, Basis.SPECIALTY, False),
        ({"specialties": ("冶金",), "employer": "云岭稀土研究院第二分院"}, Basis.SPECIALTY, True),
    ],
)
def test_an_outside_peer_is_of_another_unit_and_of_the_same_field(season, expert, facts, basis, belongs):
    test = GROUPS["outside_peer"].of(season.but_committee(basis=basis).committee)

    assert test(expert("A", **facts)) is belongs


def test_without_named_specialties_the_series_is_the_field(season, expert):
    committee = season.but_committee(specialties={}).committee

    assert GROUPS["same_field"].of(committee)(expert("A", specialties=("建筑",))) is True


def test_nobody_is_outside_a_committee_that_belongs_to_no_unit(season):
    committee = season.but_committee(self_reviewing_unit=None, affiliates=frozenset()).committee

    assert GROUPS["outside_peer"].of(committee) is None
    assert GROUPS["outside"].of(committee) is None


@pytest.mark.parametrize(
    ("kind", "belongs"), [(EmployerKind.PRIVATE_ENTERPRISE, True), (EmployerKind.STATE_ENTERPRISE, False), (None, None)]
)
def test_a_private_enterprise_is_told_by_the_employers_kind(season, expert, kind, belongs):
    assert GROUPS["private_enterprise"].of(season.committee)(expert("A", employer_kind=kind)) is belongs


def test_new_members_are_those_the_previous_panel_did_not_have(season, expert):
    test = GROUPS["new_member"].of(season.committee)

    assert (test(expert("E01")), test(expert("E99"))) == (False, True)
    assert GROUPS["new_member"].of(season.but_committee(previous_panel=None).committee) is None


def test_full_seniors_hold_the_highest_level(season, expert):
    test = GROUPS["full_senior"].of(season.committee)

    assert [test(expert("A", level=level)) for level in Level] == [False, False, False, True]


@pytest.mark.parametrize("language", list(Language))
def test_every_group_has_a_name(language):
    assert all(group.words.text(language) for group in GROUPS.values())
