"""Enter working days: a year's holidays and made-up days, from the State Council's notice or the office's own table."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.models import CalendarYear, Kind
from expertpool.season.working_days import YearTable


def enter_working_days(session: Session, table: YearTable, *, at: datetime, actor: str) -> None:
    """Keep a year's table, in place of the one entered before; what stood there before stays in the ledger."""
    row = CalendarYear(
        year=table.year,
        source=table.source,
        off=[day.isoformat() for day in sorted(table.off)],
        worked=[day.isoformat() for day in sorted(table.worked)],
    )
    session.merge(row)
    session.flush()
    facts = {"year": table.year, "source": table.source, "off": row.off, "worked": row.worked}
    written = {"calendar_year": [(table.year,)]}
    enter_records(session, Kind.WORKING_DAYS_ENTERED, at=at, by=actor, records=written, facts=facts)
