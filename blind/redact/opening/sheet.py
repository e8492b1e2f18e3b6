"""A sheet's cells while it is read: what is hidden, what is covered, and the table a reader sees."""

from __future__ import annotations

import re
from bisect import bisect_right

_FAR = 1 << 21


class Grid:
    """Texts by row and column, both counted from 1; rows and columns without text are left out of the table."""

    def __init__(self) -> None:
        self._texts: dict[int, dict[int, str]] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self.rows_hidden_unless_said = False
        self.last_row = 0
        self.dropped: set[str] = set()

    def column(self, first: int, last: int, *, hidden: bool) -> None:
        """Columns ``first`` to ``last`` and whether they are hidden."""
        if hidden and first <= last:
            self._hidden_columns.append((first, min(last, _FAR)))

    def row(self, number: int, *, hidden: bool, said: bool = True) -> None:
        """A row starts; ``said``: it names a height of its own."""
        self.last_row = number
        if hidden or (self.rows_hidden_unless_said and not said):
            self._hidden_rows.add(number)

    def put(self, row: int, column: int, text: str) -> None:
        """A cell's text as shown."""
        self._texts.setdefault(row, {})[column] = text

    def merge(self, area: str) -> None:
        """Cells that are one: only the first shows its text."""
        found = re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})", area)
        if found is not None:
            self.merged(int(found[2]), letters(found[1]), int(found[4]), letters(found[3]))

    def merged(self, top: int, left: int, bottom: int, right: int) -> None:
        """The same with numbers, all inside the area."""
        rows = range(top, bottom + 1)
        for row in [number for number in self._texts if number in rows] if len(rows) > len(self._texts) else rows:
            cells = self._texts.get(row, {})
            for column in [at for at in cells if left <= at <= right and (row, at) != (top, left)]:
                del cells[column]
                self.dropped.add("covered-cells")

    def visible(self) -> tuple[tuple[str, ...], ...]:
        """The table without hidden rows and columns."""
        hidden = _joined(self._hidden_columns)
        starts = [first for first, _ in hidden]
        rows: list[tuple[int, dict[int, str]]] = []
        for number in sorted(self._texts):
            cells = self._texts[number]
            seen = {column: text for column, text in cells.items() if not _within(column, hidden, starts)}
            if number in self._hidden_rows:
                self.dropped |= {"hidden-rows"} if cells else set()
                continue
            self.dropped |= {"hidden-columns"} if len(seen) < len(cells) else set()
            if any(text.strip() for text in seen.values()):
                rows.append((number, seen))
        columns = sorted({column for _, cells in rows for column in cells})
        return tuple(tuple(cells.get(column, "") for column in columns) for _, cells in rows)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _within(column: int, spans: list[tuple[int, int]], starts: list[int]) -> bool:
    at = bisect_right(starts, column) - 1
    return at >= 0 and column <= spans[at][1]


def letters(name: str) -> int:
    """The number of a column: A is 1."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number
