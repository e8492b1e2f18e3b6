"""Ballots of a meeting as they are on record: the open one, closed ones with their votes, and every count."""

from __future__ import annotations

from sqlalchemy import func
from sqlmodel import Session, col, select

from blind.ballot.definition import Ballot as Definition
from blind.ballot.vote import Vote
from expertpool.models import Ballot, BallotCount, BallotVote


def ballot_by(session: Session, definition: Definition) -> Ballot | None:
    """The ballot on record with exactly this definition."""
    text = definition.to_bytes().decode()
    return session.exec(select(Ballot).where(Ballot.definition == text)).first()


def ballots_of(session: Session, meeting: int) -> tuple[Ballot, ...]:
    """Every ballot of a meeting, first to last, voided ones too."""
    found = session.exec(select(Ballot).where(Ballot.meeting_id == meeting).order_by(col(Ballot.number)))
    return tuple(found.all())


def votes_in(session: Session, ballot: Ballot) -> tuple[Vote, ...]:
    """The votes of a closed ballot in the order of their hashes. Raises ``Malformed`` for one that was spoilt."""
    rows = session.exec(select(BallotVote).where(BallotVote.ballot_id == ballot.id).order_by(col(BallotVote.hash)))
    return tuple(Vote.parse(row.vote.encode()) for row in rows.all())


def counts_of(session: Session, meeting: int) -> tuple[BallotCount, ...]:
    """Every count of a meeting, first to last; a recount stands beside the count before and not in its place."""
    found = session.exec(select(BallotCount).where(BallotCount.meeting_id == meeting).order_by(col(BallotCount.number)))
    return tuple(found.all())


def next_count(session: Session, meeting: int) -> int:
    """The number that the next count of a meeting carries."""
    statement = select(func.max(BallotCount.number)).where(BallotCount.meeting_id == meeting)
    return 1 + (session.exec(statement).one() or 0)
