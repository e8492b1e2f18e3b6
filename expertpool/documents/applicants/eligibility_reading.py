"""Reading an eligibility roster whole: the applicants of its sound rows, and every problem in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from expertpool.beijing import day_here
from expertpool.documents.applicants.applicant import Applicant, applicant_of
from expertpool.documents.applicants.eligibility_columns import ELIGIBILITY
from expertpool.documents.applicants.persons import recognised
from expertpool.documents.applicants.reading import check_keys
from expertpool.documents.roster.file import read_grids
from expertpool.documents.roster.head import find_head
from expertpool.documents.roster.problem import error, notice
from expertpool.documents.roster.reading import RosterReading
from expertpool.documents.roster.rows import Row, Rows, read_rows


@dataclass(frozen=True)
class EligibilityReading:
    """What an eligibility roster says: its applicants in row order, and the reading that a marked copy is made from."""

    applicants: tuple[Applicant, ...]
    sheet: RosterReading
    bad: int

    @property
    def ok(self) -> bool:
        """Whether no error stands."""
        return self.sheet.ok


def read_eligibility(path: Path, *, today: date | None = None) -> EligibilityReading:
    """Read a ``.xlsx``, ``.xls``, ``.ods``, ``.csv`` or ``.json`` roster of applicants with what rules about them read.

    Faults in the content are problems of the reading; a file that holds no such roster raises Refusal with its place.
    """
    head = find_head(read_grids(path, ELIGIBILITY), ELIGIBILITY)
    rows = read_rows(head, today=today or day_here())
    check_keys(rows)
    for row in rows.found:
        _check_order(rows, row)
    if not rows.found:
        rows.report(error("no_applicants"), head.row)
    complete = head.complete
    bad = rows.bad if complete else frozenset(row.at for row in rows.found)
    sound = [row for row in rows.found if row.at not in bad]
    applicants = recognised([applicant_of(row.values, row=rows.excel_row(row)) for row in sound])
    sheet = RosterReading(
        path=path,
        sheet=head.grid.sheet,
        head_row=head.row + 1,
        experts=(),
        rows=tuple(one.row for one in applicants),
        problems=rows.in_order,
        columns=head.columns,
        unknown_columns=head.unknown,
        bad=len(bad),
        head=head,
        places=frozenset(row.at for row in rows.found),
    )
    return EligibilityReading(applicants, sheet, len(bad))


def _check_order(rows: Rows, row: Row) -> None:
    """Days that come before those they must follow: the second of a pair is asked to be looked at."""
    start, end = row.values.get("posted_on"), row.values.get("posted_until")
    if start and end and end < start:
        rows.report(error("posted_turned", start=start.isoformat(), end=end.isoformat()), row.at, "posted_until")
    held, appointed = row.values.get("held_since"), row.values.get("appointed_on")
    if held and appointed and appointed < held:
        rows.report(notice("appointed_first", held=held.isoformat()), row.at, "appointed_on")
