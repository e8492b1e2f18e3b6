"""Text tables with cells as long as their file: Python's limit holds for the whole process, so it is lifted in one place."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

_AS_LONG_AS_A_FILE = 2**31 - 1


def csv_reader(lines: Iterable[str], *, separator: str = ",", strict: bool = False) -> Reader:
    """A reader of the records in ``lines``; no cell is too long. Raises csv.Error while reading, as `csv.reader` does."""
    csv.field_size_limit(_AS_LONG_AS_A_FILE)
    return csv.reader(lines, delimiter=separator, strict=strict)
