"""Values as plain text and back: nothing is lost between empty and missing, and no cell is taken for a formula."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import AutoString

from expertpool.models.zoned_time import ZonedTime

MISSING = "\\N"
CODED = "\\j"
_RISKY = ("\\", "=", "+", "-", "@", "\t")


class Misspelt(ValueError):
    """A text that is no value of its column; ``want`` names what would be: a key of the catalogues."""

    def __init__(self, want: str) -> None:
        super().__init__(want)
        self.want = want


def cell_of(value: str | None) -> str:
    """A text as one cell. Missing is ``\\N``; what a program could take for a formula gets a backslash in front.

    Texts with control characters (but line feeds) or an ``_x`` are written as ``\\j`` and a JSON string.
    """
    if value is None:
        return MISSING
    if "_x" in value or any((char < " " and char != "\n") or char in "\x7f\ufffe\uffff" for char in value):
        return CODED + json.dumps(value)
    return "\\" + value if value.startswith(_RISKY) else value


def text_of(cell: str) -> str | None:
    """What ``cell_of`` wrote. Raises Misspelt."""
    if cell == MISSING:
        return None
    if cell.startswith(CODED):
        try:
            found = json.loads(cell[len(CODED) :])
        except ValueError:
            raise Misspelt("json") from None
        if not isinstance(found, str):
            raise Misspelt("json")
        return found
    return cell[1:] if cell.startswith("\\") else cell


def spelled(value: Any) -> str | None:
    """A stored value as text: whole numbers in digits, yes and no as ``true`` and ``false``, days as ISO 8601."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no spelling for {type(value).__name__}")


def _whole(text: str) -> int:
    number = int(text)
    if str(number) != text:
        raise ValueError(text)
    return number


def _flag(text: str) -> bool:
    return {"true": True, "false": False}[text]


def _json(text: str) -> str:
    json.loads(text)
    return text


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.utcoffset() is None or found.isoformat() != text:
        raise ValueError(text)
    return found


def _day(text: str) -> date:
    found = date.fromisoformat(text)
    if found.isoformat() != text:
        raise ValueError(text)
    return found


_KINDS: tuple[tuple[type[sa.types.TypeEngine[Any]], str, Callable[[str], Any]], ...] = (
    (ZonedTime, "moment", _moment),
    (sa.JSON, "json", _json),
    (sa.Boolean, "flag", _flag),
    (sa.Integer, "whole", _whole),
    (sa.Date, "day", _day),
    (sa.String, "text", str),
    (AutoString, "text", str),
)


def kind_of(column: sa.Column[Any]) -> str:
    """``moment``, ``json``, ``flag``, ``whole``, ``day`` or ``text``. Raises TypeError for a column of another type."""
    for known, name, _ in _KINDS:
        if isinstance(column.type, known):
            return name
    raise TypeError(f"{column} has no spelling")


def value_of(text: str | None, column: sa.Column[Any]) -> Any:
    """What ``spelled`` wrote, as the column holds it; JSON stays text. Raises Misspelt."""
    if text is None:
        if not column.nullable:
            raise Misspelt("filled")
        return None
    kind = kind_of(column)
    read = next(read for _, name, read in _KINDS if name == kind)
    try:
        return read(text)
    except (ValueError, KeyError, RecursionError):
        raise Misspelt(kind) from None
