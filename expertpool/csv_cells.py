"""Text tables with cells as long as their file: Python limits them for the whole process, so one place lifts it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

_AS_LONG_AS_A_FILE = 2**31 - 1


def csv_reader(lines: Iterable[str], *, separator: str = ",", strict: bool = False) -> Reader:
    """A reader of the records in ``lines``; no cell is too long. Raises csv.Error while reading, like the module."""
    csv.field_size_limit(_AS_LONG_AS_A_FILE)
    return csv.reader(lines, delimiter=separator, strict=strict)
