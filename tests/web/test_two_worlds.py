"""Two towns that differ in what a reader may not know: every answer to the reader is the same, byte for byte."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from expertpool.models import Role
from tests.web.crawl import ways_of
from tests.web.planted import Applicant, Scored, grounded, inhabited, scored
from tests.web.review_desk import MINE, READER, SHARED, address, begun
from tests.web.sight import differing, sight
from tests.web.town import Town, copied

OTHER_APPLICANT = Applicant(
    name="诸葛望舒", id_number="320102198112054321", employer="陇右有色矿业大学", phone="13955556666", key="A-0048213"
)
OTHER_SCORES = Scored(marks=("60.5", "93.5", "71.5"), comment="另有看法：方法得当，结论稍嫌仓促，可再商榷")

QUICK = 3
"""One way in so many is asked as the office in a quick run; the reader asks all."""

ROUNDS = 40
"""Times each question is asked in each world, by turns."""

PATHS = ("/desk", "/desk/groups/g1", address(SHARED), address(MINE), f"{address(SHARED)}/pages/1", "/own", "/")


@pytest.fixture(scope="module")
def ground(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """What both worlds have in common; nobody signs in here."""
    with copied(settled, tmp_path_factory.mktemp("ground") / "home") as town:
        yield grounded(town)
        town.wiring.engine.dispose()


@pytest.fixture
def worlds(ground: Town, tmp_path: Path) -> Iterator[list[Town]]:
    """Two copies of the common ground."""
    ground.wiring.engine.dispose()
    with ExitStack() as stack:
        yield [stack.enter_context(copied(ground, tmp_path / name / "home")) for name in ("one", "other")]


def seen_by_reader(town: Town, *, fully: bool = False) -> Any:
    """Everything the reader can see, writes and errors included."""
    return sight(begun(town, READER), ways_of(town), Role.EXPERT, fully=fully, writes=True)


def seen_by(town: Town, role: Role, *, every: int = 1) -> Any:
    """Everything somebody of the staff can read but workbooks, which tell the second they were made.

    ``every``: one way in so many.
    """
    ways = [way for way in ways_of(town) if way.open_to(role) and not way.path.endswith(".xlsx")]
    return sight(town.staff(role), ways[::every], role)


def test_reader_sees_the_same_whoever_the_applicants_are(worlds: list[Town]) -> None:
    for town, applicant in zip(worlds, (Applicant(), OTHER_APPLICANT), strict=True):
        scored(inhabited(town, applicant), Scored())
    one, other = map(seen_by_reader, worlds)
    assert (differing(one, other), len(one) > 100) == ([], True)


@pytest.mark.full
def test_reader_and_office_see_the_same_whatever_the_other_reader_scores(worlds: list[Town]) -> None:
    for town, scores in zip(worlds, (Scored(), OTHER_SCORES), strict=True):
        scored(town, scores)
    one, other = map(seen_by_reader, worlds)
    assert differing(one, other) == []
    one, other = (seen_by(town, Role.OFFICE, every=QUICK) for town in worlds)
    assert [key for key in differing(one, other) if "/ledger/" not in key[1]] == []


@pytest.mark.full
@pytest.mark.parametrize("role", [Role.OFFICE, Role.HRSS, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_staff_see_the_same_whatever_the_other_reader_scores(worlds: list[Town], role: Role) -> None:
    for town, scores in zip(worlds, (Scored(), OTHER_SCORES), strict=True):
        scored(town, scores)
    one, other = (seen_by(town, role) for town in worlds)
    assert [key for key in differing(one, other) if "/ledger/" not in key[1]] == []


def test_worlds_that_differ_in_what_the_reader_may_know_are_told_apart(worlds: list[Town]) -> None:
    begun(worlds[0], READER).post(f"{address(SHARED)}/fields", data={"comment": "自己的话"})
    ways = [way for way in ways_of(worlds[0]) if way.name == "GET /desk/groups/{group}/packets/{packet}"]
    one, other = (sight(begun(town, READER), ways, Role.EXPERT) for town in worlds)
    assert (ways[0].name, address(SHARED)) in differing(one, other)


@pytest.mark.full
def test_reader_sees_the_same_whatever_is_asked(worlds: list[Town]) -> None:
    for town, applicant in zip(worlds, (Applicant(), OTHER_APPLICANT), strict=True):
        scored(inhabited(town, applicant), Scored())
    one, other = (seen_by_reader(town, fully=True) for town in worlds)
    assert differing(one, other) == []


@pytest.mark.full
def test_answers_take_the_same_time_in_both_worlds(worlds: list[Town]) -> None:
    """Medians of many questions asked by turns; noise of the same world, measured likewise, is the yardstick."""
    for town, applicant in zip(worlds, (Applicant(), OTHER_APPLICANT), strict=True):
        scored(inhabited(town, applicant), Scored())
    one, other = (begun(town, READER) for town in worlds)
    for path in PATHS:
        first, second, third = by_turns([one, other, one], path)
        noise = max(abs(first - third), 0.0005)
        assert abs(second - statistics.mean((first, third))) <= 4 * noise + 0.15 * first, path


def by_turns(browsers: list[TestClient], path: str) -> list[float]:
    """The median seconds of each, asked in turn so that whatever else the machine does falls on all alike."""
    taken: list[list[float]] = [[] for _ in browsers]
    for at in range(ROUNDS + 3):
        for place, browser in enumerate(browsers):
            begun_at = time.perf_counter()
            browser.get(path)
            if at >= 3:
                taken[place].append(time.perf_counter() - begun_at)
    return [statistics.median(one) for one in taken]
