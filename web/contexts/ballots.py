"""Secret ballots: what office and inspector see of them (numbers, never votes), and what voters are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from web.contexts.form import Form


@dataclass(frozen=True)
class MeetingLine:
    """A meeting whose roll is frozen.

    ``state``: prepared, open, closed or counted; paper for votes counted on paper, recount where the counters differ.
    """

    meeting: int
    committee: str
    held_on: date
    present: int
    candidates: int
    state: str


@dataclass(frozen=True)
class BallotsPage:
    """Every meeting that may vote."""

    meetings: tuple[MeetingLine, ...]


@dataclass(frozen=True)
class Without:
    """A member present who has no device of their own bound yet."""

    code: str
    name: str


@dataclass(frozen=True)
class OutcomeLine:
    """What was counted for one candidate."""

    candidate: str
    yes: int
    no: int
    abstained: int
    spoilt: int
    needed: str
    passed: bool
    share: str


@dataclass(frozen=True, kw_only=True)
class BallotPage:
    """One ballot in numbers. ``steps``: which documents lie in its folder; ``mark``: the characters on the wall."""

    line: MeetingLine
    number: int
    drawn: int
    mark: str
    ballot: int
    asked: int
    answered: int
    cast: int
    due: int
    without: tuple[Without, ...]
    steps: Mapping[str, bool]
    outcomes: tuple[OutcomeLine, ...]
    scripts: str
    form: Form = field(default_factory=Form)


@dataclass(frozen=True)
class VoteLine:
    """A ballot that the reader may vote in."""

    ballot: int
    committee: str
    candidates: int


@dataclass(frozen=True)
class VotesPage:
    """The reader's open ballots; ``able``: their stay has a device's key behind it."""

    ballots: tuple[VoteLine, ...]
    able: bool


@dataclass(frozen=True)
class VotePage:
    """One ballot for one voter: their code and the key that signs, and nothing of what they vote."""

    ballot: int
    committee: str
    member: str
    key_id: str


@dataclass(frozen=True)
class BoxPage:
    """The box on a shared tablet, for nobody in particular."""

    ballot: int
    committee: str
