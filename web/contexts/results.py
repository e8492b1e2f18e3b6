"""What the page of results shows the office: ranking by codename, unsealing, what was posted, complaints."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from web.contexts.committees import HeadShown
from web.contexts.form import Form
from web.contexts.joint import ActLine


@dataclass(frozen=True, kw_only=True)
class ResultLine:
    """One candidate by codename."""

    group: str
    place: str
    candidate: str
    score: str
    votes: str
    standing: str
    sealed: str


@dataclass(frozen=True, kw_only=True)
class DayShown:
    """A day of the publicity: its number among the working days, or why it does not count."""

    day: date
    number: int | None
    why: str


@dataclass(frozen=True, kw_only=True)
class ComplaintShown:
    """One complaint about the posted list."""

    id: int
    kind: str
    line: int | None
    what: str
    received_on: date
    finding: str
    answer: str
    answered_on: date | None


@dataclass(frozen=True, kw_only=True)
class PublicityShown:
    """What was posted, with every day that was counted."""

    posted_on: date
    ends_on: date
    rows: tuple[tuple[str, ...], ...]
    days: tuple[DayShown, ...]
    complaints: tuple[ComplaintShown, ...]
    over: bool
    confirmed_on: date | None


@dataclass(frozen=True, kw_only=True)
class ResultsPage:
    """Results of the newest meeting; ``meeting`` None before any was counted."""

    head: HeadShown
    meeting: int | None
    counted: bool
    ranking: int
    results: tuple[ResultLine, ...]
    settled: bool
    publicity: PublicityShown | None
    acts: tuple[ActLine, ...]
    form: Form = field(default_factory=Form)
