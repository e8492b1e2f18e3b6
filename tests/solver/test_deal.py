"""Deals: numbered assignments whose counts are the chances exactly, and which hang together."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver import Reading, prepare_assignment, recheck_assignment
from solver.assigning.deal import TICKETS, dealt, drawn
from solver.assigning.links import parts_of
from solver.assigning.rounding import Pairs, coarser
from tests.solver.problems import explored
from tests.solver.readings import title_like

HALF = Fraction(1, 2)


def islands(cap: Fraction = HALF, *, load: int = 4) -> Reading:
    """Two fields of four packets and four experts each, where a reading across is worth nothing."""
    dossiers = [f"{field}{at}" for field in "AB" for at in range(4)]
    experts = [f"{field}x{at}" for field in "AB" for at in range(4)]
    worth = {(d, e): 1_000_000 if d[0] == e[0] else 1 for d in dossiers for e in experts}
    return Reading(dossiers, experts, worth, readers=2, loads=load, cap=cap)


@explored(15)
@given(st.binary(min_size=1, max_size=8), st.sampled_from([HALF, Fraction(1, 3), Fraction(3, 5)]))
def test_the_assignments_of_a_deal_add_up_to_the_chances_of_the_deal_exactly(seed: bytes, cap: Fraction) -> None:
    found = prepare_assignment(title_like(12, 10, load=6, cap=cap, fields=2))
    pairs = Pairs.of(found.units)
    sixteenths, whole = coarser(pairs, found.units[found.units > 0], found.whole, TICKETS, seed)
    deal = dealt(found.units, found.whole, seed, fields=1)
    assert (len(deal.made), deal.made.sum(axis=0).tolist()) == (whole, sixteenths.tolist())
    for number in range(len(deal.made)):
        table = deal.table(number)
        assert (table.sum(axis=1) == 3).all()
        assert parts_of(table)[2] == deal.parts[number]
        assert (table.sum(axis=0) <= found.reading.most).all()


def test_under_a_cap_separate_fields_are_joined_and_no_reading_is_given_up() -> None:
    reading = islands()
    found = prepare_assignment(reading)
    apart = 0
    for number in range(80):
        readings = found.draw(b"%d" % number)
        assert (readings.given_up, recheck_assignment(reading, readings)) == (0, ())
        apart += readings.parts > readings.fields
    assert apart <= 2
    assert max(found.chances.values()) <= HALF


def frequencies(reading: Reading, seeds: int) -> tuple[float, int, float, float]:
    """Chi-square over its freedom, open pairs, the largest share of draws, and the share that hangs together."""
    found = prepare_assignment(reading)
    times: Counter[tuple[str, str]] = Counter()
    joined = 0
    for number in range(seeds):
        readings = found.draw(number.to_bytes(4, "big"))
        joined += readings.parts == readings.fields
        times.update((dossier, expert) for dossier, experts in readings.items() for expert in experts)
    assert set(times) <= set(found.chances)
    open_pairs = [(pair, chance) for pair, chance in found.chances.items() if 0 < chance < 1]
    squares = [
        (times[pair] - float(chance) * seeds) ** 2 / (float(chance * (1 - chance)) * seeds)
        for pair, chance in open_pairs
    ]
    return sum(squares) / len(squares), len(squares), max(times.values()) / seeds, joined / seeds


@pytest.mark.parametrize("seeds", [200, pytest.param(10_000, marks=pytest.mark.full)])
@pytest.mark.parametrize("reading", [title_like(20, 12, load=7, cap=HALF, fields=2), islands()], ids=["title", "apart"])
def test_connected_draws_keep_every_chance_over_many_seeds(reading: Reading, seeds: int) -> None:
    mean, pairs, likeliest, joined = frequencies(reading, seeds)
    assert abs(mean - 1) < 5 * (2 / pairs) ** 0.5
    assert likeliest < 0.5 + 4.5 * (0.25 / seeds) ** 0.5
    assert joined > 0.97


def test_two_fields_that_share_nobody_stay_apart_and_say_so() -> None:
    groups = {"a": (["A0", "A1"], ["1", "2", "3"]), "b": (["B0", "B1"], ["4", "5", "6"])}
    reading = Reading(["A0", "A1", "B0", "B1"], list("123456"), {}, readers=2, groups=groups, cap=Fraction(3, 4))
    readings = prepare_assignment(reading).draw(b"s")
    assert (readings.parts, readings.fields) == (2, 2)


def test_the_same_seed_deals_the_same_and_every_number_is_drawn_by_some_seed() -> None:
    found = prepare_assignment(title_like(8, 8, load=4, cap=HALF, fields=1))
    tables = [drawn(found.units, found.whole, b"x", fields=1)[0] for _ in range(2)]
    assert np.array_equal(*tables)
    others = [drawn(found.units, found.whole, b"%d" % at, fields=1)[0] for at in range(20)]
    assert any(not np.array_equal(*pair) for pair in pairwise(others))
