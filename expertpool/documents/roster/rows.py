"""The rows of a roster: each cell read, each fault put in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from expertpool.documents.roster.cell import read_cell
from expertpool.documents.roster.grid import BadCell, Value, shown
from expertpool.documents.roster.head import ColumnPlace, Head
from expertpool.documents.roster.parsed import Parsed
from expertpool.documents.roster.problem import Fault, RosterProblem, Severity, notice
from expertpool.documents.roster.remark import remark_of


@dataclass(frozen=True)
class Row:
    """One expert's row: its place in the grid from 0, and what its cells mean by column key."""

    at: int
    values: Mapping[str, Any]


@dataclass
class Rows:
    """The rows of experts found so far, and every problem found on the way."""

    head: Head
    found: list[Row] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)

    def report(self, fault: Fault, at: int, key: str | None = None) -> None:
        """Put a fault in its place: a row, and the column of that key if there is one."""
        place = self.head.columns.get(key) if key else None
        column = place.at if place else None
        self.put(fault, at, column, head=place.head if place else None, key=key)

    def put(
        self, fault: Fault, at: int, column: int | None, *, head: str | None = None, key: str | None = None
    ) -> None:
        """Put a fault on a cell, or on a whole row where ``column`` is None."""
        grid = self.head.grid
        line = _counting(grid.rows[at], self.head.result_at)
        value = shown(grid.cell(at, column)) if column is not None else " ".join(filter(None, map(shown, line)))[:80]
        where = grid.where(at, column, head=head)
        self.problems.append(
            RosterProblem(fault.code, fault.severity, where, value, key=key, params=fault.params, at=(at, column))
        )

    def excel_row(self, row: Row) -> int:
        """The row's number as a person sees it."""
        return self.head.grid.where(row.at).row or 0

    @property
    def in_order(self) -> tuple[RosterProblem, ...]:
        """Every problem of head and rows by row, then column; what concerns the whole file or row comes first."""

        def place(problem: RosterProblem) -> tuple[int, int]:
            row, column = problem.at or (-1, None)
            return row, -1 if column is None else column

        return tuple(sorted([*self.head.problems, *self.problems], key=place))

    @property
    def bad(self) -> frozenset[int]:
        """Places of the rows in which an error stands."""
        errors = (problem for problem in self.problems if problem.severity is Severity.ERROR)
        return frozenset(problem.at[0] for problem in errors if problem.at and problem.at[0] >= self.head.first_row)


def read_rows(head: Head, *, today: date) -> Rows:
    """Every row below the head. Blank rows are passed over; rows that are no experts are reported as notices."""
    rows = Rows(head)
    fills = _fill_merged(rows)
    memo: dict[tuple[str, type, Value], Parsed[Any]] = {}
    places = list(head.columns.values())
    for at in range(head.first_row, len(head.grid.rows)):
        line = _counting(head.grid.rows[at], head.result_at)
        if at in fills:
            line = _filled(line, fills[at])
        if not any(map(_holds_something, line)):
            continue
        remark = remark_of(line, head)
        if remark:
            _report_remark(rows, remark, at)
        else:
            rows.found.append(_read_row(rows, places, line, at, memo=memo, today=today))
    return rows


def _counting(line: Sequence[Value], result_at: int | None) -> Sequence[Value]:
    """A row without what an earlier check has written at its end."""
    if result_at is None or result_at >= len(line):
        return line
    return [*line[:result_at], "", *line[result_at + 1 :]]


def _holds_something(value: Value) -> bool:
    return bool(value.strip()) if isinstance(value, str) else True


def _report_remark(rows: Rows, remark: str, at: int) -> None:
    if remark != "roster.serial_only":
        rows.report(Fault(remark, Severity.NOTICE), at)


def _read_row(
    rows: Rows,
    places: Iterable[ColumnPlace],
    line: Sequence[Value],
    at: int,
    *,
    memo: dict[tuple[str, type, Value], Parsed[Any]],
    today: date,
) -> Row:
    values = {}
    for place in places:
        value = line[place.at] if place.at < len(line) else ""
        known = (place.column.key, value.__class__, value)
        parsed = memo.get(known)
        if parsed is None:
            parsed = memo[known] = read_cell(value, place.column, today)
        values[place.column.key] = parsed.value
        for fault in parsed.faults:
            rows.report(fault, at, place.column.key)
    _report_overlong(rows, line, at)
    return Row(at, values)


def _report_overlong(rows: Rows, line: Sequence[Value], at: int) -> None:
    last = line[-1]
    if isinstance(last, BadCell) and last.code == "roster.overlong":
        rows.put(Fault(last.code), at, len(line) - 1)


def _fill_merged(rows: Rows) -> dict[int, dict[int, Value]]:
    """Values that cells merged downwards lend to the rows they cover, by row and column; each merge is a notice."""
    head = rows.head
    by_place = {place.at: place for place in head.columns.values() if place.column.fills}
    fills: dict[int, dict[int, Value]] = {}
    for merge in head.grid.merges:
        place = by_place.get(merge.left)
        if not place or merge.left != merge.right or merge.top < head.first_row or merge.top == merge.bottom:
            continue
        value = head.grid.cell(merge.top, merge.left)
        if value == "":
            continue
        last = min(merge.bottom, len(head.grid.rows) - 1)
        for at in range(merge.top + 1, last + 1):
            fills.setdefault(at, {})[merge.left] = value
        rows.report(notice("merged_cells", first=str(merge.top + 1), last=str(last + 1)), merge.top, place.column.key)
    return fills


def _filled(line: Sequence[Value], lent: Mapping[int, Value]) -> Sequence[Value]:
    """A row with the lent values in place, unless nothing else stands in it."""
    if not any(map(_holds_something, line)):
        return line
    longer = [*line, *[""] * (max(lent) + 1 - len(line))]
    for column, value in lent.items():
        longer[column] = value
    return longer
