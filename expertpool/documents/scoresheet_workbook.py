"""The scoresheet as a workbook: a line for each packet and indicator with its anchors; the filled file read back."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter

from blind.scoresheet.rubric import Indicator, Rubric
from expertpool.documents.filled_table import FilledRow, read_filled, worded_table
from expertpool.errors import Where
from expertpool.words import Language, say

KEYS = ("packet", "code", "title", "weight", "anchors", "mark", "reason", "group")
OPEN = ("mark", "reason")
COMMENT = "comment"
"""Stands in the place of an indicator's code on the line for the comment on the whole dossier."""

_WIDTHS = {"packet": 13, "code": 12, "title": 18, "weight": 7, "anchors": 56, "mark": 9, "reason": 50, "group": 18}
_POINTS = re.compile(r"(0|[1-9][0-9]{0,5})(?:\.([0-9]{1,2})0*)?")
_LONGEST_LIST = 250
"""Characters that Excel takes for a drop-down."""


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What a reader wrote about one packet: marks in hundredths and reasons by indicator, and the comment."""

    marks: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""

    @property
    def begun(self) -> bool:
        """Whether anything was written at all."""
        return bool(self.marks or self.comment or any(self.reasons.values()))


@dataclass(frozen=True)
class CellProblem:
    """One thing that is wrong: a key of the catalogue with its places, and the cell."""

    code: str
    where: Where
    places: Mapping[str, str] = field(default_factory=dict)

    def message(self, language: Language) -> str:
        """As a sentence."""
        return say(self.code, language, **self.places)


@dataclass
class FilledSheet:
    """A filled file: what was written by packet, what is wrong with it, and where each line stands."""

    packets: dict[str, Marks]
    problems: list[CellProblem]
    lines: dict[tuple[str, str], FilledRow]

    def leave_out(self, packets: Collection[str]) -> None:
        """Pass over what stands on the lines of these packets, which the reader gave back."""
        rows = {row.where("packet").row for (name, _), row in self.lines.items() if name in packets}
        self.problems = [one for one in self.problems if one.where.row not in rows]
        self.packets = {name: marks for name, marks in self.packets.items() if name not in packets}

    def where(self, packet: str, code: str, column: str) -> Where:
        """The cell of a line; the first line of the packet where the file has no such line."""
        row = self.lines.get((packet, code)) or next(row for (name, _), row in self.lines.items() if name == packet)
        return row.where(column)


def scoresheet_bytes(
    rubric: Rubric, packets: Sequence[str], *, group: str, language: Language, filled: Mapping[str, Marks] | None = None
) -> bytes:
    """One file for all packets of a reader; ``filled`` is what stands in it already. Every text is stored as text."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(say("reader.sheet.name", language))
    rows = [
        row
        for packet in packets
        for row in _rows(rubric, packet, (filled or {}).get(packet, Marks()), group=group, language=language)
    ]
    _write(book, page, rows, language)
    _guard(page, rubric, len(rows), language)
    guide = book.add_worksheet(say("reader.sheet.guide", language))
    guide.set_column(0, 0, 100)
    for at, line in enumerate(say("reader.sheet.guide_text", language).split("\n")):
        guide.write_string(at, 0, line)
    book.close()
    return held.getvalue()


def _rows(rubric: Rubric, packet: str, filled: Marks, *, group: str, language: Language) -> list[list[str]]:
    lines = [
        [
            packet,
            one.code,
            one.title,
            f"{one.weight}/{rubric.weight}",
            anchors(one, rubric),
            mark_text(filled.marks[one.code], rubric) if one.code in filled.marks else "",
            filled.reasons.get(one.code, ""),
            group,
        ]
        for one in rubric.indicators
    ]
    return [*lines, [packet, COMMENT, say("reader.sheet.comment", language), "", "", "", filled.comment, group]]


def anchors(indicator: Indicator, rubric: Rubric) -> str:
    """What marks mean, one line each."""
    return "\n".join(f"{mark_text(one.at, rubric)}: {one.says}" for one in indicator.anchors)


def mark_text(mark: int, rubric: Rubric) -> str:
    """A mark as people write it: the grade it is the worth of, or points."""
    grade = next((name for name, worth in rubric.scale.grades.items() if worth == mark), None)
    whole, rest = divmod(mark, 100)
    return grade or (f"{whole}.{rest:02}".rstrip("0") if rest else str(whole))


def _write(book: Any, page: Any, rows: Sequence[Sequence[str]], language: Language) -> None:
    look = {"border": 1, "text_wrap": True, "valign": "top"}
    head = book.add_format({**look, "bold": True, "bg_color": "#F2F2F2"})
    plain = book.add_format({**look, "num_format": "@", "quote_prefix": True})
    wanted = book.add_format({**look, "num_format": "@", "bg_color": "#FFF8DC"})
    shut = book.add_format({**look, "bg_color": "#F2F2F2"})
    for column, key in enumerate(KEYS):
        page.write_string(0, column, say(f"reader.column.{key}", language), head)
        page.set_column(column, column, _WIDTHS[key])
    for line, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            key = KEYS[column]
            style = shut if key == "mark" and row[1] == COMMENT else wanted if key in OPEN else plain
            if text:
                page.write_string(line, column, text, style)
            else:
                page.write_blank(line, column, None, style)
    page.freeze_panes(1, 3)
    page.repeat_rows(0)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _guard(page: Any, rubric: Rubric, rows: int, language: Language) -> None:
    """A drop-down of grades, or of points where they are few; otherwise the limits of the scale."""
    column, scale = KEYS.index("mark"), rubric.scale
    steps = range(scale.lowest, scale.highest + 1, scale.step)
    offered = (
        list(scale.grades) or [mark_text(mark, rubric) for mark in steps] if len(steps) <= 60 else list(scale.grades)
    )
    rule: dict[str, Any] = {"validate": "list", "source": offered}
    if not offered or len(",".join(offered)) > _LONGEST_LIST:
        ends = {"minimum": scale.lowest / 100, "maximum": scale.highest / 100}
        rule = {"validate": "decimal", "criteria": "between", **ends}
    told = say(
        "reader.sheet.mark_hint",
        language,
        lowest=mark_text(scale.lowest, rubric),
        highest=mark_text(scale.highest, rubric),
    )
    page.data_validation(1, column, max(rows, 1), column, {**rule, "error_message": told[:250]})


def read_scoresheet(path: Path, rubric: Rubric, *, packets: Sequence[str], group: str) -> FilledSheet:
    """What a reader wrote. Raises Refusal for a file that is no scoresheet; everything else is a problem with its cell.

    Whether marks and reasons are as the form wants them, the form itself says later.
    """
    table = worded_table("reader", KEYS, required=("packet", "code", "mark", "reason"), number="packet")
    known = {one.code for one in rubric.indicators} | {COMMENT}
    sheet = FilledSheet({}, [], {})
    marks: dict[str, dict[str, int]] = {}
    reasons: dict[str, dict[str, str]] = {}
    comments: dict[str, str] = {}
    for row in read_filled(path, table, code="reader.sheet_columns"):
        name, code = row.cells["packet"], row.cells["code"]
        fault = _misplaced(row, known, packets, group, seen=sheet.lines)
        if fault:
            sheet.problems.append(fault)
            continue
        sheet.lines[name, code] = row
        if code == COMMENT:
            comments[name] = row.cells["reason"]
            if row.cells["mark"]:
                sheet.problems.append(CellProblem("reader.fault.mark_on_comment", row.where("mark")))
            continue
        if row.cells["reason"]:
            reasons.setdefault(name, {})[code] = row.cells["reason"]
        mark = _mark(row, rubric, sheet.problems)
        if mark is not None:
            marks.setdefault(name, {})[code] = mark
    for name in dict.fromkeys(packet for packet, _ in sheet.lines):
        sheet.packets[name] = Marks(
            marks=marks.get(name, {}), reasons=reasons.get(name, {}), comment=comments.get(name, "")
        )
    return sheet


def _misplaced(
    row: FilledRow,
    known: set[str],
    packets: Sequence[str],
    group: str,
    *,
    seen: Mapping[tuple[str, str], FilledRow],
) -> CellProblem | None:
    name, code, said = (row.cells[key] for key in ("packet", "code", "group"))
    if said and said != group:
        return CellProblem("reader.fault.other_group", row.where("group"), {"found": said[:40], "group": group})
    if name not in packets:
        return CellProblem("reader.fault.unknown_packet", row.where("packet"), {"found": name[:40]})
    if code not in known:
        return CellProblem("reader.fault.unknown_indicator", row.where("code"), {"found": code[:40]})
    if (name, code) in seen:
        return CellProblem("reader.fault.line_twice", row.where("code"), {"packet": name, "code": code})
    return None


def _mark(row: FilledRow, rubric: Rubric, problems: list[CellProblem]) -> int | None:
    """The mark in a line's cell; None where the cell is empty or holds no mark."""
    mark, fault = read_mark(row.cells["mark"], rubric)
    if fault is not None:
        title = next(one.title for one in rubric.indicators if one.code == row.cells["code"])
        problems.append(CellProblem(fault[0], row.where("mark"), {"title": title, **fault[1]}))
    return mark


def read_mark(written: str, rubric: Rubric) -> tuple[int | None, tuple[str, dict[str, str]] | None]:
    """A mark in hundredths, never through a float; or why it is none, as a key of the catalogue and its places,
    to which the caller adds the line's title. Neither where nothing was written.
    """
    text = unicodedata.normalize("NFKC", written).strip()
    if not text:
        return None, None
    if rubric.scale.grades:
        for grade, worth in rubric.scale.grades.items():
            if unicodedata.normalize("NFKC", grade) == text:
                return worth, None
        return None, ("reader.fault.not_a_grade", {"found": text[:40], "grades": "、".join(rubric.scale.grades)})
    found = _POINTS.fullmatch(text)
    if not found:
        return None, ("reader.fault.not_points", {"found": text[:40]})
    return 100 * int(found[1]) + int((found[2] or "0").ljust(2, "0")), None
