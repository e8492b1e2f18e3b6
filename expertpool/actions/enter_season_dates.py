"""Enter a season's dates: the fixed days of the year's notice, as the office states them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.models import Kind, SeasonNotice
from expertpool.season.own_dates import OwnDates


def enter_season_dates(session: Session, dates: OwnDates, *, at: datetime, actor: str) -> None:
    """Keep a year's dates, in place of those entered before; what stood there before stays in the ledger."""
    days = {name: day.isoformat() for name, day in sorted(dates.days.items())}
    session.merge(SeasonNotice(year=dates.year, source=dates.source, like=dates.like, days=days))
    session.flush()
    facts = {"year": dates.year, "source": dates.source, "like": dates.like, "days": days}
    written = {"season_notice": [(dates.year,)]}
    enter_records(session, Kind.SEASON_DATES_ENTERED, at=at, by=actor, records=written, facts=facts)
