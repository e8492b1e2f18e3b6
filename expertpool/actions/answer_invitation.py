"""Answer an invitation: a reader takes part in a review group, or recuses and owes nothing any more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.models import Ground, Kind, ReviewAnswer, ReviewTask, Taking
from expertpool.queries.reader_desk import OwnGroup, open_tasks


def accept_invitation(session: Session, group: OwnGroup, *, at: datetime, actor: str) -> ReviewAnswer:
    """The reader takes part; saying so again changes nothing. Refuses somebody who recused."""
    known = session.get(ReviewAnswer, (group.id, group.reader))
    if known is not None:
        if known.answer == Taking.RECUSED:
            raise Refusal("desk.recused_already")
        return known
    return _enter(session, group, Taking.ACCEPTED, None, tasks=[], at=at, actor=actor)


def recuse_from_group(session: Session, group: OwnGroup, ground: Ground, *, at: datetime, actor: str) -> ReviewAnswer:
    """The reader steps back from the whole group: every task that is still open is withdrawn, without penalty.

    The same again changes nothing. The ledger keeps the ground in the record alone.
    """
    known = session.get(ReviewAnswer, (group.id, group.reader))
    if known is not None and known.answer == Taking.RECUSED:
        return known
    tasks = open_tasks(session, group)
    for one in tasks:
        one.withdrawn = True
        session.add(one)
    return _enter(session, group, Taking.RECUSED, ground, tasks=tasks, at=at, actor=actor)


def _enter(
    session: Session,
    group: OwnGroup,
    taking: Taking,
    ground: Ground | None,
    *,
    tasks: list[ReviewTask],
    at: datetime,
    actor: str,
) -> ReviewAnswer:
    row = session.get(ReviewAnswer, (group.id, group.reader)) or ReviewAnswer(
        group_id=group.id, reader=group.reader, answer=taking.value, answered_at=at
    )
    row.answer, row.ground, row.answered_at = taking.value, ground.value if ground else None, at
    session.add(row)
    session.flush()
    written: dict[str, list[tuple[Any, ...]]] = {"review_answer": [(group.id, group.reader)]}
    if tasks:
        written["review_task"] = [(group.id, one.codename, one.reader) for one in tasks]
    facts = {"answer": taking.value, "withdrawn": len(tasks)}
    enter_records(session, Kind.INVITATION_ANSWERED, at=at, by=actor, records=written, scope=group.id, facts=facts)
    return row
