"""Why no panel exists: the smallest clash and the cheapest ways out, against trying everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, combinations_with_replacement, count

import pytest

from solver.bounds import Bound
from solver.clash import (
    Demand,
    Explanation,
    Profile,
    Repair,
    Side,
    Spare,
    Way,
    demands_of,
    exists_panel,
    explain,
    repaired,
    usual_profiles,
)
from solver.problem import Problem
from tests.solver.oracle import all_panels, smallest_clash
from tests.solver.problems import people, random_problem, ring

PROFILES = (
    Profile("first two", frozenset({"bound 0", "bound 1"}), price=7),
    Profile("third", frozenset({"bound 2"}), price=4),
    Profile("nobody's", frozenset(), price=3),
)
SPARES = (
    Spare("spare A", frozenset({"bound 0"}), price=2),
    Spare("spare B", frozenset({"bound 1", "bound 3"}), price=3),
)
PAIR_PRICE = 4


def without_panel(numbers: Iterator[int], most: int = 7) -> Iterator[tuple[int, Problem]]:
    for number in numbers:
        problem = random_problem(number, most=most, tight=1.2)
        if not all_panels(problem):
            yield number, problem


def first_without_panel(wanted: int, start: int = 0) -> list[tuple[int, Problem]]:
    found = without_panel(count(start))
    return [next(found) for _ in range(wanted)]


QUICK_AND_FULL = [pytest.param(70, id="70"), pytest.param(500, id="500", marks=pytest.mark.full)]


class Prices:
    """The price of each way out, by trying every set of people that could sit."""

    def __init__(self, problem: Problem, profiles: Sequence[Profile], spares: Sequence[Spare], pair_price: int | None):
        self.problem = problem
        self.profiles = profiles
        self.spares = spares
        self.pair_price = pair_price

    def cheapest(self, way: Way) -> int | None:
        """The lowest price of this kind of way, or None."""
        prices = (
            won + let_in + moved
            for recruits in self._recruits(way)
            for spares in self._spares(way)
            if (own := self.problem.seats - len(recruits) - len(spares)) >= 0
            for won in [sum(profile.price for profile in recruits)]
            for let_in in [sum(spare.price for spare in spares)]
            for sitting in combinations(self.problem.candidates, own)
            if (moved := self._moves(way, sitting, [*recruits, *spares])) is not None
        )
        return min(prices, default=None)

    def _recruits(self, way: Way) -> Iterator[tuple[Profile, ...]]:
        most = self.problem.seats if way in (Way.RECRUIT, Way.MIXED) else 0
        return chain.from_iterable(combinations_with_replacement(self.profiles, many) for many in range(most + 1))

    def _spares(self, way: Way) -> Iterator[tuple[Spare, ...]]:
        most = len(self.spares) if way in (Way.READMIT, Way.MIXED) else 0
        return chain.from_iterable(combinations(self.spares, many) for many in range(most + 1))

    def _moves(self, way: Way, sitting: Sequence[str], others: Sequence[Profile | Spare]) -> int | None:
        """What it costs to allow this panel by moving ends and giving up pairs; None where that may not be."""
        movable = way in (Way.MOVE, Way.MIXED)
        seated = set(sitting)
        if not self.problem.seated <= seated:
            return None
        price = 0
        for bound in self.problem.bounds:
            counted = len(bound.members & seated) + sum(bound.label in other.labels for other in others)
            missing = abs(bound.range.missing(counted))
            if missing and (not movable or bound.price is None):
                return None
            price += missing * (bound.price or 0)
        kept_apart = sum(seated.issuperset(pair) for pair in self.problem.never_together)
        if kept_apart and (not movable or self.pair_price is None):
            return None
        return price + kept_apart * (self.pair_price or 0)


def expected_ways(prices: Prices) -> dict[Way, int]:
    """The cheapest of each kind; a mixed one only where it is cheaper than all others."""
    found = {way: price for way in Way if (price := prices.cheapest(way)) is not None}
    mixed = found.pop(Way.MIXED, None)
    if mixed is not None and all(mixed < price for price in found.values()):
        found[Way.MIXED] = mixed
    return found


@pytest.mark.parametrize("wanted", QUICK_AND_FULL)
def test_clash_is_one_of_the_fewest_demands_and_none_can_be_spared(wanted: int) -> None:
    sizes = Counter[int]()
    for number, problem in first_without_panel(wanted):
        found = explain(problem)
        assert found.minimum
        assert len(found.clash) == smallest_clash(problem), number
        assert clashes(problem, found.clash)
        assert not any(clashes(problem, rest) for rest in combinations(found.clash, len(found.clash) - 1))
        assert set(found.clash) <= set(demands_of(problem))
        sizes[len(found.clash)] += 1
    assert len(sizes) > 2


def clashes(problem: Problem, demands: Sequence[Demand]) -> bool:
    """Whether no choice of seats meets these demands, by trying all."""
    members = {bound.label: bound.members for bound in problem.all_bounds}

    def met(demand: Demand, chosen: tuple[str, ...]) -> bool:
        counted = len(members[demand.label].intersection(chosen))
        return counted >= demand.limit if demand.side is Side.AT_LEAST else counted <= demand.limit

    everyone = combinations(problem.candidates, problem.seats)
    return not any(all(met(demand, chosen) for demand in demands) for chosen in everyone)


@pytest.mark.parametrize("wanted", QUICK_AND_FULL)
def test_every_way_out_works_when_taken_and_is_the_cheapest_of_its_kind(wanted: int) -> None:
    seen = Counter[Way]()
    for number, problem in first_without_panel(wanted, start=10_000):
        found = explain(problem, profiles=PROFILES, spares=SPARES, pair_price=PAIR_PRICE)
        prices = {repair.way: repair.price for repair in found.repairs}
        assert prices == expected_ways(Prices(problem, PROFILES, SPARES, PAIR_PRICE)), number
        assert [repair.price for repair in found.repairs] == sorted(prices.values())
        for repair in found.repairs:
            after = repaired(problem, repair, profiles=PROFILES, spares=SPARES)
            assert all_panels(after), (number, repair)
            assert price_of(problem, repair) == repair.price
            seen[repair.way] += 1
    assert set(seen) == set(Way)


def price_of(problem: Problem, repair: Repair) -> int:
    """The price of a repair from what it says it does."""
    moved = 0
    for bound in problem.bounds:
        low, high = repair.moves.get(bound.label, (bound.at_least, bound.at_most))
        steps = bound.at_least - low + (0 if bound.at_most is None or high is None else high - bound.at_most)
        assert steps >= 0
        assert (high is None) == (bound.at_most is None)
        assert not steps or bound.price is not None
        moved += steps * (bound.price or 0)
    by_name = {profile.name: profile.price for profile in PROFILES}
    by_spare = {spare.candidate: spare.price for spare in SPARES}
    return (
        moved
        + sum(by_name[name] * many for name, many in repair.recruits.items())
        + sum(by_spare[name] for name in repair.readmitted)
        + PAIR_PRICE * len(repair.seatings)
    )


@pytest.mark.parametrize("wanted", [pytest.param(40, id="40"), pytest.param(300, id="300", marks=pytest.mark.full)])
def test_usual_recruits_are_the_fewest_people_that_help(wanted: int) -> None:
    for number, problem in first_without_panel(wanted, start=20_000):
        profiles = usual_profiles(problem)
        found = {repair.way: repair for repair in explain(problem).repairs}
        if len(profiles) > 7:
            continue
        price = Prices(problem, profiles, (), None).cheapest(Way.RECRUIT)
        repair = found.get(Way.RECRUIT)
        assert (repair.price if repair else None) == price, number
        if repair:
            assert sum(repair.recruits.values()) * 20 == price
            assert all_panels(repaired(problem, repair))


def test_strict_bounds_are_never_moved() -> None:
    strict = Problem(people(4), 2, [Bound("law", people(2), at_least=2, price=None), Bound("cap", people(4)[:1], 0, 0)])
    (first, *_) = explain(strict).repairs
    assert (first.way, first.price, first.moves) == (Way.MOVE, 1, {"cap": (0, 1)})
    both = Problem(
        people(4), 2, [Bound("law", people(2), 2, price=None), Bound("cap", people(4)[:1], 0, 0, price=None)]
    )
    assert [repair.way for repair in explain(both).repairs] == [Way.RECRUIT]


def test_pairs_are_given_up_only_at_a_price() -> None:
    problem = Problem(people(3), 3, never_together=[("p00", "p01")])
    assert [repair.way for repair in explain(problem).repairs] == [Way.RECRUIT]
    cheap = explain(problem, pair_price=3).repairs[0]
    assert (cheap.way, cheap.price, cheap.seatings, cheap.moves) == (Way.MOVE, 3, ("p00 × p01",), {})
    assert all_panels(repaired(problem, cheap)) == [frozenset(people(3))]


def test_lower_end_far_above_what_can_sit_moves_all_the_way() -> None:
    problem = Problem(people(4), 2, [Bound("x", people(4), at_least=6)])
    moves = {repair.way: repair.moves for repair in explain(problem).repairs}
    assert moves[Way.MOVE] == {"x": (2, None)}


def test_stays_that_exclude_each_other_are_the_clash() -> None:
    found = explain(Problem(people(4), 2, [], [("p00", "p01")], ["p00", "p01"]), pair_price=3)
    assert [(demand.label, demand.side) for demand in found.clash] == [
        ("p00 × p01", Side.AT_MOST),
        ("p00 = 1", Side.AT_LEAST),
        ("p01 = 1", Side.AT_LEAST),
    ]
    assert [(repair.way, repair.price, repair.seatings) for repair in found.repairs] == [(Way.MOVE, 3, ("p00 × p01",))]


def test_more_people_who_stay_than_seats_have_no_way_out() -> None:
    found = explain(Problem(people(4), 1, seated=people(2)), pair_price=3)
    assert [demand.label for demand in found.clash] == ["p00 = 1", "p01 = 1"]
    assert found.repairs == ()


@pytest.mark.parametrize(("candidates", "seats"), [(3, 5), (1, 2), (0, 1)])
def test_too_few_candidates_is_said_as_a_number_missing(candidates: int, seats: int) -> None:
    problem = Problem(people(candidates), seats)
    found = explain(problem)
    assert (found.short, found.clash, found.minimum) == (seats - candidates, (), True)
    (repair,) = found.repairs
    assert (repair.way, repair.recruits) == (Way.RECRUIT, {"": seats - candidates})
    assert len(all_panels(repaired(problem, repair))) == 1


def test_spares_can_fill_the_seats_that_are_missing() -> None:
    problem = Problem(people(2), 3, [Bound("b", people(1), at_least=2)])
    spares = [Spare("kept out", frozenset({"b"}), price=5), Spare("other", frozenset(), price=1)]
    found = {repair.way: repair for repair in explain(problem, spares=spares).repairs}
    assert (found[Way.READMIT].readmitted, found[Way.READMIT].price) == (("kept out",), 5)
    assert (found[Way.MIXED].readmitted, found[Way.MIXED].moves, found[Way.MIXED].price) == (
        ("other",),
        {"b": (1, None)},
        2,
    )


def test_problem_with_a_panel_has_nothing_to_explain() -> None:
    with pytest.raises(ValueError, match="has a panel"):
        explain(Problem(people(3), 2))


def test_explanation_repeats_itself_in_any_order_of_input() -> None:
    for _, problem in first_without_panel(12, start=30_000):
        turned = Problem(
            problem.candidates[::-1], problem.seats, problem.bounds[::-1], problem.never_together[::-1], problem.seated
        )
        first: Explanation = explain(problem, pair_price=2)
        assert explain(turned, pair_price=2) == first


@pytest.mark.parametrize("numbers", [range(200), pytest.param(range(200, 2000), marks=pytest.mark.full)])
def test_existence_of_a_panel_agrees_with_trying_everything(numbers: range) -> None:
    outcomes = Counter[bool]()
    for number in numbers:
        problem = random_problem(number, tight=0.8)
        assert exists_panel(problem) == bool(all_panels(problem)), number
        outcomes[exists_panel(problem)] += 1
    assert min(outcomes[True], outcomes[False]) > len(numbers) / 10


def test_ring_that_only_averages_keep_is_explained_by_its_pairs() -> None:
    found = explain(ring(5, others=0, seats=3))
    assert (len(found.clash), found.minimum) == (smallest_clash(ring(5, others=0, seats=3)), True)
    assert {demand.side for demand in found.clash} == {Side.AT_MOST}
