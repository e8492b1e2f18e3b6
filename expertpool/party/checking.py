"""Checking the opened pool against the filed library, and remembering for which context it passed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from blind.encoding import time_text
from expertpool.documents.roster.clean import require_clean
from expertpool.documents.roster.reading import read_roster
from expertpool.party.attendance import Attendance, attempt
from expertpool.party.freezing import office_opening
from expertpool.party.pool_check import Difference, PoolReport, check_pool
from expertpool.party.pool_opening import PoolOpening
from expertpool.rules.toml_file import read_text


def check(
    here: Attendance,
    library: Path,
    *,
    packs: Sequence[str] | None = None,
    committee: Path | None = None,
    table: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> PoolReport:
    """Compare the ceremony's opened pool with the library filed with this party; remember it where all agrees.

    ``table``: whether the ticket table is built again too, if all else agrees; ``progress`` is told (done, total).
    Raises Refusal for a library or opening that cannot be read, and while anything on the board is wrong.
    """
    here.refuse_wrong()
    reading = read_roster(library)
    require_clean(reading)
    opening = open_pool(here)
    own = read_text(committee) if committee else None
    report = attempt(
        lambda: check_pool(here.context, opening, reading.experts, packs=packs, committee_text=own), here.board.place
    )
    if report.passed and table and here.context.table is not None:
        report = _with_table(here, report, progress)
    if report.passed:
        digest = hashlib.sha256(library.read_bytes()).hexdigest()
        here.memory.remember("checked", {"library_file_sha256": digest, "at": time_text(here.now)})
    return report


def _with_table(here: Attendance, report: PoolReport, progress: Callable[[int, int], None] | None) -> PoolReport:
    from expertpool.party.table_check import TableCheck, check_table  # noqa: PLC0415  # OR-Tools is slow to import

    found = check_table(here.context, report.frozen, progress=progress)
    differs = (Difference("table", {}),) if found is TableCheck.DIFFERS else ()
    return replace(report, table=found.value, differences=differs)


def open_pool(here: Attendance) -> PoolOpening:
    """The opened pool that the office signed for this context. Raises Refusal."""
    return office_opening(here.board, here.context, here.trust)
