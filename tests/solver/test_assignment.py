"""Assignments: the optimum against brute force, limits, chances under a cap, draws, repairs and refusals."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver import (
    BadProblem,
    NoAssignment,
    Reading,
    curve,
    prepare_assignment,
    recheck_assignment,
    replacement,
)
from solver.assigning.flow import best_flow
from solver.assigning.links import parts_of
from solver.assigning.proof import proves
from solver.assigning.shares import best_shares
from solver.assigning.ways import explain_assignment, feasible, repaired
from solver.assigning.worth import Scale
from tests.solver.problems import explored
from tests.solver.readings import title_like

HALF = Fraction(1, 2)


def small(number: int, *, cap: Fraction = Fraction(1)) -> Reading:
    """The same small question for the same number: up to five packets and five experts, loads, recusals, a group."""
    rng = random.Random(number)
    dossiers = [f"D{at}" for at in range(rng.randint(1, 4))]
    experts = [f"E{at}" for at in range(rng.randint(1, 5))]
    top = rng.choice([3, 10, 1_000_000])
    suitability = {(d, e): rng.randint(0, top) for d in dossiers for e in experts}
    recusals = [pair for pair in suitability if rng.random() < 0.15]
    loads = {}
    for expert in experts:
        least = rng.choice([0, 0, 0, 1])
        loads[expert] = (least, least + rng.randint(0, len(dossiers)))
    groups = {"apart": (dossiers[:1], experts[1:])} if rng.random() < 0.3 else None
    readers = rng.randint(1, min(3, len(experts)))
    return Reading(
        dossiers, experts, suitability, loads=loads, recusals=recusals, cap=cap, readers=readers, groups=groups
    )


def every_assignment(reading: Reading) -> list[np.ndarray]:
    """Every matrix of zeros and ones that keeps all limits."""
    choices = [
        list(itertools.combinations(np.nonzero(reading.allowed[row])[0].tolist(), int(reading.needed[row])))
        for row in range(len(reading.dossiers))
    ]
    found = []
    for chosen in itertools.product(*choices):
        made = np.zeros(reading.allowed.shape, dtype=np.int64)
        for row, columns in enumerate(chosen):
            made[row, list(columns)] = 1
        load = made.sum(axis=0)
        if (load >= reading.least).all() and (load <= reading.most).all():
            found.append(made)
    return found


def matrix(reading: Reading, assigned: dict[str, list[str]]) -> np.ndarray:
    made = np.zeros(reading.allowed.shape, dtype=np.bool_)
    for dossier, experts in assigned.items():
        made[reading.row_of[dossier], [reading.column_of[expert] for expert in experts]] = True
    return made


@explored(100)
@given(st.integers(0, 10**9))
def test_without_chance_the_worst_served_and_then_the_total_are_what_brute_force_finds(number: int) -> None:
    reading = small(number)
    every = every_assignment(reading)
    if not every:
        with pytest.raises(NoAssignment):
            prepare_assignment(reading)
        return
    served = [(made * reading.scores).sum(axis=1) for made in every]
    best = max((int(gets.min()), int(gets.sum())) for gets in served)
    found = prepare_assignment(reading)
    gets = (found.units * reading.scores).sum(axis=1)
    assert ((int(gets.min()), int(gets.sum())), found.optimum.gap) == (best, 0)


@explored(60)
@given(st.integers(0, 10**9))
def test_the_greatest_mean_alone_is_what_brute_force_finds(number: int) -> None:
    reading = small(number).with_(worst_first=False)
    every = every_assignment(reading)
    if every:
        found = prepare_assignment(reading)
        assert int((found.units * reading.scores).sum()) == max(int((made * reading.scores).sum()) for made in every)


@explored(40)
@given(st.integers(0, 10**9), st.sampled_from([Fraction(1, 3), HALF, Fraction(2, 3), Fraction(3, 4)]))
def test_chances_keep_every_limit_and_are_proven_and_every_draw_keeps_them_too(number: int, cap: Fraction) -> None:
    reading = small(number, cap=cap)
    if not feasible(reading):
        with pytest.raises(NoAssignment):
            prepare_assignment(reading)
        return
    shares = best_shares(reading)
    assert proves(reading, shares.scale, shares.lifts, shares.flow.units, shares.flow.potentials)
    found = prepare_assignment(reading)
    assert max(found.chances.values()) <= cap
    for seed in (b"a", b"b", b"c"):
        assert recheck_assignment(reading, found.draw(seed)) == ()


def test_a_proof_falls_with_any_other_shares() -> None:
    reading = title_like(30, 12, load=10, cap=HALF)
    scale = Scale.of(HALF, HALF, steps=24)
    lifts = np.zeros(30, dtype=np.int64)
    flow = best_flow(reading, scale)
    other = flow.units.copy()
    row = int(np.nonzero((other > 0).sum(axis=1) > 3)[0][0])
    first, second = np.nonzero(other[row])[0][:2]
    other[row, [first, second]] += np.array([-1, 1])
    assert [proves(reading, scale, lifts, units, flow.potentials) for units in (flow.units, other)] == [True, False]


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.full), pytest.param(3, marks=pytest.mark.full)])
def test_the_worst_served_packet_meets_its_bound_on_the_title_like_generator(seed: int) -> None:
    found = prepare_assignment(title_like(600, 120, load=16, seed=seed)).optimum
    assert found.worst * 100 >= found.worst_bound * 99
    assert found.gap < Fraction(1, 100_000)


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize(
    ("packets", "experts", "load", "cap"), [(5, 6, 3, "3/4"), (5, 6, 2, "1/2"), (30, 14, 5, "1/3")], ids=str
)
def test_spread_chances_lose_at_most_a_thousandth_against_the_exact_quadratic_optimum(
    number: int, packets: int, experts: int, load: int, cap: str
) -> None:
    rng = random.Random(number)
    table = [[rng.randint(1, 1_000_000) for _ in range(experts)] for _ in range(packets)]
    names = [f"D{at}" for at in range(packets)], [f"E{at}" for at in range(experts)]
    reading = Reading(*names, table, loads=load, cap=Fraction(cap), readers=2, worst_first=False)
    shares = best_shares(reading)
    chances = shares.flow.units / shares.scale.whole
    found, exact = float((reading.scores * (chances - chances**2 / 2)).sum()), quadratic(reading)
    assert exact * 0.999 <= found <= exact * (1 + 1e-6)


def quadratic(reading: Reading) -> float:
    """What no chances exceed, from the quadratic problem's own dual: no flow, no pieces, nothing of what is tested.

    Each packet has a price a reading and each expert one a packet. Whatever the prices, the sum of what they ask for
    all readings and loads and of what each pair still gains beyond them is an upper bound; prices are brought to where
    demand meets supply, turn by turn, and the bound to within a millionth of the exact optimum.
    """
    scores, top = reading.scores.astype(float), float(reading.cap)
    needed, most = reading.needed.astype(float), reading.most.astype(float)
    rows, columns = np.zeros(len(needed)), np.zeros(len(most))

    def demanded(prices: np.ndarray) -> np.ndarray:
        return np.clip(1 - prices / scores, 0, top)

    for _ in range(80):
        rows = met(lambda one, fixed=columns: demanded(one[:, None] + fixed).sum(axis=1), needed, low=-2e6)
        columns = met(lambda one, fixed=rows: demanded(fixed[:, None] + one).sum(axis=0), most, low=0.0)
    prices = rows[:, None] + columns
    taken = demanded(prices)
    beyond = scores * (taken - taken**2 / 2) - prices * taken
    return float(rows @ needed + columns @ most + beyond.sum())


def met(demand: Callable[[np.ndarray], np.ndarray], supply: np.ndarray, *, low: float) -> np.ndarray:
    """The lowest prices from ``low`` on at which no demand exceeds its supply; demand falls with its own price."""
    under, over = np.full(len(supply), low), np.full(len(supply), 2e6)
    for _ in range(60):
        middle = (under + over) / 2
        fits = demand(middle) <= supply
        under, over = np.where(fits, under, middle), np.where(fits, middle, over)
    return np.where(demand(np.full(len(supply), low)) <= supply, low, over)


def test_the_quadratic_bound_is_what_can_be_worked_out_by_hand() -> None:
    """Two equal experts share a packet evenly: half of it each gains 3/8 twice."""
    reading = Reading(["A"], ["1", "2"], [[1_000_000, 1_000_000]], readers=1, cap=Fraction(3, 4), worst_first=False)
    assert abs(quadratic(reading) - 750_000) < 1


def frequencies(seeds: int) -> None:
    reading = title_like(20, 12, load=7, cap=HALF, fields=2)
    found = prepare_assignment(reading)
    times: Counter[tuple[str, str]] = Counter()
    for number in range(seeds):
        drawn = found.draw(number.to_bytes(4, "big"), connected=False)
        times.update((dossier, expert) for dossier, experts in drawn.items() for expert in experts)
    assert set(times) <= set(found.chances)
    scores = []
    for pair, chance in found.chances.items():
        spread = float(chance * (1 - chance)) * seeds
        if spread:
            scores.append((times[pair] - float(chance) * seeds) / spread**0.5)
        else:
            assert times[pair] == int(chance) * seeds
    assert max(abs(score) for score in scores) < 4.5
    assert 0.85 < (sum(score**2 for score in scores) / len(scores)) ** 0.5 < 1.15


def test_every_pair_is_drawn_as_often_as_its_chance_over_a_thousand_seeds() -> None:
    frequencies(1_000)


@pytest.mark.full
def test_every_pair_is_drawn_as_often_as_its_chance_over_ten_thousand_seeds() -> None:
    frequencies(10_000)


def test_an_odd_cap_keeps_its_chances_too() -> None:
    reading = Reading(["A", "B"], ["1", "2", "3", "4"], {}, cap=Fraction(1, 3), readers=1, loads=1)
    found = prepare_assignment(reading)
    times = Counter(found.draw(b"%d" % number, connected=False)["A"][0] for number in range(2_000))
    for expert in reading.experts:
        chance = float(found.chances.get(("A", expert), Fraction(0)))
        assert abs(times[expert] - 2_000 * chance) <= 4.5 * (2_000 * chance * (1 - chance)) ** 0.5


def test_the_same_seed_draws_the_same_and_another_draws_another() -> None:
    found = prepare_assignment(title_like(40, 16, load=10, cap=HALF))
    assert found.draw(b"x") == found.draw(b"x")
    assert found.draw(b"x") != found.draw(b"y")


def test_input_order_changes_nothing() -> None:
    rng = random.Random(4)
    dossiers, experts = [f"D{at}" for at in range(12)], [f"E{at}" for at in range(8)]
    cells = {(d, e): rng.randint(0, 9) for d in dossiers for e in experts}
    recusals = [pair for pair in cells if rng.random() < 0.1]
    drawn = []
    for turn in range(3):
        if turn:
            rng.shuffle(dossiers)
            rng.shuffle(experts)
            rng.shuffle(recusals)
        table = [[cells[d, e] for e in experts] for d in dossiers]
        suitability = dict(sorted(cells.items(), reverse=True)) if turn == 1 else table
        found = prepare_assignment(Reading(dossiers, experts, suitability, loads=6, recusals=recusals, cap=HALF))
        drawn.append((found.digest(), found.draw(b"seed")))
    assert drawn[0] == drawn[1] == drawn[2]


def test_a_draw_needs_no_solver() -> None:
    program = (
        "import sys, numpy as np\n"
        "from solver.assigning.rounding import rounded\n"
        "from solver import Reading, recheck_assignment\n"
        "r = Reading(['A'], ['1', '2'], {}, readers=1)\n"
        "print(int(rounded(np.array([[1, 1]]), 2, b's').sum()), len(recheck_assignment(r, {'A': ['1']})))\n"
        "print(any(name.startswith('ortools') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["1", "0", "False"]


def islands(*, readers: int = 2, load: int = 4) -> Reading:
    """Two fields of four packets and four experts each, where a reading across is worth nothing."""
    dossiers = [f"{field}{at}" for field in "AB" for at in range(4)]
    experts = [f"{field}x{at}" for field in "AB" for at in range(4)]
    worth = {(d, e): 1_000_000 if d[0] == e[0] else 1 for d in dossiers for e in experts}
    return Reading(dossiers, experts, worth, readers=readers, loads=load)


def test_parts_are_joined_so_that_all_scores_can_be_compared() -> None:
    found = prepare_assignment(islands())
    apart = found.draw(b"s", connected=False)
    drawn = found.draw(b"s")
    reading = found.reading
    assert parts_of(matrix(reading, apart))[2] > 1
    assert (drawn.parts, parts_of(matrix(reading, drawn))[2], recheck_assignment(reading, drawn)) == (1, 1, ())
    assert drawn.given_up == int((matrix(reading, apart) & ~matrix(reading, drawn)).sum()) > 0


@explored(60)
@given(st.integers(0, 10**9))
def test_joining_costs_the_worst_served_packet_only_where_no_joined_assignment_keeps_it(number: int) -> None:
    reading = small(number)
    every = every_assignment(reading)
    if not every:
        return
    found = prepare_assignment(reading)
    drawn = found.draw(b"s")
    level = int((found.units * reading.scores).sum(axis=1).min())
    joined = [made for made in every if parts_of(made > 0)[2] == drawn.fields]
    keeps = any(int((made * reading.scores).sum(axis=1).min()) >= level for made in joined)
    assert recheck_assignment(reading, drawn) == ()
    gets = int((matrix(reading, drawn) * reading.scores).sum(axis=1).min())
    assert (gets == level) is (drawn.worst_served == "kept")
    if keeps:
        assert (drawn.worst_served, drawn.parts) == ("kept", drawn.fields)
    elif drawn.parts == drawn.fields:
        assert drawn.worst_served == "none-exists"


def test_full_loads_are_joined_by_exchange_and_say_that_nothing_keeps_the_worst_served() -> None:
    reading = islands(load=2)
    drawn = prepare_assignment(reading).draw(b"s")
    assert (drawn.parts, recheck_assignment(reading, drawn)) == (1, ())
    assert drawn.worst_served == "none-exists"


def test_what_cannot_be_joined_says_how_many_parts_are_left() -> None:
    one_each = prepare_assignment(Reading(["A", "B"], ["1", "2"], {}, readers=1, loads=1)).draw(b"s")
    assert (one_each.parts, one_each.fields) == (2, 1)
    groups = {"county": (["A"], ["1", "2"]), "city": (["B"], ["3", "4"])}
    split = prepare_assignment(Reading(["A", "B"], ["1", "2", "3", "4"], {}, readers=2, groups=groups)).draw(b"s")
    assert (split.parts, split.fields) == (2, 2)


def test_nothing_is_joined_where_scores_need_not_be_compared_and_the_optimum_itself_is_drawn() -> None:
    apart = prepare_assignment(islands(), connected=False)
    drawn = apart.draw(b"s")
    assert (drawn.connected, drawn.parts, drawn.fields, drawn.given_up) == (False, 2, 1, 0)
    assert (matrix(apart.reading, drawn) == (apart.units > 0)).all()
    joined = prepare_assignment(islands()).draw(b"s")
    assert (joined.connected, joined.parts, joined.fields) == (True, 1, 1)


def test_what_comparing_costs_under_a_cap_is_told_and_saved_where_it_is_not_wanted() -> None:
    reading = islands().with_(cap=HALF)
    linked, apart = prepare_assignment(reading), prepare_assignment(reading, connected=False)
    assert (apart.optimum.mean, apart.optimum.worst) == (linked.optimum.mean_apart, linked.optimum.worst_apart)
    assert apart.optimum.mean_apart == apart.optimum.mean > linked.optimum.mean
    for seed in (b"a", b"b", b"c", b"d"):
        drawn, other = apart.draw(seed), linked.draw(seed)
        assert (drawn.connected, drawn.parts) == (False, parts_of(matrix(reading, drawn))[2])
        assert (other.connected, other.parts, recheck_assignment(reading, other)) == (True, 1, ())
    points = curve(reading, [HALF], connected=False)
    assert (points[0].mean, points[0].worst) == (apart.optimum.mean, apart.optimum.worst)


@pytest.mark.parametrize(
    ("packets", "experts", "cap"), [(4, 25, "1/2"), pytest.param(20, 40, "1/3", marks=pytest.mark.full)]
)
def test_few_packets_before_a_large_panel_are_read_by_fewer_experts_so_that_scores_can_be_compared(
    packets: int, experts: int, cap: str
) -> None:
    """Twelve readings by twelve people compare nothing; the same by six to nine do, under the same cap."""
    reading = title_like(packets, experts, load=3, cap=Fraction(cap), fields=2)
    linked, apart = prepare_assignment(reading), prepare_assignment(reading, connected=False)
    assert max(linked.chances.values()) <= Fraction(cap)
    assert linked.optimum.worst * 2 > apart.optimum.worst
    for number in range(10):
        drawn = linked.draw(b"%d" % number)
        assert (drawn.parts, recheck_assignment(reading, drawn)) == (1, ())
    assert apart.draw(b"s").parts > 1
    again = prepare_assignment(title_like(packets, experts, load=3, cap=Fraction(cap), fields=2))
    assert again.digest() == linked.digest()


def test_nothing_is_paid_for_a_joining_that_cannot_be() -> None:
    """Each expert may read one packet alone: no chain of experts joins any two."""
    reading = title_like(4, 25, load=1, cap=HALF, fields=2)
    linked, apart = prepare_assignment(reading), prepare_assignment(reading, connected=False)
    assert (linked.units == apart.units).all()
    assert (linked.draw(b"s").parts, linked.draw(b"s").fields) == (4, 1)


def test_packets_of_a_group_are_read_by_its_experts_alone() -> None:
    experts = [f"E{at}" for at in range(8)]
    groups = {"private": (["A", "B"], experts[:4])}
    reading = Reading(["A", "B", "C"], experts, {("A", "E7"): 9}, groups=groups, cap=Fraction(3, 4))
    found = prepare_assignment(reading)
    readers = {expert for (dossier, expert) in found.chances if dossier != "C"}
    assert readers == set(experts[:4])


def shortage(**given_: object) -> NoAssignment:
    values: dict[str, object] = {"dossiers": ["A", "B", "C"], "experts": ["1", "2", "3", "4"], "suitability": {}}
    with pytest.raises(NoAssignment) as refused:
        prepare_assignment(Reading(**{**values, **given_}))  # type: ignore[arg-type]  # made from a table of cases
    return refused.value


@pytest.mark.parametrize(
    ("given_", "dossiers", "rules"),
    [
        ({"recusals": [("B", "1"), ("B", "2")]}, ("B",), ("recusals", "readers")),
        ({"loads": 2}, ("A", "B", "C"), ("loads", "readers")),
        ({"cap": HALF}, ("A", "B", "C"), ("cap", "readers")),
        ({"groups": {"far": (["C"], ["1", "2"])}}, ("C",), ("groups", "readers")),
        ({"loads": (3, 3)}, (), ("least-loads", "readers")),
    ],
)
def test_what_is_impossible_names_packets_rules_and_ways_out_that_work(
    given_: dict[str, object], dossiers: tuple[str, ...], rules: tuple[str, ...]
) -> None:
    refused = shortage(**given_)
    told = refused.explanation
    assert (told.dossiers, told.rules) == (dossiers, rules)
    assert told.repairs != ()
    for repair in told.repairs:
        assert feasible(repaired(refused.reading, repair)), repair


def test_the_smallest_repair_is_named() -> None:
    told = shortage(loads=2).explanation
    assert [(repair.way, repair.amount) for repair in told.repairs][:1] == [("raise-load", 3)]
    assert (told.asked, told.available) == (9, 8)
    assert ("raise-cap", Fraction(3, 4)) in [(one.way, one.amount) for one in shortage(cap=HALF).explanation.repairs]


@explored(60)
@given(st.integers(0, 10**9), st.sampled_from([Fraction(1), HALF, Fraction(3, 4)]))
def test_every_way_out_works_and_one_step_less_does_not(number: int, cap: Fraction) -> None:
    reading = small(number, cap=cap)
    if feasible(reading):
        return
    for repair in explain_assignment(reading).repairs:
        assert feasible(repaired(reading, repair))
        if repair.way == "raise-load":
            assert not feasible(reading.with_(most=np.maximum(reading.most, int(repair.amount) - 1)))


def test_a_question_that_has_an_assignment_is_not_explained() -> None:
    with pytest.raises(ValueError, match="has an assignment"):
        explain_assignment(Reading(["A"], ["1", "2", "3"], {}))


def test_the_curve_falls_with_the_cap_and_is_empty_where_nothing_exists() -> None:
    points = curve(title_like(40, 16, load=12), [Fraction(1), HALF, Fraction(1, 10)])
    assert [point.cap for point in points] == [Fraction(1, 10), HALF, Fraction(1)]
    assert points[0].mean is None
    assert points[1].mean < points[2].mean
    assert (points[1].likeliest, points[2].likeliest) == (HALF, 1)
    assert points[1].support > points[2].support == 120


def test_a_replacement_changes_only_the_packets_of_who_left() -> None:
    reading = title_like(40, 16, load=12, cap=HALF)
    drawn = prepare_assignment(reading).draw(b"s")
    gone = drawn[reading.dossiers[0]][0]
    after = replacement(reading, drawn, left=[gone], seed=b"next")
    for dossier, experts in drawn.items():
        kept = [expert for expert in experts if expert != gone]
        assert (set(kept) <= set(after[dossier]), len(after[dossier])) == (True, 3)
    assert gone not in {expert for experts in after.values() for expert in experts}
    assert replacement(reading, drawn, left=[gone], seed=b"next") == after
    assert replacement(reading, drawn, left=[gone], seed=b"another") != after


def test_a_recused_pair_is_replaced_and_nothing_else_changes() -> None:
    reading = title_like(40, 16, load=12, cap=HALF)
    drawn = prepare_assignment(reading).draw(b"s")
    pair = (reading.dossiers[3], drawn[reading.dossiers[3]][1])
    after = replacement(reading, drawn, recused=[pair], seed=b"next")
    changed = [dossier for dossier in drawn if set(drawn[dossier]) != set(after[dossier])]
    assert (changed, pair[1] in after[pair[0]]) == ([pair[0]], False)


def test_a_replacement_moves_another_reading_where_it_must_and_no_more() -> None:
    reading = Reading(["A", "B"], ["1", "2", "3"], {}, readers=1, loads=1, recusals=[("A", "3")])
    after = replacement(reading, {"A": ["1"], "B": ["2"]}, recused=[("A", "1")], seed=b"s")
    assert after == {"A": ["2"], "B": after["B"]}
    assert after["B"][0] in {"1", "3"}
    with pytest.raises(NoAssignment):
        replacement(reading, {"A": ["1"], "B": ["2"]}, left=["1", "2"], seed=b"s")


def test_a_replacement_of_something_else_is_refused() -> None:
    reading = Reading(["A"], ["1", "2", "3", "4"], {})
    with pytest.raises(BadProblem, match="not-an-assignment"):
        replacement(reading, {"A": ["1", "2"]}, left=["1"], seed=b"s")
    with pytest.raises(BadProblem, match="unknown-expert"):
        replacement(reading, {"A": ["1", "2", "3"]}, left=["9"], seed=b"s")


def test_recheck_names_every_limit_that_is_broken() -> None:
    reading = Reading(["A", "B"], ["1", "2", "3"], {}, readers=2, loads=(1, 1), recusals=[("A", "3")])
    labels = [breach.label for breach in recheck_assignment(reading, {"A": ["1", "3", "3"], "B": ["1"], "C": ["9"]})]
    assert labels == ["strangers", "repeated", "readers:B", "load:1", "load:2", "recused:A × 3"]


@pytest.mark.every
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"dossiers": []}, "none-given"),
        ({"experts": []}, "none-given"),
        ({"dossiers": "ABC"}, "ids-as-one-text"),
        ({"dossiers": ["A", "A"]}, "dossier-twice"),
        ({"experts": ["1", "1"]}, "expert-twice"),
        ({"dossiers": ["A", 5]}, "id-not-text"),
        ({"dossiers": ["A", "\ud800"]}, "id-not-text"),
        ({"suitability": {("Z", "1"): 1}}, "unknown-dossier"),
        ({"suitability": {("A", "9"): 1}}, "unknown-expert"),
        ({"suitability": {("A", "1"): -1}}, "suitability-out-of-range"),
        ({"suitability": {("A", "1"): 1_000_001}}, "suitability-out-of-range"),
        ({"suitability": {("A", "1"): 1.5}}, "suitability-out-of-range"),
        ({"suitability": np.array([[0, 0, 0], [0, -1, 0]])}, "suitability-out-of-range"),
        ({"suitability": np.array([[0, 0, 1_000_001], [0, 0, 0]])}, "suitability-out-of-range"),
        ({"suitability": {("A", "1"): float("nan")}}, "suitability-not-numbers"),
        ({"suitability": {("A", "1"): "much"}}, "suitability-not-numbers"),
        ({"suitability": {"A1": 3}}, "pair-not-two"),
        ({"suitability": [[1, 2]]}, "suitability-shape"),
        ({"recusals": [("A", "9")]}, "unknown-expert"),
        ({"recusals": ["A1"]}, "pair-not-two"),
        ({"recusals": "A1"}, "ids-as-one-text"),
        ({"loads": -1}, "load-not-whole"),
        ({"loads": 2.5}, "load-not-whole"),
        ({"loads": {"9": 2}}, "unknown-expert"),
        ({"loads": (3, 1)}, "load-upside-down"),
        ({"readers": 0}, "readers-not-positive"),
        ({"readers": {"Z": 1}}, "unknown-dossier"),
        ({"cap": 0}, "cap-not-a-share"),
        ({"cap": Fraction(3, 2)}, "cap-not-a-share"),
        ({"cap": "half"}, "cap-not-a-share"),
        ({"cap": float("nan")}, "cap-not-a-share"),
        ({"cap": Fraction(1, 7_919)}, "cap-too-fine"),
        ({"spread": 2}, "spread-not-a-share"),
        ({"groups": {"g": ["A"]}}, "group-not-two-lists"),
        ({"groups": {"g": (["Z"], ["1"])}}, "unknown-dossier"),
    ],
)
def test_a_malformed_question_is_refused_by_its_cause(changed: dict[str, object], code: str) -> None:
    values: dict[str, object] = {"dossiers": ["A", "B"], "experts": ["1", "2", "3"], "suitability": {}}
    with pytest.raises(BadProblem) as refused:
        Reading(**{**values, **changed})  # type: ignore[arg-type]  # hostile on purpose
    assert refused.value.code == code


def test_shares_and_millionths_are_the_same_question() -> None:
    whole = Reading(["A"], ["1", "2", "3"], {("A", "1"): 500_000, ("A", "2"): 1_000_000})
    shares = Reading(["A"], ["1", "2", "3"], {"A": {"1": 0.5, "2": Fraction(1)}})
    assert whole.digest() == shares.digest()


@pytest.mark.every
@pytest.mark.parametrize("seed", [b"", "text", None])
def test_a_seed_that_is_no_bytes_is_refused(seed: object) -> None:
    found = prepare_assignment(Reading(["A"], ["1", "2", "3"], {}))
    with pytest.raises(BadProblem, match="seed-not-bytes"):
        found.draw(seed)  # type: ignore[arg-type]  # hostile on purpose
