"""Years of service in one cell: lists, ranges, and numbers that Excel ran together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, time, timedelta

from expertpool.documents.roster.grid import BadCell, Scalar
from expertpool.documents.roster.parsed import Parsed, failed
from expertpool.documents.roster.problem import Fault, error

FIRST_YEAR = 1980
"""No service is on record before the pool's committees existed."""

_WORDS = re.compile(r"年度|年份|年")
_DASHES = re.compile(r"\s*[-~‐‑‒–—―−至到]+\s*")
_SEPARATORS = re.compile(r"[、,;/|.\s及和&]+")
_ONE = re.compile(r"\d{4}", re.ASCII)
_RANGE = re.compile(r"(\d{4})-(\d{4})", re.ASCII)


def read_years(value: Scalar, *, today: date) -> Parsed[frozenset[int]]:
    """The years of a cell such as ``2022、2023;2024`` or ``2022-2024年``, ranges with both ends.

    Errors: not years, a range turned round, years run together by Excel, a year after ``today`` or before 1980.
    """
    if isinstance(value, BadCell):
        return failed(Fault(value.code))
    if isinstance(value, date | time | timedelta):
        return failed(error("became_date"))
    if isinstance(value, bool):
        return failed(error("year_shape"))
    text = value if isinstance(value, str) else repr(value).removesuffix(".0")
    return _plausible(_tokens(text), today=today)


def _tokens(text: str) -> list[str]:
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"(?<=\d{4})\.0(?!\d)", "", _WORDS.sub(" ", plain))
    return [token for token in _SEPARATORS.split(re.sub(r"\s*-\s*", "-", plain)) if token]


def _plausible(tokens: Iterable[str], *, today: date) -> Parsed[frozenset[int]]:
    years: set[int] = set()
    for token in tokens:
        found = _years_of(token)
        if isinstance(found, Fault):
            return failed(found)
        years |= set(found)
    if any(year > today.year for year in years):
        return failed(error("year_future", year=str(max(years)), this_year=str(today.year)))
    if any(year < FIRST_YEAR for year in years):
        return failed(error("year_implausible", year=str(min(years))))
    return Parsed(frozenset(years))


def _years_of(token: str) -> range | Fault:
    if _ONE.fullmatch(token):
        return range(int(token), int(token) + 1)
    ends = _RANGE.fullmatch(token)
    if ends:
        first, last = int(ends[1]), int(ends[2])
        return range(first, last + 1) if first <= last else error("year_range")
    pieces = [token[at : at + 4] for at in range(0, len(token), 4)]
    if len(pieces) > 1 and all(re.fullmatch(r"(?:19|20)\d\d", piece, re.ASCII) for piece in pieces):
        return Fault("roster.years_run_together", params={"near": "、".join(pieces)})
    return error("year_shape")
