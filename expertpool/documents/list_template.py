"""A template of a list to fill in: heads, drop-downs, text columns, one example row, and a guide to the columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

import xlsxwriter

from expertpool.documents.roster.column_table import RosterColumn
from expertpool.documents.roster.sheet import Looks, cell_kind, offer_choices, put, width_of
from expertpool.errors import Refusal
from expertpool.whole_file import write_whole
from expertpool.words import Language, say

_GUIDE = ("head", "key", "required", "meaning", "values", "example")


class ColumnWords(Protocol):
    """What a template says of a column in a language."""

    def __call__(self, column: RosterColumn, language: Language, /) -> str:
        """The sentence."""


@dataclass(frozen=True, kw_only=True)
class ListTemplate:
    """One list's columns and words; the rest is the same in every template.

    ``sheet``, ``title`` and ``notes`` are keys of sentences: the list's name, and what is above and below the guide.
    ``meaning`` and ``filling`` stand in the guide, ``about`` is the note at a head. ``guide_widths`` are those of the
    guide's columns in characters, ``notes_height`` is in points; drop-downs end with row ``last_row``, and no column of
    the list is wider than ``widest``.
    """

    columns: Sequence[RosterColumn]
    sheet: str
    title: str
    notes: str
    meaning: ColumnWords
    filling: ColumnWords
    about: ColumnWords
    guide_widths: tuple[int, int, int, int, int, int]
    notes_height: int
    last_row: int
    widest: int = 255

    def workbook(self, language: Language) -> bytes:
        """The template as the bytes of an .xlsx file."""
        stream = BytesIO()
        book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        looks = Looks(book)
        self._write_list(book.add_worksheet(say(self.sheet, language)), looks, language)
        self._write_guide(book.add_worksheet(say("roster.template.guide", language)), looks, language)
        book.close()
        return stream.getvalue()

    def write(self, path: Path, language: Language, *, force: bool) -> None:
        """Write the template. Raises Refusal: no .xlsx name, no such folder, or a file in the way and not ``force``."""
        if path.suffix.lower() != ".xlsx":
            raise Refusal("roster.template.extension", path=str(path))
        if not path.parent.is_dir():
            raise Refusal("roster.template.no_folder", path=str(path.parent))
        if path.exists() and not force:
            raise Refusal("roster.template.exists", path=str(path))
        write_whole(path, self.workbook(language))

    def _write_list(self, sheet: Any, looks: Looks, language: Language) -> None:
        for at, column in enumerate(self.columns):
            width = min(max(width_of(column.head), width_of(column.example)) + 4, self.widest)
            sheet.set_column(at, at, width, looks("plain", cell_kind(column)))
            put(sheet, 0, at, column.head, look=looks("required" if column.required else "head"))
            sheet.write_comment(0, at, self.about(column, language), {"x_scale": 2, "author": ""})
            put(sheet, 1, at, column.example, look=looks("aside", cell_kind(column)))
            offer_choices(sheet, column, at, first=1, last=self.last_row, language=language)
        sheet.write_comment(1, 0, say("roster.template.example_note", language), {"x_scale": 2, "author": ""})
        sheet.set_row(0, 24)
        sheet.freeze_panes(1, 2)

    def _write_guide(self, sheet: Any, looks: Looks, language: Language) -> None:
        put(sheet, 0, 0, say(self.title, language), look=looks("title"))
        for at, (key, width) in enumerate(zip(_GUIDE, self.guide_widths, strict=True)):
            sheet.set_column(at, at, width, looks("wrapped"))
            put(sheet, 1, at, say(f"roster.template.guide.{key}", language), look=looks("head"))
        for row, column in enumerate(self.columns, start=2):
            must = say("roster.template.guide.yes" if column.required else "roster.template.guide.no", language)
            about = (self.meaning(column, language), self.filling(column, language))
            for at, text in enumerate((column.head, column.key, must, *about, column.example)):
                put(sheet, row, at, text, look=looks("wrapped", "text"))
        last = len(self.columns) + 3
        sheet.merge_range(last, 0, last, 5, "", looks("wrapped"))
        put(sheet, last, 0, say(self.notes, language), look=looks("wrapped"))
        sheet.set_row(last, self.notes_height)
        sheet.freeze_panes(2, 0)
