"""Word files read by an allow-list: what a reader sees on the page, in order, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from blind.redact.opening.docx_look import Look, Numbers, Styles, look_of, style_named
from blind.redact.opening.drawing import Drawings
from blind.redact.opening.limits import LIMITS
from blind.redact.opening.package import Element, Package, attribute, local, story_of
from blind.redact.opening.refused import FileRefused
from blind.redact.story import Block, PageBreak, Paragraph, Picture, Story, Table

_DOCUMENT = "word/document.xml"
_THROUGH = frozenset(
    [
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "ins",
        "moveTo",
        "bdo",
        "dir",
        "customXml",
        "fldSimple",
        "ruby",
        "rubyBase",
        "oMath",
        "oMathPara",
        "r",
        "e",
        "num",
        "den",
        "sup",
        "sub",
        "deg",
        "fName",
        "f",
        "sSup",
        "sSub",
        "sSubSup",
        "rad",
        "nary",
        "func",
        "d",
        "limLow",
        "lim",
        "m",
        "mr",
        "acc",
        "bar",
        "groupChr",
        "box",
        "borderBox",
        "eqArr",
        "sPre",
        "limUpp",
        "phant",
    ]
)
_DELETED = frozenset({"del", "moveFrom", "delText", "delInstrText"})
_COMMENTS = frozenset({"commentReference", "commentRangeStart", "commentRangeEnd", "annotationRef"})
_DRAWN = frozenset({"drawing", "pict", "object"})
_SILENT = frozenset(
    [
        "rPr",
        "pPr",
        "sdtPr",
        "sdtEndPr",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "lastRenderedPageBreak",
        "softHyphen",
        "sectPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "tblPrEx",
        "footnoteRef",
        "endnoteRef",
        "separator",
        "continuationSeparator",
        "permStart",
        "permEnd",
        "rubyPr",
        "smartTagPr",
        "customXmlPr",
        "ctrlPr",
        "fPr",
        "sSupPr",
        "sSubPr",
        "sSubSupPr",
        "radPr",
        "naryPr",
        "funcPr",
        "dPr",
        "limLowPr",
        "mPr",
        "accPr",
        "barPr",
        "groupChrPr",
        "boxPr",
        "borderBoxPr",
        "eqArrPr",
        "sPrePr",
        "limUppPr",
        "phantPr",
        "oMathParaPr",
        "argPr",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "customXmlInsRangeStart",
        "customXmlInsRangeEnd",
        "customXmlDelRangeStart",
        "customXmlDelRangeEnd",
        "pgNum",
        "subDoc",
        "fldData",
        "ffData",
    ]
)
_MARKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_TINY_ROW = 40
_LEFT_BEHIND = (
    ("docProps/", "metadata"),
    ("word/comments", "comments"),
    ("word/people", "comments"),
    ("word/vbaProject", "macros"),
    ("customXml/", "custom-data"),
    ("word/glossary", "building-blocks"),
    ("docProps/thumbnail", "thumbnail"),
)


def open_docx(data: bytes) -> Story:
    """The visible content of a Word file.

    Raises FileRefused for damaged or hostile packages, and ``no-visible-content`` where nothing can be seen.
    """
    return story_of(data, "docx", lambda package: _Reader(package).story(), shows=(Paragraph, Table, Picture))


class _Reader:
    """One reading of one file: what was met so far decides numbers, notes and what is named as left out."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(self._optional("word/styles.xml"))
        self._numbers = Numbers(self._optional("word/numbering.xml"))
        self._dropped = {code for start, code in _LEFT_BEHIND if package.has(start)}
        self._notes: list[tuple[str, str]] = []
        self._characters = 0

    def _optional(self, part: str) -> Element | None:
        return self._package.xml(part) if part in self._package.members else None

    def story(self) -> Story:
        """Headers once, the body, footers once, then the notes that the text refers to."""
        root = self._package.xml(_DOCUMENT)
        bodies = [item for item in root if local(item) == "body"]
        if not bodies:
            raise FileRefused("damaged", kind="docx", member=_DOCUMENT)
        body = bodies[0]
        inner = [*self._blocks(body, _Part(self, _DOCUMENT))]
        headers = [*self._running(body, "headerReference")]
        footers = [*self._running(body, "footerReference")]
        notes = [*self._noted()]
        blocks = _without_empty_ends([*headers, *inner, *footers, *notes])
        return Story(blocks=tuple(blocks), dropped=tuple(sorted(self._dropped)))

    def drop(self, code: str) -> None:
        """Name something that stays behind."""
        self._dropped.add(code)

    def _running(self, body: Element, kind: str) -> Iterator[Block]:
        relations = self._package.relations(_DOCUMENT)
        even = _has(self._optional("word/settings.xml"), "evenAndOddHeaders")
        seen: set[tuple[Block, ...]] = set()
        parts: list[str] = []
        for section in body.iter("{*}sectPr"):
            first = _has(section, "titlePg")
            for item in section:
                if local(item) != kind:
                    continue
                shown = {"first": first, "even": even}.get(attribute(item, "type") or "default", True)
                relation = relations.get(attribute(item, "id") or "")
                if not shown:
                    self.drop("unused-headers")
                elif relation is not None and not relation.outside and relation.target not in parts:
                    parts.append(relation.target)
        for part in parts:
            blocks = tuple(self._blocks(self._package.xml(part), _Part(self, part)))
            if blocks not in seen:
                seen.add(blocks)
                yield from (block for block in blocks if block != Paragraph(text=""))

    def _noted(self) -> Iterator[Block]:
        roots: dict[str, dict[str, Element]] = {}
        for number, (kind, identity) in enumerate(self._notes, start=1):
            if kind not in roots:
                root = self._optional(f"word/{kind}s.xml")
                roots[kind] = {attribute(item, "id") or "": item for item in (root if root is not None else ())}
            note = roots[kind].get(identity)
            if note is not None:
                part = _Part(self, f"word/{kind}s.xml")
                for at, block in enumerate(self._blocks(note, part)):
                    mark = f"[{number}] " if at == 0 else ""
                    yield Paragraph(text=mark + block.text.lstrip()) if isinstance(block, Paragraph) else block

    def note(self, kind: str, identity: str) -> str:
        """The mark of a footnote or endnote that the text refers to."""
        self._notes.append((kind, identity))
        return f"[{len(self._notes)}]"

    def count(self, text: str) -> None:
        """Keep within the bound on visible text."""
        self._characters += len(text)
        if self._characters > LIMITS.characters:
            raise FileRefused("too-much-text", limit=LIMITS.characters)

    def _blocks(self, holder: Element, part: _Part) -> Iterator[Block]:
        for item in holder:
            name = local(item)
            if name == "p":
                yield from self._paragraph(item, part)
            elif name == "tbl":
                yield from self._table(item, part)
            elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
                yield from self._blocks(item, part)
            elif name == "AlternateContent":
                yield from self._blocks(part.drawings.alternative(item), part)
            elif name in _DELETED:
                self.drop("tracked-deletions")
            elif name == "altChunk":
                self.drop("alt-chunk")
            elif name not in _SILENT and name and next(item.iter("{*}t"), None) is not None:
                self.drop("unknown-content")

    def _paragraph(self, item: Element, part: _Part) -> Iterator[Block]:
        properties = next((child for child in item if local(child) == "pPr"), None)
        style = style_named(properties, "pStyle") or self._styles.default_paragraph
        look = look_of(properties).over(self._styles.look(style)).over(self._styles.standard)
        mark = next((child for child in (properties if properties is not None else ()) if local(child) == "rPr"), None)
        if mark is not None and any(local(child) == "del" for child in mark):
            self.drop("tracked-deletions")
        if any(local(child) == "pageBreakBefore" for child in (properties if properties is not None else ())):
            yield PageBreak()
        runs = _Runs(self, part, look)
        runs.read(item, depth=0)
        number = self._numbers.next(look) if any(isinstance(piece, Picture) or piece for piece in runs.pieces) else ""
        yield from _pieces(runs.pieces, number=number, heading=min(look.heading or 0, 4))
        for box in runs.boxes:
            yield from self._blocks(box, part)
        if properties is not None and any(local(child) == "sectPr" for child in properties):
            yield PageBreak()

    def _table(self, item: Element, part: _Part) -> Iterator[Block]:
        rows: list[tuple[str, ...]] = []
        behind: list[Block] = []
        for row in _through(item, "tr"):
            if self._row_hidden(row):
                self.drop("hidden-rows")
                continue
            cells: list[str] = []
            for cell in _through(row, "tc"):
                span, continued, shaded = _cell_shape(cell)
                inner = [] if continued else [*self._blocks(cell, part.shaded(shaded))]
                if continued and any(text.text for text in cell.iter("{*}t")):
                    self.drop("covered-cells")
                behind += [block for block in inner if isinstance(block, Picture)]
                cells += [_flat(inner), *[""] * (span - 1)]
            rows.append(tuple(cells))
        if rows and any(any(row) for row in rows):
            yield Table(rows=tuple(rows))
        yield from behind

    def _row_hidden(self, row: Element) -> bool:
        properties = next((child for child in row if local(child) == "trPr"), None)
        for child in properties if properties is not None else ():
            if local(child) == "hidden" and attribute(child, "val") not in {"0", "false"}:
                return True
            if local(child) == "del":
                return True
            height = attribute(child, "val") or ""
            if local(child) == "trHeight" and attribute(child, "hRule") == "exact" and height.isdigit():
                return int(height) < _TINY_ROW
        return False

    def look_of_run(self, properties: Element | None, paragraph: Look) -> Look:
        """How a run looks within its paragraph."""
        style = style_named(properties, "rStyle")
        named = self._styles.look(style) if style else Look()
        return look_of(properties).over(named).over(paragraph)


class _Part:
    """The part of the package that is being read, with its relationships and the ground behind the text."""

    def __init__(self, reader: _Reader, name: str, *, shaded: bool = False, drawings: Drawings | None = None) -> None:
        self._reader, self._name = reader, name
        self.drawings = drawings or Drawings(reader._package, name, reader.drop)
        self.dark = shaded

    def shaded(self, shaded: bool) -> _Part:
        """The same part inside a cell with a ground of its own."""
        return _Part(self._reader, self._name, shaded=True, drawings=self.drawings) if shaded else self


class _Runs:
    """The visible pieces of one paragraph: text, pictures and page breaks in order, text boxes aside."""

    def __init__(self, reader: _Reader, part: _Part, look: Look) -> None:
        self._reader, self._part, self._look = reader, part, look
        self._fields: list[bool] = []
        self.pieces: list[str | Block] = []
        self.boxes: list[Element] = []

    def read(self, holder: Element, *, depth: int, look: Look | None = None) -> None:
        """Read everything inside a paragraph, a link, an insertion, a field or a run."""
        if depth > LIMITS.depth:
            raise FileRefused("nested-too-deep", kind="docx")
        for item in holder:
            self._one(item, depth, look or self._look)

    def _one(self, item: Element, depth: int, look: Look) -> None:  # noqa: PLR0912  # one branch a kind of element
        name = local(item)
        if name == "r":
            properties = next((child for child in item if local(child) == "rPr"), None)
            self.read(item, depth=depth + 1, look=self._reader.look_of_run(properties, self._look))
        elif name == "t":
            self._say(item.text or "", look)
        elif name in _MARKS:
            self._say(_MARKS[name], look)
        elif name == "br":
            self._break(attribute(item, "type") or "", look)
        elif name == "sym":
            self._say(_symbol(attribute(item, "char") or ""), look)
        elif name == "fldChar":
            self._field(attribute(item, "fldCharType") or "")
        elif name in {"footnoteReference", "endnoteReference"}:
            self._say(self._reader.note(name.removesuffix("Reference"), attribute(item, "id") or ""), look)
        elif name == "rt":
            self._say("(", look)
            self.read(item, depth=depth + 1, look=look)
            self._say(")", look)
        elif name in _DRAWN:
            self._drawn(item, look)
        elif name == "AlternateContent":
            self.read(self._part.drawings.alternative(item), depth=depth + 1, look=look)
        elif name in _THROUGH:
            self.read(item, depth=depth + 1, look=look)
        elif name in _DELETED:
            self._reader.drop("tracked-deletions")
        elif name in _COMMENTS:
            self._reader.drop("comments")
        elif name == "instrText":
            self._reader.drop("field-codes")
        elif name and name not in _SILENT and next(item.iter("{*}t"), None) is not None:
            self._reader.drop("unknown-content")

    def _say(self, text: str, look: Look) -> None:
        if not text or not all(self._fields):
            return
        code = look.hidden
        if code and not (code == "white-text" and self._part.dark):
            self._reader.drop(code)
            return
        self._reader.count(text)
        if self.pieces and isinstance(self.pieces[-1], str):
            self.pieces[-1] += text
        else:
            self.pieces.append(text)

    def _break(self, kind: str, look: Look) -> None:
        if kind == "page":
            self.pieces.append(PageBreak())
        else:
            self._say("\n", look)

    def _field(self, kind: str) -> None:
        """A field's code is not seen, its result is; fields nest."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawn(self, item: Element, look: Look) -> None:
        if look.vanish:
            self._reader.drop("hidden-picture")
            return
        drawn = self._part.drawings.read(item)
        self.pieces += [*drawn.pictures, *drawn.charts]
        for text in drawn.texts:
            self._say(f"{text}\n", look)
        self.boxes += drawn.boxes


def _pieces(pieces: list[str | Block], *, number: str, heading: int) -> Iterator[Block]:
    if not pieces:
        yield Paragraph(text="")
    for piece in pieces:
        if isinstance(piece, str):
            yield Paragraph(text=number + piece.rstrip("\n"), heading=heading)
            number = ""
        else:
            yield piece


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= number < 0xF900 else chr(number) if 32 <= number < 0xD800 else ""


def _has(element: Element | None, name: str) -> bool:
    for item in element if element is not None else ():
        if local(item) == name:
            return (attribute(item, "val") or "1") not in {"0", "false", "off"}
    return False


def _through(holder: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls and insertions."""
    for item in holder:
        if local(item) == name:
            yield item
        elif local(item) in {"sdt", "sdtContent", "ins", "moveTo", "customXml"}:
            yield from _through(item, name)


def _cell_shape(cell: Element) -> tuple[int, bool, bool]:
    """Columns it spans, whether it is covered by the cell above, whether it has a ground of its own."""
    span, continued, shaded = 1, False, False
    properties = next((child for child in cell if local(child) == "tcPr"), None)
    for child in properties if properties is not None else ():
        value = attribute(child, "val")
        if local(child) == "gridSpan" and (value or "").isdigit():
            span = min(max(int(value or 1), 1), 200)
        elif local(child) == "vMerge":
            continued = value in {None, "continue"}
        elif local(child) == "shd":
            shaded = bool(look_of(properties).shaded)
    return span, continued, shaded


def _flat(blocks: list[Block]) -> str:
    """A cell's blocks as one text: paragraphs by line, inner tables by line and tab."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines += ["\t".join(row) for row in block.rows]
    return "\n".join(lines).strip("\n")


def _without_empty_ends(blocks: list[Block]) -> list[Block]:
    empty = (Paragraph(text=""), PageBreak())
    first = next((at for at, block in enumerate(blocks) if block not in empty), len(blocks))
    last = next((at for at in range(len(blocks), first, -1) if blocks[at - 1] not in empty), first)
    return blocks[first:last]
