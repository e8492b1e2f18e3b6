"""Open a filing: make room for the steps of a kind, for one committee, unit or person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from expertpool.actions.write_entry import enter_records
from expertpool.filings.kind import About, End, FilingKind, Role
from expertpool.filings.loading import kind_named
from expertpool.filings.moving import refuse_opening, refuse_values
from expertpool.filings.refused import FilingRefusal
from expertpool.models import Committee, Filing, Kind
from expertpool.queries.filings import filing_seen, plain_subject
from expertpool.queries.season_dates import dates_in_force


def open_filing(
    session: Session,
    kind: str,
    *,
    year: int,
    committee: Committee | None,
    subject: str,
    role: Role,
    asked: Mapping[str, date],
    at: datetime,
    actor: str,
    claimed: bool = True,
) -> tuple[int, bool]:
    """The number of the filing, and whether it was opened now: an open one of the same name is the same filing.

    ``claimed``: the role was stated at the command line, nobody signed in in it.

    Refuses an unknown kind, a role that may not open one, a missing committee or subject, stated days that cannot be,
    and a filing that has ended; one that was dropped may be begun anew unless its kind is for once only.
    """
    found = kind_named(kind)
    refuse_opening(found, role)
    subject = plain_subject(subject) if found.named else ""
    _refuse_nameless(found, committee, subject)
    refuse_values(found, found.asks, asked, days={}, today=at.date(), dates=dates_in_force(session, year))
    before = _newest(session, kind, year=year, committee=committee, subject=subject)
    if before is not None:
        _refuse_ended(session, found, before)
        if found.states[before.state].end is None:
            return before.id or 0, False
    made = Filing(
        kind=kind,
        year=year,
        committee_id=committee.id if committee else None,
        subject=subject,
        again=before.again + 1 if before else 0,
        state=found.head.start,
        asked={name: day.isoformat() for name, day in asked.items()},
        opened_on=at.date(),
        opened_as=role.value,
        opened_by=actor,
        opening_claimed=claimed,
        opened_at=at,
    )
    session.add(made)
    session.flush()
    scope = f"{committee.name}/{year}" if committee else f"{kind}/{year}"
    facts = {"number": made.id, "kind": kind, "role": role.value, "role_claimed": claimed, "asked": made.asked}
    facts["again"] = made.again
    written = {"filing": [(made.id,)]}
    enter_records(session, Kind.FILING_OPENED, at=at, by=actor, records=written, scope=scope, facts=facts)
    return made.id or 0, True


def _refuse_nameless(kind: FilingKind, committee: Committee | None, subject: str) -> None:
    told: dict[str, Any] = {"title": kind.titles, "clause": kind.clause}
    if committee is None and kind.head.about is About.COMMITTEE:
        raise FilingRefusal("filing.committee_wanted", **told)
    if not subject and kind.named:
        raise FilingRefusal("filing.subject_wanted", **told)


def _newest(session: Session, kind: str, *, year: int, committee: Committee | None, subject: str) -> Filing | None:
    about = Filing.committee_id == (committee.id if committee else None)
    same = select(Filing).where(Filing.kind == kind, Filing.year == year, Filing.subject == subject, about)
    return session.exec(same.order_by(col(Filing.again).desc())).first()


def _refuse_ended(session: Session, kind: FilingKind, before: Filing) -> None:
    seen = filing_seen(session, before.id or 0)
    state = seen.filing.state
    if state.end is End.KEPT or (state.end is End.DROPPED and kind.head.once):
        told: dict[str, Any] = {"title": kind.titles, "clause": kind.clause, "state": state.titles}
        raise FilingRefusal("filing.ended", number=seen.number, **told)
