"""Reading a roster file whole: the experts of its sound rows, and every problem in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from expertpool.beijing import day_here
from expertpool.documents.roster.across import check_rows, mutual_kin
from expertpool.documents.roster.columns import EXPERTS
from expertpool.documents.roster.expert import RosterExpert
from expertpool.documents.roster.file import read_grids
from expertpool.documents.roster.head import ColumnPlace, Head, find_head
from expertpool.documents.roster.problem import RosterProblem, Severity, error
from expertpool.documents.roster.rows import read_rows
from expertpool.ids import ExpertId
from expertpool.rules.facts import EmployerKind, ExpertFacts, Integrity, Level, PoolStatus


@dataclass(frozen=True)
class RosterReading:
    """What a roster file says.

    ``experts`` are those of rows without errors, in row order, and ``rows`` their row numbers as Excel shows them (in
    ``.json`` files their places in the list, from 1). ``head_row`` is the row of the head, or of its lower line.
    ``columns`` gives the place of each known column by key; ``unknown_columns`` are heads that were not read. ``bad``
    counts the rows with at least one error. ``head`` leads to the sheet as it stands, and ``places`` holds the rows
    that were taken for experts, from 0: both for a marked copy.
    """

    path: Path
    sheet: str | None
    head_row: int
    experts: tuple[RosterExpert, ...]
    rows: tuple[int, ...]
    problems: tuple[RosterProblem, ...]
    columns: Mapping[str, ColumnPlace]
    unknown_columns: tuple[str, ...]
    bad: int
    head: Head = field(repr=False)
    places: frozenset[int] = field(repr=False)

    @property
    def good(self) -> int:
        """How many rows hold an expert without errors."""
        return len(self.experts)

    @property
    def errors(self) -> tuple[RosterProblem, ...]:
        """The problems that keep the roster from being used."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def notices(self) -> tuple[RosterProblem, ...]:
        """The problems that ask a person to look."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.NOTICE)

    @property
    def ok(self) -> bool:
        """Whether no error stands."""
        return not self.errors


def read_roster(path: Path, *, today: date | None = None) -> RosterReading:
    """Read a ``.xlsx``, ``.xls``, ``.ods``, ``.csv`` or ``.json`` roster.

    ``today`` (default: the system's day) is what years and birth months are held against. Faults in the content are
    problems of the reading; a file that holds no roster at all raises Refusal (exit code 2) with its place.
    """
    head = find_head(read_grids(path, EXPERTS), EXPERTS)
    rows = read_rows(head, today=today or day_here())
    check_rows(rows)
    if not rows.found:
        rows.report(error("no_rows"), head.row)
    complete = head.complete
    bad = rows.bad if complete else frozenset(row.at for row in rows.found)
    sound = [row for row in rows.found if row.at not in bad]
    kin = mutual_kin(rows)
    return RosterReading(
        path=path,
        sheet=head.grid.sheet,
        head_row=head.row + 1,
        experts=tuple(_expert(row.values, kin) for row in sound),
        rows=tuple(rows.excel_row(row) for row in sound),
        problems=rows.in_order,
        columns=head.columns,
        unknown_columns=head.unknown,
        bad=len(bad),
        head=head,
        places=frozenset(row.at for row in rows.found),
    )


def _expert(values: Mapping[str, Any], kin: Mapping[ExpertId, frozenset[ExpertId]]) -> RosterExpert:
    return RosterExpert(
        facts=_facts(values, kin.get(values["expert_no"], frozenset())),
        name=values["name"],
        id_number=values.get("id_number"),
        gender=values.get("gender"),
        phone=values.get("phone"),
        email=values.get("email"),
    )


def _facts(values: Mapping[str, Any], kin: frozenset[ExpertId]) -> ExpertFacts:
    """``years_served`` is None (not known) where the roster has no such column, and empty where the cell is."""
    kind = values.get("employer_kind")
    return ExpertFacts(
        expert_no=values["expert_no"],
        employer=values["employer"],
        series=values["series"],
        specialties=values["specialties"],
        level=Level(values["level"]),
        employer_kind=EmployerKind(kind) if kind else None,
        region=values.get("region"),
        term_start=values.get("term_start"),
        term_end=values.get("term_end"),
        years_served=values.get("years_served"),
        integrity=Integrity(values.get("integrity") or Integrity.GOOD),
        status=PoolStatus(values.get("status") or PoolStatus.ACTIVE),
        recuse_units=frozenset(values.get("recuse_units") or ()),
        kin=kin,
        birth_month=values.get("birth_month"),
    )
