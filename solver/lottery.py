"""The public face: prepare a lottery, look at its chances and their proof, draw a panel from a seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from solver.chances import Infeasible, Target, fairest
from solver.errors import BadProblem, NotProven, SolverError
from solver.groups import Grouped, group
from solver.pairs import likeliest_pair
from solver.problem import Problem
from solver.proof import Level, proves_leximin
from solver.randomness import below, by_lot, derive
from solver.symmetry import Symmetry, exchanges
from solver.tickets import TooFewTickets, Unsplittable, make_tickets

TICKET_TAG = b"expertpool/ticket/v1"
MEMBER_TAG = b"expertpool/member/v1"
BLOCK_TAG = b"expertpool/block/v1"
TURN_TAG = b"expertpool/turn/v1"
SEAT_TAG = b"expertpool/seat/v1"
USUAL_NUMBERS = (1_000, 10_000, 100_000)
WORST_OFF_TICKETS = 10
TRIES = 3
"""Tables begun before panels are mixed instead; one that ends half finished is enough to mix from."""
MOST_TICKETS = 1_000_000
"""More would take hours and bring nobody nearer to an exact share than a millionth."""
MOST_TRIED = 10_000
"""The largest number of tickets that is tried before it is named as enough."""


class NoPanel(SolverError):
    """No panel keeps all the bounds; ``clash`` says which clash, ``solver.explain`` also what would help."""

    def __init__(self, problem: Problem) -> None:
        super().__init__("no-panel", seats=problem.seats, candidates=len(problem.candidates))
        self.problem = problem

    @cached_property
    def clash(self) -> tuple[str, ...]:
        """The smallest set of demands that cannot hold together, each as label and limit; sought when first asked for.

        Empty where there are fewer candidates than seats, and where the search ends without an answer.
        """
        from solver.clash import explain  # noqa: PLC0415  # CP-SAT is slow to import and seldom needed

        try:
            found = explain(self.problem).clash
        except NotProven:
            return ()
        return tuple(f"{demand.label} {demand.side} {demand.limit}" for demand in found)

    def __str__(self) -> str:
        """The refusal with its cause."""
        return f"{super().__str__()}, clash={list(self.clash)!r}" if self.clash else super().__str__()


class Panel(tuple[str, ...]):
    """The people seated, in the order of their seats' lots; ``ticket`` is the number drawn (None for a queue)."""

    ticket: int | None

    def __new__(cls, members: Iterable[str], *, ticket: int | None = None) -> Panel:
        """A panel of these members."""
        panel = super().__new__(cls, members)
        panel.ticket = ticket
        return panel


@dataclass(frozen=True)
class Optimum:
    """The fairest chances any lottery could give, and what this one gives of them.

    ``lowest``: no lottery over compliant panels can promise everybody more (dual proof in ``levels``).
    ``chances``: the leximin chance of each candidate under the bounds on average. ``exact``: the proof closes in
    exact arithmetic (``proved``). ``gap``: how far this lottery's worst-off person is below ``lowest``; ``met``: the
    gap is under one ticket. ``whole``: whether it is shown that whole panels carry the bound; False says that it is not
    shown (often, not always, because no whole panels do), and then the gap stands as stated.
    """

    lowest: Fraction
    chances: Mapping[str, Fraction]
    levels: tuple[Level, ...]
    exact: bool
    gap: Fraction
    met: bool
    whole: bool


@dataclass(frozen=True)
class Lottery:
    """A table of numbered compliant panels over groups; ``table[t]`` lists the group of each seat of ticket t."""

    problem: Problem
    grouped: Grouped
    target: Target
    symmetry: Symmetry
    table: NDArray[np.int32]
    table_seed: bytes
    whole: bool

    @property
    def tickets(self) -> int:
        """Number of tickets, all equally likely."""
        return len(self.table)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """Seats of each group over all tickets; shape (groups,)."""
        return np.bincount(self.table.ravel(), minlength=len(self.grouped.members))

    @cached_property
    def chances(self) -> dict[str, Fraction]:
        """Each candidate's chance of a seat, exactly as the tickets and the lots give it."""
        roots = self.symmetry.orbits(len(self.grouped.members))
        seats: Counter[int] = Counter()
        people: Counter[int] = Counter()
        for index, root in enumerate(roots):
            seats[root] += int(self.counts[index])
            people[root] += len(self.grouped.members[index])
        chance = {root: Fraction(seats[root], people[root] * self.tickets) for root in people}
        where = self.grouped.group_of
        return {person: chance[roots[where[person]]] for person in self.problem.candidates}

    @cached_property
    def optimum(self) -> Optimum:
        """The leximin bound, its dual proof, and the gap to what the tickets reach."""
        where = self.grouped.group_of
        owed = {person: self.target.chances[where[person]] for person in self.problem.candidates}
        lowest = min(owed.values())
        gap = lowest - min(self.chances.values())
        exact = self.target.exact and proves_leximin(self.grouped, self.target.levels, self.target.chances)
        met = gap < Fraction(1, self.tickets)
        return Optimum(lowest, owed, self.target.levels, exact, max(gap, Fraction(0)), met, self.whole or met)

    @cached_property
    def gini(self) -> Fraction:
        """Gini coefficient of the chances: 0 when all are equal."""
        ordered = sorted(self.chances.values())
        count, total = len(ordered), sum(ordered, Fraction(0))
        weighted = sum(((2 * at - count + 1) * value for at, value in enumerate(ordered)), Fraction(0))
        return weighted / (count * total)

    @cached_property
    def most_frequent_pair(self) -> tuple[Fraction, Fraction]:
        """The likeliest pair of groups to share a panel: its chance for two given members, and what independence gives.

        A table that hides a clique shows here. Groups are counted by members: two people of one group likewise.
        """
        if self.table.shape[1] < 2:
            return Fraction(0), Fraction(0)
        best, sizes = likeliest_pair(self.table, self.grouped.sizes), self.grouped.sizes
        alone = [Fraction(int(self.counts[one]), int(sizes[one]) * self.tickets) for one in (best.first, best.second)]
        return Fraction(best.times, best.ways * self.tickets), alone[0] * alone[1]

    def draw(self, seed: bytes, names: Mapping[str, str] | None = None) -> Panel:
        """The panel that ``seed`` draws: a ticket by number, its members by lot. Needs no solver.

        ``names``: what each candidate's lots are computed over, where that is not the id itself (a published code).
        """
        ticket = below(_bytes(seed, "seed"), self.tickets, tag=TICKET_TAG)
        name = names or {person: person for person in self.problem.candidates}
        person_of = {name[person]: person for person in self.problem.candidates}
        groups = [sorted(name[person] for person in people) for people in self.grouped.members]
        taken = Counter(self.table[ticket].tolist())
        chosen = [
            code for index, count in taken.items() for code in by_lot(seed, groups[index], tag=MEMBER_TAG)[:count]
        ]
        moved = self._exchanged(seed, groups)
        seats = by_lot(seed, [moved.get(code, code) for code in chosen], tag=SEAT_TAG)
        return Panel([person_of[code] for code in seats], ticket=ticket)

    def _exchanged(self, seed: bytes, groups: list[list[str]]) -> dict[str, str]:
        """Who takes whose place: every block goes, turned by lot, to the place of a block by lot."""
        place: dict[str, str] = {}
        for exchange in self.symmetry.classes:
            blocks = {groups[block[0]][0]: block for block in exchange.blocks}
            heads = sorted(blocks)
            for head, goal in zip(heads, by_lot(seed, heads, tag=BLOCK_TAG), strict=True):
                turn = exchange.turns[below(seed, len(exchange.turns), tag=TURN_TAG + head.encode())]
                for at, group_index in enumerate(blocks[head]):
                    place.update(zip(groups[group_index], groups[blocks[goal][turn[at]]], strict=True))
        return place


def prepare_lottery(
    problem: Problem,
    tickets: int | None = None,
    context: bytes = b"",
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Lottery:
    """The fairest lottery over whole panels: leximin chances, proven, as ``tickets`` numbered panels.

    ``tickets``: None takes the smallest of 1,000, 10,000 and 100,000 that gives the worst-off person at least ten.
    ``context``: bytes that everything random in the table is bound to, beside the problem itself; the same problem
    and context give the same table in any input order and on any number of cores, with the pinned OR-Tools.
    Raises NoPanel when no panel exists, TooFewTickets when somebody who has a chance would be on no ticket.
    """
    if tickets is not None and (isinstance(tickets, bool) or not isinstance(tickets, int) or tickets < 1):
        raise BadProblem("tickets-not-positive", tickets=tickets)
    if tickets is not None and tickets > MOST_TICKETS:
        raise BadProblem("tickets-too-many", tickets=tickets, most=MOST_TICKETS)
    _bytes(context, "context")
    if problem.seats > len(problem.candidates):
        raise NoPanel(problem)
    grouped = group(problem)
    try:
        target = fairest(grouped)
    except Infeasible:
        raise NoPanel(problem) from None
    number = tickets or usual_number(target)

    def table(number: int, told: Callable[[int, int], None] | None = None) -> tuple[NDArray[np.int32], bool, bytes]:
        seed = derive(context, problem.digest(), number.to_bytes(8, "big"))
        return *_table(grouped, target, number, seed, told), seed

    try:
        lines, whole, seed = table(number, progress)
    except TooFewTickets as refusal:
        raise TooFewTickets("too-few-tickets", tickets=number, enough=_enough(refusal, table)) from None
    return Lottery(problem, grouped, target, exchanges(grouped), lines, seed, whole)


def _enough(refusal: TooFewTickets, table: Callable[[int], object]) -> int:
    """A number of tickets that suffices: what the refusal says, tried, and raised where it is refused too."""
    enough = int(refusal.facts["enough"])
    while enough <= MOST_TRIED:
        try:
            table(enough)
        except TooFewTickets as again:
            enough = max(enough + 1, int(again.facts["enough"]))
        else:
            break
    return enough


def usual_number(target: Target) -> int:
    """How many tickets when nobody says: the worst-off person with any chance gets ten on average."""
    least = min(chance for chance in target.chances if chance)
    return next((n for n in USUAL_NUMBERS if n * least >= WORST_OFF_TICKETS), USUAL_NUMBERS[-1])


def _table(
    grouped: Grouped, target: Target, number: int, seed: bytes, progress: Callable[[int, int], None] | None
) -> tuple[NDArray[np.int32], bool]:
    """The ticket table, and whether it is shown that whole panels carry the target's chances."""
    found = np.zeros((0, grouped.seats), dtype=np.int32)
    for attempt in range(TRIES):
        try:
            again = derive(seed, attempt.to_bytes(4, "big"))
            return make_tickets(grouped, target.chances, tickets=number, seed=again, progress=progress), True
        except Unsplittable as why:
            found = np.concatenate([found, why.found])
            if number <= 2 * len(why.found) <= 2 * number - number // 10:
                break
    from solver.columns import NoWholePanel, mixed_tickets  # noqa: PLC0415  # CP-SAT is slow to import and seldom needed

    try:
        return mixed_tickets(grouped, target.chances, tickets=number, seed=seed, found=found)
    except NoWholePanel:
        raise NoPanel(grouped.problem) from None


def _bytes(given: bytes, what: str) -> bytes:
    if not isinstance(given, bytes):
        raise TypeError(f"a {what} is bytes; encode text first, so that one text has one meaning")
    return given


__all__ = ["Lottery", "NoPanel", "Optimum", "Panel", "TooFewTickets", "prepare_lottery", "usual_number"]
