"""Text tables: which encoding and which separator, then the records as a grid."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import chain, islice

from expertpool.csv_cells import csv_reader
from expertpool.documents.roster.column_table import ColumnTable
from expertpool.documents.roster.grid import BadCell, Format, Grid, Value
from expertpool.documents.roster.marks import refuse_if_too_wide
from expertpool.errors import Refusal

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEPARATORS = (",", ";", "\t")
_NAMED = re.compile(r"sep=(.)\r?\n")
_END = "\x00end of records\x00"
_HEAD_WITHIN = 50


def decode(content: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16 with a byte order mark, UTF-8 without one, or GB18030. Raises Refusal."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    if b"\x00" in content:
        raise Refusal("roster.not_text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as first:
        if _mostly_utf8(content):
            raise Refusal("roster.bad_bytes", encoding="UTF-8", line=_line(content, first.start)) from first
        return _strictly(content, "gb18030")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as wrong:
        name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        raise Refusal("roster.bad_bytes", encoding=name, line=_line(content, wrong.start)) from wrong


def _line(content: bytes, at: int) -> int:
    return content.count(b"\n", 0, at) + 1


def _mostly_utf8(content: bytes) -> bool:
    """Whether all but a few of the non-ASCII characters are sound UTF-8: a damaged file, not another encoding."""
    text = content.decode("utf-8", "replace")
    strange = text.count("\ufffd")
    beyond = sum(1 for letter in text if letter > "\x7f")
    return strange * 10 < beyond


def read_csv(content: bytes, table: ColumnTable, *, file: str) -> list[Grid]:
    """One grid; ``rows[0]`` is the first record. Raises Refusal: no text, damaged text, a quote never closed."""
    text = decode(content).removeprefix("\ufeff")
    named = _NAMED.match(text)
    separator = named[1] if named else _separator(text, table)
    records = _records(text[named.end() :] if named else text, separator)
    refuse_if_too_wide(len(records), max(map(len, records), default=0), sheet=file)
    return [Grid(file, Format.CSV, _mark_overlong(records, table))]


def _separator(text: str, table: ColumnTable) -> str:
    """The separator under which some early record shows the most known heads; the comma if none does."""

    def heads(separator: str) -> int:
        early = islice(csv_reader(StringIO(text, newline=""), separator=separator), _HEAD_WITHIN)
        return max(
            (len({table.find(cell) for cell in record if cell.strip()} - {None}) for record in _safely(early)),
            default=0,
        )

    return max(_SEPARATORS, key=heads)


def _safely(records: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from records
    except csv.Error:
        return


def _records(text: str, separator: str) -> list[list[str]]:
    """All records. A mark behind the text comes back as a record of its own unless an open quote swallows it."""
    ended = text if text.endswith(("\n", "\r")) or not text else text + "\n"
    reader = csv_reader(chain(StringIO(ended, newline=""), [_END]), separator=separator)
    try:
        records = list(reader)
    except csv.Error as wrong:
        raise Refusal("roster.bad_record", line=reader.line_num) from wrong
    if records[-1] != [_END]:
        raise Refusal("roster.open_quote", row=len(records), start=_first_words(records[-1]))
    return records[:-1]


def _first_words(record: list[str]) -> str:
    return "、".join(record)[:20].replace("\n", " ")


def _mark_overlong(records: list[list[str]], table: ColumnTable) -> list[list[Value]]:
    """Records longer than the widest head have fallen apart at an unquoted separator: mark the first cell beyond."""
    widest = max((len(record) for record in records[:_HEAD_WITHIN] if _is_head(record, table)), default=None)
    rows: list[list[Value]] = [list(record) for record in records]
    for row in rows:
        if widest is not None and any(isinstance(cell, str) and cell.strip() for cell in row[widest:]):
            row[widest:] = [BadCell("roster.overlong", "，".join(str(cell) for cell in row[widest:]))]
    return rows


def _is_head(record: list[str], table: ColumnTable) -> bool:
    return sum(table.find(cell) is not None for cell in record if cell.strip()) >= 3
