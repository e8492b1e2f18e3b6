"""What the page of a committee's papers shows: which can be made and what they lack, what was issued, its filings."""

from __future__ import annotations

from dataclasses import dataclass, field

from expertpool.queries.season_filings import FilingLine
from web.contexts.committees import HeadShown
from web.contexts.form import Form
from web.contexts.jobs import JobShown


@dataclass(frozen=True, kw_only=True)
class PaperLine:
    """One kind of paper. ``blanks``: what stays blank for want of a statement; ``missing``: why it cannot be issued."""

    name: str
    key: str
    forms: tuple[str, ...]
    copies: int
    blanks: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class IssuedLine:
    """Papers issued at once, with their ledger entries."""

    folder: str
    title: str
    at: str
    by: str
    entries: tuple[int, ...]
    state: str
    files: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PapersPage:
    """All of it; ``drawn`` False before any draw is on record. ``filings``: the committee's own, opened or owed."""

    head: HeadShown
    ready: bool
    drawn: bool
    papers: tuple[PaperLine, ...]
    issued: tuple[IssuedLine, ...]
    filings: tuple[FilingLine, ...]
    job: JobShown | None = None
    form: Form = field(default_factory=Form)
