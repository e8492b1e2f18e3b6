"""What papers are written from: the committee, its panel and meeting on record, and what the office states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from expertpool.documents.papers.draft import Draft, Words
from expertpool.documents.papers.statements_file import Publicity, Statements
from expertpool.documents.roster.expert import RosterExpert
from expertpool.rules.facts import CommitteeFacts
from expertpool.season.deadlines import SeasonDates
from expertpool.season.working_days import Tables


@dataclass(frozen=True, kw_only=True)
class Held:
    """The newest meeting on record with its newest count; None for what is not on record yet."""

    held_on: date
    present: int | None
    candidates: int | None
    passed: int | None


@dataclass(frozen=True, kw_only=True)
class Conduct:
    """An expert's line in the report on integrity; ``conduct`` None where nobody looked it up."""

    expert_no: str
    name: str
    employer: str
    pledged_on: date | None
    conduct: Sequence[Mapping[str, str]] | None


@dataclass(frozen=True, kw_only=True)
class Material:
    """One committee's year. ``members`` is None where no draw on record seated a panel."""

    committee: CommitteeFacts
    members: tuple[RosterExpert, ...] | None
    reserves: tuple[RosterExpert, ...]
    drawn_on: date | None
    assurance: str | None
    """The level of the draw that seated the panel, M0 to M3; None where none is on record."""
    held: Held | None
    conduct: tuple[Conduct, ...]
    stated: Statements
    posted: Publicity
    """How the results were posted: from the record where there is one, else as the office states."""
    tables: Tables
    dates: SeasonDates | None
    """The dates of the year's notice in force; None for a year of which none are known."""
    today: date
    """The day the papers carry where the office states none: that of the meeting, so that equal data stay equal."""

    def drawn_as(self, draft: Draft) -> list[tuple[str, str]]:
        """The row of facts that says how far the draw can be checked; none where nothing was drawn.

        It stands at the foot of the draft's workbook too.
        """
        if self.assurance is None:
            return []
        level = draft.words(f"report.assurance.{self.assurance}")
        draft.foot = f"{draft.words('report.assurance')} {level}"
        return [("report.assurance", level)]

    def drawn_so(self, draft: Draft) -> None:
        """The same as a sentence of its own."""
        for label, level in self.drawn_as(draft):
            draft.paragraph("papers.assurance_is", label=draft.words(label), level=level)

    def called(self, words: Words) -> str:
        """The committee's name, with the year in front where it does not carry it."""
        name, year = self.committee.name, self.committee.year
        return name if str(year) in name else words("papers.of_year", committee=name, year=year)
