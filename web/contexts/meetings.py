"""What pages about a meeting show: to the office the roll, its verdicts and counts; to a counter their own form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from web.contexts.committees import HeadShown, RuleShown
from web.contexts.form import Form


@dataclass(frozen=True, kw_only=True)
class MeetingLine:
    """One meeting in the list."""

    id: int
    number: int
    held_on: date
    seats: int
    present: int | None
    candidates: int
    state: str


@dataclass(frozen=True, kw_only=True)
class GroupChoice:
    """A review group whose packets can be called as candidates."""

    id: str
    title: str
    packets: int


@dataclass(frozen=True, kw_only=True)
class MeetingsPage:
    """A committee's meetings, and the form to call one. ``seated``: how many people a panel on record has."""

    head: HeadShown
    ready: bool
    seated: int
    meetings: tuple[MeetingLine, ...]
    groups: tuple[GroupChoice, ...]
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, kw_only=True)
class MemberLine:
    """Somebody on the roll; ``present`` None before it is frozen. ``left``: when they left early."""

    code: str
    name: str
    employer: str
    kind: str
    present: bool | None
    pledged_on: date | None
    replaces: str
    recused: str
    left: datetime | None
    left_why: str


@dataclass(frozen=True, kw_only=True)
class RollChecked:
    """What the rules say of a roll as it was filled in; ``stopped``: it cannot be frozen."""

    present: int
    seats: int
    rules: tuple[RuleShown, ...]
    stopped: bool
    short: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class OutcomeLine:
    """What a count came to for one candidate."""

    candidate: str
    yes: int
    no: int
    abstained: int
    spoilt: int
    needed: str
    passed: bool
    quorum: bool


@dataclass(frozen=True, kw_only=True)
class CountLine:
    """One count; ``mismatches`` (candidate, field, both values): two counters disagreed, and nothing was tallied."""

    number: int
    at: datetime
    by: str
    electronic: bool
    mismatches: tuple[tuple[str, str, str], ...]
    outcomes: tuple[OutcomeLine, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingPage:
    """One meeting. ``remaining``: who still votes after departures; ``counting``: a first counter has entered."""

    head: HeadShown
    line: MeetingLine
    members: tuple[MemberLine, ...]
    seats: tuple[str, ...]
    codenames: tuple[str, ...]
    remaining: int
    quorum: int
    counting: bool
    checked: RollChecked | None
    counts: tuple[CountLine, ...]
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, kw_only=True)
class CountPage:
    """A counter's form, without anybody else's numbers. ``stage``: first, second, waiting (this counter is done)."""

    meeting: int
    committee: str
    held_on: date
    present: int
    candidates: tuple[str, ...]
    stage: str
    counts: tuple[CountLine, ...]
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, kw_only=True)
class CountsPage:
    """Meetings whose paper ballots may be counted."""

    meetings: tuple[tuple[int, str, date], ...]
