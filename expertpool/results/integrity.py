"""Every expert of a review with pledge and conduct: what is filed within a month of its end (2025 notice, 六(一)3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, select

from expertpool.models import Expert, Misconduct, Pledge
from expertpool.queries.meetings import MeetingSeen
from expertpool.queries.review import group_of, groups


def statements(session: Session, meeting: MeetingSeen) -> list[dict[str, Any]]:
    """One record an expert, members of the meeting and readers of its candidates, by expert number.

    ``conduct``: misconduct that stands, of any season. Names and employers of readers come from the pool.
    """
    members = {str(one.expert.facts.expert_no): one for one in meeting.members if one.present is not None}
    readers = _readers(session, set(meeting.codenames))
    pool = {one.expert_no: one for one in session.exec(select(Expert)).all()}
    ids = {one.id: number for number, one in pool.items()}
    season = meeting.committee.year
    pledges = {
        ids[one.expert_id]: one.signed_on
        for one in session.exec(select(Pledge).where(Pledge.season == season)).all()
        if one.expert_id in ids
    }
    events: dict[str, list[dict[str, str]]] = {}
    for event in session.exec(select(Misconduct).where(Misconduct.lifted_at == None)).all():  # noqa: E711  # SQL's IS NULL
        if event.expert_id in ids:
            events.setdefault(ids[event.expert_id], []).append(
                {"on": event.happened_on.isoformat(), "what": event.what}
            )
    found = []
    for number in sorted(members.keys() | readers):
        member, known = members.get(number), pool.get(number)
        day: date | None = pledges.get(number) or (member.pledged_on if member else None)
        found.append(
            {
                "expert_no": number,
                "name": member.expert.name if member else known.name if known else "",
                "employer": member.expert.facts.employer if member else known.employer if known else "",
                "roles": [*(["member"] if member else []), *(["reader"] if number in readers else [])],
                "present": member.present if member else None,
                "pledged_on": day.isoformat() if day else None,
                "conduct": events.get(number, []),
            }
        )
    return found


def _readers(session: Session, codenames: set[str]) -> set[str]:
    """The numbers of the experts who were to read any of these packets."""
    found = set()
    for name in groups(session):
        seen = group_of(session, name)
        found |= {seen.readers[one.reader] for one in seen.tasks if one.codename in codenames}
    return found
