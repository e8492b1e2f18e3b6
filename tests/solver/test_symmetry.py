"""Exchanges: each maps panels onto panels, and whoever the rules cannot tell apart has exactly the same chance."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.bounds import Bound
from solver.groups import Grouped, group
from solver.lottery import TooFewTickets, prepare_lottery
from solver.problem import Problem
from solver.symmetry import Exchange, exchanges
from tests.solver.oracle import all_panels
from tests.solver.problems import employers, explored, people, problems, ring

Alike = list[list[str]]


def with_pairs(number: int, seats: int, pairs: list[tuple[int, int]], bounds: list[Bound] | None = None) -> Problem:
    everyone = people(number)
    return Problem(everyone, seats, bounds or [], [(everyone[a], everyone[b]) for a, b in pairs])


def of_kind(everyone: list[str], kind: str) -> list[str]:
    return [person for person in everyone if person[1] == kind]


def two_trades() -> tuple[Problem, Alike]:
    everyone, caps = employers(6, "xxyy", cap=2)
    wide = [Bound(kind, of_kind(everyone, kind), at_least=2) for kind in "xy"]
    return Problem(everyone, 5, [*caps, *wide]), [of_kind(everyone, kind) for kind in "xy"]


def caps_of_two_sizes() -> tuple[Problem, Alike]:
    everyone, _ = employers(6, "mw", cap=1)
    caps = [
        Bound(f"cap {name}", [p for p in everyone if p[0] == name], at_most=1 + (name in "DEF")) for name in "ABCDEF"
    ]
    kinds = Bound("w", of_kind(everyone, "w"), at_least=2, at_most=3)
    halves = [[p for p in everyone if (p[0] in "ABC") == first] for first in (True, False)]
    return Problem(everyone, 5, [*caps, kinds]), [of_kind(half, kind) for half in halves for kind in "mw"]


def employers_of_one_trade_each() -> tuple[Problem, Alike]:
    """Two bounds that mirror each other: an employer of one trade looks like one of the other, and is none."""
    everyone = [f"{name}{'x' if name in 'AB' else 'y'}{at}" for name in "ABCD" for at in range(2)]
    caps = [Bound(f"cap {name}", [p for p in everyone if p[0] == name], at_most=1) for name in "ABCD"]
    wide = [Bound(kind, of_kind(everyone, kind), at_least=1) for kind in "xy"]
    seniors = Bound("seniors", everyone[::2], at_most=1)
    alike = [[p for p in everyone if p[1:] == end] for end in ("x0", "x1", "y0", "y1")]
    return Problem(everyone, 2, [*caps, *wide, seniors]), alike


def pairs_across_employers() -> tuple[Problem, Alike]:
    everyone = people(12)
    caps = [Bound(name, everyone[3 * at : 3 * at + 3], at_most=1) for at, name in enumerate("ABCD")]
    tied = [(everyone[0], everyone[5]), (everyone[8], everyone[9])]
    ends = [person for pair in tied for person in pair]
    return Problem(everyone, 4, caps, tied), [ends, [person for person in everyone if person not in ends]]


def named(*groups: list[int]) -> Alike:
    return [[people(20)[at] for at in places] for places in groups]


def standing() -> dict[str, tuple[Problem, Alike]]:
    caps_only, caps = employers(5, "mw", cap=1)
    mixed, more = employers(5, "xxy", cap=1)
    trades = [Bound("x", of_kind(mixed, "x"), at_least=2, at_most=2), Bound("y", of_kind(mixed, "y"), at_least=1)]
    return {
        "employers of equal make-up": (Problem(caps_only, 3, caps), [caps_only]),
        "employers and one wide bound": (
            Problem(caps_only, 3, [*caps, Bound("m", of_kind(caps_only, "m"), at_least=1, at_most=1)]),
            [of_kind(caps_only, "m"), of_kind(caps_only, "w")],
        ),
        "employers and two wide bounds": (Problem(mixed, 4, [*more, *trades]), [of_kind(mixed, k) for k in "xy"]),
        "employers and two mirrored bounds": two_trades(),
        "employers of one trade each": employers_of_one_trade_each(),
        "employers with caps of two sizes": caps_of_two_sizes(),
        "pairs across employers": pairs_across_employers(),
        "two pairs": (with_pairs(8, 3, [(0, 1), (2, 3)]), named([0, 1, 2, 3], [4, 5, 6, 7])),
        "three people of whom two are tied to one": (
            with_pairs(9, 3, [(0, 1), (1, 2), (3, 4), (4, 5)]),
            named([0, 2, 3, 5], [1, 4], [6, 7, 8]),
        ),
        "one tied to many": (with_pairs(8, 3, [(0, 1), (0, 2), (0, 3)]), named([1, 2, 3], [4, 5, 6, 7])),
        "a row of four": (with_pairs(8, 3, [(0, 1), (1, 2), (2, 3)]), named([0, 3], [1, 2])),
        "two rows of four, ids in another order": (
            with_pairs(8, 3, [(0, 1), (1, 2), (2, 3), (4, 6), (6, 5), (5, 7)]),
            named([0, 3, 4, 7], [1, 2, 5, 6]),
        ),
        "ring of four": (ring(4, others=4, seats=3), named([0, 1, 2, 3], [4, 5, 6, 7])),
        "ring of five": (ring(5, others=3, seats=3), named([0, 1, 2, 3, 4], [5, 6, 7])),
        "ring of six": (ring(6, others=2, seats=3), named([0, 1, 2, 3, 4, 5], [6, 7])),
        "ring of eleven caps": (
            Problem(
                people(14),
                5,
                [Bound(f"cap {at}", [people(14)[at], people(14)[(at + 1) % 11]], at_most=1) for at in range(11)],
            ),
            named(list(range(11)), [11, 12, 13]),
        ),
        "families of three": (
            with_pairs(9, 3, [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)]),
            named([0, 1, 2, 3, 4, 5], [6, 7, 8]),
        ),
        "a family of eight": (
            with_pairs(14, 4, list(combinations(range(8), 2))),
            named(list(range(8)), list(range(8, 14))),
        ),
        "one tied to eight": (with_pairs(13, 4, [(0, at) for at in range(1, 9)]), named(list(range(1, 9)))),
        "two who stay": (Problem(people(7), 4, seated=people(2)), named([0, 1], [2, 3, 4, 5, 6])),
        "pair within one employer": (
            with_pairs(9, 4, [(0, 1)], [Bound("A", people(4), at_most=2), Bound("B", people(8)[4:], at_most=2)]),
            named([0, 1], [2, 3], [4, 5, 6, 7]),
        ),
    }


STANDING = standing()


def permutations_of(grouped: Grouped, exchange: Exchange) -> Iterator[dict[str, str]]:
    """Every single turn of the first block and every single swap of two blocks, as moves of people."""
    first = exchange.blocks[0]
    for turn in exchange.turns[:50]:
        yield _moves(grouped, [(first[at], first[goal]) for at, goal in enumerate(turn)])
    for one, other in combinations(exchange.blocks, 2):
        yield _moves(grouped, [*zip(one, other, strict=True), *zip(other, one, strict=True)])


def _moves(grouped: Grouped, pairs: list[tuple[int, int]]) -> dict[str, str]:
    return {
        person: goal
        for source, target in pairs
        for person, goal in zip(grouped.members[source], grouped.members[target], strict=True)
    }


def maps_panels_onto_panels(problem: Problem) -> int:
    """How many exchanges were tried; each must leave the set of panels as it is."""
    grouped, panels = group(problem), set(all_panels(problem))
    tried = 0
    for exchange in exchanges(grouped).classes:
        for moved in permutations_of(grouped, exchange):
            assert {frozenset(moved.get(person, person) for person in panel) for panel in panels} == panels
            tried += 1
    return tried


@given(problems(most=8))
@explored(150)
def test_exchange_in_any_problem_maps_panels_onto_panels(problem: Problem) -> None:
    maps_panels_onto_panels(problem)


@pytest.mark.parametrize("name", [name for name, (problem, _) in STANDING.items() if len(problem.candidates) < 13])
def test_exchange_in_a_standing_problem_maps_panels_onto_panels(name: str) -> None:
    assert maps_panels_onto_panels(STANDING[name][0]) > 0


@pytest.mark.parametrize("name", STANDING)
def test_turns_are_closed_and_begin_with_none_and_no_group_is_in_two_classes(name: str) -> None:
    grouped = group(STANDING[name][0])
    classes = exchanges(grouped).classes
    groups = [index for exchange in classes for block in exchange.blocks for index in block]
    assert len(groups) == len(set(groups))
    for exchange in classes:
        turns = set(exchange.turns)
        assert len(turns) == len(exchange.turns)
        assert exchange.turns[0] == tuple(range(len(exchange.blocks[0])))
        if len(turns) <= 200:
            assert {tuple(a[b[at]] for at in range(len(b))) for a in turns for b in turns} == turns


@pytest.mark.parametrize("tickets", [7, 13, 50])
@pytest.mark.parametrize("name", STANDING)
def test_people_whom_the_rules_cannot_tell_apart_have_equal_chances(name: str, tickets: int) -> None:
    problem, alike = STANDING[name]
    try:
        chances = prepare_lottery(problem, tickets=tickets).chances
    except TooFewTickets as refusal:
        chances = prepare_lottery(problem, tickets=refusal.facts["enough"]).chances
    assert [len({chances[person] for person in people_}) for people_ in alike] == [1] * len(alike)


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("name", STANDING)
def test_ids_dealt_out_anew_leave_equals_equal(name: str, number: int) -> None:
    problem, alike = STANDING[name]
    rng = random.Random(number)
    ids = rng.sample([f"E{at:03}" for at in range(100)], len(problem.candidates))
    called = dict(zip(problem.candidates, ids, strict=True))
    renamed = Problem(
        ids,
        problem.seats,
        [Bound(b.label, [called[p] for p in b.members], b.at_least, b.at_most) for b in problem.bounds],
        [(called[a], called[b]) for a, b in problem.never_together],
        [called[person] for person in problem.seated],
    )
    chances = prepare_lottery(renamed, tickets=29).chances
    assert [len({chances[called[person]] for person in people_}) for people_ in alike] == [1] * len(alike)


@given(st.integers(0, 10_000), st.integers(3, 6))
@explored(80)
def test_every_mirror_image_of_a_web_of_pairs_has_equal_chances(number: int, size: int) -> None:
    rng = random.Random(number)
    pairs = {pair for pair in combinations(people(size), 2) if rng.random() < 0.45}
    problem = Problem(people(size + 3), 3, never_together=pairs)
    try:
        chances = prepare_lottery(problem, tickets=11).chances
    except TooFewTickets:
        return
    for order in permutations(people(size)):
        image = dict(zip(people(size), order, strict=True))
        if {tuple(sorted((image[a], image[b]))) for a, b in pairs} == pairs:
            assert [chances[person] for person in people(size)] == [chances[image[person]] for person in people(size)]


@pytest.mark.parametrize("tickets", [15, 22, 100])
def test_two_large_families_of_whom_one_each_may_sit_have_equal_chances(tickets: int) -> None:
    everyone = people(18)
    families = (everyone[:8], everyone[8:16])
    pairs = [pair for family in families for pair in combinations(family, 2)]
    chances = prepare_lottery(Problem(everyone, 3, never_together=pairs), tickets=tickets).chances
    assert len({chances[person] for person in everyone[:16]}) == 1
    assert maps_panels_onto_panels(Problem(everyone, 3, never_together=pairs)) > 0


def test_people_whom_a_bound_tells_apart_are_not_exchanged() -> None:
    everyone, caps = employers(3, "mm", cap=1)
    grouped = group(Problem(everyone, 2, [*caps, Bound("one", everyone[:1], at_most=0)]))
    orbits = exchanges(grouped).orbits(len(grouped.members))
    together = {frozenset(p for p in everyone if orbits[grouped.group_of[p]] == root) for root in set(orbits)}
    assert together == {frozenset({"Am0"}), frozenset({"Am1"}), frozenset(everyone[2:])}


def test_without_pairs_and_doubles_there_is_nothing_to_exchange() -> None:
    problem = Problem(people(9), 4, [Bound("a", people(4), at_least=2), Bound("b", people(6)[2:], at_most=1)])
    assert exchanges(group(problem)).classes == ()
