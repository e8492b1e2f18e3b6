"""Marks of an .xlsx workbook, read from its XML: error values, formulas never calculated, number formats of zeros."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from expertpool.documents.roster.grid import BadCell, column_place
from expertpool.documents.roster.marks import (
    MOST_CELLS,
    NO_MARKS,
    Place,
    SheetMarks,
    attribute,
    error_cell,
    formula_cell,
    refuse_if_too_wide,
)

_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*)>")
_ADDRESS = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
_ADDRESSES = re.compile(rb"\sr=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^<>]*)?/?>([^<]*)")
_SIGNS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b't="e"', b"t='e'")
"""Bytes without which a sheet has neither formulas nor error values: looking for them is quick."""
_RESULT = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)<")
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>]")
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s([^<>]*)>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b[^<>]*>")
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\s([^<>]*)>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^<>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^<>]*)>")


def xlsx_marks(package: zipfile.ZipFile) -> dict[str, SheetMarks]:
    """Marks by sheet name. Raises Refusal for a sheet that reaches too far, zipfile's errors for a damaged file."""
    names = set(package.namelist())
    widths = _padding(package.read("xl/styles.xml")) if "xl/styles.xml" in names else {}
    return {
        sheet: _sheet_marks(package.read(part), sheet=sheet, widths=widths)
        for sheet, part in _sheet_parts(package, names)
        if part in names
    }


def _sheet_parts(package: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, str]]:
    book, links = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if book not in names or links not in names:
        return
    targets = {attribute(tag, b"Id"): attribute(tag, b"Target") for tag in _RELATION.findall(package.read(links))}
    for tag in _SHEET.findall(package.read(book)):
        name, target = attribute(tag, b"name"), targets.get(attribute(tag, b"id"))
        if name is not None and target:
            path = target.decode("utf-8", "replace")
            yield _plain(name), path[1:] if path.startswith("/") else f"xl/{path}"


def _plain(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", "replace"))


def _padding(styles: bytes) -> dict[bytes, int]:
    """Width by style number, for the styles whose number format is nothing but zeros."""
    formats = {
        attribute(tag, b"numFmtId"): len(code)
        for tag in _NUMBER_FORMAT.findall(styles)
        if re.fullmatch(rb"0{2,15}", code := attribute(tag, b"formatCode") or b"")
    }
    block = _CELL_FORMATS.search(styles)
    tags = _CELL_FORMAT.findall(styles[block.end() :].partition(b"cellXfs>")[0]) if formats and block else []
    used = enumerate(attribute(tag, b"numFmtId") for tag in tags)
    return {str(style).encode(): formats[number] for style, number in used if number in formats}


@dataclass(frozen=True)
class _Cell:
    place: Place
    tag: bytes
    inside: bytes

    @property
    def bad(self) -> BadCell | None:
        """What keeps this cell from having a value, if anything does."""
        result = _RESULT.search(self.inside)
        text = result[1].strip() if result else b""
        kind = attribute(self.tag, b"t")
        if kind == b"e":
            return error_cell(_plain(text))
        never = text in (b"", b"0") and kind not in (b"str", b"s", b"inlineStr")
        formula = _FORMULA.search(self.inside) if never else None
        return formula_cell(_plain(formula[1] or b"")) if formula else None


def _cells(sheet: bytes) -> Iterator[_Cell]:
    """Each addressed cell; what lies between its opening tag and the next one's is its inside."""
    tags = list(_CELL.finditer(sheet))
    ends = [tag.start() for tag in tags[1:]] + [len(sheet)]
    for found, end in zip(tags, ends, strict=True):
        address = _ADDRESS.fullmatch(attribute(found[1], b"r") or b"")
        if address:
            inside = b"" if found[1].endswith(b"/") else sheet[found.end() : end]
            yield _Cell((int(address[2]) - 1, column_place(address[1].decode())), found[1], inside)


def _sheet_marks(xml: bytes, *, sheet: str, widths: Mapping[bytes, int]) -> SheetMarks:
    _refuse_far_cells(xml, sheet=sheet)
    if not widths and not any(sign in xml for sign in _SIGNS):
        return NO_MARKS
    bad: dict[Place, BadCell] = {}
    padded: dict[Place, int] = {}
    for cell in _cells(xml):
        fault = cell.bad
        if fault:
            bad[cell.place] = fault
        width = widths.get(attribute(cell.tag, b"s") or b"") if widths else None
        if width:
            padded[cell.place] = width
    return SheetMarks(bad=bad, padded=padded)


def _refuse_far_cells(xml: bytes, *, sheet: str) -> None:
    """The reader lays out every cell up to the last filled one; formatted empty cells do not count."""
    rows, columns = _reach(_ADDRESSES.findall(xml))
    if rows * columns > MOST_CELLS:
        places = [cell.place for cell in _cells(xml) if _CONTENT.search(cell.inside)]
        rows = max((row for row, _column in places), default=0) + 1
        columns = max((column for _row, column in places), default=0) + 1
        refuse_if_too_wide(rows, columns, sheet=sheet)


def _reach(addresses: list[tuple[bytes, bytes]]) -> tuple[int, int]:
    rows = max(map(int, {row for _letters, row in addresses}), default=0)
    columns = max(
        (column_place(letters.decode()) + 1 for letters in {letters for letters, _row in addresses}), default=0
    )
    return rows, columns
