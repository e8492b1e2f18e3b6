"""Excel workbooks read by an allow-list: visible sheets, rows and columns, values as shown, pictures."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree

from blind.redact.opening.drawing import Drawings
from blind.redact.opening.limits import LIMITS
from blind.redact.opening.numbers import shown, shows_nothing
from blind.redact.opening.package import SAFE_XML, Element, Package, attribute, fault_of_xml, local, story_of
from blind.redact.opening.refused import FileRefused
from blind.redact.opening.sheet import Grid, letters
from blind.redact.opening.slide_text import paragraphs_of
from blind.redact.opening.xlsx_look import CellLooks
from blind.redact.story import Block, PageBreak, Paragraph, Picture, Story, Table

_WORKBOOK = "xl/workbook.xml"
_LEFT_BEHIND = (
    ("docProps/", "metadata"),
    ("xl/comments", "comments"),
    ("xl/threadedComments", "comments"),
    ("xl/persons", "comments"),
    ("xl/vbaProject", "macros"),
    ("xl/externalLinks", "outside-links"),
    ("xl/pivotCache", "pivot-cache"),
    ("xl/connections", "outside-links"),
    ("customXml/", "custom-data"),
    ("xl/revisions", "revisions"),
    ("xl/embeddings", "embedded-file"),
)


def open_xlsx(data: bytes) -> Story:
    """The visible content of a workbook, a sheet a page, headed by the sheet's name.

    Raises FileRefused for damaged or hostile packages, ``too-much-text``, ``no-visible-content``.
    """
    return story_of(data, "xlsx", lambda package: _Workbook(package).story(), shows=(Table, Picture))


class _Workbook:
    """One reading of one workbook."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._dropped = {code for start, code in _LEFT_BEHIND if package.has(start)}
        root = package.xml(_WORKBOOK)
        self._sheets = list(root.iter("{*}sheet"))
        self._relations = package.relations(_WORKBOOK)
        self._from_1904 = any(attribute(item, "date1904") in {"1", "true"} for item in root.iter("{*}workbookPr"))
        if any(True for _ in root.iter("{*}definedName")):
            self._dropped.add("defined-names")
        self._looks = CellLooks(package.xml("xl/styles.xml") if "xl/styles.xml" in package.members else None)
        self._strings = self._shared()
        self._cells = 0
        self._characters = 0

    def _shared(self) -> list[str]:
        part = "xl/sharedStrings.xml"
        if part not in self._package.members:
            return []
        return [_string(item) for item in _stream(self._package, part, "si")]

    def story(self) -> Story:
        """Visible sheets one after the other, then pictures that cells hold."""
        blocks: list[Block] = []
        for item in self._sheets:
            relation = self._relations.get(attribute(item, "id") or "")
            if (attribute(item, "state") or "visible") != "visible":
                self._dropped.add("hidden-sheets")
            elif relation is None or relation.outside or relation.kind != "worksheet":
                self._dropped.add(
                    "chart" if relation is not None and relation.kind == "chartsheet" else "unknown-content"
                )
            else:
                inner = [*self._sheet(relation.target)]
                if inner:
                    blocks += [PageBreak()] if blocks else []
                    blocks += [Paragraph(text=attribute(item, "name") or "", heading=2), *inner]
        if "xl/cellimages.xml" in self._package.members:
            blocks += self._drawn("xl/cellimages.xml")
        return Story(blocks=tuple(blocks), dropped=tuple(sorted(self._dropped)))

    def _sheet(self, part: str) -> Iterator[Block]:
        grid = Grid()
        covered: list[str] = []
        for item in _stream(self._package, part, "sheetFormatPr", "col", "row", "mergeCell", "headerFooter", "picture"):
            name = local(item)
            if name == "sheetFormatPr":
                grid.rows_hidden_unless_said = attribute(item, "zeroHeight") in {"1", "true"}
            elif name == "col":
                grid.column(_number(item, "min"), _number(item, "max"), hidden=_column_hidden(item))
            elif name == "row":
                self._row(item, grid)
            elif name == "mergeCell":
                covered.append(attribute(item, "ref") or "")
            else:
                self._dropped.add("print-headers" if name == "headerFooter" else "background-picture")
        for area in covered:
            grid.merge(area)
        rows = grid.visible()
        self._dropped |= grid.dropped
        if rows:
            yield Table(rows=rows)
        for relation in self._package.relations(part).values():
            if relation.kind == "drawing" and not relation.outside:
                yield from self._drawn(relation.target)

    def _row(self, item: Element, grid: Grid) -> None:
        number = _number(item, "r") or grid.last_row + 1
        height = attribute(item, "ht")
        grid.row(
            number,
            hidden=attribute(item, "hidden") in {"1", "true"} or (height is not None and _float(height) == 0),
            said=height is not None,
        )
        column = 0
        for cell in item:
            if local(cell) != "c":
                continue
            found = re.fullmatch(r"([A-Z]{1,3})[0-9]{1,7}", attribute(cell, "r") or "")
            column = letters(found[1]) if found else column + 1
            self._cells += 1
            text = self._shown(cell)
            self._characters += len(text)
            if self._cells > LIMITS.cells or self._characters > LIMITS.characters:
                raise FileRefused("too-much-text", limit=LIMITS.cells)
            if text:
                grid.put(number, column, text)

    def _shown(self, cell: Element) -> str:
        kind = attribute(cell, "t") or "n"
        parts = {local(part): part for part in cell}
        raw = (parts["v"].text or "") if "v" in parts else ""
        if "f" in parts:
            self._dropped.add("formulas")
        if attribute(cell, "vm") is not None:
            self._dropped.add("cell-picture")
        style = _number(cell, "s")
        text: str | float = raw
        if kind == "s":
            text = self._strings[int(raw)] if raw.isdigit() and int(raw) < len(self._strings) else ""
        elif kind == "inlineStr":
            text = _string(parts["is"]) if "is" in parts else ""
        elif kind == "b":
            text = "TRUE" if raw == "1" else "FALSE"
        elif kind == "n" and raw:
            value = _float(raw)
            text = raw if value is None else value
        if text in ("", None) or (isinstance(text, str) and "DISPIMG(" in text):
            return ""
        if code := self._looks.hidden(style):
            self._dropped.add(code)
            return ""
        code = self._looks.format(style)
        if shows_nothing(code, type(text)):
            self._dropped.add("hidden-text")
            return ""
        return text if isinstance(text, str) else shown(text, code, from_1904=self._from_1904)

    def _drawn(self, part: str) -> list[Block]:
        drawn = Drawings(self._package, part, self._dropped.add).read(self._package.xml(part))
        texts = [line for box in drawn.boxes for line in paragraphs_of(box)]
        said = (Paragraph(text=text) for text in (*texts, *drawn.texts) if text.strip())
        return [*drawn.pictures, *said, *drawn.charts]


def _stream(package: Package, part: str, *names: str) -> Iterator[Element]:
    """Elements of a part as they close, each cleared after use, so that a large sheet needs little room."""
    data = package.members.read(part, limit=LIMITS.sheet_bytes)
    if b"<!DOCTYPE" in data[:4096]:
        raise FileRefused("doctype", member=part)
    if data.count(b"<c ") + data.count(b"<c>") > LIMITS.cells:
        raise FileRefused("too-much-text", limit=LIMITS.cells)
    walk = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        **SAFE_XML,
    )
    try:
        for at, (_, item) in enumerate(walk):
            if not at and item.getroottree().docinfo.doctype:
                raise FileRefused("doctype", member=part)
            yield item
            item.clear()
            while item.getprevious() is not None and local(item) in {"row", "si", "mergeCell"}:
                del item.getparent()[0]
    except etree.XMLSyntaxError as fault:
        raise FileRefused(fault_of_xml(fault), kind="xml", member=part) from fault


def _string(item: Element) -> str:
    """A string's runs; reading aids (``rPh``) are not shown."""
    parts: list[str] = []
    for child in item:
        if local(child) == "t":
            parts.append(child.text or "")
        elif local(child) == "r":
            parts += [text.text or "" for text in child if local(text) == "t"]
    return re.sub(r"_x([0-9A-Fa-f]{4})_", _escaped, "".join(parts))


def _escaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return "" if (code < 32 and code not in (9, 10)) or 0xD800 <= code < 0xE000 else chr(code)


def _number(item: Element, name: str) -> int:
    value = attribute(item, name) or ""
    return int(value) if re.fullmatch(r"[0-9]{1,8}", value) else 0


def _float(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _column_hidden(item: Element) -> bool:
    width = attribute(item, "width")
    return attribute(item, "hidden") in {"1", "true"} or (width is not None and _float(width) == 0)
