"""assignment.xlsx: an overview and one sheet an expert, by codename and expert number alone, ready to print."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from expertpool.whole_file import write_whole
from expertpool.words import Language, speaker

_UNFIT = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
_SAME_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""One date for every workbook: when it was made tells nothing and would make equal content unequal."""


def write_assignment_workbook(content: Mapping[str, Any], path: Path, *, language: Language) -> None:
    """Write the workbook for the content of assignment.json; equal content and language give equal bytes.

    Every text is stored as text. Raises OSError where the file cannot be written.
    """
    words = speaker(language)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": words("assign.sheet.overview"), "created": _SAME_TIME})
    formats = _formats(book, foot=f"{words('report.assurance')} {content['assurance']}")
    width = max(len(experts) for experts in content["packets"].values())
    heads = [words("assign.column.codename"), *(words("assign.reader", number=at + 1) for at in range(width))]
    rows = [[codename, *experts] for codename, experts in content["packets"].items()]
    _sheet(book, words("assign.sheet.overview"), heads, rows, formats)
    counts = [[expert, len(codenames)] for expert, codenames in content["experts"].items()]
    heads = [words("assign.column.expert_no"), words("assign.column.packets")]
    _sheet(book, words("assign.sheet.loads"), heads, counts, formats)
    taken: set[str] = {words("assign.sheet.overview").casefold(), words("assign.sheet.loads").casefold(), "history"}
    for expert, codenames in content["experts"].items():
        if codenames:
            heads = [words("assign.column.number"), words("assign.column.codename"), words("assign.column.done")]
            listed = [[at, codename, ""] for at, codename in enumerate(codenames, start=1)]
            _sheet(book, _title(expert, taken), heads, listed, formats)
    book.close()
    write_whole(path, buffer.getvalue())


def _formats(book: Any, *, foot: str) -> dict[str, Any]:
    return {
        "foot": f"&L{foot}&C&P / &N",
        "head": book.add_format({"bold": True, "border": 1, "bg_color": "#F2F2F2", "valign": "vcenter"}),
        "text": book.add_format({"border": 1, "valign": "vcenter", "num_format": "@", "quote_prefix": True}),
        "number": book.add_format({"border": 1, "valign": "vcenter", "num_format": "0"}),
    }


def _title(expert: str, taken: set[str]) -> str:
    """A sheet name for an expert: what Excel allows, each once."""
    name = expert.translate(_UNFIT)[:31] or "_"
    at = 1
    while name.casefold() in taken:
        at += 1
        name = f"{expert.translate(_UNFIT)[:26]}~{at}"
    taken.add(name.casefold())
    return name


def _sheet(
    book: Any, name: str, heads: Sequence[str], rows: Sequence[Sequence[Any]], formats: Mapping[str, Any]
) -> None:
    page = book.add_worksheet(name)
    for column, head in enumerate(heads):
        page.write_string(0, column, head, formats["head"])
        page.set_column(column, column, 16)
    for at, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                page.write_number(at, column, cell, formats["number"])
            elif cell:
                page.write_string(at, column, cell, formats["text"])
            else:
                page.write_blank(at, column, None, formats["text"])
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer(formats["foot"])
