"""A draft as a Word file for the office to edit: the same parts on the same page, without red head and seal."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from expertpool import __version__
from expertpool.documents.papers.draft import Draft, Facts, Heading, Listing, Paragraph, Part
from expertpool.documents.papers.page_pdf import blanks_sentence

BODY, HEADS = "FangSong", "SimHei"
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def page_docx(draft: Draft, *, made_on: date) -> bytes:
    """The file; the same draft and day give the same bytes. Typefaces are named, not embedded."""
    book = Document()
    _set_page(book, draft, made_on)
    title = book.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(title, draft.title, size=22, face=HEADS)
    for part in draft.parts:
        _add(book, part)
    if draft.blanks:
        _write(book.add_paragraph(), blanks_sentence(draft), size=9)
    _signatures(book, draft)
    held = io.BytesIO()
    book.save(held)
    return _timeless(held.getvalue())


def _set_page(book: Any, draft: Draft, made_on: date) -> None:
    section = book.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    made = datetime.combine(made_on, time())
    facts = book.core_properties
    facts.title, facts.author, facts.comments = draft.title, f"expertpool {__version__}", draft.clause
    facts.created = facts.modified = made
    footer = section.footer.paragraphs[0]
    before, _, rest = draft.words("draw_record.page", page="@page", pages="@pages").partition("@page")
    between, _, after = rest.partition("@pages")
    _write(footer, draft.clause + "    " + before, size=9)
    _field(footer, "PAGE")
    _write(footer, between, size=9)
    _field(footer, "NUMPAGES")
    _write(footer, after, size=9)


def _add(book: Any, part: Part) -> None:
    if isinstance(part, Heading):
        _write(_running(book), part.text, size=16, face=HEADS)
    elif isinstance(part, Paragraph):
        _write(_running(book), part.text, size=16)
    elif isinstance(part, Facts):
        _table(book, (46, 110), part.rows)
    else:
        _listing(book, part)


def _running(book: Any) -> Any:
    paragraph = book.add_paragraph()
    look = paragraph.paragraph_format
    look.first_line_indent, look.line_spacing = Pt(32), Pt(29)
    look.space_after = look.space_before = Pt(0)
    return paragraph


def _listing(book: Any, part: Listing) -> None:
    heads = tuple(head for head, _ in part.columns)
    table = _table(book, [width for _, width in part.columns], (heads, *part.rows), size=9)
    _mark(table.rows[0], "w:tblHeader")


def _table(book: Any, widths: Sequence[int], rows: Sequence[Sequence[str]], *, size: int = 12) -> Any:
    table = book.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text, width in zip(line.cells, row, widths, strict=True):
            cell.width = Mm(width)
            _write(cell.paragraphs[0], text, size=size)
        _mark(line, "w:cantSplit")
    book.add_paragraph()
    return table


def _mark(row: Any, name: str) -> None:
    """Switch a property of a row on: its repetition on every page, or that no page ends within it."""
    switched = OxmlElement(name)
    switched.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(switched)


def _signatures(book: Any, draft: Draft) -> None:
    seal = draft.words("papers.seal") if draft.sealed else ""
    for role in draft.signatures:
        lines = (f"{role}  {draft.words('papers.sign')}  {seal}".rstrip(), draft.words("papers.day_blank"))
        for line in lines:
            paragraph = book.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.keep_with_next = line is not lines[-1]
            _write(paragraph, line, size=14)


def _write(paragraph: Any, text: str, *, size: int, face: str = BODY) -> None:
    run = paragraph.add_run(
        "".join(character for character in text if character.isprintable() or character == "\u3000")
    )
    run.font.size, run.font.name = Pt(size), face
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)


def _field(paragraph: Any, name: str) -> None:
    """A number that the reading program works out; 1 stands there until it does, in the type of its sentence."""
    _write(paragraph, "1", size=9)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(paragraph.runs[-1]._r)
    paragraph._p.append(field)


def _timeless(data: bytes) -> bytes:
    """The same archive with one date on every file in it, which python-docx takes from the clock."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP), old.read(name), zipfile.ZIP_DEFLATED)
    return held.getvalue()
