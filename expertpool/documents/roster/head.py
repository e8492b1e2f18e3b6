"""Finding the head of a roster: which sheet, which row or two rows, which column is which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from expertpool.documents.roster.column_table import ColumnTable, RosterColumn, nearest_column
from expertpool.documents.roster.grid import Format, Grid, column_letter, shown
from expertpool.documents.roster.problem import Fault, RosterProblem, error, notice
from expertpool.documents.roster.text import one_line
from expertpool.errors import Refusal, Where

RESULT_HEAD = "校验结果"
"""The column that a checked copy adds; read back, it is left out without remark."""

_WITHIN = 60
_AT_LEAST = 3
"""So many known columns make a row a head; all of them where a list has fewer."""


@dataclass(frozen=True)
class ColumnPlace:
    """Where a column was found: its place from 0, and its head as the file spells it."""

    column: RosterColumn
    at: int
    head: str


@dataclass(frozen=True)
class Head:
    """The understood head of one grid. ``first_row`` is the first row below the head, from 0.

    ``result_at`` is the column of results where the grid is a checked copy: nothing in it counts.
    """

    grid: Grid
    table: ColumnTable
    row: int
    first_row: int
    columns: dict[str, ColumnPlace]
    unknown: tuple[str, ...] = ()
    result_at: int | None = None
    problems: tuple[RosterProblem, ...] = field(default=(), repr=False)

    @property
    def complete(self) -> bool:
        """Whether every required column was found."""
        return not any(problem.code == "roster.missing_column" for problem in self.problems)


@dataclass(frozen=True)
class _Candidate:
    """Texts of one possible head; ``first`` and ``last`` are its rows, the same for a head on one row."""

    table: ColumnTable
    first: int
    last: int
    heads: tuple[str, ...]

    @property
    def score(self) -> int:
        """How many different columns are known by these heads."""
        return len({column.key for head in self.heads if head and (column := self.table.find(head))})


def find_head(grids: Sequence[Grid], table: ColumnTable) -> Head:
    """The head of the sheet that is the roster, hidden sheets last. Raises Refusal where no sheet has a head."""
    least = min(_AT_LEAST, len(table.columns))
    ranked = [(candidate, grid) for grid in grids if (candidate := _best(grid, table)) and candidate.score >= least]
    if not ranked:
        raise _no_head(grids, table)
    chosen, grid = max(ranked, key=lambda entry: (not entry[1].hidden, _has_rows(*entry), entry[0].score))
    others = [(other, sheet) for other, sheet in ranked if sheet is not grid]
    head = _understand(chosen, grid)
    return replace(head, problems=(*head.problems, *_other_sheets(others, chosen=grid)))


def _no_head(grids: Sequence[Grid], table: ColumnTable) -> Refusal:
    required = "、".join(column.head for column in table.columns if column.required)
    if not any(shown(value).strip() for grid in grids for row in grid.rows for value in row):
        return Refusal("roster.empty_file", where=Where(file=grids[0].file if grids else None))
    if grids[0].format is Format.JSON:
        return Refusal("roster.json_no_keys", where=Where(file=grids[0].file), required=required)
    return Refusal("roster.no_head", where=Where(file=grids[0].file), required=required)


def _best(grid: Grid, table: ColumnTable) -> _Candidate | None:
    """The candidate that knows the most columns; of equals the one on a single row, then the upper one."""
    if grid.head_row is not None:
        return _single(grid, table, grid.head_row)
    rows = range(min(len(grid.rows), _WITHIN))
    candidates = [_single(grid, table, row) for row in rows] + [
        _double(grid, table, row) for row in rows if row + 1 < len(grid.rows)
    ]
    return max(candidates, key=lambda found: found.score, default=None)


def _single(grid: Grid, table: ColumnTable, row: int) -> _Candidate:
    return _Candidate(table, row, row, tuple(one_line(shown(value)) for value in grid.rows[row]))


def _double(grid: Grid, table: ColumnTable, row: int) -> _Candidate:
    """Two rows as one head: the lower text where it is known by itself or stands alone, else both joined."""
    upper, lower = _spread(grid, table, row), _single(grid, table, row + 1).heads
    width = max(len(upper), len(lower))
    pairs = zip(_wide(upper, width), _wide(lower, width), strict=True)
    return _Candidate(table, row, row + 1, tuple(_joined(above, below, table) for above, below in pairs))


def _joined(above: str, below: str, table: ColumnTable) -> str:
    if not below or not above:
        return below or above
    return above + below if table.find(above + below) or not table.find(below) else below


def _spread(grid: Grid, table: ColumnTable, row: int) -> tuple[str, ...]:
    """A row's texts with merged ones repeated over the columns they cover."""
    texts = list(_single(grid, table, row).heads)
    for merge in grid.merges:
        if merge.top <= row <= merge.bottom and merge.left < len(texts) and merge.right - merge.left < 100:
            texts += [""] * (merge.right + 1 - len(texts))
            texts[merge.left : merge.right + 1] = [texts[merge.left]] * (merge.right + 1 - merge.left)
    return tuple(texts)


def _wide(texts: tuple[str, ...], width: int) -> tuple[str, ...]:
    return texts + ("",) * (width - len(texts))


def _has_rows(candidate: _Candidate, grid: Grid) -> bool:
    return any(shown(value).strip() for row in grid.rows[candidate.last + 1 :] for value in row)


def _understand(candidate: _Candidate, grid: Grid) -> Head:
    table = candidate.table
    found: dict[str, list[ColumnPlace]] = defaultdict(list)
    strangers: list[tuple[int, str]] = []
    for at, head in enumerate(candidate.heads):
        column = table.find(head) if head else None
        if column:
            found[column.key].append(ColumnPlace(column, at, head))
        elif head and head != RESULT_HEAD:
            strangers.append((at, head))
    columns, spare, faults = _settle(found, candidate, grid)
    strangers = sorted([*strangers, *spare])
    absent = [column for column in table.columns if column.key not in columns]
    problems = [
        *faults,
        *_missing(absent, strangers, grid=grid, row=candidate.last),
        *_strange(strangers, absent, candidate, grid=grid),
        *_nameless(candidate, grid),
    ]
    names = tuple(head for _at, head in strangers)
    result_at = candidate.heads.index(RESULT_HEAD) if RESULT_HEAD in candidate.heads else None
    return Head(grid, table, candidate.last, candidate.last + 1, columns, names, result_at, tuple(problems))


def _settle(
    found: dict[str, list[ColumnPlace]], candidate: _Candidate, grid: Grid
) -> tuple[dict[str, ColumnPlace], list[tuple[int, str]], list[RosterProblem]]:
    """One place a column: its own head before other names; two heads of equal standing are an error."""
    columns: dict[str, ColumnPlace] = {}
    spare: list[tuple[int, str]] = []
    problems: list[RosterProblem] = []
    for key, places in found.items():
        exact = [place for place in places if candidate.table.names_exactly(place.head, place.column)]
        first, *rest = exact or places
        columns[key] = first
        spare += [(place.at, place.head) for place in places if exact and place not in exact]
        for place in rest:
            fault = error("duplicate_column", other=_letter(grid, first.at), meant=place.column.head)
            problems.append(_problem(fault, grid, candidate.last, place.at, head=place.head, key=key))
    return columns, spare, problems


def _missing(
    absent: list[RosterColumn], strangers: list[tuple[int, str]], *, grid: Grid, row: int
) -> list[RosterProblem]:
    problems = []
    for column in absent:
        if column.required:
            near = next((head for _at, head in strangers if nearest_column(head, [column])), "")
            fault = error("missing_column", key=column.key, near=near)
            problems.append(_problem(fault, grid, row, None, head=column.head, key=column.key))
    return problems


def _strange(
    strangers: list[tuple[int, str]], absent: list[RosterColumn], candidate: _Candidate, *, grid: Grid
) -> list[RosterProblem]:
    problems = []
    for at, head in strangers:
        meant = nearest_column(head, absent)
        known = candidate.table.find(head)
        fault = (
            notice("column_unused", meant=known.head)
            if known
            else notice("unknown_column", near=meant.head if meant else "")
        )
        problems.append(_problem(fault, grid, candidate.last, at, head=head))
    return problems


def _nameless(candidate: _Candidate, grid: Grid) -> list[RosterProblem]:
    """Columns with something in them but no head. In text tables overlong records are another matter."""
    below = grid.rows[candidate.last + 1 :]
    width = len(candidate.heads) if grid.format is Format.CSV else max(map(len, grid.rows))
    nameless = [at for at in range(width) if at >= len(candidate.heads) or not candidate.heads[at]]
    filled = [at for at in nameless if any(at < len(row) and shown(row[at]).strip() for row in below)]
    return [_problem(notice("nameless_column"), grid, candidate.last, at) for at in filled]


def _other_sheets(others: list[tuple[_Candidate, Grid]], *, chosen: Grid) -> list[RosterProblem]:
    """Further sheets that hold experts too: they are not read, so nobody may overlook them."""
    problems = []
    for candidate, grid in others:
        known = {column.key for head in candidate.heads if head and (column := candidate.table.find(head))}
        if not {candidate.table.number, "name"} <= known or not _has_rows(candidate, grid):
            continue
        make = notice if grid.hidden else error
        fault = make("other_sheet", sheet=grid.sheet or "", chosen=chosen.sheet or "")
        problems.append(RosterProblem(fault.code, fault.severity, grid.where(candidate.last), "", params=fault.params))
    return problems


def _letter(grid: Grid, at: int) -> str:
    return column_letter(at) if grid.format is not Format.JSON else ""


def _problem(
    fault: Fault, grid: Grid, row: int, at: int | None, *, head: str | None = None, key: str | None = None
) -> RosterProblem:
    return RosterProblem(
        code=fault.code,
        severity=fault.severity,
        where=grid.where(row, at, head=head),
        value=head if head and at is not None else "",
        key=key,
        params=fault.params,
        at=(row, at),
    )
