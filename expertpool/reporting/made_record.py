"""The record of a draw as the draw wrote it, with the statement that its verification block and seal stand for."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pypdfium2

from blind.report import PAPER, Report, Sealing, digest_of
from expertpool.documents.draw_record import PAGE
from expertpool.documents.papers.page_pdf import named_template
from expertpool.documents.typesetting import page_template
from expertpool.errors import Refusal, Where
from expertpool.reporting.make_report import MadeReport
from expertpool.rules.facts import CommitteeFacts

NAME = "draw-record"
PDF, PANEL, VERDICTS = f"{NAME}.pdf", "panel.json", "verdicts.json"


def made_record(
    folder: Path,
    committee: CommitteeFacts,
    *,
    seated: Collection[str],
    seal: bytes,
    before: Mapping[tuple[str, str], list[bytes]],
) -> MadeReport:
    """抽取记录表 in a draw's folder, and what is to be signed about it: panel and verdicts of the draw.

    ``seated``: the numbers on record of the committee's panel; ``before``: statements on record by scope and kind.
    Raises Refusal where the folder is no draw's, another draw's, or its record does not name the whole panel.
    """
    panel, verdicts = (_read(folder / name) for name in (PANEL, VERDICTS))
    numbers = [str(one.get("expert_no")) for one in panel.get("members", ()) if isinstance(one, dict)]
    if (panel.get("committee"), panel.get("year")) != (committee.name, committee.year) or {*numbers} != {*seated}:
        raise Refusal("papers.record_of_another_draw", where=Where(file=str(folder / PANEL)), committee=committee.name)
    body = _bytes(folder / PDF)
    if unnamed := _unnamed(body, numbers):
        where = Where(file=str(folder / PDF))
        raise Refusal("papers.record_changed", where=where, numbers="、".join(unnamed))
    kind, scope = f"{PAPER}{NAME}", f"{committee.name}/{committee.year}"
    earlier = before.get((scope, kind), [])
    statement = Report(
        kind=kind,
        scope=scope,
        subjects={PDF: digest_of(body)},
        content={"template": _template_id(), "made_on": str(panel.get("drawn_at", ""))[:10], "data": [panel, verdicts]},
        replaces=earlier[-1] if earlier else None,
        sealed=Sealing(seal, {PDF: len(body)}),
    )
    return MadeReport(statement, {PDF: body})


def _template_id() -> str:
    return named_template(NAME, page_template(PAGE).encode())


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise Refusal("papers.no_record", where=Where(file=str(path)), path=str(path)) from None


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(_bytes(path), parse_float=str)  # a statement holds no floats, but their digits
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refusal("papers.no_record", where=Where(file=str(path)), path=str(path))
    return found


def _unnamed(body: bytes, numbers: Collection[str]) -> list[str]:
    """The numbers that stand on no page; all of them where the file is no PDF."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError:
        return sorted(numbers)
    text = "".join(_signs(page.get_textpage().get_text_range()) for page in document)
    document.close()
    return sorted(one for one in numbers if _signs(one) not in text)


def _signs(text: str) -> str:
    """The text without blanks and without whatever stands at the end of a broken line, hyphens among it."""
    return re.sub(r"[\s\u00ad\u200b\ufffe-]", "", text)
