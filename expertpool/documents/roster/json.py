"""A JSON list of objects as a grid: keys as heads, one row an object."""

from __future__ import annotations

import json
from typing import Any

from expertpool.documents.roster.column_table import ColumnTable
from expertpool.documents.roster.csv import decode
from expertpool.documents.roster.grid import BadCell, Format, Grid, Scalar, Value
from expertpool.errors import Refusal, Where

_LONE_SURROGATES = dict.fromkeys(range(55296, 57344), "�")


class _Object(list[tuple[str, Any]]):
    """An object's pairs as they stand, so that a key given twice is seen."""


def read_json(content: bytes, table: ColumnTable, *, file: str) -> list[Grid]:
    """One grid: ``rows[0]`` holds the keys, ``rows[n]`` the n-th object. Raises Refusal: not a list of objects."""
    entries = _parse(decode(content).removeprefix("\ufeff"))
    if not isinstance(entries, list) or isinstance(entries, _Object):
        raise Refusal("roster.json_no_list")
    heads: dict[str, str] = {}
    objects: list[dict[str, Value]] = []
    for place, entry in enumerate(entries, start=1):
        if not isinstance(entry, _Object):
            raise Refusal("roster.json_no_object", where=Where(file=file, row=place), place=place)
        objects.append(_cells(entry, heads, table))
    rows: list[list[Value]] = [list(heads.values()), *([found.get(key, "") for key in heads] for found in objects)]
    return [Grid(file, Format.JSON, rows, head_row=0)]


def _parse(text: str) -> Any:
    try:
        return json.loads(
            text, object_pairs_hook=_Object, parse_constant=lambda name: BadCell("roster.wrong_type", name)
        )
    except json.JSONDecodeError as wrong:
        where = Where(row=wrong.lineno)
        raise Refusal("roster.bad_json", where=where, line=wrong.lineno, column=wrong.colno) from wrong
    except (RecursionError, ValueError) as wrong:
        raise Refusal("roster.json_too_deep") from wrong


def _cells(entry: _Object, heads: dict[str, str], table: ColumnTable) -> dict[str, Value]:
    """One object's values under the key of their column, or the key itself where no column is known by it."""
    found: dict[str, Value] = {}
    for raw, content in entry:
        head = raw.translate(_LONE_SURROGATES)
        column = table.find(head)
        key = column.key if column else f"?{head}"
        heads.setdefault(key, head)
        found[key] = BadCell("roster.key_twice", head) if key in found else _value(content)
    return found


def _value(content: Any) -> Value:
    if isinstance(content, list) and not isinstance(content, _Object):
        return tuple(_scalar(item) for item in content) or ""
    return _scalar(content)


def _scalar(content: Any) -> Scalar:
    if content is None:
        return ""
    if isinstance(content, str):
        return content.translate(_LONE_SURROGATES)
    if isinstance(content, bool | int | float | BadCell):
        return content
    return BadCell("roster.nested")
