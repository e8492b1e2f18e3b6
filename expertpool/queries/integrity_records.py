"""The integrity file as filings keep it: records about people and for how long they run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from expertpool.filings.kind import Titles
from expertpool.models import Filing
from expertpool.queries.filings import FilingSeen, filing_seen, plain_subject
from expertpool.rules.period import years_later

YEARS = 3
"""2025 notice, 七(二): a record runs three years, counted here from its entry, which does not count itself."""

KINDS = ("title-revocation", "integrity-record")
ENTERED = "recorded"


@dataclass(frozen=True, kw_only=True)
class IntegrityRecord:
    """One record. ``subject``: as the filing names the person; ``until``: its last day, both days included."""

    number: int
    kind: str
    title: Titles
    clause: str
    subject: str
    since: date
    until: date
    reason: str
    uploaded: bool


def records_in_force(session: Session, *, on: date, subject: str | None = None) -> tuple[IntegrityRecord, ...]:
    """The records that run on a day, of every year, or those about one person; what was lifted is not among them."""
    wanted = select(Filing.id).where(col(Filing.kind).in_(KINDS)).order_by(col(Filing.id))
    if subject is not None:
        wanted = wanted.where(Filing.subject == plain_subject(subject))
    seen = [filing_seen(session, number) for number in session.exec(wanted).all() if number is not None]
    found = [_record(one) for one in seen if ENTERED in one.filing.days and one.filing.state.id != "lifted"]
    return tuple(one for one in found if one.since <= on <= one.until)


def _record(seen: FilingSeen) -> IntegrityRecord:
    kind, since = seen.filing.kind, seen.filing.days[ENTERED]
    entered = next(step for step in seen.filing.steps if step.to == ENTERED)
    return IntegrityRecord(
        number=seen.number,
        kind=kind.id,
        title=kind.titles,
        clause=kind.clause,
        subject=seen.subject,
        since=since,
        until=years_later(since, YEARS),
        reason=entered.reason,
        uploaded="uploaded" in seen.filing.days,
    )
