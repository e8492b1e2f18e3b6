"""From a raw cell to a value: emptiness first, then the reading that the column's kind asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from expertpool.documents.roster.choice import read_choice, read_choices, read_yes_no
from expertpool.documents.roster.column_table import LISTS, Kind, RosterColumn
from expertpool.documents.roster.contact import read_email, read_phone
from expertpool.documents.roster.dates import read_day, read_days, read_month
from expertpool.documents.roster.grades import read_grades
from expertpool.documents.roster.grid import BadCell, Scalar, Value
from expertpool.documents.roster.identity import read_identity
from expertpool.documents.roster.items import read_item_list, read_items, read_lines
from expertpool.documents.roster.name import read_name
from expertpool.documents.roster.number import digits_of, read_number, read_numbers, read_whole
from expertpool.documents.roster.parsed import Parsed, failed
from expertpool.documents.roster.problem import Fault, error
from expertpool.documents.roster.text import clean_text, read_text, says_nothing
from expertpool.documents.roster.years import read_years

Reader = Callable[[Scalar, RosterColumn, date], Parsed[Any]]


def _of_text(read: Callable[[str], Parsed[Any]]) -> Reader:
    """A reading of text made one of cells: numbers become their digits first."""

    def reader(value: Scalar, _column: RosterColumn, _today: date) -> Parsed[Any]:
        found = digits_of(value)
        return Parsed(None, found.faults) if found.value is None else read(found.value)

    return reader


def _choice(value: Scalar, column: RosterColumn, _today: date) -> Parsed[str]:
    found = digits_of(value)
    return found if found.value is None else read_choice(found.value, key=column.key, values=column.values)


def _choices(value: Scalar, column: RosterColumn, _today: date) -> Parsed[frozenset[str]]:
    found = digits_of(value)
    if found.value is None:
        return Parsed(None, found.faults)
    return read_choices(found.value, key=column.key, values=column.values)


READERS: Mapping[Kind, Reader] = {
    Kind.NUMBER: lambda value, _column, _today: read_number(value),
    Kind.NAME: _of_text(read_name),
    Kind.IDENTITY: lambda value, _column, today: read_identity(value, today=today),
    Kind.CHOICE: _choice,
    Kind.TEXT: _of_text(read_text),
    Kind.DIGITS: _of_text(read_text),
    Kind.ITEMS: _of_text(read_items),
    Kind.LINES: _of_text(read_lines),
    Kind.NUMBERS: lambda value, _column, _today: read_numbers(value),
    Kind.FIRST_DAY: lambda value, _column, today: read_day(value, last=False, today=today),
    Kind.LAST_DAY: lambda value, _column, today: read_day(value, last=True, today=today),
    Kind.MONTH: lambda value, _column, today: read_month(value, today=today),
    Kind.YEARS: lambda value, _column, today: read_years(value, today=today),
    Kind.PHONE: lambda value, _column, _today: read_phone(value),
    Kind.EMAIL: _of_text(read_email),
    Kind.YES_NO: lambda value, _column, _today: read_yes_no(value),
    Kind.WHOLE: lambda value, _column, _today: read_whole(value),
    Kind.CHOICES: _choices,
    Kind.DAYS: lambda value, _column, today: read_days(value, today=today),
    Kind.GRADES: lambda value, column, today: read_grades(value, values=column.values, today=today),
}
"""Table of contents: one reading for each kind of column."""


def read_cell(value: Value, column: RosterColumn, today: date) -> Parsed[Any]:
    """The value a cell means in its column.

    Empty cells give None (or an empty collection where the column holds several), the default of a closed list, or the
    error of a required column. Faults of cleaning come before those of the reading.
    """
    if isinstance(value, tuple):
        return _read_list(value, column, today)
    if isinstance(value, BadCell):
        return failed(Fault(value.code))
    if not isinstance(value, str):
        return READERS[column.kind](value, column, today)
    return _read_cell_text(value, column, today)


def _read_cell_text(value: str, column: RosterColumn, today: date) -> Parsed[Any]:
    cleaned = clean_text(value)
    if not cleaned.sound:
        return Parsed(None, cleaned.faults)
    text = cleaned.value or ""
    if says_nothing(text, words=column.kind not in (Kind.CHOICE, Kind.YES_NO)):
        return _nothing(column)
    parsed = READERS[column.kind](text, column, today)
    if column.several and not parsed.value and parsed.sound:
        return _nothing(column)
    return Parsed(parsed.value, (*cleaned.faults, *parsed.faults)) if cleaned.faults else parsed


def _nothing(column: RosterColumn) -> Parsed[Any]:
    if column.required:
        return failed(error("missing_value"))
    if column.several:
        return Parsed(() if column.kind in LISTS else frozenset())
    return Parsed(column.default)


def _read_list(values: tuple[Scalar, ...], column: RosterColumn, today: date) -> Parsed[Any]:
    """A JSON list: each element read by itself, then put together."""
    if not column.several:
        return read_cell(values[0], column, today) if len(values) == 1 else failed(error("list_not_allowed"))
    if column.kind in LISTS:
        return _read_item_elements(values, column)
    parts = [read_cell(value, column, today) for value in values]
    together = frozenset(item for part in parts if part.value for item in part.value)
    faults = tuple(fault for part in parts for fault in part.faults)
    return Parsed(together, faults)


def _read_item_elements(values: tuple[Scalar, ...], column: RosterColumn) -> Parsed[Any]:
    texts: list[str] = []
    faults: list[Fault] = []
    for value in values:
        cleaned = clean_text(value) if isinstance(value, str) else digits_of(value)
        faults += cleaned.faults
        texts.append(cleaned.value or "")
    parsed = read_item_list([text for text in texts if not says_nothing(text)])
    found = parsed if parsed.value or not parsed.sound or faults else _nothing(column)
    return Parsed(found.value, (*faults, *found.faults))
