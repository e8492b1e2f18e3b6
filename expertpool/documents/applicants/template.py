"""The template of an eligibility roster: heads, drop-downs, one example row, and a guide to the columns."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from expertpool.documents.applicants.eligibility_columns import TEMPLATE_COLUMNS
from expertpool.documents.roster.column_table import RosterColumn
from expertpool.documents.roster.sheet import Looks, cell_kind, offer_choices, put, width_of
from expertpool.errors import Refusal
from expertpool.whole_file import write_whole
from expertpool.words import Language, say

_LAST_ROW = 5_000


def write_eligibility_template(path: Path, language: Language, *, force: bool = False) -> None:
    """Write the template. Raises Refusal: no .xlsx name, no such folder, or a file in the way and not ``force``."""
    if path.suffix.lower() != ".xlsx":
        raise Refusal("roster.template.extension", path=str(path))
    if not path.parent.is_dir():
        raise Refusal("roster.template.no_folder", path=str(path.parent))
    if path.exists() and not force:
        raise Refusal("roster.template.exists", path=str(path))
    write_whole(path, _workbook(language))


def _workbook(language: Language) -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = Looks(book)
    _write_list(book.add_worksheet(say("applicants.template.sheet", language)), looks, language)
    _write_guide(book.add_worksheet(say("roster.template.guide", language)), looks, language)
    book.close()
    return stream.getvalue()


def _write_list(sheet: Any, looks: Looks, language: Language) -> None:
    for at, column in enumerate(TEMPLATE_COLUMNS):
        width = min(max(width_of(column.head), width_of(column.example)) + 4, 40)
        sheet.set_column(at, at, width, looks("plain", cell_kind(column)))
        put(sheet, 0, at, column.head, look=looks("required" if column.required else "head"))
        about = f"{say(f'applicants.about.{column.key}', language)} {_filling(column, language)}"
        sheet.write_comment(0, at, about, {"x_scale": 2, "author": ""})
        put(sheet, 1, at, column.example, look=looks("aside", cell_kind(column)))
        offer_choices(sheet, column, at, first=1, last=_LAST_ROW, language=language)
    sheet.write_comment(1, 0, say("roster.template.example_note", language), {"x_scale": 2, "author": ""})
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 2)


def _filling(column: RosterColumn, language: Language) -> str:
    return say(f"applicants.fill.{column.kind.name.lower()}", language, allowed="、".join(column.values))


def _write_guide(sheet: Any, looks: Looks, language: Language) -> None:
    put(sheet, 0, 0, say("applicants.template.title", language), look=looks("title"))
    keys = ("head", "key", "required", "meaning", "values", "example")
    for at, (key, width) in enumerate(zip(keys, (18, 20, 10, 60, 60, 30), strict=True)):
        sheet.set_column(at, at, width, looks("wrapped"))
        put(sheet, 1, at, say(f"roster.template.guide.{key}", language), look=looks("head"))
    for row, column in enumerate(TEMPLATE_COLUMNS, start=2):
        must = say("roster.template.guide.yes" if column.required else "roster.template.guide.no", language)
        meaning = say(f"applicants.about.{column.key}", language)
        texts = (column.head, column.key, must, meaning, _filling(column, language), column.example)
        for at, text in enumerate(texts):
            put(sheet, row, at, text, look=looks("wrapped", "text"))
    last = len(TEMPLATE_COLUMNS) + 3
    sheet.merge_range(last, 0, last, 5, "", looks("wrapped"))
    put(sheet, last, 0, say("applicants.template.notes", language), look=looks("wrapped"))
    sheet.set_row(last, 64)
    sheet.freeze_panes(2, 0)
