"""Ten thousand rows of twenty columns: read and marked within the time an office waits."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from expertpool.documents.roster_columns import COLUMNS
from expertpool.documents.roster_marked import checked_workbook
from expertpool.documents.roster_reading import read_roster
from expertpool.words import Language

ROWS = 10_000


def processor_seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor time of this process and the readers it starts, and what the work gives."""
    before = os.times()
    result = work()
    after = os.times()
    return sum(after[:4]) - sum(before[:4]), result


@pytest.mark.full
def test_ten_thousand_rows_are_checked_in_three_seconds_and_marked_in_five(tmp_path: Path, rosters: Any) -> None:
    path = tmp_path / "r.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("名册")
    sheet.write_row(0, 0, [column.head for column in COLUMNS])
    for row in range(1, ROWS + 1):
        faults = {"level": "副高"} if row % 20 == 0 else {}
        cells = rosters.person(row % 400, expert_no=f"E{row:05}", phone=f"139{row:08}", id_number="", **faults)
        sheet.write_row(row, 0, [str(cells.get(column.key) or column.default or "") for column in COLUMNS])
    book.close()
    reading_seconds, reading = processor_seconds(lambda: read_roster(path))
    marking_seconds, _copy = processor_seconds(lambda: checked_workbook(reading, Language.ZH))
    assert (reading.good, reading.bad) == (ROWS - ROWS // 20, ROWS // 20)
    assert (reading_seconds <= 3, marking_seconds <= 5) == (True, True), (reading_seconds, marking_seconds)
