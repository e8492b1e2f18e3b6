"""The public face: prepare a season's lottery, look at its chances and their proof, draw every panel from one seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from solver.errors import BadProblem, SolverError
from solver.lottery import TICKET_TAG
from solver.randomness import below, by_lot, derive
from solver.season.chances import Infeasible, Target, fairest
from solver.season.levelling import Levelling
from solver.season.naming import Naming, NoSeason
from solver.season.proof import proves
from solver.season.season import Season

USUAL_TICKETS = 100
REHEARSED = 30
"""So many tickets are made and thrown away before the first that counts."""
Progress = Callable[[int, int], None]
Spent = Callable[[], float]


class NoSeasonPanels(SolverError):
    """No panels for all committees keep the rules; ``solver.season.clash`` says why and what would help.

    ``committees``: names of those among which the search ended.
    """

    def __init__(self, season: Season) -> None:
        names = [one.name for one in season.committees]
        super().__init__("no-season", committees=names)
        self.season = season

    def __reduce__(self) -> tuple[type[NoSeasonPanels], tuple[Season]]:
        """As another process hands it over."""
        return type(self), (self.season,)


@dataclass(frozen=True)
class Part:
    """Committees that share no candidate with others: their fairest chances, and their side of every ticket.

    ``tickets[t][c]``: the people on committee c (index in ``season``) under ticket t. ``anew``: panels and tickets that
    an exact model had to seat. ``cost``: processor seconds of the chances and of the tickets.
    """

    season: Season
    target: Target
    tickets: tuple[tuple[tuple[str, ...], ...], ...]
    anew: int
    cost: tuple[float, float] = field(default=(0.0, 0.0), compare=False)

    @cached_property
    def panels_of(self) -> Counter[str]:
        """On how many panels each person sits over all tickets."""
        return Counter(person for ticket in self.tickets for panel in ticket for person in panel)


@dataclass(frozen=True)
class Reached:
    """What the tickets give of the fairest chances.

    ``bound``: no draw can promise everybody who may sit at all more panels a year (exact proof in each part's levels).
    ``least``: what the tickets give the worst-off of them, ``gap`` the difference, ``within``: the most that anybody is
    away from the exact leximin value, in tickets. ``shut_out``: people who can never sit. ``proved``: proofs checked.
    """

    bound: Fraction
    least: Fraction
    gap: Fraction
    within: Fraction
    shut_out: tuple[str, ...]
    proved: bool
    tickets: int

    @property
    def met(self) -> bool:
        """Whether the worst-off person is less than one ticket short of the bound."""
        return self.gap * self.tickets < 1


@dataclass(frozen=True)
class SeasonLottery:
    """A table of numbered joint tickets: under each, a panel for every committee of the season."""

    season: Season
    parts: tuple[Part, ...]
    table_seed: bytes

    @property
    def tickets(self) -> int:
        """Number of tickets, all equally likely."""
        return len(self.parts[0].tickets)

    @property
    def cost(self) -> tuple[float, float]:
        """Processor seconds of all chances and of all tickets, whatever the number of processes."""
        chances, tickets = zip(*(part.cost for part in self.parts), strict=True)
        return sum(chances), sum(tickets)

    def column(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The panels of one committee, ticket by ticket. Raises KeyError for an unknown name."""
        for part in self.parts:
            for at, committee in enumerate(part.season.committees):
                if committee.name == name:
                    return tuple(ticket[at] for ticket in part.tickets)
        raise KeyError(name)

    @cached_property
    def chances(self) -> dict[str, Fraction]:
        """Expected panels a year of everybody, as the tickets give them exactly (cap 1: the chance to sit)."""
        return {
            person: Fraction(part.panels_of[person], self.tickets)
            for part in self.parts
            for person in part.season.people
        }

    @cached_property
    def owed(self) -> dict[str, Fraction]:
        """The exact leximin value of everybody: an upper bound, level by level."""
        return {
            person: value
            for part in self.parts
            for kind, value in zip(part.target.kinds.kinds, part.target.values, strict=True)
            for person in kind.members
        }

    @cached_property
    def reached(self) -> Reached:
        """The bound, what the tickets give of it, and whether every proof holds in exact arithmetic."""
        shut_out = tuple(sorted(person for person, value in self.owed.items() if not value))
        able = [person for person, value in self.owed.items() if value]
        bound = min((self.owed[person] for person in able), default=Fraction(0))
        least = min((self.chances[person] for person in able), default=Fraction(0))
        within = max(abs(self.chances[person] - value) for person, value in self.owed.items()) * self.tickets
        proved = all(proves(part.target.kinds, part.target.levels) for part in self.parts)
        return Reached(bound, least, max(bound - least, Fraction(0)), within, shut_out, proved, self.tickets)

    def draw(self, seed: bytes) -> tuple[int, dict[str, tuple[str, ...]]]:
        """The ticket that ``seed`` names, and the panel of every committee by name. Needs no solver."""
        if not isinstance(seed, bytes):
            raise TypeError("a seed is bytes; encode text first, so that one text has one meaning")
        number = below(seed, self.tickets, tag=TICKET_TAG)
        found = {}
        for part in self.parts:
            for committee, panel in zip(part.season.committees, part.tickets[number], strict=True):
                found[committee.name] = panel
        return number, {one.name: found[one.name] for one in self.season.committees}


def prepare_season(
    season: Season,
    tickets: int = USUAL_TICKETS,
    context: bytes = b"",
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    spent: Spent = float,
) -> SeasonLottery:
    """The fairest lottery over whole seasons: leximin panels a year, proven, as ``tickets`` numbered joint panels.

    ``context``: bytes that everything random in the table is bound to, beside the season itself; the same season and
    context give the same table in any input order and whatever ``executor`` (None: one part after the other), with the
    pinned OR-Tools. ``spent`` tells the processor seconds so far, from which each part's cost comes; it can be sent to
    another process. Raises NoSeasonPanels where no panels keep the rules.
    """
    if isinstance(tickets, bool) or not isinstance(tickets, int) or tickets < 1:
        raise BadProblem("tickets-not-positive", tickets=tickets)
    seed = derive(context, season.digest(), tickets.to_bytes(8, "big"))
    apart = [season.part(places) for places in season.parts]
    jobs = [(part, tickets, derive(seed, b"part", part.digest()), spent) for part in apart]
    largest_first = sorted(range(len(jobs)), key=lambda at: -len(jobs[at][0].people))
    found: dict[int, Part] = {}
    done = 0
    made = (executor.map if executor else map)(_prepared, [jobs[at] for at in largest_first])
    for at, part in zip(largest_first, made, strict=True):
        found[at] = part
        done += len(part.season.committees)
        if progress:
            progress(done, len(season.committees))
    return SeasonLottery(season, tuple(found[at] for at in range(len(jobs))), seed)


def _prepared(job: tuple[Season, int, bytes, Spent]) -> Part:
    season, tickets, seed, spent = job
    start = spent()
    try:
        target = fairest(season)
        known = spent()
        made = prepare_part(season, target, tickets, seed)
    except (Infeasible, NoSeason):
        raise NoSeasonPanels(season) from None
    return replace(made, cost=(known - start, spent() - known))


def prepare_part(season: Season, target: Target, tickets: int, seed: bytes) -> Part:
    """The tickets of one part whose fairest chances are known."""
    naming = Naming(target, seed=derive(seed, b"names"))
    naming.rehearse(REHEARSED)
    for _ in range(tickets):
        naming.add()
    Levelling(naming).level()
    named = [naming.named(number) for number in range(tickets)]
    for panels in named:
        broken = naming.rules.broken(panels)
        if broken:
            raise AssertionError(f"a ticket breaks {broken}")
    order = by_lot(seed, map(str, range(tickets)), tag=b"ticket")
    lines = [named[int(number)] for number in order]
    places = range(len(season.committees))
    table = tuple(tuple(tuple(sorted(panels[at])) for at in places) for panels in lines)
    return Part(season, target, table, naming.anew)
