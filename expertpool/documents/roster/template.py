"""The template of a roster: its columns, and what is said of each."""

from __future__ import annotations

from pathlib import Path

from expertpool.documents.list_template import ListTemplate
from expertpool.documents.roster.column_table import RosterColumn
from expertpool.documents.roster.columns import COLUMNS
from expertpool.words import Language, say


def write_template(path: Path, language: Language, *, force: bool = False) -> None:
    """Write the template. Raises Refusal: no .xlsx name, no such folder, or a file in the way and not ``force``."""
    _TEMPLATE.write(path, language, force=force)


def template_workbook(language: Language) -> bytes:
    """The template as the bytes of an .xlsx file."""
    return _TEMPLATE.workbook(language)


def how_to_fill(column: RosterColumn, language: Language) -> str:
    """In a few words what may stand in a column."""
    return say(f"roster.fill.{column.kind.name.lower()}", language, allowed="、".join(column.values))


def _meaning(column: RosterColumn, language: Language) -> str:
    return say(f"roster.column.{column.key}", language)


def _about(column: RosterColumn, language: Language) -> str:
    meaning = f"{_meaning(column, language)} {how_to_fill(column, language)}"
    return say("roster.template.required_note", language, meaning=meaning) if column.required else meaning


_TEMPLATE = ListTemplate(
    columns=COLUMNS,
    sheet="roster.template.sheet",
    title="roster.template.guide.title",
    notes="roster.template.guide.notes",
    meaning=_meaning,
    filling=how_to_fill,
    about=_about,
    guide_widths=(14, 16, 10, 60, 60, 24),
    notes_height=48,
    last_row=20_000,
)
