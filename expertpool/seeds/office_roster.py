"""A roster workbook as an office makes one: a merged title, a line for the filing unit, wrapped heads, borders."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import xlsxwriter

from expertpool.documents.roster.columns import COLUMNS
from expertpool.documents.roster.expert import RosterExpert

FILED = datetime(2025, 6, 10)  # noqa: DTZ001  # a workbook's own date has no zone

_HEADS = {"身份证号": "身份证\n号", "职称系列": "职称\n系列", "职称层级": "职称\n层级", "单位所在地": "单位\n所在地"}
_WIDTHS = {
    "expert_no": 10,
    "name": 16,
    "id_number": 21,
    "employer": 34,
    "specialties": 22,
    "email": 26,
    "years_served": 24,
}


def office_roster(city: str, experts: Iterable[RosterExpert]) -> bytes:
    """The workbook's bytes, the same for the same experts; columns as the roster format lists them."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "constant_memory": False})
    book.set_properties({"title": f"{city}职称评审专家库名册", "created": FILED})
    page = book.add_worksheet("专家名册")
    _write_head(book, page, city)
    text = book.add_format({"border": 1, "num_format": "@"})
    day = book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
    for row, expert in enumerate(experts, start=3):
        values = _values(expert)
        for at, column in enumerate(COLUMNS):
            value = values[column.key]
            if isinstance(value, date):
                page.write_datetime(row, at, value, day)
            elif value:
                page.write_string(row, at, value, text)
    book.close()
    return buffer.getvalue()


def _write_head(book: Any, page: Any, city: str) -> None:
    title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    page.merge_range(0, 0, 0, len(COLUMNS) - 1, f"{city}职称评审专家库名册（{FILED.year}年度）", title)
    page.merge_range(
        1,
        0,
        1,
        len(COLUMNS) - 1,
        f"填报单位：{city}职称改革工作办公室　　填报日期：{FILED.year}年{FILED.month}月{FILED.day}日",
    )
    page.set_row(0, 30)
    page.set_row(2, 32)
    for at, column in enumerate(COLUMNS):
        page.write_string(2, at, _HEADS.get(column.head, column.head), head)
        page.set_column(at, at, _WIDTHS.get(column.key, 12))
    page.freeze_panes(3, 2)


def _values(expert: RosterExpert) -> dict[str, str | date | None]:
    facts = expert.facts
    return {
        "expert_no": facts.expert_no,
        "name": expert.name,
        "id_number": expert.id_number,
        "gender": expert.gender,
        "employer": facts.employer,
        "employer_kind": facts.employer_kind,
        "region": facts.region,
        "series": facts.series,
        "specialties": "、".join(facts.specialties),
        "level": facts.level,
        "term_start": facts.term_start,
        "term_end": facts.term_end,
        "years_served": "、".join(str(year) for year in sorted(facts.years_served or ())),
        "integrity": facts.integrity,
        "recuse_units": "、".join(sorted(facts.recuse_units)),
        "kin": "、".join(sorted(facts.kin)),
        "birth_month": f"{facts.birth_month:%Y-%m}" if facts.birth_month else None,
        "phone": expert.phone,
        "email": expert.email,
        "status": facts.status,
    }
