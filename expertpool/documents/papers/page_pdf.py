"""A draft as a PDF: the official page of GB/T 9704 without red head and seal, which the issuing office adds."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from expertpool import __version__
from expertpool.documents.papers.draft import Draft, Facts, Heading, Paragraph, Part
from expertpool.documents.typesetting import Fonts, page_template, typeset
from expertpool.words import Language, say

PAGE, TABLE_SIZE = "papers/official_page.typ", 9.5


def page_pdf(draft: Draft, language: Language, *, made_on: date, fonts_folder: Path | None = None) -> bytes:
    """The PDF; the same draft, language and day give the same bytes."""
    page = {**page_data(draft, language), "program": f"expertpool {__version__}"}
    made = datetime.combine(made_on, time(), tzinfo=UTC)
    return typeset(page_template(PAGE), page, made=made, fonts=Fonts(fonts_folder), cells=TABLE_SIZE)


def template_id(draft: Draft) -> str:
    """Which paper this is on which page."""
    return named_template(draft.template, page_template(PAGE).encode())


def named_template(name: str, template: bytes) -> str:
    """A paper's name, and the beginning of the SHA-256 of the page that it is set on."""
    return f"{name}@{hashlib.sha256(template).hexdigest()[:16]}"


def page_data(draft: Draft, language: Language) -> dict[str, Any]:
    """Everything that is printed, as plain values: what a signed statement says of the paper."""
    words = draft.words
    return {
        "lang": language.value,
        "region": say("language.region", language),
        "title": draft.title,
        "clause": draft.clause,
        "page": words("draw_record.page", page="@page", pages="@pages"),
        "dense": draft.dense,
        "parts": [_part(part) for part in draft.parts],
        "blanks": blanks_sentence(draft),
        "signatures": draft.signatures,
        "sign": words("papers.sign"),
        "seal": words("papers.seal") if draft.sealed else "",
        "date": words("papers.day_blank"),
        "missing_words": words("draw_record.missing.words"),
    }


def blanks_sentence(draft: Draft) -> str:
    """What is left to be filled in by hand, as a sentence; empty where nothing is."""
    return draft.words("papers.blanks", labels="、".join(draft.blanks)) if draft.blanks else ""


def _part(part: Part) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"kind": "heading", "text": part.text}
    if isinstance(part, Paragraph):
        return {"kind": "paragraph", "text": part.text, "indented": part.indented}
    if isinstance(part, Facts):
        return {"kind": "facts", "rows": part.rows}
    columns = [{"head": head, "width": width} for head, width in part.columns]
    return {"kind": "listing", "columns": columns, "rows": part.rows}
