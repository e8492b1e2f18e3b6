"""A filing as it stands, the act that would move it, and what is known around it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from expertpool.filings.kind import FilingKind, Role, State, Titles
from expertpool.season.deadlines import SeasonDates
from expertpool.season.working_days import Tables
from expertpool.words import Language

OPEN = "open"
"""Stands among the states of other filings for: one of them has not ended."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A file that came with an act: which paper it is, its SHA-256 in hex, its name, and its pages where it has any."""

    paper: str
    digest: str
    name: str
    size: int = 0
    pages: int | None = None


@dataclass(frozen=True, kw_only=True)
class Act:
    """What somebody does to a filing. ``on``: the day it was done; ``entered``: the day it is entered.

    ``form``: the contents of the form that came with it, by id, None where none did. ``claimed``: nobody signed in in
    this role, it was stated at the command line.
    """

    transition: str
    role: Role
    by: str
    on: date
    entered: date
    papers: tuple[Paper, ...] = ()
    reason: str = ""
    values: Mapping[str, date] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    claimed: bool = True


@dataclass(frozen=True, kw_only=True)
class Step:
    """An act that was done: from where to where, by when it was due, whether it came late or was entered later.

    ``claimed``: the role was only stated at the command line.
    """

    number: int
    transition: str
    origin: str
    to: str
    role: Role
    by: str
    on: date
    entered: date
    papers: tuple[Paper, ...] = ()
    reason: str = ""
    values: Mapping[str, date] = field(default_factory=dict)
    due: date | None = None
    claimed: bool = True

    @property
    def late(self) -> bool:
        """Whether it was done after its day."""
        return self.due is not None and self.on > self.due


@dataclass(frozen=True, kw_only=True)
class Filing:
    """One filing: its steps first to last. ``asked``: the days stated when it was opened."""

    kind: FilingKind
    opened_on: date
    asked: Mapping[str, date] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.kind.states[self.steps[-1].to if self.steps else self.kind.head.start]

    @property
    def last_day(self) -> date:
        """The day of its newest step; anything may come after the opening, which only makes room for steps."""
        return self.steps[-1].on if self.steps else date.min

    @property
    def days(self) -> dict[str, date]:
        """Every day that terms can hang on: stated ones, and the newest day on which each state was entered."""
        found = {self.kind.head.start: self.opened_on, **self.asked}
        for step in self.steps:
            found.update(step.values)
            found[step.to] = step.on
        return found


@dataclass(frozen=True, kw_only=True)
class Around:
    """What is known beside the filing.

    ``days``: the committee's own days. ``others``: by kind, the states in which other filings of the same committee (or
    about the same unit or person) stand, and ``OPEN`` where one of them has not ended. ``dates``: the year's dates, as
    this committee's postponement moved them. ``unowed``: kinds that this committee need not file and has
    not filed; ``kinds``: every kind, so that refusals can name others.
    """

    dates: SeasonDates
    tables: Tables
    days: Mapping[str, date] = field(default_factory=dict)
    others: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unowed: frozenset[str] = frozenset()
    kinds: Mapping[str, FilingKind] = field(default_factory=dict)

    def lacks(self, kind: str, states: Collection[str]) -> bool:
        """Whether a filing of this kind is wanted in one of these states and there is none."""
        return kind not in self.unowed and not self.others.get(kind, frozenset()) & set(states)

    def title_of(self, kind: str, state: str = "") -> Titles:
        """The name of another kind, or of one of its states; ids where the kinds are not at hand."""
        if kind not in self.kinds:
            return dict.fromkeys(Language, state or kind)
        return self.kinds[kind].states[state].titles if state else self.kinds[kind].titles
