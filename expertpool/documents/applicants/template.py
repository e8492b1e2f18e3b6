"""The template of an eligibility roster: its columns, and what is said of each."""

from __future__ import annotations

from pathlib import Path

from expertpool.documents.applicants.eligibility_columns import TEMPLATE_COLUMNS
from expertpool.documents.list_template import ListTemplate
from expertpool.documents.roster.column_table import RosterColumn
from expertpool.words import Language, say


def write_eligibility_template(path: Path, language: Language, *, force: bool = False) -> None:
    """Write the template. Raises Refusal: no .xlsx name, no such folder, or a file in the way and not ``force``."""
    _TEMPLATE.write(path, language, force=force)


def _meaning(column: RosterColumn, language: Language) -> str:
    return say(f"applicants.about.{column.key}", language)


def _filling(column: RosterColumn, language: Language) -> str:
    return say(f"applicants.fill.{column.kind.name.lower()}", language, allowed="、".join(column.values))


def _about(column: RosterColumn, language: Language) -> str:
    return f"{_meaning(column, language)} {_filling(column, language)}"


_TEMPLATE = ListTemplate(
    columns=TEMPLATE_COLUMNS,
    sheet="applicants.template.sheet",
    title="applicants.template.title",
    notes="applicants.template.notes",
    meaning=_meaning,
    filling=_filling,
    about=_about,
    guide_widths=(18, 20, 10, 60, 60, 30),
    notes_height=64,
    last_row=5_000,
    widest=40,
)
