"""Who carried the last three years."""

from __future__ import annotations

from dataclasses import replace

from expertpool.queries.workload import workload
from tests.conftest import make_expert


def test_people_are_counted_by_year_and_by_years_and_the_unknown_apart() -> None:
    served = ({2022, 2023, 2024}, {2024}, set(), {2019, 2025}, None)
    people = [
        replace(make_expert(at).facts, years_served=None if years is None else frozenset(years))
        for at, years in enumerate(served, start=1)
    ]
    found = workload(people, year=2025)
    assert found.by_year == ((2022, 1), (2023, 1), (2024, 2))
    assert found.by_years == ((3, 1), (2, 0), (1, 1), (0, 2))
    assert found.unknown == 1
