"""Close a round of scoring: enter the record of the sheets that count, which trustees wait for."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from blind.encoding import strict_parse
from blind.scoresheet.box import Closing, close, closing
from expertpool.actions.write_entry import OFFICE, enter_records, write_entry
from expertpool.errors import Refusal
from expertpool.models import Kind, ScoreClosing
from expertpool.queries.review import GroupSeen, box_of


def close_scores(session: Session, seen: GroupSeen, *, despite_missing: bool, at: datetime, actor: str) -> Closing:
    """The closing of the newest round, alone in an entry as trustees will read it; the one there where it was closed.

    Refuses while sheets are due, unless ``despite_missing``: how many are missing then stands in the record.
    """
    number = seen.round
    if number in seen.closings:
        return seen.closings[number]
    record = closing(close(box_of(session, seen, number)))
    if record.missing and not despite_missing:
        raise Refusal("scores.still_due", due=record.missing)
    content = record.to_bytes()
    session.add(ScoreClosing(group_id=seen.id, round=number, content=content.decode()))
    session.flush()
    write_entry(session, kind=Kind.GROUP_CLOSED, scope=seen.id, actor=OFFICE, at=at, body=strict_parse(content))
    written, facts = {"score_closing": [(seen.id, number)]}, {"round": number, "missing": record.missing}
    enter_records(session, Kind.CLOSING_KEPT, at=at, by=actor, records=written, scope=seen.id, facts=facts)
    return record
