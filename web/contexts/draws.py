"""What pages about a draw show the office: attempts with their papers, pictures, how a ceremony stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from web.charts import BarChart
from web.contexts.committees import DrawShown, HeadShown, StageShown
from web.contexts.form import Form
from web.contexts.jobs import JobShown


@dataclass(frozen=True, kw_only=True)
class PapersShown:
    """The papers of one draw; ``folder`` is part of their address."""

    folder: str
    attempt: int
    assurance: str
    files: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MemberShown:
    """A seat of the newest panel, for the office alone. ``chance`` in words, empty where the method states none."""

    seat: int
    expert_no: str
    name: str
    employer: str
    level: str
    specialties: str
    chance: str


@dataclass(frozen=True, kw_only=True)
class ChanceShown:
    """So many people with the same chance of a seat."""

    people: int
    chance: str
    seated: int


@dataclass(frozen=True, kw_only=True)
class QuotaShown:
    """A part of the panel against what is asked of it."""

    says: str
    count: int
    at_least: int
    at_most: int | None
    kept: bool


@dataclass(frozen=True, kw_only=True)
class ResultShown:
    """The newest panel with its pictures. ``explained``: why there is none, in the words of the draw."""

    attempt: int
    assurance: str
    training: bool
    members: tuple[MemberShown, ...]
    reserves: tuple[MemberShown, ...]
    chances: tuple[ChanceShown, ...]
    chance_picture: BarChart | None
    quotas: tuple[QuotaShown, ...]
    quota_picture: BarChart | None
    verdicts: StageShown
    warnings: tuple[str, ...]
    proof: tuple[str, ...]
    explained: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class DrawPage:
    """A committee's draws. ``attempt``: the number the next one gets; ``halls``: its ceremonies on this server."""

    head: HeadShown
    ready: bool
    attempt: int
    draws: tuple[DrawShown, ...]
    papers: tuple[PapersShown, ...]
    halls: tuple[str, ...]
    cut_off: bool
    job: JobShown | None = None
    result: ResultShown | None = None
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, kw_only=True)
class AwaitedShown:
    """One step of a ceremony that is waited for: of whom, until when, and the exact command where there is one."""

    who: str
    step: str
    document: str
    until: datetime | None
    after: datetime | None
    command: str
    office: bool


@dataclass(frozen=True, kw_only=True)
class DoneShown:
    """A document of a ceremony that stands."""

    who: str
    step: str
    document: str


@dataclass(frozen=True, kw_only=True)
class CeremonyPage:
    """A ceremony as the office sees it. ``planned``: the level it is to reach; ``missing``: what the machine
    lacks before one can be held, in words; ``unlocked_until``: how long this sign-in need not type the passphrase.
    """

    head: HeadShown
    hall: str
    address: str
    planned: str
    objection_until: datetime
    reveal_by: datetime
    frozen: bool
    assurance: str
    seal: str
    done: tuple[DoneShown, ...]
    awaited: tuple[AwaitedShown, ...]
    wrong: tuple[str, ...]
    void: str
    finished: bool
    dice: bool
    members: tuple[MemberShown, ...]
    reasons: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    papers: tuple[PapersShown, ...]
    moved: tuple[str, ...]
    job: JobShown | None = None
    unlocked_until: datetime | None = None
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    """The form of a ceremony's plan. ``missing``: what the machine lacks, in words; ``earlier``: halls before this."""

    head: HeadShown
    ready: bool
    missing: tuple[str, ...]
    earlier: tuple[str, ...]
    form: Form = field(default_factory=Form)

    @property
    def earlier_halls(self) -> list[tuple[str, str]]:
        """The same as choices."""
        return [(one, one) for one in self.earlier]
