"""Identity numbers (GB 11643-1999): shape, check digit, and the month of birth and gender they carry."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from operator import mul

from expertpool.documents.roster.grid import Scalar
from expertpool.documents.roster.number import digits_of
from expertpool.documents.roster.parsed import Parsed, failed
from expertpool.documents.roster.problem import error, notice

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_SHAPE = re.compile(r"\d{17}[\dX]", re.ASCII)
_OLD = re.compile(r"\d{15}", re.ASCII)
_FILLING = re.compile(r"[\s\-‐‑–—]+")


def check_digit(first: str) -> str:
    """The eighteenth character that belongs to the first seventeen digits."""
    return _CHECKS[sum(map(mul, _WEIGHTS, map(int, first))) % 11]


def birth_date(number: str) -> date | None:
    """The day of birth in a well-formed identity number; None where its digits are no day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def gender_of(number: str) -> str:
    """The gender in a well-formed identity number: odd is 男."""
    return "男" if int(number[16]) % 2 else "女"


def read_identity(value: Scalar, *, today: date) -> Parsed[str]:
    """An identity number, x made X.

    Errors: stored as a number and so robbed of its last digits, fifteen digits, wrong shape, wrong check digit.
    Notice: its birth digits are no day, or one after ``today``.
    """
    found = digits_of(value)
    if found.value is None:
        lost = found.faults[0].code == "roster.number_lost"
        return failed(error("id_lost")) if lost else Parsed(None, found.faults)
    number = _FILLING.sub("", unicodedata.normalize("NFKC", found.value)).upper()
    if _OLD.fullmatch(number):
        return failed(error("id_old"))
    if not _SHAPE.fullmatch(number):
        return failed(error("id_shape", length=str(len(number))))
    if check_digit(number[:17]) != number[17]:
        return failed(error("id_lost" if number.endswith("000") else "id_check"))
    born = birth_date(number)
    return Parsed(number, () if born and born <= today else (notice("id_birth"),))
