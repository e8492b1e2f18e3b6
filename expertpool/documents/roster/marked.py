"""The checked copy of a roster: faulty cells marked and commented, a result for each row, a list of problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from expertpool.documents.roster.clean import place_of
from expertpool.documents.roster.column_table import RosterColumn
from expertpool.documents.roster.grid import Grid, Value, column_letter, shown
from expertpool.documents.roster.head import RESULT_HEAD
from expertpool.documents.roster.problem import RosterProblem, Severity
from expertpool.documents.roster.reading import RosterReading
from expertpool.documents.roster.sheet import Looks, cell_kind, offer_choices, put, width_of, written
from expertpool.whole_file import write_whole
from expertpool.words import Language, say

LIST_SHEET = "错误清单"
"""The sheet of the checked copy that lists the problems."""

SUFFIX = ".checked.xlsx"

_MOST_COMMENTS = 1_000
_MOST_LISTED = 20_000
_MOST_MERGES = 500
_MEASURED_ROWS = 200
_DEFAULT_SHEET = "名册"


def write_checked(reading: RosterReading, language: Language) -> Path:
    """Write ``FILE.checked.xlsx`` beside the roster, whole or not at all; returns its path. Raises OSError."""
    path = reading.path.with_name(reading.path.name + SUFFIX)
    write_whole(path, checked_workbook(reading, language), like=reading.path)
    return path


def checked_workbook(reading: RosterReading, language: Language) -> bytes:
    """The checked copy as the bytes of an .xlsx file."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    marked = _Marked(reading, language, book, Looks(book), _sheet_name(reading.sheet))
    marked.write_roster(book.add_worksheet(marked.sheet_name))
    marked.write_list(book.add_worksheet(LIST_SHEET))
    book.close()
    return stream.getvalue()


def _sheet_name(name: str | None) -> str:
    """A name that Excel takes: no forbidden characters, at most 31 of them, not that of the list."""
    clean = "".join("_" if letter in "[]:*?/\\" else letter for letter in written(name or "")).strip("'")[:31]
    return _DEFAULT_SHEET if not clean or clean.lower() in (LIST_SHEET, "history") else clean


@dataclass
class _Marked:
    """The work on one checked copy."""

    reading: RosterReading
    language: Language
    book: Any
    looks: Looks
    sheet_name: str

    def __post_init__(self) -> None:
        grid = self.grid
        widest = max(map(len, grid.rows), default=0)
        known = self.reading.head.result_at
        self.result_at = widest if known is None else known
        self.columns: dict[int, RosterColumn] = {place.at: place.column for place in self.reading.columns.values()}
        self.kinds = {at: cell_kind(column) for at, column in self.columns.items()}
        self.by_row: Mapping[int, list[RosterProblem]] = defaultdict(list)
        for problem in self.reading.problems:
            if problem.at:
                self.by_row[problem.at[0]].append(problem)

    @property
    def grid(self) -> Grid:
        """The sheet as it was read."""
        return self.reading.head.grid

    @property
    def head_at(self) -> int:
        """The head's row, from 0."""
        return self.reading.head.row

    def write_roster(self, sheet: Any) -> None:
        """The roster's own cells, then marks, comments, results, drop-downs."""
        self._lay_out(sheet)
        self._merge(sheet)
        for at, line in enumerate(self.grid.rows):
            self._write_row(sheet, at, line)
        last = len(self.grid.rows) - 1
        for at, column in self.columns.items():
            offer_choices(sheet, column, at, first=self.head_at + 1, last=last + 500, language=self.language)
        if last > self.head_at:
            sheet.autofilter(self.head_at, 0, last, self.result_at)
        sheet.freeze_panes(self.head_at + 1, 0)
        self._comment(sheet)

    def _lay_out(self, sheet: Any) -> None:
        measured = self.grid.rows[self.head_at : self.head_at + _MEASURED_ROWS]
        for at in range(self.result_at):
            widths = [width_of(shown(line[at])) for line in measured if at < len(line)]
            look = self.looks("plain", self.kinds.get(at, ""))
            sheet.set_column(at, at, min(max(widths, default=8) + 2, 40), look)
        sheet.set_column(self.result_at, self.result_at, 60)

    def _merge(self, sheet: Any) -> None:
        for merge in self.grid.merges[:_MOST_MERGES]:
            if merge.top == merge.bottom and merge.left == merge.right:
                continue
            try:
                sheet.merge_range(merge.top, merge.left, merge.bottom, merge.right, "", self.looks("plain"))
            except OverlappingRange:
                continue

    def _write_row(self, sheet: Any, at: int, line: Sequence[Value]) -> None:
        problems = self.by_row.get(at, ())
        marks = self._marks(problems)
        base = "head" if at == self.head_at else "plain"
        for column, value in enumerate(line):
            mark = marks.get(column, base)
            if column != self.result_at and (value != "" or mark != "plain"):
                kind = "date" if isinstance(value, date) else self.kinds.get(column, "")
                put(sheet, at, column, value, look=self.looks(mark, kind))
        for beyond in (column for column in marks if column >= len(line)):
            put(sheet, at, beyond, "", look=self.looks(marks[beyond]))
        self._write_result(sheet, at, problems)

    def _marks(self, problems: Sequence[RosterProblem]) -> dict[int, str]:
        """The look of each faulty cell by column; an error outweighs a notice."""
        marks: dict[int, str] = {}
        for problem in sorted(problems, key=lambda problem: problem.severity, reverse=True):
            column = problem.at[1] if problem.at else None
            if column is not None:
                marks[column] = self._mark(problem)
        return marks

    @staticmethod
    def _mark(problem: RosterProblem) -> str:
        return "error" if problem.severity is Severity.ERROR else "notice"

    def _write_result(self, sheet: Any, at: int, problems: Sequence[RosterProblem]) -> None:
        if at == self.head_at:
            put(sheet, at, self.result_at, RESULT_HEAD, look=self.looks("head"))
        elif problems:
            worst = "error" if any(problem.severity is Severity.ERROR for problem in problems) else "notice"
            put(sheet, at, self.result_at, self._result(problems), look=self.looks(worst))
        elif at in self.reading.places:
            put(sheet, at, self.result_at, say("roster.check.good", self.language), look=self.looks("good"))

    def _result(self, problems: Sequence[RosterProblem]) -> str:
        return " ".join(
            f"[{say(f'roster.severity.{problem.severity}', self.language)}] {problem.message(self.language)}"
            for problem in sorted(problems, key=lambda problem: problem.severity)
        )

    def _comment(self, sheet: Any) -> None:
        """One comment a cell with all its problems; beyond a thousand, colours and the list must do."""
        together: dict[tuple[int, int], list[RosterProblem]] = defaultdict(list)
        for problem in sorted(self.reading.problems, key=lambda problem: problem.severity):
            if problem.at:
                row, column = problem.at
                together[row, self.result_at if column is None else column].append(problem)
        for (row, column), problems in list(together.items())[:_MOST_COMMENTS]:
            text = "\n".join(self._comment_line(problem) for problem in problems)
            size = {"x_scale": 2, "y_scale": 1 + 0.3 * len(problems), "author": ""}
            sheet.write_comment(row, column, written(text), size)

    def _comment_line(self, problem: RosterProblem) -> str:
        severity = say(f"roster.severity.{problem.severity}", self.language)
        parts = (severity, problem.message(self.language), problem.hint(self.language))
        return " ".join(part for part in parts if part)

    def write_list(self, sheet: Any) -> None:
        """One line a problem, linked to its cell."""
        keys = ("severity", "sheet_head", "row", "cell", "field", "key", "value", "problem", "hint")
        for at, (key, width) in enumerate(zip(keys, (8, 14, 8, 10, 14, 16, 30, 60, 60), strict=True)):
            sheet.set_column(at, at, width, self.looks("plain"))
            put(sheet, 0, at, say(f"roster.check.{key}", self.language), look=self.looks("head"))
        listed = self.reading.problems[:_MOST_LISTED]
        for row, problem in enumerate(listed, start=1):
            self._write_line(sheet, row, problem)
        rest = len(self.reading.problems) - len(listed)
        if rest:
            more = say("roster.check.more_listed", self.language, more=rest)
            put(sheet, len(listed) + 1, 0, more, look=self.looks("plain"))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(listed), 1), len(keys) - 1)

    def _write_line(self, sheet: Any, row: int, problem: RosterProblem) -> None:
        where, plain = problem.where, self.looks("plain")
        severity = say(f"roster.severity.{problem.severity}", self.language)
        put(sheet, row, 0, severity, look=self.looks(self._mark(problem)))
        put(sheet, row, 1, where.sheet or "", look=plain)
        put(sheet, row, 2, where.row or "", look=plain)
        self._write_link(sheet, row, problem)
        texts = (where.field, problem.key, problem.value, problem.message(self.language), problem.hint(self.language))
        for column, text in enumerate(texts, start=4):
            put(sheet, row, column, text or "", look=plain)

    def _write_link(self, sheet: Any, row: int, problem: RosterProblem) -> None:
        if problem.at is None:
            put(sheet, row, 3, "", look=self.looks("plain"))
            return
        at, column = problem.at
        target = f"{column_letter(self.result_at if column is None else column)}{at + 1}"
        quoted = self.sheet_name.replace("'", "''")
        text = problem.where.cell or (target if column is not None else place_of(problem, self.language))
        sheet.write_url(row, 3, f"internal:'{quoted}'!{target}", self.looks("link"), text)
