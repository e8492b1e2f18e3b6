"""What spreadsheet files say beyond values: error cells, formulas without result, zero padding, how far they reach."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from expertpool.documents.roster.ole import CompoundFile
from expertpool.documents.roster.reading import RosterReading, read_roster
from expertpool.errors import Refusal


def changed(rosters: Any, change: Callable[[Any], None], **given: Any) -> RosterReading:
    path = rosters.file(rosters.lines([rosters.person(1, **given), rosters.person(2)]))
    book = openpyxl.load_workbook(path)
    change(book["名册"])
    book.save(path)
    return read_roster(path)


def test_a_formula_that_was_never_calculated_is_an_error_that_shows_it(rosters: Any) -> None:
    reading = changed(rosters, lambda sheet: sheet.__setitem__("E2", '=IF(A2="","",VLOOKUP(A2,B:C,2))'))
    assert rosters.told(reading) == [("error", "formula_empty", "E2")]
    assert reading.problems[0].value == '=IF(A2="","",VLOOKUP(A2,B:C,2))'


def test_a_formula_in_an_optional_column_is_an_error_too(rosters: Any) -> None:
    reading = changed(rosters, lambda sheet: sheet.__setitem__("M2", "=A3"))
    assert rosters.told(reading) == [("error", "formula_empty", "M2")]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!"])
def test_excel_s_error_values_are_errors(rosters: Any, error: str) -> None:
    reading = changed(rosters, lambda sheet: sheet.__setitem__("M2", error))
    assert [(p.code, p.where.cell, p.value) for p in reading.problems] == [("roster.excel_error", "M2", error)]


def written(tmp_path: Path, rosters: Any, formula: str, value: Any) -> RosterReading:
    """A roster whose E2 is a formula with a saved result, as Excel leaves it."""
    path = tmp_path / "r.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("名册")
    for row, line in enumerate(rosters.lines([rosters.person(1, employer="")])):
        sheet.write_row(row, 0, line)
    sheet.write_formula("E2", formula, value=value)
    book.close()
    return read_roster(path)


def test_a_formula_with_a_saved_result_is_that_result(tmp_path: Path, rosters: Any) -> None:
    reading = written(tmp_path, rosters, '="云岭"&"研究院"', "云岭研究院")
    assert (reading.problems, reading.experts[0].facts.employer) == ((), "云岭研究院")


def test_a_formula_with_the_result_zero_has_never_been_calculated(tmp_path: Path, rosters: Any) -> None:
    assert rosters.told(written(tmp_path, rosters, "=A9", 0)) == [("error", "formula_empty", "E2")]


def test_a_formula_whose_saved_result_is_empty_text_is_an_empty_cell(tmp_path: Path, rosters: Any) -> None:
    reading = written(tmp_path, rosters, '=IF(1,"","x")', "x")
    path = tmp_path / "r.xlsx"
    _replace(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>x</v>", b"<v></v>"))
    assert reading.ok
    assert rosters.told(read_roster(path)) == [("error", "missing_value", "E2")]


def _replace(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert part in parts
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_numbers_shown_with_leading_zeros_are_read_as_shown(rosters: Any) -> None:
    def change(sheet: Any) -> None:
        sheet["A2"], sheet["A3"] = 7, 12345
        sheet["A2"].number_format = sheet["A3"].number_format = "0000"

    assert [expert.facts.expert_no for expert in changed(rosters, change).experts] == ["0007", "12345"]


def test_formatted_cells_far_out_count_for_nothing(rosters: Any) -> None:
    def change(sheet: Any) -> None:
        sheet["XFD1048576"].number_format = "0000"

    assert changed(rosters, change).problems == ()


def test_a_stray_value_far_out_is_refused_with_how_far_it_reaches(rosters: Any) -> None:
    with pytest.raises(Refusal) as refused:
        changed(rosters, lambda sheet: sheet.__setitem__("XFD1048576", "x"))
    assert (refused.value.code, refused.value.params) == (
        "roster.too_wide",
        {"rows": 1048576, "columns": 16384, "sheet": "名册"},
    )


def test_parts_with_prefixed_names_are_understood(rosters: Any) -> None:
    path = rosters.file(rosters.lines([rosters.person(1, kin="#N/A")]))

    def prefix(xml: bytes) -> bytes:
        named = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml)
        return named.replace(b"xmlns=", b"xmlns:x=", 1)

    _replace(path, "xl/worksheets/sheet1.xml", prefix)
    assert rosters.told(read_roster(path)) == [("error", "excel_error", "M2")]


@pytest.mark.parametrize("rows", [1, 400])
def test_error_cells_of_old_workbooks_are_errors(tmp_path: Path, rosters: Any, rows: int) -> None:
    """A small workbook lies in the container's small sectors, a larger one in its large ones."""
    path = tmp_path / "r.xls"
    lines = rosters.lines(
        [rosters.person(serial % 400 + 1, expert_no=f"E{serial}", id_number="") for serial in range(rows)]
    )
    book = xlwt.Workbook()
    book.add_sheet("封面").write(0, 0, "x")
    sheet = book.add_sheet("名册")
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            if (row, column) != (1, 12):
                sheet.write(row, column, value)
    sheet.row(1).set_cell_error(12, 0x2A)
    book.save(str(path))
    told = rosters.told(read_roster(path))
    assert told == [("error", "excel_error", "M2")]


def test_the_container_gives_its_streams(rosters: Any) -> None:
    path = rosters.file(rosters.lines([rosters.person(1)]), name="r.xls")
    container = CompoundFile(path.read_bytes())
    assert container.read("Workbook").startswith(b"\x09\x08")


@pytest.mark.parametrize(
    "content",
    [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000],
)
def test_a_broken_container_raises_value_error(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        CompoundFile(content)


def ods(path: Path, rows: list[list[Any]]) -> Path:
    document = OpenDocumentSpreadsheet()
    table = Table(name="名册")
    document.spreadsheet.addElement(table)
    for cells in rows:
        row = TableRow()
        table.addElement(row)
        for cell in cells:
            row.addElement(cell)
    document.save(str(path))
    return path


def text(content: str, **attributes: Any) -> TableCell:
    cell = TableCell(valuetype="string", **attributes)
    cell.addElement(P(text=content))
    return cell


def test_an_open_document_s_formula_without_result_is_an_error(tmp_path: Path, rosters: Any) -> None:
    head, row = rosters.lines([rosters.person(1)])
    cells = [text(cell) if cell else TableCell() for cell in row]
    cells[12] = TableCell(formula="of:=A9")
    reading = read_roster(ods(tmp_path / "r.ods", [[text(cell) for cell in head], cells]))
    assert [(p.code, p.where.cell, p.value) for p in reading.problems] == [("roster.formula_empty", "M2", "=A9")]


def test_an_open_document_s_merges_and_repeats_are_counted(tmp_path: Path, rosters: Any) -> None:
    head, row = rosters.lines([rosters.person(1, employer_kind="民企")])
    title = [text("名册", numbercolumnsspanned=16, numberrowsspanned=1), CoveredTableCell(numbercolumnsrepeated=15)]
    blank = [TableCell(numbercolumnsrepeated=16384)]
    cells = [text(cell) if cell else TableCell() for cell in row]
    reading = read_roster(ods(tmp_path / "r.ods", [title, blank, [text(cell) for cell in head], cells]))
    assert (reading.head_row, rosters.told(reading)) == (3, [("error", "not_allowed", "F4")])


def test_an_open_document_that_repeats_itself_without_end_is_refused(tmp_path: Path) -> None:
    path = ods(tmp_path / "r.ods", [[text("x", numbercolumnsrepeated=16000)], *[[text("y")]] * 1000])
    with pytest.raises(Refusal) as refused:
        read_roster(path)
    assert (refused.value.code, refused.value.params["columns"]) == ("roster.too_wide", 16000)
