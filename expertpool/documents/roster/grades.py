"""Yearly appraisals in one cell, such as 2023合格、2024优秀: the years, each with its grade."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from expertpool.documents.roster.choice import read_choice
from expertpool.documents.roster.grid import Scalar
from expertpool.documents.roster.parsed import Parsed, failed
from expertpool.documents.roster.problem import error
from expertpool.documents.roster.years import FIRST_YEAR

_PARTS = re.compile(r"[、；;，,\n]+")
_ONE = re.compile(r"(\d{4})\s*(?:年度?)?\s*[:\-(]?\s*([^\d\s:()]+)\)?", re.ASCII)


def read_grades(value: Scalar, *, values: tuple[str, ...], today: date) -> Parsed[frozenset[tuple[int, str]]]:
    """Years with their grades. Errors: no year with a grade, one still to come or given twice, no such grade."""
    if not isinstance(value, str):
        return failed(error("grades_shape"))
    grades: dict[int, str] = {}
    for part in filter(None, (part.strip() for part in _PARTS.split(unicodedata.normalize("NFKC", value)))):
        found = _ONE.fullmatch(part)
        if found is None:
            return failed(error("grades_shape"))
        year, grade = int(found[1]), read_choice(found[2], key="appraisals", values=values)
        if grade.value is None:
            return Parsed(None, grade.faults)
        if not FIRST_YEAR <= year <= today.year:
            return failed(error("year_implausible", year=found[1]))
        if grades.setdefault(year, grade.value) != grade.value:
            return failed(error("grades_twice", year=found[1]))
    return Parsed(frozenset(grades.items()))
