"""How the pool stands: counts that can be checked by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from expertpool.documents.roster.expert import RosterExpert
from expertpool.queries.pool_health import Coverage, pool_health
from expertpool.rules.facts import EmployerKind, ExpertFacts, Integrity, Level, PoolStatus

Expert = Callable[..., RosterExpert]


@pytest.fixture
def facts(expert: Expert) -> Callable[..., ExpertFacts]:
    return lambda number, **given: expert(number, **given).facts


Facts = Callable[..., ExpertFacts]


def test_empty_pool_has_no_share() -> None:
    health = pool_health([], year=2025)
    assert (health.listed, health.in_standing, health.private_share, health.coverage) == (0, 0, None, ())


def test_only_active_honest_experts_are_in_standing(facts: Facts) -> None:
    experts = [
        facts(1),
        facts(2, status=PoolStatus.SUSPENDED),
        facts(3, status=PoolStatus.REMOVED),
        facts(4, integrity=Integrity.DISHONEST),
    ]
    health = pool_health(experts, year=2025)
    assert (health.listed, health.in_standing) == (4, 1)


def test_private_share_is_of_those_whose_kind_of_employer_is_known(facts: Facts) -> None:
    experts = [
        facts(1, employer_kind=EmployerKind.PRIVATE_ENTERPRISE),
        facts(2, employer_kind=EmployerKind.STATE_ENTERPRISE),
        facts(3, employer_kind=EmployerKind.STATE_ENTERPRISE),
        facts(4, employer_kind=None),
        facts(5, employer_kind=EmployerKind.PRIVATE_ENTERPRISE, status=PoolStatus.SUSPENDED),
    ]
    health = pool_health(experts, year=2025)
    assert (health.private, health.kind_known, health.private_share) == (1, 3, Fraction(1, 3))
    assert health.by_kind == ((EmployerKind.STATE_ENTERPRISE, 2), (EmployerKind.PRIVATE_ENTERPRISE, 1), (None, 1))


def test_coverage_counts_an_expert_in_each_specialty(facts: Facts) -> None:
    experts = [
        facts(1, specialties=("冶金", "材料", "冶金")),
        facts(2, specialties=("冶金",), level=Level.MIDDLE),
        facts(3, specialties=("冶金",), integrity=Integrity.DISHONEST),
    ]
    assert pool_health(experts, year=2025).coverage == (
        Coverage("冶金", Level.FULL_SENIOR, 2, 1),
        Coverage("冶金", Level.MIDDLE, 1, 1),
        Coverage("材料", Level.FULL_SENIOR, 1, 1),
    )


def test_regions_stand_with_the_largest_first_and_unknown_last_among_equals(facts: Facts) -> None:
    regions = ["乙", "甲", "甲", None, "丙", "丙"]
    experts = [facts(number, region=region) for number, region in enumerate(regions)]
    assert pool_health(experts, year=2025).by_region == (("丙", 2), ("甲", 2), ("乙", 1), (None, 1))


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(1991, 1, 1), (None, 34)),
        (date(1990, 2, 1), (None, 34)),
        (date(1990, 1, 1), (35, 44)),
        (date(1980, 2, 1), (35, 44)),
        (date(1980, 1, 1), (45, 54)),
        (date(1966, 1, 1), (55, 59)),
        (date(1965, 2, 1), (55, 59)),
        (date(1965, 1, 1), (60, None)),
        (date(1930, 1, 1), (60, None)),
        (None, None),
    ],
)
def test_age_is_that_of_the_first_of_january(
    facts: Facts, born: date | None, band: tuple[int | None, int | None] | None
) -> None:
    assert pool_health([facts(1, birth_month=born)], year=2025).by_age == ((band, 1),)
