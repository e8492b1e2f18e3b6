"""What rules may read: small frozen records about experts, committees, pools and panels, never database rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from expertpool.ids import ExpertId
from expertpool.rules.waiver import Waiver


class Level(StrEnum):
    """A title level (职称层级); compare with ``rank``."""

    JUNIOR = "初级"
    MIDDLE = "中级"
    ASSOCIATE_SENIOR = "副高级"
    FULL_SENIOR = "正高级"

    @property
    def rank(self) -> int:
        """0 for junior to 3 for full senior."""
        return list(Level).index(self)

    @property
    def senior(self) -> bool:
        """Whether the level is one of the two senior ones (高级)."""
        return self.rank >= Level.ASSOCIATE_SENIOR.rank


class EmployerKind(StrEnum):
    """Who owns an employer (单位性质)."""

    GOVERNMENT = "机关"
    INSTITUTION = "事业单位"
    STATE_ENTERPRISE = "国有企业"
    PRIVATE_ENTERPRISE = "民营企业"
    SOCIAL_ORGANISATION = "社会组织"
    FREELANCE = "自由职业"
    OTHER = "其他"


class Integrity(StrEnum):
    """An expert's standing in the integrity file (诚信状况)."""

    GOOD = "正常"
    DISHONEST = "失信"


class PoolStatus(StrEnum):
    """Whether an expert may be drawn at all (状态)."""

    ACTIVE = "在库"
    SUSPENDED = "停用"
    REMOVED = "移出"


class Basis(StrEnum):
    """Which size rule a committee is under: formed for a whole series or for one specialty."""

    SERIES = "series"
    SPECIALTY = "specialty"


@dataclass(frozen=True)
class ExpertFacts:
    """One expert as rules see them on one day. ``None`` means that the pool does not know."""

    expert_no: ExpertId
    employer: str
    series: str
    specialties: tuple[str, ...]
    level: Level
    employer_kind: EmployerKind | None = None
    region: str | None = None
    term_start: date | None = None
    term_end: date | None = None
    years_served: frozenset[int] | None = None
    integrity: Integrity = Integrity.GOOD
    status: PoolStatus = PoolStatus.ACTIVE
    recuse_units: frozenset[str] = frozenset()
    kin: frozenset[ExpertId] = frozenset()
    birth_month: date | None = None
    """First day of the month of birth."""
    pledged_on: date | None = None
    """The day the season's integrity pledge was signed; None when none is on record."""


@dataclass(frozen=True)
class SeatRange:
    """How many seats a specialty gets on the panel, both ends included; ``at_most`` None means no cap."""

    at_least: int = 0
    at_most: int | None = None


@dataclass(frozen=True)
class CommitteeFacts:
    """A committee and the meeting it is drawn for, as its file states them. ``None`` means not stated."""

    name: str
    year: int
    series: str
    level: Level
    seats: int
    meeting: date
    basis: Basis | None = None
    self_reviewing_unit: str | None = None
    affiliates: frozenset[str] = frozenset()
    enterprise_related: bool | None = None
    private_enterprise_at_least: Fraction | int | None = None
    """A share of the seats (Fraction) or a number of seats (int)."""
    max_per_employer: Fraction | int | None = None
    previous_panel: frozenset[ExpertId] | None = None
    keep: tuple[ExpertId, ...] = ()
    reserves: int = 0
    replacement: str = "queue"
    filed_from: date | None = None
    filed_until: date | None = None
    pool_cleaned_on: date | None = None
    neighbours: Mapping[str, frozenset[str]] = field(default_factory=dict)
    recused: frozenset[ExpertId] = frozenset()
    specialties: Mapping[str, SeatRange] = field(default_factory=dict)
    settings: Mapping[str, int | Fraction] = field(default_factory=dict)
    """Further numbers that the law leaves open and this committee has set, by setting name."""
    waivers: tuple[Waiver, ...] = ()
    """Exceptions to principles that the committee file puts on record."""
    records: Mapping[str, date] = field(default_factory=dict)
    """Days on which something was done that a program can only record, e.g. ``plan_filed``; none means not recorded."""
    applying: frozenset[ExpertId] | None = None
    """Experts who apply to this committee themselves; None when nobody has listed them."""
    supervising_units: frozenset[str] | None = None
    """Units that oversee this review; None when nobody has listed them."""

    @property
    def self_reviewing(self) -> bool:
        """Whether a self-reviewing unit (自主评审单位) runs this committee."""
        return self.self_reviewing_unit is not None

    @property
    def own_units(self) -> frozenset[str]:
        """The self-reviewing unit and its affiliates, which count as the same unit; empty for other committees."""
        return self.affiliates | ({self.self_reviewing_unit} if self.self_reviewing_unit else frozenset())

    @property
    def fields(self) -> frozenset[str]:
        """Specialties that count as the committee's own field: those with seats, and their neighbours."""
        named = frozenset(self.specialties)
        return named.union(*(self.neighbours.get(s, frozenset()) for s in named)) if named else frozenset()


@dataclass(frozen=True)
class DrawFacts:
    """What the record of a draw says: the day, the method, and who came out of it (members who stayed did not)."""

    on: date
    method: str
    """``lottery`` or ``queue``; anything else is no random draw."""
    drawn: frozenset[ExpertId]


@dataclass(frozen=True)
class PanelFacts:
    """The people of one panel (drawn, filed or attending) for one committee; ``draw`` None without a draw's record."""

    committee: CommitteeFacts
    members: tuple[ExpertFacts, ...]
    draw: DrawFacts | None = None


@dataclass(frozen=True)
class BallotFacts:
    """The count of one candidate's secret ballot. ``attending`` counts every member present, recused ones too."""

    committee: CommitteeFacts
    attending: int
    yes: int
    cast: int
    """Ballots handed in: yes, no, abstaining and spoilt ones."""
    recused: int = 0
    """Members present who stood aside for this candidate."""


@dataclass(frozen=True)
class PoolFacts:
    """The whole library on one day, for rules about the pool itself."""

    experts: tuple[ExpertFacts, ...]
    on: date
