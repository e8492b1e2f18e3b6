"""One lottery or one queue draw on one pool, in a process of its own, with its cost and a check of every panel."""

from __future__ import annotations

import argparse
import csv
import json
import random
import time
from collections import Counter, defaultdict
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from benchmarks.process import used_so_far
from solver import Bound, Lottery, Problem, prepare_lottery, queue_panel, recheck

SEED = b"a benchmark's seed is nobody's secret"
MORE_DRAWS = 25


def read_problem(folder: Path) -> Problem:
    """The question that a pool's folder asks (the files of ``pools.write_pool``)."""
    rest = json.loads((folder / "pool.json").read_text(encoding="utf-8"))
    people: dict[tuple[str, str], list[str]] = defaultdict(list)
    everybody = []
    with (folder / "people.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = row.pop("id")
            everybody.append(name)
            for pair in row.items():
                people[pair].append(name)
    with (folder / "features.csv").open(newline="", encoding="utf-8") as file:
        bounds = [
            Bound(
                label=f"{row['feature']}: {row['value']}",
                members=people[row["feature"], row["value"]],
                at_least=int(row["min"]),
                at_most=int(row["max"]),
            )
            for row in csv.DictReader(file)
        ]
    cap = rest["order"]["cap"]
    if cap:
        employers = [(value, names) for (attribute, value), names in people.items() if attribute == "employer"]
        bounds += [Bound(label=f"employer: {value}", members=names, at_most=cap) for value, names in employers]
    return Problem(everybody, rest["order"]["seats"], bounds, rest["apart"])


def lottery_job(folder: Path, tickets: int) -> dict[str, Any]:
    """Read, prepare, chances, optimum with its proof, one draw: the cost of all of it, then what came of it."""
    steps = {"start": time.process_time()}

    def done(step: str) -> None:
        steps[step] = time.process_time()

    problem = read_problem(folder)
    done("read")
    lottery = prepare_lottery(problem, tickets=tickets, context=b"benchmark")
    done("tickets")
    chances, optimum = lottery.chances, lottery.optimum
    done("chances and proof")
    panel = lottery.draw(SEED)
    done("draw")
    cost = used_so_far()
    names, marks = list(steps), list(steps.values())
    spent = {name: round(end - begin, 3) for name, (begin, end) in zip(names[1:], pairwise(marks), strict=True)}
    off = max(abs(chances[person] - owed) for person, owed in optimum.chances.items())
    return {
        **cost,
        "steps": {"start and imports": round(marks[0], 3), **spent},
        "tickets": lottery.tickets,
        "groups": len(lottery.grouped.members),
        "rows": len(lottery.grouped.rows),
        "levels": len(optimum.levels),
        "bound": _share(optimum.lowest),
        "worst_off": _share(min(chances.values())),
        "met": optimum.met,
        "exact": optimum.exact,
        "whole": optimum.whole,
        "most_off_in_tickets": round(float(off * lottery.tickets), 4),
        "most_off_in_seats_of_a_group": round(_most_off(lottery), 4),
        "with_a_chance_but_no_ticket": sum(
            1 for person, owed in optimum.chances.items() if owed and not chances[person]
        ),
        "gini": round(float(lottery.gini), 5),
        "gini_of_bound": round(_gini(list(optimum.chances.values())), 5),
        "distinct_tickets": len(set(map(tuple, lottery.table.tolist()))),
        "panels_that_break_a_rule": _broken(problem, lottery) + bool(recheck(problem, panel)),
    }


def queue_job(folder: Path) -> dict[str, Any]:
    """Read the pool and draw one panel by queue: its cost, then a check of the panel."""
    problem = read_problem(folder)
    drawn = queue_panel(problem, SEED)
    cost = used_so_far()
    broken = int(bool(recheck(problem, drawn.panel)))
    return {**cost, "passed_over": len(drawn.passed), "panels_that_break_a_rule": broken}


def nothing_job() -> dict[str, Any]:
    """The cost of starting Python and importing the solver, which every other job contains."""
    return dict(used_so_far())


def _share(value: Fraction) -> dict[str, Any]:
    return {"exact": str(value), "percent": round(float(value) * 100, 5)}


def _most_off(lottery: Lottery) -> float:
    """How far any group's seats over all tickets are from what the group is owed."""
    owed = [
        lottery.tickets * chance * len(people)
        for chance, people in zip(lottery.target.chances, lottery.grouped.members, strict=True)
    ]
    return float(max(abs(int(count) - share) for count, share in zip(lottery.counts, owed, strict=True)))


def _gini(values: list[Fraction]) -> float:
    ordered = sorted(map(float, values))
    number = len(ordered)
    return sum((2 * at - number + 1) * value for at, value in enumerate(ordered)) / (number * sum(ordered))


def _broken(problem: Problem, lottery: Lottery) -> int:
    """How many tickets, with members taken at random from its groups, break a rule; and a few draws by other seeds.

    Tickets are rechecked against everything but the pairs, which are looked up; the draws are rechecked whole.
    """
    dice = random.Random("members")
    members = lottery.grouped.members
    counted = Problem(problem.candidates, problem.seats, problem.bounds)
    apart = set(problem.never_together)
    broken = 0
    for line in lottery.table.tolist():
        taken = Counter(line)
        panel = sorted(person for group in taken for person in dice.sample(members[group], taken[group]))
        broken += bool(recheck(counted, panel)) or not apart.isdisjoint(combinations(panel, 2))
    seeds = [SEED + number.to_bytes(2, "big") for number in range(MORE_DRAWS)]
    return broken + sum(bool(recheck(problem, lottery.draw(seed))) for seed in seeds)


def main() -> None:
    """Do what the command line asks and print one line of JSON."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("job", choices=["lottery", "queue", "nothing"])
    words.add_argument("folder", type=Path, nargs="?")
    words.add_argument("--tickets", type=int, default=1_000)
    given = words.parse_args()
    if given.job == "lottery":
        result = lottery_job(given.folder, given.tickets)
    else:
        result = queue_job(given.folder) if given.job == "queue" else nothing_job()
    print(json.dumps(result))


if __name__ == "__main__":
    main()
