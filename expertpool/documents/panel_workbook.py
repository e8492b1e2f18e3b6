"""panel.xlsx: members, reserves, chances and verdicts of one draw, one sheet each, ready to print."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import xlsxwriter

from expertpool.documents.draw_record import Words, assured, decimal, share
from expertpool.documents.draw_report import DrawReport, SeatLine
from expertpool.whole_file import write_whole
from expertpool.words import Language, speaker

Cell = str | int | Fraction | None
_LONGEST_CELL = 32_767


@dataclass(frozen=True)
class _Sheet:
    """One sheet: its name, the heads with their widths in characters, and the rows below them."""

    name: str
    heads: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_panel_workbook(report: DrawReport, path: Path, *, language: Language) -> None:
    """Write the workbook to ``path``; the same report and language give the same bytes.

    Every text is stored as text, marked so that no spreadsheet program takes it for a formula, even after editing.
    Raises OSError where the file cannot be written.
    """
    words = speaker(language)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = (report.drawn_at or datetime.combine(report.meeting, time(), tzinfo=UTC)).astimezone(UTC)
    book.set_properties(
        {"title": report.committee, "comments": report.program, "created": created.replace(tzinfo=None)}
    )
    for sheet in (_members(report, words), _reserves(report, words), _chances(report, words), _verdicts(report, words)):
        _write(book, sheet, report.committee, f"{words('draw_record.assurance')} {report.randomness.assurance}")
    book.close()
    write_whole(path, buffer.getvalue())


def _write(book: Any, sheet: _Sheet, committee: str, level: str) -> None:
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#F2F2F2", "text_wrap": True, "valign": "vcenter"})
    text = book.add_format(
        {"border": 1, "text_wrap": True, "valign": "vcenter", "num_format": "@", "quote_prefix": True}
    )
    number = book.add_format({"border": 1, "valign": "vcenter", "num_format": "#,##0"})
    chance = book.add_format({"border": 1, "valign": "vcenter", "num_format": "0.000%"})
    page = book.add_worksheet(sheet.name)
    for column, (words, width) in enumerate(sheet.heads):
        page.write_string(0, column, words, head)
        page.set_column(column, column, width)
    for row, cells in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, Fraction):
                page.write_number(row, column, float(cell), chance)
            elif isinstance(cell, int):
                page.write_number(row, column, cell, number)
            elif not cell:
                page.write_blank(row, column, None, text)
            else:
                page.write_string(row, column, _encodable(cell)[:_LONGEST_CELL], text)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_header("&L" + committee.replace("&", "&&")[:200] + "&R" + level)
    page.set_footer("&C&P / &N")


_SEAT_HEADS = (
    ("draw_record.number", 6),
    ("draw_record.expert_no", 12),
    ("draw_record.name", 14),
    ("draw_record.gender", 6),
    ("draw_record.employer", 34),
    ("draw_record.employer_kind", 12),
    ("draw_record.expert_level", 10),
    ("draw_record.specialty", 20),
    ("draw_record.consecutive", 9),
    ("draw_record.origin", 9),
    ("draw_record.chance", 12),
)


def _members(report: DrawReport, words: Words) -> _Sheet:
    return _people(words("draw_record.sheet.members"), report.members, words)


def _reserves(report: DrawReport, words: Words) -> _Sheet:
    return _people(words("draw_record.sheet.reserves"), report.reserves, words)


def _people(name: str, lines: Sequence[SeatLine], words: Words) -> _Sheet:
    heads = tuple((words(key), width) for key, width in _SEAT_HEADS)
    return _Sheet(name=name, heads=heads, rows=tuple(_person(line, words) for line in lines))


def _person(line: SeatLine, words: Words) -> tuple[Cell, ...]:
    return (
        line.seat,
        line.expert_no,
        line.name,
        line.gender,
        line.employer,
        line.employer_kind,
        line.level,
        "、".join(line.specialties),
        line.consecutive_years,
        words("draw_record.kept") if line.kept else words("draw_record.drawn"),
        line.chance,
    )


def _chances(report: DrawReport, words: Words) -> _Sheet:
    facts: list[tuple[Cell, ...]] = [
        (words("draw_record.candidates"), report.candidates),
        (words("draw_record.seats"), report.seats),
        (words("draw_record.method"), words(f"draw_record.method.{report.method}")),
        (words("draw_record.tickets"), report.randomness.tickets),
        (words("draw_record.assurance"), assured(report, words)),
    ]
    if report.chances:
        facts += [
            (words("draw_record.lowest"), share(report.chances.lowest, words)),
            (words("draw_record.highest"), share(report.chances.highest, words)),
            (words("draw_record.gini"), decimal(report.chances.gini, 3)),
        ]
    facts += [(words("draw_record.proof"), sentence) for sentence in report.proof]
    heads = ((words("draw_record.item"), 24), (words("draw_record.value"), 100))
    return _Sheet(name=words("draw_record.sheet.chances"), heads=heads, rows=tuple(facts))


def _verdicts(report: DrawReport, words: Words) -> _Sheet:
    heads = (
        (words("draw_record.rule_id"), 26),
        (words("draw_record.rule"), 50),
        (words("draw_record.clause"), 30),
        (words("draw_record.state"), 12),
        (words("draw_record.found"), 20),
        (words("draw_record.required"), 20),
    )
    rows = tuple(
        (
            verdict.rule_id,
            verdict.says,
            verdict.clause,
            words(f"draw_record.state.{verdict.state}"),
            verdict.found,
            verdict.required,
        )
        for verdict in report.verdicts
    )
    return _Sheet(name=words("draw_record.sheet.verdicts"), heads=heads, rows=rows)


def _encodable(text: str) -> str:
    """The text without half characters (lone surrogates), which a JSON roster can hold and no file can."""
    return text.encode(errors="replace").decode()
