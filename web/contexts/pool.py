"""The office's pages about the pool. Telephones, e-mails and identity numbers have no place on any of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertpool.models import ImportBatch
from expertpool.queries.expert_search import FoundExpert
from web.charts import BarChart
from web.contexts.form import Form


@dataclass(frozen=True)
class PoolPage:
    """One part of what a search found. ``number`` counts parts from 1."""

    search: str
    experts: tuple[FoundExpert, ...]
    total: int
    number: int
    parts: int


@dataclass(frozen=True)
class ExpertPage:
    """One expert as rules see them."""

    expert_no: str
    name: str
    gender: str | None
    employer: str
    employer_kind: str | None
    region: str | None
    series: str
    specialties: tuple[str, ...]
    level: str
    status: str
    integrity: str
    term_start: date | None
    term_end: date | None
    years_served: tuple[int, ...] | None
    recuse_units: tuple[str, ...]
    kin: tuple[str, ...]


@dataclass(frozen=True)
class ImportsPage:
    """All imports, and the form for another."""

    form: Form
    batches: tuple[ImportBatch, ...]


@dataclass(frozen=True)
class FieldChange:
    """One field of one expert: its key, before and after, as they are shown."""

    key: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeLine:
    """One expert who changes."""

    expert_no: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class ProblemLine:
    """A fault of the file in its place."""

    place: str
    field: str
    message: str
    error: bool


@dataclass(frozen=True)
class PreviewPage:
    """What a file would change, before anything is changed. Only the first lines of long lists are shown."""

    form: Form
    upload: str
    source: str
    good: int
    bad: int
    added: tuple[str, ...]
    changed: tuple[ChangeLine, ...]
    removed: tuple[str, ...]
    unchanged: int
    added_count: int
    changed_count: int
    removed_count: int
    shrinks: bool
    problems: tuple[ProblemLine, ...]
    problem_count: int
    can_apply: bool
    can_apply_good: bool


@dataclass(frozen=True)
class GroupLine:
    """A specialty at a level in the coming years: (year, fewest, most), and when it may or will run dry."""

    specialty: str
    level: str
    years: tuple[tuple[int, int, int], ...]
    may: int | None
    will: int | None


@dataclass(frozen=True)
class HealthPage:
    """Counts alone."""

    year: int
    listed: int
    in_standing: int
    private_share: str
    kinds: BarChart
    ages: BarChart
    coverage: BarChart
    forecast: tuple[GroupLine, ...]
    needed: int
    kind_rows: tuple[tuple[str, int], ...]
    age_rows: tuple[tuple[str, int], ...]
    workload: BarChart
    workload_rows: tuple[tuple[str, int], ...]
