"""Days and months as offices write them: 2024-03-01, 2024.3, 2024年3月1日, 20240301, Excel dates and serial numbers."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from expertpool.documents.roster.grid import BadCell, Scalar
from expertpool.documents.roster.parsed import Parsed, failed
from expertpool.documents.roster.problem import Fault, Severity, error, notice

_SEPARATORS = re.compile(r"[、；;，,\n]+")
_TIME = re.compile(r"(?:T|\s+)\d{1,2}:\d{2}.*$", re.DOTALL)
_DASHES = re.compile(r"[‐‑‒–—―−]")
_WRITTEN = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})[日号.]?|月份?|\.)?", re.ASCII)
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)
_SERIAL = re.compile(r"[1-7]\d{4}(?:\.\d+)?", re.ASCII)
_FIRST_SERIAL_DAY = date(1899, 12, 30)


@dataclass(frozen=True)
class _Parts:
    year: int
    month: int
    day: int | None = None
    faults: tuple[Fault, ...] = ()


def read_day(value: Scalar, *, last: bool, today: date) -> Parsed[date]:
    """A day. Where only a month stands, its first day, or its last one with ``last``.

    Errors: not a date, a day that does not exist, a year alone, a year before 1980. Notices: more than fifty years
    ahead, read from Excel's serial number, October perhaps meant by a bare ``.1``.
    """
    parts = _parts(value)
    if isinstance(parts, Fault):
        return failed(parts)
    if parts.year < 1980:
        return failed(error("date_implausible"))
    if not 1 <= parts.month <= 12:
        return failed(error("date_none"))
    days = monthrange(parts.year, parts.month)[1]
    day = parts.day if parts.day is not None else (days if last else 1)
    if not 1 <= day <= days:
        return failed(error("date_none"))
    far = (notice("date_far"),) if parts.year > today.year + 50 else ()
    return Parsed(date(parts.year, parts.month, day), (*parts.faults, *far))


def read_days(value: Scalar, *, today: date) -> Parsed[frozenset[date]]:
    """Several days in one cell, separated by 、 ; , or line breaks; a month counts with its last day."""
    parts = _SEPARATORS.split(value) if isinstance(value, str) else [value]
    found = [read_day(part, last=True, today=today) for part in parts if part != ""]
    faults = tuple(fault for one in found for fault in one.faults)
    if not all(one.sound for one in found):
        return Parsed(None, tuple(fault for fault in faults if fault.severity is Severity.ERROR)[:1])
    return Parsed(frozenset(one.value for one in found if one.value is not None), faults)


def read_month(value: Scalar, *, today: date) -> Parsed[date]:
    """A month of birth as its first day; a whole date counts as its month.

    Errors: not a date, no such month or day, in the future, before 1900. Notice: an age no expert has.
    """
    parts = _parts(value)
    if isinstance(parts, Fault):
        return failed(parts)
    if not 1 <= parts.month <= 12 or not 1 <= parts.year <= 9999:
        return failed(error("date_none"))
    if parts.day is not None and not 1 <= parts.day <= monthrange(parts.year, parts.month)[1]:
        return failed(error("date_none"))
    born = date(parts.year, parts.month, 1)
    if born > today or born.year < 1900:
        return failed(error("date_implausible"))
    age = today.year - born.year
    return Parsed(born, parts.faults if 18 <= age <= 100 else (*parts.faults, notice("age_implausible", age=str(age))))


def _parts(value: Scalar) -> _Parts | Fault:
    if isinstance(value, datetime | date):
        return _Parts(value.year, value.month, value.day)
    if isinstance(value, BadCell):
        return Fault(value.code)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return error("date_shape")
    return _parts_of_text(value) if isinstance(value, str) else _parts_of_number(value)


def _parts_of_number(value: float) -> _Parts | Fault:
    """A date typed as a number: 2024.3, 20240301, or a serial. 2024.1 may be January or October typed as 2024.10."""
    if not abs(value) < 10**9:
        return error("date_shape")
    text = str(int(value)) if float(value).is_integer() else repr(value)
    if re.fullmatch(r"\d{4}\.1", text):
        return error("date_ambiguous", year=text[:4])
    return _parts_of_text(text)


def _parts_of_text(text: str) -> _Parts | Fault:
    plain = _TIME.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", text).strip()))
    plain = re.sub(r"\s+", "", plain)
    written = _WRITTEN.fullmatch(plain)
    if written:
        year, month, day = written.groups()
        doubt = (notice("date_perhaps_october", year=year),) if re.fullmatch(r"\d{4}\.1", plain) else ()
        return _Parts(int(year), int(month), int(day) if day else None, doubt)
    if _SERIAL.fullmatch(plain):
        day_meant = _FIRST_SERIAL_DAY + timedelta(days=int(float(plain)))
        return _Parts(
            day_meant.year, day_meant.month, day_meant.day, (notice("date_serial", read=day_meant.isoformat()),)
        )
    run = _RUN.fullmatch(plain)
    if run:
        return _Parts(int(run[1]), int(run[2]), int(run[3]) if run[3] else None)
    if re.fullmatch(r"\d{4}(?:年|\.0)?", plain, re.ASCII):
        return error("date_year_only")
    return error("date_shape")
