"""What pages about filings show: a season's lines, one filing with its steps and what may be done, kinds to open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from expertpool.filings.kind import FilingKind, Titles
from expertpool.queries.season_filings import FilingLine
from web.contexts.form import Form


@dataclass(frozen=True, kw_only=True)
class FilingsPage:
    """A season's filings, the most pressing first. ``mine``: the role whose turn is marked.

    ``dates_known`` is False for a year of which the program has no notice; ``whole``: ended ones are listed too.
    """

    year: int
    years: tuple[int, ...]
    lines: tuple[FilingLine, ...]
    counts: Mapping[str, int]
    titles: Mapping[str, Titles]
    committees: tuple[str, ...]
    committee: str
    mine: str
    whole: bool
    dates_known: bool


@dataclass(frozen=True, kw_only=True)
class PaperShown:
    """A paper that came with a step; ``there`` is False where its file is gone or was changed."""

    title: Titles
    name: str
    digest: str
    size: int
    pages: int | None
    there: bool


@dataclass(frozen=True, kw_only=True)
class StepShown:
    """A step that was done, by whom and with what."""

    number: int
    day: date
    title: Titles
    to: Titles
    role: str
    claimed: bool
    by: str
    due: date | None
    late: bool
    reason: str
    stated: tuple[tuple[Titles, date], ...]
    papers: tuple[PaperShown, ...]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A paper or a day that an act asks for."""

    id: str
    title: Titles
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class ActShown:
    """A way out of where the filing stands. ``reason``: one is wanted always; else only where it comes late."""

    id: str
    title: Titles
    to: Titles
    who: tuple[str, ...]
    papers: tuple[Asked, ...]
    days: tuple[Asked, ...]
    reason: bool
    form: str


@dataclass(frozen=True, kw_only=True)
class FilingPage:
    """One filing. ``acts``: those of the reader's role; ``others``: those that wait for somebody else."""

    number: int
    kind: FilingKind
    year: int
    committee: str
    subject: str
    state: Titles
    ended: bool
    waits_for: tuple[str, ...]
    opened_on: date
    opened_as: str
    opened_by: str
    opening_claimed: bool
    line: FilingLine | None
    needs: tuple[Titles, ...]
    asked: tuple[tuple[Titles, date], ...]
    steps: tuple[StepShown, ...]
    acts: tuple[ActShown, ...]
    others: tuple[ActShown, ...]
    today: date
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, kw_only=True)
class FilingKindsPage:
    """The kinds that the reader's role may open."""

    year: int
    kinds: tuple[FilingKind, ...]


@dataclass(frozen=True, kw_only=True)
class OpenFilingPage:
    """One kind, to be opened."""

    kind: FilingKind
    year: int
    committees: tuple[str, ...]
    form: Form = field(default_factory=Form)
