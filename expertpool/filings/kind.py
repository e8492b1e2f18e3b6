"""A kind of filing: its states, who may move it from which to which, with what papers, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from expertpool.rules.rule import Source
from expertpool.words import Language, say
from expertpool.words.worded import Worded

Titles = Mapping[Language, str]
"""The same words in each language."""

RECEIPT = "receipt"
"""The paper that proves the day of an act entered later; it may come with every transition."""


FORM_PAPER = "form"
"""The paper whose contents are read where a transition asks for a form."""


class Role(StrEnum):
    """Who acts: the committee's office, an applying unit, the HRSS that supervises, the discipline inspector."""

    OFFICE = "office"
    UNIT = "unit"
    HRSS = "hrss"
    INSPECTOR = "inspector"


class About(StrEnum):
    """What a filing is about. Filings about a unit or a person name it; the others may hang on a committee alone."""

    COMMITTEE = "committee"
    UNIT = "unit"
    PERSON = "person"


class Owed(StrEnum):
    """Whether each committee owes one a year, or it is opened when there is cause."""

    EACH = "each-committee"
    NEEDED = "when-needed"


class Late(StrEnum):
    """What becomes of an act after its day: refused, or recorded as late with a reason."""

    REFUSED = "refused"
    RECORDED = "recorded"


class End(StrEnum):
    """How a filing ended: what it states holds, or it was dropped and may be begun anew."""

    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class DayRule:
    """One way to a day. Exactly one of the first five names what it hangs on.

    ``deadline``: an id among the year's dates. ``before``/``after``: a committee's own day, a recorded value, or a
    state (the day it was entered), with ``days`` (calendar), ``working_days``, ``months`` or ``years``.
    ``ends_by``: a fixed day by which ``working_days`` must have ended. ``value``: a recorded day itself.
    """

    deadline: str = ""
    before: str = ""
    after: str = ""
    ends_by: str = ""
    value: str = ""
    days: int | None = None
    working_days: int | None = None
    months: int | None = None
    years: int | None = None
    source: Source = Source.READ

    @property
    def anchor(self) -> str:
        """The day this one hangs on; empty for days of the notice itself."""
        return self.before or self.after or self.value


@dataclass(frozen=True, kw_only=True)
class Titled:
    """What a file names by an id, with a title for people."""

    id: str
    title: Worded

    @property
    def titles(self) -> Titles:
        """Its name in each language."""
        return dict(self.title.words)


@dataclass(frozen=True, kw_only=True)
class State(Titled):
    """Where a filing can stand. ``waits``: whose turn it is. ``rung``: its height on a ladder of measures."""

    waits: tuple[str, ...] = ()
    end: End | None = None
    rung: int | None = None


@dataclass(frozen=True, kw_only=True)
class PaperKind(Titled):
    """A paper that transitions ask for."""


@dataclass(frozen=True, kw_only=True)
class ValueKind(Titled):
    """A day that an act states. ``past``: one that has come already.

    ``later_than``: what it must be later than: a value, a state or a deadline's id. ``years_at_most``: counted from
    ``later_than``, both days included as terms are.
    """

    optional: bool = False
    past: bool = False
    later_than: str = ""
    years_at_most: int | None = None


@dataclass(frozen=True, kw_only=True)
class Transition(Titled):
    """One act: from any of ``origins`` to ``to``, by any of ``who``, with every one of ``papers``.

    ``needs``: other filings, by kind, with the states they may stand in. ``clear``: kinds of which none may be open.
    ``form``: the form whose contents must be complete. ``record``: the committee's record that this act makes.
    """

    origins: tuple[str, ...]
    to: str
    who: tuple[Role, ...]
    papers: tuple[str, ...] = ()
    reason: bool = False
    by: DayRule | None = None
    late: Late = Late.RECORDED
    not_before: DayRule | None = None
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clear: tuple[str, ...] = ()
    form: str = ""
    record: str = ""
    values: tuple[ValueKind, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Head(Titled):
    """The ``[filing]`` table of a kind's file.

    ``when``: what must hold of a committee that owes it. ``once``: an ended one is never begun anew. ``moves``: days of
    the notice that the named values replace for this committee while the filing stands in ``moves_in``.
    """

    clause: str
    source: Source
    says: Worded
    about: About
    start: str
    opens: tuple[str, ...]
    owed: Owed = Owed.NEEDED
    when: tuple[str, ...] = ()
    named: bool = False
    once: bool = False
    moves_in: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FilingKind:
    """A kind as its file states it, checked whole. ``asks``: the days that are stated when one is opened."""

    head: Head
    states: Mapping[str, State]
    papers: Mapping[str, PaperKind]
    transitions: Mapping[str, Transition]
    asks: tuple[ValueKind, ...] = ()
    moves: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its id."""
        return self.head.id

    @property
    def clause(self) -> str:
        """The clauses it comes from."""
        return self.head.clause

    @property
    def titles(self) -> Titles:
        """Its name in each language."""
        return self.head.titles

    @property
    def says(self) -> Titles:
        """What it asks for, in each language."""
        return dict(self.head.says.words)

    @property
    def named(self) -> bool:
        """Whether one is told from another by the name of its subject."""
        return self.head.named or self.head.about is not About.COMMITTEE

    def leaving(self, state: str) -> Iterator[Transition]:
        """The transitions that lead out of a state."""
        return (one for one in self.transitions.values() if state in one.origins)

    def paper_titles(self, paper: str) -> Titles:
        """A paper's name in each language."""
        if paper == RECEIPT:
            return {language: say("filing.receipt", language) for language in Language}
        return self.papers[paper].titles

    def value_kinds(self) -> Iterator[ValueKind]:
        """Every day that opening or a transition states."""
        yield from self.asks
        for one in self.transitions.values():
            yield from one.values
