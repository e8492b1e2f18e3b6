"""Enter a committee's season: its own days, which its terms hang on, and what decides which filings it owes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.models import Committee, CommitteeSeason, Kind


def enter_committee_days(
    session: Session,
    committee: Committee,
    *,
    days: Mapping[str, date],
    traits: Iterable[str],
    filed: tuple[date | None, date | None],
    at: datetime,
    actor: str,
) -> bool:
    """Keep these days beside those entered before, a newer one in place of an older; True where anything changed.

    ``days`` by anchor; ``filed``: first and last day of the committee's filing, None for what is not stated now.
    """
    before = session.get(CommitteeSeason, committee.id)
    row = before or CommitteeSeason(committee_id=committee.id or 0, days={}, traits=[])
    stated = {**row.days, **{name: day.isoformat() for name, day in days.items()}}
    held = sorted({*row.traits, *traits})
    since, until = (new or old for new, old in zip(filed, (row.filed_from, row.filed_until), strict=True))
    if before is not None and (row.days, row.traits, row.filed_from, row.filed_until) == (stated, held, since, until):
        return False
    row.days, row.traits, row.filed_from, row.filed_until = stated, held, since, until
    session.add(row)
    session.flush()
    facts = {"days": stated, "traits": held, "filed_until": until.isoformat() if until else None}
    written = {"committee_season": [(committee.id,)]}
    scope = f"{committee.name}/{committee.year}"
    enter_records(session, Kind.COMMITTEE_DAYS_ENTERED, at=at, by=actor, records=written, scope=scope, facts=facts)
    return True
