"""The one clock that people here go by, wherever a server stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


def here(moment: datetime) -> datetime:
    """The moment by the clock on the wall here; one without a zone stays as it stands."""
    return moment.astimezone(BEIJING) if moment.tzinfo else moment


def minute(moment: datetime) -> str:
    """Day and time as people read them: ``2025-08-15 09:30``."""
    return f"{here(moment):%Y-%m-%d %H:%M}"


def second(moment: datetime) -> str:
    """The same to the second, for what follows on one another."""
    return f"{here(moment):%Y-%m-%d %H:%M:%S}"


def day_here() -> date:
    """The day it is here."""
    return datetime.now(UTC).astimezone(BEIJING).date()
