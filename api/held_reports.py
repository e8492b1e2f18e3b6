"""What compliance reports of today would say, held ready for pages until the ledger grows or the day ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fastapi import Request
from sqlmodel import Session

from api.held_matrices import held_matrix
from api.language import language_of
from expertpool.oversight.matrix import Row
from expertpool.queries.committee_record import CommitteeOnRecord, committees_on_record, drawn_committees
from expertpool.queries.ledger import size_of
from expertpool.reporting.report_contents import ReportContents
from expertpool.words import Language

Content = Mapping[str, Any]
Key = tuple[int, Language, int, date]
KEPT = 4
"""Years held ready, each of a language, a ledger of so many entries and a day."""


def held_contents(request: Request, session: Session, year: int, *, today: date) -> tuple[Content, ...]:
    """The year's committees of which a draw is on record, each as its report would say it."""
    held: dict[Key, tuple[Content, ...]] = request.app.state.__dict__.setdefault("season_reports", {})
    key = (year, language_of(request), size_of(session), today)
    if key not in held:
        while len(held) >= KEPT:
            held.pop(next(iter(held)), None)
        rows = {row.name: row for row in held_matrix(request, session, year).rows}
        made = _Made(request, session, today)
        held[key] = tuple(made.of(one, rows.get(one.name)) for one in drawn_committees(session, year))
    return held[key]


def held_content(request: Request, session: Session, committee: tuple[str, int], *, today: date) -> Content:
    """One committee's, by name and year; out of the year's where that is held, else made by itself."""
    name, year = committee
    held: dict[Key, tuple[Content, ...]] = request.app.state.__dict__.get("season_reports", {})
    known = held.get((year, language_of(request), size_of(session), today), ())
    found = next((one for one in known if one["committee"] == name), None)
    if found is not None:
        return found
    (record,) = committees_on_record(session, name=name, year=year)
    return _Made(request, session, today).of(record, None)


class _Made:
    """Contents of reports, from the committee files as they stand."""

    def __init__(self, request: Request, session: Session, today: date) -> None:
        self._contents = ReportContents(session, packs=None, today=today, language=language_of(request))

    def of(self, record: CommitteeOnRecord, row: Row | None) -> Content:
        """``row``: the committee's row of the matrix, whose lines are the report's."""
        return self._contents.of_committee(record, lines=row.lines if row is not None else None)
