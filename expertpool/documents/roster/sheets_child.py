"""A process of its own that takes a workbook on standard input and gives its sheets as JSON on standard output.

The compiled reader ends its whole process over some damaged files: memory asked for by a broken length, or a broken
invariant. Here that harms nobody. Run by ``sheets``; this file imports nothing else of the project.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

ENCRYPTED = 3
"""The exit code for a workbook under a password; any other but 0 means a damaged one."""

_MOST_MEMORY = 3 * 2**30


def main(most_cells: int) -> int:
    """Read, write, and return the exit code. A sheet of more than ``most_cells`` comes without its rows."""
    _bound_memory()
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
        sheets = [
            _sheet(book.get_sheet_by_name(about.name), about.visible is not SheetVisibleEnum.Visible, most_cells)
            for about in book.sheets_metadata
            if about.typ is SheetTypeEnum.WorkSheet
        ]
    except PasswordError:
        return ENCRYPTED
    sys.stdout.buffer.write(json.dumps(sheets, default=_tagged).encode("ascii"))
    return 0


def _bound_memory() -> None:
    """Where the system knows limits, let a monstrous length fail at once instead of filling the machine."""
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _sheet(sheet: CalamineSheet, hidden: bool, most_cells: int) -> dict[str, Any]:
    wide = sheet.total_height * sheet.total_width > most_cells
    return {
        "name": sheet.name,
        "hidden": hidden,
        "height": sheet.total_height,
        "width": sheet.total_width,
        "merges": sheet.merged_cell_ranges or [],
        "rows": [] if wide or not sheet.end else sheet.to_python(skip_empty_area=False),
    }


def _tagged(value: date | time | timedelta) -> list[str | float]:
    """Times as lists, which no cell is: a tag and the value."""
    if isinstance(value, timedelta):
        return ["timedelta", value.total_seconds()]
    return [type(value).__name__, value.isoformat()]


def untagged(tag: str, value: Any) -> datetime | date | time | timedelta:
    """The other way round."""
    if tag == "timedelta":
        return timedelta(seconds=value)
    if tag == "time":
        return time.fromisoformat(value)
    return datetime.fromisoformat(value) if tag == "datetime" else date.fromisoformat(value)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
