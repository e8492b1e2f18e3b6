"""Reading an applicants' list whole: the identities to be hidden, and every problem in one pass."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from blind.identity import LONGEST, BadIdentity, Identity
from expertpool.beijing import day_here
from expertpool.documents.applicants.columns import APPLICANTS
from expertpool.documents.roster.file import read_grids
from expertpool.documents.roster.head import find_head
from expertpool.documents.roster.problem import RosterProblem, Severity, error
from expertpool.documents.roster.rows import Row, Rows, read_rows

_UNFIT = frozenset('/\\:*?"<>|')
_LONGEST_KEY = 64
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{at}" for port in ("COM", "LPT") for at in range(1, 10))})
"""Names that Windows keeps for devices."""


@dataclass(frozen=True)
class ApplicantsReading:
    """What an applicants' list says: identities of sound rows in row order, and every problem by row and column."""

    path: Path
    sheet: str | None
    identities: tuple[Identity, ...]
    problems: tuple[RosterProblem, ...]
    bad: int

    @property
    def errors(self) -> tuple[RosterProblem, ...]:
        """The problems that keep the list from being used."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def ok(self) -> bool:
        """Whether no error stands."""
        return not self.errors


def read_applicants(path: Path, *, today: date | None = None) -> ApplicantsReading:
    """Read a ``.xlsx``, ``.xls``, ``.ods``, ``.csv`` or ``.json`` list of applicants.

    Faults in the content are problems of the reading; a file that holds no such list raises Refusal with its place.
    """
    head = find_head(read_grids(path, APPLICANTS), APPLICANTS)
    rows = read_rows(head, today=today or day_here())
    check_keys(rows)
    if not rows.found:
        rows.report(error("no_applicants"), head.row)
    complete = head.complete
    sound = [row for row in rows.found if complete and row.at not in rows.bad]
    identities = [found for row in sound if (found := _identity(rows, row))]
    bad = rows.bad if complete else frozenset(row.at for row in rows.found)
    return ApplicantsReading(
        path=path,
        sheet=head.grid.sheet,
        identities=tuple(identities),
        problems=rows.in_order,
        bad=len(bad),
    )


def _identity(rows: Rows, row: Row) -> Identity | None:
    """The identity a row states, or None after reporting what makes it unusable."""
    try:
        return Identity(**{key: _plain(value) for key, value in row.values.items()})
    except BadIdentity as wrong:
        field = str(wrong.facts.get("field", "name"))
        short = field in ("name", "former_names", "coworkers", "supervisors")
        rows.report(error("not_a_name") if short else error("too_long", longest=str(LONGEST)), row.at, field)
        return None


def _plain(value: Any) -> Any:
    return value if isinstance(value, tuple) else "" if value is None else str(value)


def check_keys(rows: Rows) -> None:
    """Each key once, and fit to be the name of a folder on every system."""
    first: dict[str, Row] = {}
    for row in rows.found:
        key = row.values.get("key")
        if not key:
            continue
        if not _fit(key):
            rows.report(error("key_no_folder"), row.at, "key")
        other = first.setdefault(folder_form(key), row)
        if other is not row:
            rows.report(error("duplicate_key", other=str(rows.excel_row(other))), row.at, "key")


def _fit(key: str) -> bool:
    """Whether a folder may have this name on Linux, Windows and macOS alike."""
    return (
        len(key) <= _LONGEST_KEY
        and not _UNFIT & set(key)
        and key.isprintable()
        and not key.startswith(".")
        and not key.endswith((".", " "))
        and key.split(".", maxsplit=1)[0].upper() not in _RESERVED
    )


def folder_form(key: str) -> str:
    """The form in which two keys must differ so that no file system takes their folders for one."""
    return "".join(unicodedata.normalize("NFKC", key).casefold().split())


def by_key(identities: tuple[Identity, ...]) -> Mapping[str, Identity]:
    """The identities under their keys."""
    return {identity.key: identity for identity in identities}
