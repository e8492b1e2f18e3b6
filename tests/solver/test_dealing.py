"""Whole tickets from known panels: in line where that can be, the same again, and never another number of tickets."""

from __future__ import annotations

import random

import numpy as np
import pytest

from solver.dealing import Dealing
from solver.groups import Grouped, group
from solver.pricing import Pricing
from tests.solver.problems import ring, town


def known_panels(grouped: Grouped, number: int) -> np.ndarray:
    """That many compliant panels, most of them different: each the best for other points."""
    rng = random.Random(number)
    pricing = Pricing(grouped, b"seed")
    return np.array([pricing.best([rng.randint(0, 99) for _ in grouped.members]) for _ in range(number)])


def dealt(grouped: Grouped, tickets: int, *, known: int) -> Dealing:
    """Tickets for an even mixture of some panels, dealt from no line at all."""
    panels = known_panels(grouped, known)
    dealing = Dealing(grouped, panels, np.zeros(known, dtype=np.int64), tickets * panels.mean(axis=0), seed=b"seed")
    dealing.fill(tickets)
    dealing.settle()
    return dealing


@pytest.mark.parametrize("tickets", [40, 101])
def test_every_group_is_within_one_of_what_an_even_mixture_owes_it(tickets: int) -> None:
    dealing = dealt(group(town(40, 9)), tickets, known=30)
    assert int(dealing.numbers.sum()) == tickets
    assert np.abs(dealing.totals - dealing.owed).max() < 1
    assert (dealing.totals[dealing.owed > 0] >= 1).all()


@pytest.mark.parametrize("tickets", [33, 60])
def test_seats_counted_along_the_way_are_those_of_the_tickets(tickets: int) -> None:
    dealing = dealt(group(ring(7, others=2, seats=4)), tickets, known=5)
    assert dealing.totals.tolist() == (dealing.numbers @ dealing.panels).tolist()


def test_panels_invited_meanwhile_keep_every_row() -> None:
    grouped = group(town(40, 9))
    lines = dealt(grouped, 60, known=12).panels.astype(np.int64)
    assert set(lines.sum(axis=1).tolist()) == {9}
    for row in grouped.rows:
        seated = lines[:, list(row.groups)].sum(axis=1)
        assert row.low <= seated.min() <= seated.max() <= row.high


def test_the_same_question_is_dealt_the_same_way() -> None:
    grouped = group(ring(7, others=2, seats=4))
    first, again = (dealt(grouped, 33, known=6) for _ in range(2))
    assert first.numbers.tolist() == again.numbers.tolist()
    assert first.panels.tolist() == again.panels.tolist()


def test_panel_with_the_most_points_is_found() -> None:
    grouped = group(ring(5, others=2, seats=3))
    points = [10 * (people == ("p00",)) + (people == ("p02",)) for people in grouped.members]
    best = Pricing(grouped, b"seed").best(points)
    assert int(best @ np.array(points)) == 11
