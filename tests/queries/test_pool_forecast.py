"""Which groups run dry, and why: rests, terms and ages, counted between the most and the fewest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.documents.roster.expert import RosterExpert
from expertpool.ids import ExpertId
from expertpool.queries.pool_forecast import GroupForecast, Outlook, pool_forecast
from expertpool.rules.facts import ExpertFacts, Integrity, Level, PoolStatus

Facts = Callable[..., ExpertFacts]


@pytest.fixture
def facts(expert: Callable[..., RosterExpert]) -> Facts:
    plain = {"specialties": ("冶金",), "term_start": None, "term_end": None, "years_served": frozenset()}
    return lambda number, **given: expert(number, **{**plain, **given}).facts


def outlooks(experts: list[ExpertFacts], **given: Any) -> list[tuple[int, int]]:
    """(fewest, most) for 2025 to 2028 of the one group there is."""
    found = pool_forecast(experts, **{"year": 2025, "rest_after": 3, **given})
    (group,) = found.groups
    assert [outlook.year for outlook in group.outlooks] == [2025, 2026, 2027, 2028]
    return [(outlook.fewest, outlook.most) for outlook in group.outlooks]


def test_somebody_free_of_everything_stays_available(facts: Facts) -> None:
    assert outlooks([facts(1)]) == [(1, 1)] * 4


def test_three_years_running_bar_the_next_year_only(facts: Facts) -> None:
    assert outlooks([facts(1, years_served=frozenset({2022, 2023, 2024}))]) == [(0, 0), (1, 1), (1, 1), (1, 1)]


def test_running_service_goes_on_until_the_rest_is_due_in_the_fewest(facts: Facts) -> None:
    assert outlooks([facts(1, years_served=frozenset({2024}))]) == [(1, 1), (1, 1), (0, 1), (1, 1)]
    assert outlooks([facts(1, years_served=frozenset({2023, 2024}))]) == [(1, 1), (0, 1), (1, 1), (1, 1)]
    assert outlooks([facts(1, years_served=frozenset({2023, 2024, 2025}))]) == [(1, 1), (0, 0), (1, 1), (1, 1)]


def test_service_that_has_ended_does_not_go_on(facts: Facts) -> None:
    assert outlooks([facts(1, years_served=frozenset({2021, 2022, 2023}))]) == [(1, 1)] * 4


def test_gap_starts_the_count_anew(facts: Facts) -> None:
    assert outlooks([facts(1, years_served=frozenset({2021, 2022, 2024}))]) == [(1, 1), (1, 1), (0, 1), (1, 1)]


def test_without_a_number_of_years_nobody_rests(facts: Facts) -> None:
    assert outlooks([facts(1, years_served=frozenset({2022, 2023, 2024}))], rest_after=None) == [(1, 1)] * 4


def test_other_number_of_years_is_followed(facts: Facts) -> None:
    assert outlooks([facts(1, years_served=frozenset({2024}))], rest_after=1) == [(0, 0), (1, 1), (0, 1), (1, 1)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"term_end": date(2026, 12, 31)}, [(1, 1), (1, 1), (0, 0), (0, 0)]),
        ({"term_end": date(2026, 12, 30)}, [(1, 1), (0, 1), (0, 0), (0, 0)]),
        ({"term_end": date(2026, 1, 1)}, [(1, 1), (0, 1), (0, 0), (0, 0)]),
        ({"term_end": date(2025, 12, 31)}, [(1, 1), (0, 0), (0, 0), (0, 0)]),
        ({"term_start": date(2026, 12, 31)}, [(0, 0), (1, 1), (1, 1), (1, 1)]),
        ({"term_start": date(2027, 1, 1)}, [(0, 0), (0, 0), (1, 1), (1, 1)]),
    ],
)
def test_term_counts_to_its_last_day(facts: Facts, given: dict[str, date], expected: list[tuple[int, int]]) -> None:
    assert outlooks([facts(1, **given)]) == expected


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(1967, 1, 1), [(1, 1), (1, 1), (0, 0), (0, 0)]),
        (date(1967, 2, 1), [(1, 1), (1, 1), (0, 1), (0, 0)]),
        (date(1967, 12, 1), [(1, 1), (1, 1), (0, 1), (0, 0)]),
        (None, [(1, 1)] * 4),
    ],
)
def test_retirement_counts_from_the_month_of_the_birthday_when_an_age_is_given(
    facts: Facts, born: date | None, expected: list[tuple[int, int]]
) -> None:
    assert outlooks([facts(1, birth_month=born)], retirement_age=60) == expected
    assert outlooks([facts(1, birth_month=born)]) == [(1, 1)] * 4


def test_those_not_in_standing_are_in_no_forecast(facts: Facts) -> None:
    experts = [facts(1, status=PoolStatus.SUSPENDED), facts(2, integrity=Integrity.DISHONEST)]
    assert pool_forecast(experts, year=2025, rest_after=3).groups == ()


def test_each_missing_expert_has_one_reason(facts: Facts) -> None:
    three = frozenset({2022, 2023, 2024})
    experts = [
        facts(1, years_served=three, term_end=date(2020, 1, 1), birth_month=date(1950, 1, 1)),
        facts(2, years_served=three, term_end=date(2020, 1, 1)),
        facts(3, years_served=three),
        facts(4),
    ]
    (group,) = pool_forecast(experts, year=2025, rest_after=3, retirement_age=60).groups
    assert group.outlooks[0] == Outlook(year=2025, most=1, fewest=1, resting=1, term_over=1, retired=1)


def test_group_runs_dry_in_the_first_year_below_the_number_needed(facts: Facts) -> None:
    experts = [facts(1, years_served=frozenset({2024})), facts(2, term_end=date(2027, 12, 31)), facts(3)]
    (group,) = pool_forecast(experts, year=2025, rest_after=3, needed=3).groups
    assert (group.may_run_dry, group.runs_dry) == (2027, 2028)
    (group,) = pool_forecast(experts, year=2025, rest_after=3, needed=1).groups
    assert (group.may_run_dry, group.runs_dry) == (None, None)


def test_groups_are_specialty_by_level(facts: Facts) -> None:
    experts = [facts(1, specialties=("材料", "冶金")), facts(2, level=Level.MIDDLE)]
    groups = pool_forecast(experts, year=2025, rest_after=3).groups
    assert [(group.specialty, group.level.value) for group in groups] == [
        ("冶金", "正高级"),
        ("冶金", "中级"),
        ("材料", "正高级"),
    ]


def test_what_is_not_known_is_counted(facts: Facts) -> None:
    experts = [facts(1, years_served=None), facts(2, birth_month=None, term_end=date(2026, 1, 1)), facts(3)]
    found = pool_forecast(experts, year=2025, rest_after=3)
    assert (found.service_unknown, found.term_unknown, found.age_unknown) == (1, 2, 1)


DAYS = st.none() | st.dates(date(2022, 1, 1), date(2030, 12, 31))
EXPERTS = st.builds(
    ExpertFacts,
    expert_no=st.uuids().map(lambda number: ExpertId(str(number))),
    employer=st.just("甲"),
    series=st.just("工程"),
    specialties=st.just(("冶金",)),
    level=st.just(Level.MIDDLE),
    term_start=DAYS,
    term_end=DAYS,
    years_served=st.none() | st.frozensets(st.integers(2020, 2025), max_size=6),
    birth_month=st.none() | st.dates(date(1955, 1, 1), date(1975, 1, 1)).map(lambda day: day.replace(day=1)),
)


@given(st.lists(EXPERTS, min_size=1, max_size=8), st.none() | st.integers(1, 4), st.none() | st.integers(55, 65))
def test_fewest_never_exceeds_most_and_everybody_missing_has_a_reason(
    experts: list[ExpertFacts], rest_after: int | None, retirement_age: int | None
) -> None:
    found = pool_forecast(experts, year=2025, rest_after=rest_after, retirement_age=retirement_age)
    group: GroupForecast = found.groups[0]
    for outlook in group.outlooks:
        assert 0 <= outlook.fewest <= outlook.most <= len(experts)
        assert outlook.fewest + outlook.resting + outlook.term_over + outlook.retired == len(experts)
