"""Why no panel exists, and the cheapest ways out.

The clash is the smallest set of demands that cannot hold together (found by implicit hitting sets: guess the smallest
set that could clash; a panel that keeps it shows what was missed; repeat). Each way out is the cheapest of its kind,
and has been applied to the problem and tried.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ortools.sat.python import cp_model

from solver.bounds import Bound, never_both
from solver.errors import NotProven
from solver.exact import answered, solver_for
from solver.problem import Problem

SEED = b"clash"
ROUNDS = 400


class Side(StrEnum):
    """Which end of a bound a demand is about."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True)
class Demand:
    """One end of a bound: ``available`` candidates are counted by it, and at least or at most ``limit`` may sit.

    ``label`` is the bound's; pairs and people who stay are bounds too (``Problem.all_bounds``).
    """

    label: str
    side: Side
    limit: int
    available: int


class Way(StrEnum):
    """The kinds of way out."""

    RECRUIT = "recruit"
    READMIT = "readmit"
    MOVE = "move"
    MIXED = "mixed"


@dataclass(frozen=True)
class Profile:
    """A person who could be won for the pool: counted by the bounds of these labels. ``price`` is what one costs."""

    name: str
    labels: frozenset[str]
    price: int = 20


@dataclass(frozen=True)
class Spare:
    """A person left out by a rule that may be waived: the labels of the bounds that count them, the waiver's price."""

    candidate: str
    labels: frozenset[str]
    price: int = 5


@dataclass(frozen=True)
class Repair:
    """A way out and its price. Apply it with ``repaired``.

    ``moves``: bound label to its new (at_least, at_most). ``recruits``: profile name to how many more are needed.
    ``readmitted``: spares let in. ``seatings``: labels of pairs given up.
    """

    way: Way
    price: int
    moves: Mapping[str, tuple[int, int | None]]
    recruits: Mapping[str, int]
    readmitted: tuple[str, ...]
    seatings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """Why no panel exists: a smallest clash, and the ways out from the cheapest on.

    ``short``: how many candidates are missing to fill the seats at all (the clash is then empty). ``minimum``: False
    when the search for the smallest clash reached its limit and the clash is only one of which no part can be spared.
    """

    clash: tuple[Demand, ...]
    repairs: tuple[Repair, ...]
    short: int = 0
    minimum: bool = True


def explain(
    problem: Problem, *, profiles: Sequence[Profile] = (), spares: Sequence[Spare] = (), pair_price: int | None = None
) -> Explanation:
    """The smallest clash and the cheapest ways out of a problem without a panel.

    Raises ValueError when the problem has a panel. Without ``profiles`` people like those already in the pool count
    as recruits. ``pair_price``: what seating a kept-apart pair costs; None means that it is never proposed.
    """
    short = max(0, problem.seats - len(problem.candidates))
    if not short and exists_panel(problem):
        raise ValueError("the problem has a panel")
    clash, minimum = ((), True) if short else _smallest(problem)
    repairs = _repairs(problem, profiles or usual_profiles(problem), spares, pair_price)
    return Explanation(clash=clash, repairs=repairs, short=short, minimum=minimum)


def exists_panel(problem: Problem) -> bool:
    """Whether any panel keeps all bounds."""
    if problem.seats > len(problem.candidates):
        return False
    model = _Model(problem)
    model.hold(model.demands)
    return model.solve() is not None


def usual_profiles(problem: Problem) -> tuple[Profile, ...]:
    """People like those in the pool, and for all bounds that ask for people one person whom all of them count."""
    counted: dict[str, set[str]] = defaultdict(set)
    for bound in problem.bounds:
        for person in bound.members:
            counted[person].add(bound.label)
    kinds = {frozenset(counted[person]) for person in problem.candidates}
    kinds.add(frozenset(bound.label for bound in problem.bounds if bound.at_least))
    kinds.update(frozenset({bound.label}) for bound in problem.bounds if bound.at_least)
    kinds.add(frozenset())
    return tuple(Profile(" + ".join(sorted(labels)), labels) for labels in sorted(kinds, key=sorted))


def repaired(
    problem: Problem, repair: Repair, *, profiles: Sequence[Profile] = (), spares: Sequence[Spare] = ()
) -> Problem:
    """The problem with the way out taken; recruits get ids that start with ``recruit:``."""
    by_name = {profile.name: profile for profile in profiles or usual_profiles(problem)}
    labels_of: dict[str, frozenset[str]] = {}
    for name, count in repair.recruits.items():
        labels_of.update({f"recruit:{name}:{number + 1}": by_name[name].labels for number in range(count)})
    labels_of.update({spare.candidate: spare.labels for spare in spares if spare.candidate in repair.readmitted})
    bounds = []
    for bound in problem.bounds:
        low, high = repair.moves.get(bound.label, (bound.at_least, bound.at_most))
        joined = bound.members | {person for person, labels in labels_of.items() if bound.label in labels}
        bounds.append(Bound(bound.label, joined, low, high, bound.price))
    apart = [pair for pair in problem.never_together if " × ".join(pair) not in repair.seatings]
    return Problem([*problem.candidates, *labels_of], problem.seats, bounds, apart, problem.seated)


def demands_of(problem: Problem) -> tuple[Demand, ...]:
    """Every end of every bound that somebody could break."""
    found = []
    for bound in problem.all_bounds:
        available = len(bound.members)
        if bound.at_least > 0:
            found.append(Demand(bound.label, Side.AT_LEAST, bound.at_least, available))
        if bound.at_most is not None and bound.at_most < min(available, problem.seats):
            found.append(Demand(bound.label, Side.AT_MOST, bound.at_most, available))
    return tuple(found)


class _Model:
    """Panels over people no demand tells apart, with demands that can be switched on and off."""

    def __init__(self, problem: Problem) -> None:
        self.model = cp_model.CpModel()
        self.demands = demands_of(problem)
        self.switch = {demand: self.model.new_bool_var("") for demand in self.demands}
        members = {bound.label: bound.members for bound in problem.all_bounds}
        signature: dict[str, list[int]] = {person: [] for person in problem.candidates}
        labels = sorted({demand.label for demand in self.demands})
        for index, label in enumerate(labels):
            for person in members[label]:
                signature[person].append(index)
        kinds: dict[tuple[int, ...], int] = defaultdict(int)
        for person in problem.candidates:
            kinds[tuple(signature[person])] += 1
        seats = {kind: self.model.new_int_var(0, count, "") for kind, count in sorted(kinds.items())}
        self.model.add(sum(seats.values()) == problem.seats)
        counted: dict[str, list[Any]] = {label: [] for label in labels}
        for kind, variable in seats.items():
            for index in kind:
                counted[labels[index]].append(variable)
        for demand, switch in self.switch.items():
            total = sum(counted[demand.label])
            row = total >= demand.limit if demand.side is Side.AT_LEAST else total <= demand.limit
            self.model.add(row).only_enforce_if(switch)

    def hold(self, demands: Sequence[Demand]) -> None:
        """Switch these on for good."""
        for demand in demands:
            self.model.add(self.switch[demand] == 1)

    def solve(self, *, held: Sequence[Demand] = ()) -> frozenset[Demand] | None:
        """The demands that a panel keeps (those ``held``, and as many others as the objective asks), or None."""
        model = self.model.clone()
        for demand in held:
            model.add(self.switch[demand] == 1)
        solver = solver_for(SEED)
        if not answered(solver.solve(model), question="clash"):
            return None
        return frozenset(demand for demand, switch in self.switch.items() if solver.value(switch))


def _smallest(problem: Problem) -> tuple[tuple[Demand, ...], bool]:
    """A clash of the fewest demands, and whether that was proved."""
    model = _Model(problem)
    model.model.maximize(sum(model.switch.values()))
    missed: list[frozenset[Demand]] = []
    everything = frozenset(model.demands)
    for _ in range(ROUNDS):
        guess = _hitting(model.demands, missed)
        kept = model.solve(held=guess)
        if kept is None:
            return tuple(guess), True
        missed.append(everything - kept)
    return _irreducible(model, list(model.demands)), False


def _hitting(demands: Sequence[Demand], missed: Sequence[frozenset[Demand]]) -> list[Demand]:
    """The fewest demands that meet every set of ``missed``."""
    model = cp_model.CpModel()
    chosen = {demand: model.new_bool_var("") for demand in demands}
    for group in missed:
        model.add_bool_or([chosen[demand] for demand in demands if demand in group])
    model.minimize(sum(chosen.values()))
    solver = solver_for(SEED)
    if not answered(solver.solve(model), question="hitting"):
        raise NotProven("hitting-set", sets=len(missed))
    return [demand for demand in demands if solver.value(chosen[demand])]


def _irreducible(model: _Model, demands: list[Demand]) -> tuple[Demand, ...]:
    """A clash of which no demand can be spared, by leaving out one after another."""
    needed = list(demands)
    for demand in demands:
        rest = [other for other in needed if other is not demand]
        if model.solve(held=rest) is None:
            needed = rest
    return tuple(needed)


def _repairs(
    problem: Problem, profiles: Sequence[Profile], spares: Sequence[Spare], pair_price: int | None
) -> tuple[Repair, ...]:
    """The cheapest way out of each kind, tried, from the cheapest on; a mixed one only where it is cheaper still."""
    found: list[Repair] = []
    for way in Way:
        repair = _Ways(problem, profiles, spares, pair_price).cheapest(way)
        if repair is None or (way is Way.MIXED and any(other.price <= repair.price for other in found)):
            continue
        if exists_panel(repaired(problem, repair, profiles=profiles, spares=spares)):
            found.append(repair)
    return tuple(sorted(found, key=lambda repair: repair.price))


class _Ways:
    """All ways out as one model: whom to win, whom to let in again, which ends to move, at what price."""

    def __init__(
        self, problem: Problem, profiles: Sequence[Profile], spares: Sequence[Spare], pair_price: int | None
    ) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.recruits = {p: self.model.new_int_var(0, problem.seats, "") for p in profiles}
        self.spares = {spare: self.model.new_bool_var("") for spare in spares}
        self.price = sum(p.price * v for p, v in self.recruits.items()) + sum(
            s.price * v for s, v in self.spares.items()
        )
        self.lower: dict[str, Any] = {}
        self.raise_: dict[str, Any] = {}
        self._people()
        for bound in problem.bounds:
            self._bound(bound, bound.price)
        for pair in problem.never_together:
            self._bound(never_both(pair), pair_price)
        for bound in problem.stays:
            self._bound(bound, None)

    def _people(self) -> None:
        """Seats for candidates (people no bound tells apart together), recruits and spares."""
        labels_of: dict[str, set[str]] = {person: set() for person in self.problem.candidates}
        for bound in self.problem.all_bounds:
            for person in bound.members:
                labels_of[person].add(bound.label)
        kinds: dict[tuple[str, ...], int] = defaultdict(int)
        for labels in labels_of.values():
            kinds[tuple(sorted(labels))] += 1
        self.counted: dict[str, list[Any]] = defaultdict(list)
        everyone = []
        for kind, count in sorted(kinds.items()):
            everyone.append(self._seat(self.model.new_int_var(0, count, ""), kind))
        for profile, number in self.recruits.items():
            seat = self._seat(self.model.new_int_var(0, self.problem.seats, ""), profile.labels)
            self.model.add(seat <= number)
            everyone.append(seat)
        for spare, admitted in self.spares.items():
            seat = self._seat(self.model.new_bool_var(""), spare.labels)
            self.model.add(seat <= admitted)
            everyone.append(seat)
        self.model.add(sum(everyone) == self.problem.seats)

    def _seat(self, variable: Any, labels: Any) -> Any:
        for label in labels:
            self.counted[label].append(variable)
        return variable

    def _bound(self, bound: Bound, price: int | None) -> None:
        total = sum(self.counted[bound.label])
        top = self.problem.seats if price is not None else 0
        if bound.at_least:
            self.lower[bound.label] = self.model.new_int_var(0, bound.at_least if top else 0, "")
            self.model.add(total + self.lower[bound.label] >= bound.at_least)
            self.price += (price or 0) * self.lower[bound.label]
        if bound.at_most is not None:
            self.raise_[bound.label] = self.model.new_int_var(0, top, "")
            self.model.add(total - self.raise_[bound.label] <= bound.at_most)
            self.price += (price or 0) * self.raise_[bound.label]

    def cheapest(self, way: Way) -> Repair | None:
        """The cheapest repair that uses this kind of way only (mixed: any)."""
        used: dict[Way, list[Any]] = {
            Way.RECRUIT: [*self.recruits.values()],
            Way.READMIT: [*self.spares.values()],
            Way.MOVE: [*self.lower.values(), *self.raise_.values()],
        }
        for variable in (v for kind, variables in used.items() if way not in (kind, Way.MIXED) for v in variables):
            self.model.add(variable == 0)
        self.model.minimize(self.price)
        solver = solver_for(SEED)
        if not answered(solver.solve(self.model), question="repair"):
            return None
        return self._read(solver, way)

    def _read(self, solver: cp_model.CpSolver, way: Way) -> Repair:
        moves: dict[str, tuple[int, int | None]] = {}
        named = {bound.label for bound in self.problem.bounds}
        seatings = []
        for bound in self.problem.all_bounds:
            down = solver.value(self.lower[bound.label]) if bound.label in self.lower else 0
            up = solver.value(self.raise_[bound.label]) if bound.label in self.raise_ else 0
            if (down or up) and bound.label in named:
                moves[bound.label] = (bound.at_least - down, None if bound.at_most is None else bound.at_most + up)
            elif down or up:
                seatings.append(bound.label)
        recruits = {profile.name: n for profile, v in self.recruits.items() if (n := solver.value(v))}
        readmitted = tuple(spare.candidate for spare, v in self.spares.items() if solver.value(v))
        repair = Repair(way, round(solver.objective_value), moves, recruits, readmitted)
        return replace(repair, seatings=tuple(seatings))
