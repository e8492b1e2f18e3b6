"""What the supervisor sees: verdicts, figures and reports; no applicant, no vote, no score that is still sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from expertpool.documents.meeting_paper import PaperTable
from expertpool.oversight.comparison import Change
from expertpool.oversight.figure import Figure
from expertpool.oversight.matrix import Column, Row
from web.charts import SpreadChart


@dataclass(frozen=True)
class SpreadPart:
    """A group's opened scores: the picture, and its rows (codename, scores, mean, whether in the grey zone)."""

    title: str
    chart: SpreadChart
    rows: tuple[tuple[str, str, str, bool], ...]


@dataclass(frozen=True)
class MatrixPage:
    """One year: its committees, the gravest first. ``columns``: rules that do not hold for all; ``kept``: the rest.

    ``spreads``: groups whose scores were opened and ranked; of the others nothing is here.
    """

    year: int
    years: tuple[int, ...]
    columns: tuple[Column, ...]
    kept: tuple[Column, ...]
    rows: tuple[Row, ...]
    states: Mapping[str, int]
    spreads: tuple[SpreadPart, ...]


@dataclass(frozen=True)
class JudgedLine:
    """One rule at one stage, with the clause it stands on and the ledger entry that shows it."""

    state: str
    rule: str
    says: str
    clause: str
    stage: str
    found: str
    required: str
    repair: str
    evidence: int | None
    law: bool


@dataclass(frozen=True)
class JudgedPage:
    """One committee, line by line, the gravest first; then the facts and tables of its report of today."""

    row: Row
    at: int
    lines: tuple[JudgedLine, ...]
    facts: tuple[tuple[str, str], ...]
    tables: tuple[PaperTable, ...]


@dataclass(frozen=True)
class SeasonPage:
    """The report of a year as it would be issued today; no table where no draw is on record."""

    year: int
    years: tuple[int, ...]
    facts: tuple[tuple[str, str], ...]
    tables: tuple[PaperTable, ...]


@dataclass(frozen=True)
class FiguresPage:
    """What chance alone would seldom give: by measure, with how many figures were compared."""

    year: int
    figures: tuple[tuple[str, int, tuple[Figure, ...]], ...]


@dataclass(frozen=True)
class ChangesPage:
    """What came out otherwise than the year before."""

    year: int
    before: int
    changes: tuple[Change, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True)
class IssuedReport:
    """A report or paper that was issued, and what was decided about it."""

    title: str
    about: str
    entry: int
    at: datetime
    state: str
    hash: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ReportsPage:
    """Every report and paper, the newest first."""

    reports: tuple[IssuedReport, ...]
