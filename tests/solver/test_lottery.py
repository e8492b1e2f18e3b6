"""The lottery from outside: fair, compliant, the same for everybody who prepares it, and even over seeds."""

from __future__ import annotations

import hashlib
import hmac
import os
import pickle
import random
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

import solver
from solver.bounds import Bound
from solver.chances import fairest
from solver.errors import BadProblem
from solver.groups import group
from solver.lottery import Lottery, NoPanel, Panel, TooFewTickets, prepare_lottery, usual_number
from solver.problem import Problem
from solver.recheck import recheck
from tests.solver.oracle import all_panels, chi_square_z, expected_seats, fairest_chances, keeps, whole_panels
from tests.solver.problems import employers, explored, people, problems, random_problem

ROOT = Path(__file__).parents[2]
EVERYONE, CAPS = employers(5, "mmw", cap=1)
FREE = ["t0", "t1", "t2", "t3"]
TOWN = Problem(
    [*EVERYONE, *FREE],
    5,
    [*CAPS, Bound("w", [p for p in EVERYONE if p[1] == "w"], at_least=2), Bound("free", FREE, at_most=2)],
    [("t0", "t1"), ("t1", "t2")],
)
"""Blocks (employers), groups of two (mm), a mirror image (t0, t2) and a person alone (t3)."""

TICKETS = 38
SEEDS = [pytest.param(4_000, id="4000"), pytest.param(20_000, id="20000", marks=pytest.mark.full)]


def compliant_tickets(lottery: Lottery) -> bool:
    members = lottery.grouped.members
    lines = (Counter(line) for line in lottery.table.tolist())
    return all(
        keeps(lottery.problem, [p for index, count in line.items() for p in members[index][:count]]) for line in lines
    )


@given(problems(most=11), st.sampled_from([1, 2, 7, 13, 40]))
@explored(120)
def test_any_problem_gives_compliant_tickets_or_no_panel_exactly_when_there_is_none(
    problem: Problem, tickets: int
) -> None:
    panels = all_panels(problem)
    try:
        lottery = prepare_lottery(problem, tickets=tickets)
    except NoPanel as refusal:
        assert panels == []
        assert refusal.problem == problem
        return
    except TooFewTickets as refusal:
        assert panels
        lottery = prepare_lottery(problem, tickets=refusal.facts["enough"])
    assert compliant_tickets(lottery)
    assert {frozenset(lottery.draw(b"%d" % seed)) for seed in range(10)} <= set(panels)
    assert sum(lottery.chances.values()) == problem.seats
    sitting = frozenset[str]().union(*panels)
    assert {person for person, chance in lottery.chances.items() if chance} == sitting


@pytest.mark.parametrize("numbers", [range(60), pytest.param(range(60, 1200), marks=pytest.mark.full)])
def test_worst_off_reaches_the_bound_within_one_ticket_where_whole_panels_allow_it(numbers: range) -> None:
    tight = loose = 0
    for number in numbers:
        problem = random_problem(number, tight=0.3)
        panels = all_panels(problem)
        if not panels:
            continue
        lottery = prepare_lottery(problem, tickets=48)
        optimum, best = lottery.optimum, fairest_chances(problem.candidates, whole_panels(problem, panels))
        assert optimum.exact
        assert optimum.gap == max(0, optimum.lowest - min(lottery.chances.values()))
        assert optimum.met == (optimum.gap < Fraction(1, 48))
        if min(best.values()) > float(optimum.lowest) - 1e-6:
            tight += 1
            assert optimum.met, number
        else:
            loose += 1
            assert float(optimum.gap) > float(optimum.lowest) - min(best.values()) - 1 / 48
            assert not optimum.whole
        if {p: float(chance) for p, chance in optimum.chances.items()} == pytest.approx(best, abs=1e-5):
            off = [abs(lottery.chances[person] - optimum.chances[person]) for person in problem.candidates]
            assert max(off) < Fraction(1, 48), number
    assert tight > 5 * loose


def test_within_a_table_groups_are_within_one_seat_and_people_within_one_ticket() -> None:
    lottery = prepare_lottery(TOWN, tickets=1000)
    owed = lottery.optimum.chances
    for index, members in enumerate(lottery.grouped.members):
        assert abs(int(lottery.counts[index]) - 1000 * owed[members[0]] * len(members)) < 1
    assert all(abs(lottery.chances[p] - owed[p]) < Fraction(1, 1000) for p in TOWN.candidates)
    assert lottery.optimum.met
    assert lottery.optimum.whole


# --- the draw over seeds


@pytest.fixture(scope="module")
def town() -> Lottery:
    return prepare_lottery(TOWN, tickets=TICKETS)


@pytest.fixture(scope="module", params=SEEDS)
def draws(town: Lottery, request: pytest.FixtureRequest) -> list[Panel]:
    return [town.draw(b"seed %d" % number) for number in range(request.param)]


def independent(pairs: Counter[tuple[Any, Any]]) -> float:
    """How many standard deviations a table of pairs lies from independence of its two sides."""
    total = sum(pairs.values())
    rows, columns = Counter[Any](), Counter[Any]()
    for (row, column), count in pairs.items():
        rows[row] += count
        columns[column] += count
    statistic = sum(
        (pairs[row, column] - rows[row] * columns[column] / total) ** 2 / (rows[row] * columns[column] / total)
        for row in rows
        for column in columns
    )
    return chi_square_z(statistic, (len(rows) - 1) * (len(columns) - 1))


def test_every_draw_is_a_panel(draws: list[Panel]) -> None:
    assert all(keeps(TOWN, panel) for panel in set(draws))


def test_first_seats_follow_the_chances_by_chi_square(town: Lottery, draws: list[Panel]) -> None:
    counts = Counter(panel[0] for panel in draws)
    expected = {person: float(chance) * len(draws) / TOWN.seats for person, chance in town.chances.items()}
    statistic = sum((counts[person] - share) ** 2 / share for person, share in expected.items())
    assert abs(chi_square_z(statistic, len(expected) - 1)) < 3.5


def test_each_person_sits_as_often_as_the_chances_say(town: Lottery, draws: list[Panel]) -> None:
    counts = Counter(person for panel in draws for person in panel)
    for person, chance in town.chances.items():
        spread = (len(draws) * chance * (1 - chance)) ** 0.5
        assert abs(counts[person] - len(draws) * chance) < 4 * spread, person


def test_ticket_numbers_are_even_by_chi_square(draws: list[Panel]) -> None:
    counts = Counter(panel.ticket for panel in draws)
    share = len(draws) / TICKETS
    assert set(counts) == set(range(TICKETS))
    assert abs(chi_square_z(sum((count - share) ** 2 / share for count in counts.values()), TICKETS - 1)) < 3.5


def test_lots_do_not_depend_on_the_ticket_number(draws: list[Panel]) -> None:
    one_of_two = Counter(
        (panel.ticket, next(person for person in panel if person[1] == "m")[2])
        for panel in draws
        if sum(person[1] == "m" for person in panel) == 1
    )
    assert abs(independent(one_of_two)) < 4
    houses = Counter((panel.ticket, next(p[0] for p in panel if p[1] == "w")) for panel in draws)
    assert abs(independent(houses)) < 4
    turned = Counter((panel.ticket, "t0" in panel) for panel in draws if ("t0" in panel) != ("t2" in panel))
    assert abs(independent(turned)) < 4


def test_consecutive_seeds_draw_independently(draws: list[Panel]) -> None:
    kinds = [(first[0][0], second[0][0]) for first, second in zip(draws[::2], draws[1::2], strict=True)]
    assert abs(independent(Counter(kinds))) < 4
    tickets = Counter(
        ((first.ticket or 0) % 6, (second.ticket or 0) % 6)
        for first, second in zip(draws[::2], draws[1::2], strict=True)
    )
    assert abs(independent(tickets)) < 4


def test_seats_are_in_any_order_alike(draws: list[Panel]) -> None:
    places = Counter(sorted(panel).index(panel[0]) for panel in draws)
    share = len(draws) / TOWN.seats
    assert abs(chi_square_z(sum((places[at] - share) ** 2 / share for at in range(5)), 4)) < 3.5


# --- one seed, one panel


def lots(seed: bytes, tag: str, names: list[str]) -> list[str]:
    return sorted(names, key=lambda n: hmac.new(seed, f"expertpool/{tag}/v1{n}".encode(), hashlib.sha256).digest())


def number_below(seed: bytes, limit: int, tag: str) -> int:
    """The first block is taken: another would follow once in about 2**240 draws."""
    return int.from_bytes(hmac.new(seed, tag.encode() + bytes(8), hashlib.sha256).digest(), "big") % limit


PLAIN = Problem(people(20), 6, [Bound("a", people(8), at_least=3, at_most=4), Bound("b", people(12)[5:], 2)])


@pytest.mark.parametrize("coded", [False, True])
@pytest.mark.parametrize(("problem", "classes"), [(PLAIN, 0), (TOWN, 2)], ids=["plain", "town"])
def test_draw_is_recomputed_from_table_and_seed_alone(problem: Problem, classes: int, coded: bool) -> None:
    lottery = prepare_lottery(problem, tickets=100)
    assert len(lottery.symmetry.classes) == classes
    code = {p: hashlib.sha256(p.encode()).hexdigest() if coded else p for p in problem.candidates}
    person = {name: p for p, name in code.items()}
    groups = [sorted(code[p] for p in members) for members in lottery.grouped.members]
    for number in range(60):
        seed = b"seed %d" % number
        ticket = number_below(seed, 100, "expertpool/ticket/v1")
        members = [
            name
            for index, count in Counter(lottery.table[ticket].tolist()).items()
            for name in lots(seed, "member", groups[index])[:count]
        ]
        goes: dict[str, str] = {}
        for exchange in lottery.symmetry.classes:
            block_of = {groups[block[0]][0]: block for block in exchange.blocks}
            for head, goal in zip(sorted(block_of), lots(seed, "block", sorted(block_of)), strict=True):
                turn = exchange.turns[number_below(seed, len(exchange.turns), f"expertpool/turn/v1{head}")]
                for at, index in enumerate(block_of[head]):
                    goes.update(zip(groups[index], groups[block_of[goal][turn[at]]], strict=True))
        panel = lottery.draw(seed, code) if coded else lottery.draw(seed)
        seats = lots(seed, "seat", [goes.get(name, name) for name in members])
        assert (panel.ticket, list(panel)) == (ticket, [person[name] for name in seats])


def test_draw_by_codes_follows_the_same_chances(town: Lottery) -> None:
    code = {p: hashlib.sha256(p.encode()).hexdigest() for p in TOWN.candidates}
    panels = [town.draw(b"%d" % number, code) for number in range(3000)]
    assert all(keeps(TOWN, panel) for panel in set(panels))
    for person, seats in expected_seats(panels, TOWN.candidates).items():
        chance = town.chances[person]
        assert abs(seats - chance) < 4 * (float(chance * (1 - chance)) / 3000) ** 0.5


def test_draw_uses_no_solver(town: Lottery, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [town.draw(b"%d" % number) for number in range(20)]

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a solver was called")

    monkeypatch.setattr(pywraplp.Solver, "CreateSolver", refuse)
    monkeypatch.setattr(pywraplp.Solver, "Solve", refuse)
    monkeypatch.setattr(cp_model, "CpModel", refuse)
    monkeypatch.setattr(cp_model.CpSolver, "solve", refuse)
    again = pickle.loads(pickle.dumps(town))  # noqa: S301  # our own bytes of a moment ago
    assert [again.draw(b"%d" % number) for number in range(20)] == before
    with pytest.raises(AssertionError, match="a solver was called"):
        prepare_lottery(TOWN, tickets=5)


def test_same_seed_draws_the_same_panel_and_other_seeds_others(town: Lottery) -> None:
    first, again = (town.draw(b"seed") for _ in range(2))
    assert (first, first.ticket) == (again, again.ticket)
    assert len({town.draw(b"%d" % number) for number in range(200)}) > 150


def test_panel_is_a_tuple_that_knows_its_ticket_even_after_a_copy(town: Lottery) -> None:
    panel = town.draw(b"seed")
    again = pickle.loads(pickle.dumps(panel))  # noqa: S301  # our own bytes of a moment ago
    assert (tuple(panel), panel.ticket) == (tuple(again), again.ticket)
    assert isinstance(again, Panel)
    assert Panel(["a"]).ticket is None


@pytest.mark.every
@pytest.mark.parametrize("seed", ["seed", "", 7, None, bytearray(b"seed"), ["s"]])
def test_seed_that_is_not_bytes_is_refused(town: Lottery, seed: Any) -> None:
    with pytest.raises(TypeError, match="bytes"):
        town.draw(seed)


# --- the same table for everybody

TABLE_SCRIPT = """
import hashlib, os, random, sys
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from solver import Bound, Problem, explain, prepare_lottery, queue_panel
from tests.solver.test_lottery import TOWN, fingerprint, shuffled
print(fingerprint(shuffled(TOWN, int(sys.argv[1]))))
"""


def shuffled(problem: Problem, number: int) -> Problem:
    """The same question with everything given in another order."""
    rng = random.Random(number)

    def mixed(items: Any) -> list[Any]:
        return rng.sample(list(items), len(items))

    return Problem(
        mixed(problem.candidates),
        problem.seats,
        [Bound(b.label, mixed(sorted(b.members)), b.at_least, b.at_most) for b in mixed(problem.bounds)],
        [tuple(mixed(pair)) for pair in mixed(problem.never_together)],
        mixed(sorted(problem.seated)),
    )


def fingerprint(problem: Problem) -> str:
    """A digest of everything that must be the same everywhere: table, proof, draws and a queue."""
    lottery = prepare_lottery(problem, tickets=TICKETS, context=b"committee")
    queue = solver.queue_panel(problem, b"seed")
    content = (
        lottery.grouped.members,
        lottery.table.tolist(),
        lottery.table_seed,
        sorted(lottery.chances.items()),
        lottery.target.chances,
        [(level.value, sorted(level.weights.items()), level.per_seat) for level in lottery.target.levels],
        lottery.symmetry,
        lottery.draw(b"seed"),
        queue.panel,
        queue.order,
        [(person, sorted(why.weights.items())) for person, why in queue.passed.items()],
    )
    return hashlib.sha256(repr(content).encode()).hexdigest()


@pytest.mark.parametrize("number", range(4))
def test_table_is_the_same_in_any_order_of_input(number: int) -> None:
    assert fingerprint(shuffled(TOWN, number)) == fingerprint(TOWN)


@pytest.mark.parametrize(("hash_seed", "threads"), [("1", "1"), ("4242", "7")])
def test_table_is_the_same_in_another_process_with_other_threads(hash_seed: str, threads: str) -> None:
    counts = {f"{name}_NUM_THREADS": threads for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR")}
    done = subprocess.run(
        [sys.executable, "-c", TABLE_SCRIPT, hash_seed],
        cwd=ROOT,
        env={**os.environ, **counts, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == fingerprint(TOWN)


def test_context_and_problem_both_decide_the_table() -> None:
    other = Problem(TOWN.candidates, 5, [*TOWN.bounds, Bound("idle", EVERYONE)], TOWN.never_together)
    lotteries = [
        prepare_lottery(TOWN, tickets=TICKETS, context=b"committee"),
        prepare_lottery(TOWN, tickets=TICKETS, context=b"committee 2"),
        prepare_lottery(TOWN, tickets=TICKETS),
        prepare_lottery(other, tickets=TICKETS, context=b"committee"),
    ]
    assert len({lottery.table.tobytes() for lottery in lotteries}) == 4
    assert len({lottery.table_seed for lottery in lotteries}) == 4


# --- figures about the whole


def test_gini_is_the_mean_difference_of_chances() -> None:
    seen = set()
    for number in range(25):
        try:
            lottery = prepare_lottery(random_problem(number, tight=0.3), tickets=30)
        except NoPanel:
            continue
        values = list(lottery.chances.values())
        differences = sum((abs(a - b) for a in values for b in values), Fraction(0))
        assert lottery.gini == differences / (2 * len(values) * sum(values))
        seen.add(lottery.gini)
    assert len(seen) > 4


def test_most_frequent_pair_is_found_by_counting_every_pair(town: Lottery) -> None:
    members, together, alone = town.grouped.members, Counter[tuple[int, int]](), Counter[int]()
    for line in town.table.tolist():
        together.update(combinations(line, 2))
        alone.update(line)
    likeliest = []
    for (first, second), count in together.items():
        pairs = len(members[first]) * len(members[second])
        if first == second:
            pairs = len(list(combinations(members[first], 2)))
        apart = Fraction(alone[first], len(members[first]) * TICKETS) * Fraction(
            alone[second], len(members[second]) * TICKETS
        )
        likeliest.append((Fraction(count, pairs * TICKETS), apart))
    best = max(chance for chance, _ in likeliest)
    assert town.most_frequent_pair[0] == best
    assert town.most_frequent_pair in likeliest


def test_pair_that_always_sits_together_shows() -> None:
    everyone = people(40)
    lottery = prepare_lottery(Problem(everyone, 3, [Bound("a", ["p00"], 1), Bound("b", ["p01"], 1)]), tickets=20)
    assert lottery.most_frequent_pair == (Fraction(1), Fraction(1))
    alone = prepare_lottery(Problem(everyone, 1), tickets=20)
    assert alone.most_frequent_pair == (Fraction(0), Fraction(0))


@pytest.mark.parametrize(
    ("candidates", "number"),
    [(100, 1000), (101, 10_000), (1000, 10_000), (1001, 100_000), (20_000, 100_000)],
)
def test_usual_number_gives_the_worst_off_ten_tickets_if_any_does(candidates: int, number: int) -> None:
    target = fairest(group(Problem(people(candidates), 1)))
    assert usual_number(target) == number


def test_usual_number_leaves_out_people_without_any_chance() -> None:
    barred = Problem(people(50), 5, [Bound("none", people(2), at_most=0)])
    assert usual_number(fairest(group(barred))) == 1000


def test_without_a_number_of_tickets_the_usual_one_is_taken() -> None:
    assert prepare_lottery(Problem(people(9), 2)).tickets == 1000
    assert prepare_lottery(Problem(people(120), 1)).tickets == 10_000


# --- odd shapes and bad input


@pytest.mark.parametrize(
    ("problem", "chances"),
    [
        (Problem(["only"], 1), {"only": 1}),
        (Problem(people(6), 6), dict.fromkeys(people(6), 1)),
        (Problem(people(6), 6, seated=people(6)), dict.fromkeys(people(6), 1)),
        (
            Problem(people(3), 1, [Bound("专业“冶金”", ["p00"], at_most=0), Bound("🀄'\"\\", ["p01"], at_most=0)]),
            {"p00": 0, "p01": 0, "p02": 1},
        ),
        (Problem(people(4), 2, [Bound("all", people(4), at_least=2, at_most=2)]), dict.fromkeys(people(4), 0.5)),
        (Problem(people(4), 2, [Bound("all", people(4), at_most=99)]), dict.fromkeys(people(4), 0.5)),
        (
            Problem(people(4), 2, [Bound(f"same {at}", people(2), at_least=1, at_most=1) for at in range(400)]),
            dict.fromkeys(people(4), 0.5),
        ),
        (Problem(people(5), 3, seated=["p03"]), {**dict.fromkeys(people(5), 0.5), "p03": 1}),
        (
            Problem(people(4), 2, [], [("p00", "p01")], ["p00"]),
            {"p00": 1, "p01": 0, "p02": 0.5, "p03": 0.5},
        ),
        (Problem(["王五", "李四", "🀄", "a b", "'"], 5), dict.fromkeys(["王五", "李四", "🀄", "a b", "'"], 1)),
    ],
)
def test_odd_shape_has_the_chances_that_thought_gives(problem: Problem, chances: dict[str, Any]) -> None:
    lottery = prepare_lottery(problem, tickets=12)
    assert lottery.chances == chances
    assert recheck(problem, lottery.draw(b"seed")) == ()


@pytest.mark.parametrize("tickets", [1, 7, 13, 97, 1000])
def test_any_number_of_tickets_divides_evenly_among_equals(tickets: int) -> None:
    lottery = prepare_lottery(Problem(people(9), 4), tickets=tickets)
    assert (lottery.tickets, lottery.table.shape) == (tickets, (tickets, 4))
    assert set(lottery.chances.values()) == {Fraction(4, 9)}
    assert lottery.optimum.gap == 0


@pytest.mark.every
@pytest.mark.parametrize(
    "problem",
    [
        Problem(people(2), 3),
        Problem(people(4), 2, [Bound("few", people(3), at_least=3)]),
        Problem(people(4), 2, [Bound("nobody", [], at_least=1)]),
        Problem(people(4), 1, seated=people(2)),
        Problem(people(4), 3, never_together=[("p00", "p01")], seated=people(2)),
        Problem(people(3), 2, never_together=list(combinations(people(3), 2))),
        Problem(people(6), 4, never_together=[("p00", "p01"), ("p02", "p03"), ("p04", "p05")]),
        Problem(people(4), 2, [Bound("none", ["p00"], at_most=0)], seated=["p00"]),
    ],
)
def test_problem_without_a_panel_is_refused_with_the_problem(problem: Problem) -> None:
    with pytest.raises(NoPanel) as caught:
        prepare_lottery(problem, tickets=10)
    assert caught.value.problem == problem
    assert (caught.value.code, caught.value.facts) == (
        "no-panel",
        {"seats": problem.seats, "candidates": len(problem.candidates)},
    )


@pytest.mark.every
@pytest.mark.parametrize("tickets", [0, -1, True, False, 2.0, "7"])
def test_number_of_tickets_that_is_none_is_refused(tickets: Any) -> None:
    with pytest.raises(BadProblem) as caught:
        prepare_lottery(TOWN, tickets=tickets)
    assert (caught.value.code, caught.value.facts) == ("tickets-not-positive", {"tickets": tickets})


def test_progress_is_told_to_whoever_asks() -> None:
    told: list[tuple[int, int]] = []
    prepare_lottery(TOWN, tickets=TICKETS, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (TICKETS, TICKETS)


def test_every_public_name_can_be_imported_from_the_package() -> None:
    assert {name: getattr(solver, name).__name__ for name in solver.__all__} == {name: name for name in solver.__all__}
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = solver.no_such_name
