"""The matrices of years, held ready for pages and calls until the ledger grows; then changed rows are made anew."""

from __future__ import annotations

from fastapi import Request
from sqlmodel import Session

from api.language import language_of
from expertpool.oversight.matrix import HeldRows, Matrices, Matrix
from expertpool.queries.committee_record import drawn_committees
from expertpool.queries.filed_facts import filed_facts
from expertpool.queries.ledger import size_of
from expertpool.words import Language

KEPT = 6
"""Matrices held ready: those of a year, a language and a ledger of so many entries never change."""


def held_matrix(request: Request, session: Session, year: int) -> Matrix:
    """The year's committees by rules, in the reader's language."""
    language = language_of(request)
    held: dict[tuple[int, Language, int], Matrix] = request.app.state.__dict__.setdefault("matrices", {})
    key = (year, language, size_of(session))
    if key not in held:
        while len(held) >= KEPT:
            held.pop(next(iter(held)), None)
        records = drawn_committees(session, year)
        files = filed_facts(session, records, {})
        rows: HeldRows = request.app.state.__dict__.setdefault("matrix_rows", HeldRows())
        held[key] = Matrices(None, files=files, language=language, held=rows).of(records)
    return held[key]
