"""Expert numbers, alone and in lists: text that Excel likes to turn into numbers and dates."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta

from expertpool.documents.roster.grid import BadCell, Scalar
from expertpool.documents.roster.parsed import Parsed, failed
from expertpool.documents.roster.problem import Fault, error, notice
from expertpool.documents.roster.text import one_line
from expertpool.ids import ExpertId

EXACT_UP_TO = 10**15
"""Excel keeps fifteen digits; a number from here on has lost its last ones."""

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+\d{1,3}")
_SEPARATORS = re.compile(r"[、；;，,\n]+")
_WHOLE = re.compile(r"(\d{1,4})(?:\.(\d{1,6}))?\s*(?:年|个?月|学时|次|小时)?", re.ASCII)
_BLANKS = re.compile(r"\s+")


def digits_of(value: Scalar) -> Parsed[str]:  # one return for each kind of cell
    """A cell that should hold text, as text: 7.0 is ``7``. Errors: digits lost, a date, a logical value."""
    if isinstance(value, str):
        return failed(error("number_lost")) if _SCIENTIFIC.fullmatch(value) else Parsed(value)
    if isinstance(value, BadCell):
        return failed(Fault(value.code))
    if isinstance(value, date | time | timedelta):
        return failed(error("became_date"))
    if isinstance(value, bool):
        return failed(error("wrong_type"))
    if isinstance(value, float) and not abs(value) < EXACT_UP_TO:
        return failed(error("number_lost"))
    return Parsed(str(int(value)) if value == int(value) else repr(value))


def read_whole(value: Scalar) -> Parsed[int]:
    """A whole number of 0 or more, such as full years; a unit behind it is dropped.

    Notice: a fraction, of which only what is full counts. Error: anything else.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return failed(error("want_whole"))
    written = _WHOLE.fullmatch(unicodedata.normalize("NFKC", str(value)).strip())
    if written is None:
        return failed(error("want_whole"))
    full = int(written[1])
    broken = bool(written[2]) and int(written[2]) > 0
    return Parsed(full, (notice("whole_floored", read=str(full)),) if broken else ())


def read_number(value: Scalar) -> Parsed[ExpertId]:
    """An expert number. Notice: blanks taken out. Errors: digits lost, a separator inside, too long."""
    found = digits_of(value)
    if found.value is None:
        return Parsed(None, found.faults)
    line = one_line(found.value)
    if _SEPARATORS.search(line) or len(line) > 64:
        return failed(error("number_shape"))
    number = ExpertId(line.replace(" ", ""))
    return Parsed(number, (notice("number_blanks", read=number),) if number != line else ())


def read_numbers(value: Scalar) -> Parsed[frozenset[ExpertId]]:
    """Expert numbers in one cell, separated by 、 ; , blanks or line breaks."""
    found = digits_of(value)
    if found.value is None:
        return Parsed(None, found.faults)
    parts = _BLANKS.split(_SEPARATORS.sub(" ", found.value))
    return Parsed(frozenset(ExpertId(part) for part in parts if part))
