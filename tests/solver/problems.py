"""Small problems for tests: drawn by Hypothesis, or made from a number."""

from __future__ import annotations

import random

from hypothesis import settings
from hypothesis import strategies as st

from solver.bounds import Bound
from solver.problem import Problem


def explored(examples: int) -> settings:
    """That many examples, the same ones in every run, however long one takes."""
    return settings(max_examples=examples, deadline=None, derandomize=True)


def people(number: int) -> list[str]:
    """That many ids: p00, p01 and so on."""
    return [f"p{index:02}" for index in range(number)]


def random_problem(number: int, *, most: int = 9, tight: float = 0.5) -> Problem:
    """The same problem for the same number: up to ``most`` candidates, a few bounds, pairs and stays."""
    rng = random.Random(number)
    candidates = people(rng.randint(2, most))
    seats = rng.randint(1, len(candidates))
    bounds = [_bound(rng, f"bound {at}", candidates, seats, tight=tight) for at in range(rng.randint(0, 5))]
    pairs = [tuple(rng.sample(candidates, 2)) for _ in range(rng.choice([0, 0, 1, 2, 4, 6]))]
    seated = rng.sample(candidates, rng.choice([0, 0, 0, 1, min(2, len(candidates))]))
    return Problem(candidates, seats, bounds, pairs, seated)


def _bound(rng: random.Random, label: str, candidates: list[str], seats: int, *, tight: float) -> Bound:
    members = [person for person in candidates if rng.random() < 0.5]
    fair = seats * len(members) / len(candidates)
    kind = rng.random()
    low = max(0, round(fair + rng.uniform(-1, 2 * tight))) if kind < 0.7 else 0
    high = max(low, round(fair + rng.uniform(-2 * tight, 1))) if kind > 0.4 else None
    return Bound(label, members, at_least=low, at_most=high, price=rng.choice([None, 1, 1, 2, 3]))


def ring(size: int, *, others: int, seats: int) -> Problem:
    """A ring of people, each of whom must not sit together with the next, and others without ties."""
    candidates = people(size + others)
    pairs = [(candidates[at], candidates[(at + 1) % size]) for at in range(size)]
    return Problem(candidates, seats, never_together=pairs)


def employers(number: int, makeup: str, *, cap: int) -> tuple[list[str], list[Bound]]:
    """People named for employer, kind and place (``Ax0``), one of each letter of ``makeup``, and a cap an employer."""
    names = [chr(ord("A") + at) for at in range(number)]
    everyone = [f"{name}{kind}{at}" for name in names for at, kind in enumerate(makeup)]
    caps = [Bound(f"cap {name}", [one for one in everyone if one[0] == name], at_most=cap) for name in names]
    return everyone, caps


def town(number: int, seats: int) -> Problem:
    """People of two trades and three levels, six of each employer: bounds that cross, caps of two that bind, pairs."""
    everyone = people(number)
    houses = max(3, number // 6)
    return Problem(
        everyone,
        seats,
        [
            Bound("冶金", everyone[: number // 2], at_least=seats // 3 + 1, at_most=seats - 2),
            Bound("full", everyone[::3], at_least=seats // 4, at_most=seats // 2),
            Bound("private", everyone[1::5], at_least=seats // 5),
            *(Bound(f"house {at}", everyone[at::houses], at_most=2) for at in range(houses)),
        ],
        [(everyone[0], everyone[-1]), *((everyone[at], everyone[at + 1]) for at in range(1, number - 20, 20))],
    )


@st.composite
def problems(draw: st.DrawFn, *, most: int = 10) -> Problem:
    """Any problem of up to ``most`` candidates, sensible or not."""
    candidates = people(draw(st.integers(1, most)))
    seats = draw(st.integers(1, len(candidates)))
    some = st.lists(st.sampled_from(candidates), unique=True)
    ends = st.tuples(st.integers(0, seats), st.one_of(st.none(), st.integers(0, seats)))
    shapes = draw(st.lists(st.tuples(some, ends), max_size=5))
    bounds = []
    for at, (members, (low, high)) in enumerate(shapes):
        first, second = (low, high) if high is None or low <= high else (high, low)
        bounds.append(Bound(f"bound {at}", members, at_least=first, at_most=second))
    two = st.lists(st.sampled_from(candidates), min_size=2, max_size=2, unique=True).map(tuple)
    pairs = draw(st.lists(two, max_size=6)) if len(candidates) > 1 else []
    seated = draw(st.lists(st.sampled_from(candidates), unique=True, max_size=2))
    return Problem(candidates, seats, bounds, pairs, seated)
