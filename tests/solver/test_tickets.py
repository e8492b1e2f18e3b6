"""The ticket table: every line a panel, every count within one of what is owed, nobody with a chance left out."""

from __future__ import annotations

import time
from collections import Counter
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from solver.bounds import Bound
from solver.chances import fairest
from solver.groups import Grouped, group
from solver.lottery import NoPanel, prepare_lottery
from solver.problem import Problem
from solver.tickets import TooFewTickets, Unsplittable, make_tickets
from tests.solver.oracle import all_panels, keeps
from tests.solver.problems import employers, people, random_problem, ring, town


def owed(grouped: Grouped, tickets: int) -> list[Fraction]:
    chances = fairest(grouped).chances
    return [tickets * chance * len(members) for chance, members in zip(chances, grouped.members, strict=True)]


def counts_of_rows(grouped: Grouped, lines: np.ndarray) -> np.ndarray:
    """How many of each row's people sit on each of these lines; shape (lines, rows)."""
    rows_of: list[list[int]] = [[] for _ in grouped.members]
    for index, row in enumerate(grouped.rows):
        for member in row.groups:
            rows_of[member].append(index)
    cells = [
        line * len(grouped.rows) + row for line, seats in enumerate(lines.tolist()) for g in seats for row in rows_of[g]
    ]
    return np.bincount(cells, minlength=len(lines) * len(grouped.rows)).reshape(len(lines), -1)


TOWN = group(town(40, 9))


@pytest.mark.parametrize(
    ("number", "seats", "tickets"),
    [
        (40, 9, 100),
        (40, 9, 127),
        (40, 9, 128),
        (40, 9, 1000),
        (300, 13, 400),
        pytest.param(40, 9, 10_000, marks=pytest.mark.full),
        pytest.param(1000, 25, 1000, marks=pytest.mark.full),
        pytest.param(5000, 25, 1000, marks=pytest.mark.full),
    ],
)
def test_every_line_is_a_panel_and_every_count_within_one_of_its_share(number: int, seats: int, tickets: int) -> None:
    grouped = group(town(number, seats))
    table = make_tickets(grouped, fairest(grouped).chances, tickets=tickets, seed=b"seed")
    assert table.shape == (tickets, seats)
    assert (np.diff(table, axis=1) >= 0).all()
    for line in table.tolist():
        taken = Counter(line)
        assert keeps(grouped.problem, [p for index, count in taken.items() for p in grouped.members[index][:count]])
        assert all(count <= len(grouped.members[index]) for index, count in taken.items())
    counts = np.bincount(table.ravel(), minlength=len(grouped.members)).tolist()
    assert all(abs(count - share) < 1 for count, share in zip(counts, owed(grouped, tickets), strict=True))
    assert all(count > 0 for count, share in zip(counts, owed(grouped, tickets), strict=True) if share)


@pytest.mark.parametrize(
    ("number", "seats", "tickets"), [(400, 13, 4_000), pytest.param(20_000, 25, 100_000, marks=pytest.mark.full)]
)
def test_many_tickets_keep_every_row_and_every_share_in_little_time(number: int, seats: int, tickets: int) -> None:
    grouped = group(town(number, seats))
    before = time.process_time()
    table = make_tickets(grouped, fairest(grouped).chances, tickets=tickets, seed=b"seed")
    assert time.process_time() - before < 180 * tickets / 100_000 + 10
    assert table.shape == (tickets, seats)
    low, high = (np.array([getattr(row, end) for row in grouped.rows]) for end in ("low", "high"))
    for lines in np.array_split(table, max(1, tickets // 500)):
        counted = counts_of_rows(grouped, lines)
        assert ((low <= counted) & (counted <= high)).all()
    lines = np.arange(tickets)[:, None] * len(grouped.members)
    codes, times = np.unique(lines + table, return_counts=True)
    assert (times <= grouped.sizes[codes % len(grouped.members)]).all()
    counts = np.bincount(table.ravel(), minlength=len(grouped.members)).tolist()
    assert all(abs(count - share) < 1 for count, share in zip(counts, owed(grouped, tickets), strict=True))
    assert all(count > 0 for count, share in zip(counts, owed(grouped, tickets), strict=True) if share)


@pytest.mark.parametrize("tickets", [1, 2, 3, 7, 13, 31])
def test_odd_numbers_of_tickets_split_too(tickets: int) -> None:
    everyone, caps = employers(6, "mmw", cap=1)
    grouped = group(Problem(everyone, 4, [*caps, Bound("w", [p for p in everyone if p[1] == "w"], at_least=1)]))
    try:
        table = make_tickets(grouped, fairest(grouped).chances, tickets=tickets, seed=b"seed")
    except TooFewTickets as refusal:
        assert tickets < refusal.facts["enough"]
        return
    counts = np.bincount(table.ravel(), minlength=len(grouped.members)).tolist()
    assert table.shape == (tickets, 4)
    assert all(abs(count - share) < 1 for count, share in zip(counts, owed(grouped, tickets), strict=True))


@pytest.mark.parametrize("numbers", [range(200), pytest.param(range(200, 3000), marks=pytest.mark.full)])
def test_refusal_of_few_tickets_names_a_number_that_puts_everybody_on_one(numbers: range) -> None:
    refused = 0
    for number in numbers:
        problem = random_problem(number, tight=0.3)
        try:
            prepare_lottery(problem, tickets=2)
        except TooFewTickets as refusal:
            refused += 1
            enough = refusal.facts["enough"]
            assert enough > refusal.facts["tickets"] == 2
            panels = all_panels(problem)
            sitting = {person for panel in panels for person in panel}
            chances = prepare_lottery(problem, tickets=enough).chances
            assert {person for person, chance in chances.items() if chance} == sitting
        except NoPanel:
            continue
    assert refused > len(numbers) / 50


def test_one_ticket_for_many_with_tiny_chances_is_refused() -> None:
    problem = Problem(people(5), 1, [Bound(f"only {person}", [person], at_most=0) for person in people(2)])
    table = make_tickets(group(problem), fairest(group(problem)).chances, tickets=1, seed=b"seed")
    assert table.shape == (1, 1)
    three = group(Problem(people(3), 1, never_together=[("p00", "p01"), ("p01", "p02"), ("p00", "p02")]))
    with pytest.raises(TooFewTickets) as caught:
        make_tickets(three, fairest(three).chances, tickets=2, seed=b"seed")
    assert caught.value.facts == {"tickets": 2, "enough": 3}


def test_chances_that_no_whole_panels_carry_are_refused() -> None:
    grouped = group(ring(5, others=1, seats=3))
    with pytest.raises(Unsplittable):
        make_tickets(grouped, fairest(grouped).chances, tickets=50, seed=b"seed")


def test_same_seed_gives_the_same_table_and_another_seed_another() -> None:
    chances = fairest(TOWN).chances
    first, again, other = (
        make_tickets(TOWN, chances, tickets=100, seed=seed).tolist() for seed in (b"one", b"one", b"two")
    )
    assert first == again
    assert first != other
    assert sorted(first) != sorted(other)


def test_progress_only_grows_and_ends_at_the_number_of_tickets() -> None:
    calls: list[tuple[int, int]] = []
    make_tickets(
        TOWN,
        fairest(TOWN).chances,
        tickets=60,
        seed=b"seed",
        progress=lambda done, of: calls.append((done, of)),
    )
    assert calls == sorted(calls)
    assert calls[-1] == (60, 60)
    assert {of for _, of in calls} == {60}


def test_tickets_are_numbered_in_no_order_of_their_panels() -> None:
    everyone = people(30)
    grouped = group(Problem(everyone, 3, [Bound("half", everyone[:15], at_least=1, at_most=2)]))
    table = make_tickets(grouped, fairest(grouped).chances, tickets=400, seed=b"seed")
    kinds = [tuple(line) for line in table.tolist()]
    assert len(set(kinds)) == 2
    changes = sum(a != b for a, b in pairwise(kinds))
    assert 160 < changes < 240
