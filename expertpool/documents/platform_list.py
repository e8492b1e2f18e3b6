"""Lists as the regional platform exports them: applicants and results, every fault by row and column in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from expertpool.canonical import plain
from expertpool.documents.applicants.eligibility_columns import ELIGIBILITY
from expertpool.documents.applicants.reading import check_keys
from expertpool.documents.platform_columns import NOT_PASSED, PASSED, RESULTS
from expertpool.documents.roster.column_table import ColumnTable
from expertpool.documents.roster.file import read_grids
from expertpool.documents.roster.head import find_head
from expertpool.documents.roster.problem import RosterProblem, Severity, error
from expertpool.documents.roster.rows import Rows, read_rows


class PlatformList(StrEnum):
    """Which list is read."""

    APPLICANTS = "applicants"
    RESULTS = "results"


TABLES: Mapping[PlatformList, ColumnTable] = {PlatformList.APPLICANTS: ELIGIBILITY, PlatformList.RESULTS: RESULTS}


@dataclass(frozen=True)
class ListReading:
    """What a list says: one mapping of plain values by column key for each sound row, and every problem."""

    path: Path
    sheet: str | None
    rows: tuple[Mapping[str, Any], ...]
    problems: tuple[RosterProblem, ...]
    bad: int

    @property
    def ok(self) -> bool:
        """Whether no error stands."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


def read_platform_list(path: Path, kind: PlatformList, *, today: date) -> ListReading:
    """Read a list (``.xlsx``, ``.xls``, ``.ods``, ``.csv`` or ``.json``) with Chinese or English heads in any order.

    Faults in the content are problems of the reading; a file that holds no such list raises Refusal with its place.
    """
    table = TABLES[kind]
    head = find_head(read_grids(path, table), table)
    rows = read_rows(head, today=today)
    check_keys(rows)
    if kind is PlatformList.RESULTS:
        _check_results(rows)
    if not rows.found:
        rows.report(error("no_applicants"), head.row)
    complete = head.complete
    good = [row for row in rows.found if complete and row.at not in rows.bad]
    return ListReading(
        path=path,
        sheet=head.grid.sheet,
        rows=tuple({key: plain(value) for key, value in row.values.items() if value not in (None, ())} for row in good),
        problems=rows.in_order,
        bad=len(rows.found) - len(good),
    )


def _check_results(rows: Rows) -> None:
    """Votes that cannot be, and a title that is said to count although nobody passed."""
    for row in rows.found:
        yes, present = row.values.get("yes"), row.values.get("present")
        if yes is not None and present is not None and yes > present:
            rows.report(error("more_yes_than_present", yes=str(yes), present=str(present)), row.at, "yes")
        if row.values.get("result") == NOT_PASSED and row.values.get("title_from"):
            rows.report(error("title_without_pass", result=NOT_PASSED), row.at, "title_from")


def passed(reading: ListReading) -> int:
    """How many of the sound rows passed."""
    return sum(row.get("result") == PASSED for row in reading.rows)
