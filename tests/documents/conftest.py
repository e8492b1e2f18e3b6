"""Roster files as offices make them, in every format, for the tests of what reads and writes them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from expertpool.documents.roster.columns import EXPERTS
from expertpool.documents.roster.identity import check_digit
from expertpool.documents.roster.parsed import Parsed
from expertpool.documents.roster.reading import RosterReading, read_roster

TODAY = date(2026, 6, 1)

Lines = Sequence[Sequence[Any]]


def identity(serial: int, *, born: str = "19700501", odd: bool = True) -> str:
    """An identity number of nobody (no place has this code) with a right check digit."""
    first = f"990203{born}{serial * 2 + odd:03}"
    return first + check_digit(first)


def person(serial: int, **given: Any) -> dict[str, Any]:
    """The cells of one expert by column key, in order, with some changed."""
    cells: dict[str, Any] = {
        "expert_no": f"E{serial:04}",
        "name": "王" + "甲乙丙丁戊己庚辛壬癸"[serial % 10],
        "id_number": identity(serial),
        "gender": "男",
        "employer": "云岭第一研究院",
        "employer_kind": "事业单位",
        "series": "工程",
        "specialties": "冶金、材料",
        "level": "正高级",
        "term_start": "2025-01-01",
        "term_end": "2027-12-31",
        "years_served": "2022、2024",
        "kin": "",
        "birth_month": "1970-05",
        "phone": f"1390000{serial:04}",
        "email": f"e{serial}@example.cn",
    }
    return {**cells, **given}


def lines_of(people: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """A head in Chinese and a line for each."""
    keys = list(people[0])
    return [[EXPERTS.by_key[key].head for key in keys], *([one[key] for key in keys] for one in people)]


def write_xlsx(path: Path, lines: Lines, *, sheet: str = "名册", merges: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for line in lines:
        book.active.append(list(line))
    for merge in merges:
        book.active.merge_cells(merge)
    book.save(path)
    return path


def write_xls(path: Path, lines: Lines) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名册")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            if value not in (None, ""):
                sheet.write(row, column, value, *([day] if isinstance(value, date) else []))
    book.save(str(path))
    return path


def write_ods(path: Path, lines: Lines) -> Path:
    document = OpenDocumentSpreadsheet()
    table = Table(name="名册")
    document.spreadsheet.addElement(table)
    for line in lines:
        row = TableRow()
        table.addElement(row)
        for value in line:
            row.addElement(_ods_cell(value))
    document.save(str(path))
    return path


def _ods_cell(value: Any) -> TableCell:
    if value in (None, ""):
        return TableCell()
    if isinstance(value, date):
        return TableCell(valuetype="date", datevalue=value.isoformat())
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=str(value))
    cell = TableCell(valuetype="string")
    for paragraph in str(value).split("\n"):
        cell.addElement(P(text=paragraph))
    return cell


def write_csv(path: Path, lines: Lines, *, encoding: str = "utf-8", separator: str = ",") -> Path:
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(lines)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_json(path: Path, lines: Lines) -> Path:
    heads, *rows = lines
    path.write_text(
        json.dumps([dict(zip(heads, row, strict=True)) for row in rows], ensure_ascii=False, default=str), "utf-8"
    )
    return path


WRITERS: dict[str, Callable[[Path, Lines], Path]] = {
    "r.xlsx": write_xlsx,
    "r.xls": write_xls,
    "r.ods": write_ods,
    "utf8.csv": write_csv,
    "bom.csv": lambda path, lines: write_csv(path, lines, encoding="utf-8-sig"),
    "gb.csv": lambda path, lines: write_csv(path, lines, encoding="gb18030"),
    "utf16.csv": lambda path, lines: write_csv(path, lines, encoding="utf-16", separator="\t"),
    "semicolon.csv": lambda path, lines: write_csv(path, lines, separator=";"),
    "r.json": write_json,
}


@pytest.fixture
def today() -> date:
    """The day that years and ages are held against."""
    return TODAY


class Rosters:
    """Makes roster files in a folder of its own and reads them back."""

    person = staticmethod(person)
    identity = staticmethod(identity)
    lines = staticmethod(lines_of)
    writers = WRITERS

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, lines: Lines, *, name: str = "r.xlsx", **options: Any) -> Path:
        """A file of that name; the name chooses the format."""
        writer: Callable[..., Path] = (
            WRITERS.get(name) or {".xlsx": write_xlsx, ".csv": write_csv, ".json": write_json}[Path(name).suffix]
        )
        return writer(self.folder / name, lines, **options)

    def read(self, lines: Lines, **options: Any) -> RosterReading:
        """What the reader makes of these lines."""
        return read_roster(self.file(lines, **options), today=TODAY)

    def problems(self, *people: dict[str, Any], **options: Any) -> list[tuple[str, str, str | None]]:
        """Severity, code without its area, and cell of every problem in a roster of these people."""
        return self.told(self.read(lines_of(people), **options))

    @staticmethod
    def told(reading: RosterReading) -> list[tuple[str, str, str | None]]:
        return [(p.severity.value, p.code.removeprefix("roster."), p.where.cell) for p in reading.problems]


@pytest.fixture
def rosters(tmp_path: Path) -> Rosters:
    """``rosters.person(1, level="副高")``, ``rosters.lines([...])``, ``rosters.read(lines)`` and so on."""
    return Rosters(tmp_path)


@pytest.fixture
def outcome() -> Callable[[Parsed[Any]], tuple[Any, list[str]]]:
    """A function from a parsed cell to its value and the codes of its faults, those of errors in capitals."""

    def told(parsed: Parsed[Any]) -> tuple[Any, list[str]]:
        codes = [(fault.code.removeprefix("roster."), fault.severity) for fault in parsed.faults]
        return parsed.value, [code.upper() if severity == "error" else code for code, severity in codes]

    return told
