"""What pages about committees show the office: draws, members by name, verdicts in numbers; a draft and its chances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from web.contexts.form import Form
from web.open_conditions import Condition


@dataclass(frozen=True, kw_only=True)
class DrawShown:
    """One attempt, with its verdicts counted by state and its place in the ledger."""

    attempt: int
    outcome: str
    method: str
    assurance: str
    finished_at: datetime
    tickets: int | None
    states: Mapping[str, int]
    entry: int | None


@dataclass(frozen=True, kw_only=True)
class CommitteeShown:
    """A committee with its draws, oldest first."""

    number: int
    name: str
    year: int
    series: str
    level: str
    draws: tuple[DrawShown, ...]
    meeting: date | None

    @property
    def newest(self) -> DrawShown | None:
        """The newest draw."""
        return self.draws[-1] if self.draws else None


@dataclass(frozen=True, kw_only=True)
class CommitteesPage:
    """A year's committees."""

    year: int
    years: tuple[int, ...]
    committees: tuple[CommitteeShown, ...]
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, kw_only=True)
class SeatShown:
    """Somebody who was seated, for the office alone; ``kind``: member, kept or reserve."""

    kind: str
    expert_no: str
    name: str
    employer: str
    level: str
    specialties: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StepShown:
    """A step in a committee's year: ``state`` is done, now, ahead or silent; ``note`` says in words where it stands."""

    id: str
    state: str
    note: str
    href: str


@dataclass(frozen=True, kw_only=True)
class RuleShown:
    """A rule at one stage, in words; ``missing``: what would meet it, where it is not met yet."""

    says: str
    clause: str
    state: str
    found: str
    required: str
    missing: str
    principle: bool


@dataclass(frozen=True, kw_only=True)
class StageShown:
    """The rules that are asked at one stage."""

    stage: str
    rules: tuple[RuleShown, ...]

    @property
    def open(self) -> int:
        """How many of them are broken or not known."""
        return sum(one.state in ("broken", "unknown") for one in self.rules)


@dataclass(frozen=True, kw_only=True)
class VersionShown:
    """A version of the committee file."""

    number: int
    saved_by: str
    saved_at: datetime
    digest: str


@dataclass(frozen=True, kw_only=True)
class HeadShown:
    """What stands above every page of one committee."""

    number: int
    name: str
    year: int


@dataclass(frozen=True, kw_only=True)
class CommitteePage:
    """One committee; ``seats`` are those of its newest panel. ``facts``: key of the words, and the value in words."""

    head: HeadShown
    one: CommitteeShown
    seats: tuple[SeatShown, ...]
    steps: tuple[StepShown, ...]
    facts: tuple[tuple[str, str], ...]
    stages: tuple[StageShown, ...]
    versions: tuple[VersionShown, ...]


@dataclass(frozen=True, kw_only=True)
class EditPage:
    """The committee file to be edited: ``fits`` where the form can state all of it; ``text`` is the file itself.

    ``numbers``, ``days``: what the rules in force leave to the office. ``found``: what a check found, unsaved.
    """

    head: HeadShown
    rows: int
    levels: tuple[tuple[str, str], ...]
    fits: bool
    text: str
    numbers: tuple[Condition, ...] = ()
    days: tuple[Condition, ...] = ()
    found: Feasibility | None = None
    form: Form = field(default_factory=Form)


@dataclass(frozen=True)
class Removal:
    """A rule, how many it removed of those still in, and how many remained."""

    says: str
    clause: str
    removed: int
    remaining: int


@dataclass(frozen=True)
class ClashShown:
    """One of the demands that cannot all be met."""

    says: str
    clause: str


@dataclass(frozen=True, kw_only=True)
class Feasibility:
    """Whether a panel exists; where none does, the clash and the ways out, each of one or more steps."""

    pool: int
    candidates: int
    seats: int
    removed: tuple[Removal, ...]
    possible: bool
    short: int
    clash: tuple[ClashShown, ...]
    ways: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class DraftPage:
    """The form of a committee, and what came of checking it; ``numbers`` and ``days`` as on ``EditPage``."""

    rows: int
    levels: tuple[tuple[str, str], ...]
    found: Feasibility | None = None
    numbers: tuple[Condition, ...] = ()
    days: tuple[Condition, ...] = ()
    form: Form = field(default_factory=Form)
