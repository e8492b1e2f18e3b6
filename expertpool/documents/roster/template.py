"""The template of a roster: heads, drop-downs, text columns, one example row, and a guide to the columns."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from expertpool.documents.roster.column_table import RosterColumn
from expertpool.documents.roster.columns import COLUMNS
from expertpool.documents.roster.sheet import Looks, cell_kind, offer_choices, put, width_of
from expertpool.errors import Refusal
from expertpool.whole_file import write_whole
from expertpool.words import Language, say

_LAST_ROW = 20_000


def write_template(path: Path, language: Language, *, force: bool = False) -> None:
    """Write the template. Raises Refusal: no .xlsx name, no such folder, or a file in the way and not ``force``."""
    if path.suffix.lower() != ".xlsx":
        raise Refusal("roster.template.extension", path=str(path))
    if not path.parent.is_dir():
        raise Refusal("roster.template.no_folder", path=str(path.parent))
    if path.exists() and not force:
        raise Refusal("roster.template.exists", path=str(path))
    write_whole(path, template_workbook(language))


def template_workbook(language: Language) -> bytes:
    """The template as the bytes of an .xlsx file."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = Looks(book)
    _write_roster(book.add_worksheet(say("roster.template.sheet", language)), looks, language)
    _write_guide(book.add_worksheet(say("roster.template.guide", language)), looks, language)
    book.close()
    return stream.getvalue()


def _write_roster(sheet: Any, looks: Looks, language: Language) -> None:
    for at, column in enumerate(COLUMNS):
        width = max(width_of(column.head), width_of(column.example)) + 4
        sheet.set_column(at, at, width, looks("plain", cell_kind(column)))
        put(sheet, 0, at, column.head, look=looks("required" if column.required else "head"))
        sheet.write_comment(0, at, _about(column, language), {"x_scale": 2, "author": ""})
        put(sheet, 1, at, column.example, look=looks("aside", cell_kind(column)))
        offer_choices(sheet, column, at, first=1, last=_LAST_ROW, language=language)
    sheet.write_comment(1, 0, say("roster.template.example_note", language), {"x_scale": 2, "author": ""})
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 2)


def _about(column: RosterColumn, language: Language) -> str:
    meaning = f"{say(f'roster.column.{column.key}', language)} {how_to_fill(column, language)}"
    return say("roster.template.required_note", language, meaning=meaning) if column.required else meaning


def how_to_fill(column: RosterColumn, language: Language) -> str:
    """In a few words what may stand in a column."""
    return say(f"roster.fill.{column.kind.name.lower()}", language, allowed="、".join(column.values))


def _write_guide(sheet: Any, looks: Looks, language: Language) -> None:
    put(sheet, 0, 0, say("roster.template.guide.title", language), look=looks("title"))
    keys = ("head", "key", "required", "meaning", "values", "example")
    for at, (key, width) in enumerate(zip(keys, (14, 16, 10, 60, 60, 24), strict=True)):
        sheet.set_column(at, at, width, looks("wrapped"))
        put(sheet, 1, at, say(f"roster.template.guide.{key}", language), look=looks("head"))
    for row, column in enumerate(COLUMNS, start=2):
        must = say("roster.template.guide.yes" if column.required else "roster.template.guide.no", language)
        meaning, filling = say(f"roster.column.{column.key}", language), how_to_fill(column, language)
        for at, text in enumerate((column.head, column.key, must, meaning, filling, column.example)):
            put(sheet, row, at, text, look=looks("wrapped", "text"))
    sheet.merge_range(len(COLUMNS) + 3, 0, len(COLUMNS) + 3, 5, "", looks("wrapped"))
    put(sheet, len(COLUMNS) + 3, 0, say("roster.template.guide.notes", language), look=looks("wrapped"))
    sheet.set_row(len(COLUMNS) + 3, 48)
    sheet.freeze_panes(2, 0)
