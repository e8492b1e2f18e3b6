"""Stored times keep the zone they were recorded in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError
from sqlmodel import Session

from expertpool.models import ImportBatch

BEIJING = timezone(timedelta(hours=8))


def batch(at: datetime) -> ImportBatch:
    return ImportBatch(
        source="a.xlsx", digest="0", imported_at=at, imported_by="王", added=0, changed=0, removed=0, unchanged=0
    )


def test_time_comes_back_with_its_own_offset(session: Session) -> None:
    moment = datetime(2025, 8, 15, 9, 30, 0, 123456, tzinfo=BEIJING)
    stored = batch(moment)
    session.add(stored)
    session.flush()
    session.expire_all()
    assert (stored.imported_at, stored.imported_at.utcoffset()) == (moment, timedelta(hours=8))
    assert stored.imported_at.date() == date(2025, 8, 15)
    assert stored.undone_at is None


def test_time_without_offset_is_refused(session: Session) -> None:
    session.add(batch(datetime.now(UTC).replace(tzinfo=None)))
    with pytest.raises(StatementError, match="offset"):
        session.flush()
