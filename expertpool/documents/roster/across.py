"""What no cell shows by itself: contradictions within a row, and between rows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from expertpool.documents.roster.identity import birth_date, gender_of
from expertpool.documents.roster.problem import error, notice
from expertpool.documents.roster.rows import Row, Rows
from expertpool.ids import ExpertId

_PADDING = re.compile(r"(?<!\d)0+(?=\d)")
_JOINTS = re.compile(r"[\W_]+")


def check_rows(rows: Rows) -> None:
    """Report every contradiction: terms, identity numbers, duplicates, kin, one employer spelled in two ways."""
    for row in rows.found:
        _check_term(rows, row)
        _check_identity(rows, row)
    _check_unique(rows, "expert_no", "duplicate_expert_no")
    _check_unique(rows, "id_number", "duplicate_id_number")
    _check_kin(rows)
    _check_spelling(rows)


def mutual_kin(rows: Rows) -> dict[ExpertId, frozenset[ExpertId]]:
    """Kin by expert number, completed so that it always holds both ways."""
    both: dict[ExpertId, set[ExpertId]] = defaultdict(set)
    for row in rows.found:
        number = row.values.get("expert_no")
        for other in row.values.get("kin") or ():
            if number and other != number:
                both[number].add(other)
                both[other].add(number)
    return {number: frozenset(kin) for number, kin in both.items()}


def _check_term(rows: Rows, row: Row) -> None:
    start, end = row.values.get("term_start"), row.values.get("term_end")
    if start and end and end < start:
        rows.report(error("term_turned", start=start.isoformat(), end=end.isoformat()), row.at, "term_end")


def _check_identity(rows: Rows, row: Row) -> None:
    number = row.values.get("id_number")
    if not number:
        return
    born, said = birth_date(number), row.values.get("birth_month")
    if born and said and date(born.year, born.month, 1) != said:
        rows.report(notice("birth_differs", in_id=f"{born:%Y-%m}"), row.at, "birth_month")
    gender = row.values.get("gender")
    if gender and gender != gender_of(number):
        rows.report(notice("gender_differs", in_id=gender_of(number)), row.at, "gender")


def _check_unique(rows: Rows, key: str, code: str) -> None:
    first: dict[Any, Row] = {}
    for row in rows.found:
        value = row.values.get(key)
        if value and first.setdefault(value, row) is not row:
            rows.report(error(code, other=str(rows.excel_row(first[value]))), row.at, key)


def _check_kin(rows: Rows) -> None:
    by_number = {row.values.get("expert_no"): row for row in rows.found}
    alike = {_bare(number): number for number in by_number if number}
    for row in rows.found:
        number = row.values.get("expert_no")
        for other in sorted(row.values.get("kin") or ()):
            if other == number:
                rows.report(error("kin_self"), row.at, "kin")
            elif other not in by_number:
                rows.report(error("kin_unknown", other=other, near=alike.get(_bare(other), "")), row.at, "kin")
            elif number and number not in (by_number[other].values.get("kin") or ()):
                place = str(rows.excel_row(by_number[other]))
                rows.report(notice("kin_one_sided", other=other, number=number, other_row=place), row.at, "kin")


def _bare(number: str) -> str:
    return _PADDING.sub("", number.casefold())


def _units(row: Row) -> Iterator[tuple[str, str]]:
    employer = row.values.get("employer")
    if employer:
        yield "employer", employer
    for unit in row.values.get("recuse_units") or ():
        yield "recuse_units", unit


def _check_spelling(rows: Rows) -> None:
    """Units that differ only in width, blanks, brackets or case would count as different ones."""
    named = [(row, key, unit) for row in rows.found for key, unit in _units(row)]
    counts = Counter(unit for _row, _key, unit in named)
    usual: dict[str, str] = {}
    for unit, _count in counts.most_common():
        usual.setdefault(_JOINTS.sub("", unicodedata.normalize("NFKC", unit)).casefold(), unit)
    kept = set(usual.values())
    odd = {unit for unit in counts if unit not in kept}
    for row, key, unit in named:
        if unit in odd:
            other = usual[_JOINTS.sub("", unicodedata.normalize("NFKC", unit)).casefold()]
            rows.report(notice("unit_spelling", unit=unit, usual=other), row.at, key)
            odd.discard(unit)
