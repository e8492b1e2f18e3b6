"""Results on record: rankings of a meeting, what was posted of them, and the complaints about it."""

from __future__ import annotations

from sqlmodel import Session, col, select

from expertpool.errors import Refusal
from expertpool.models import Complaint, Publicity, Ranking, Result


def rankings_of(session: Session, meeting: int) -> tuple[Ranking, ...]:
    """Every ranking of a meeting, first to last."""
    found = session.exec(select(Ranking).where(Ranking.meeting_id == meeting).order_by(col(Ranking.number)))
    return tuple(found.all())


def newest_ranking(session: Session, meeting: int) -> Ranking:
    """The ranking that counts. Raises Refusal where the meeting has none."""
    found = rankings_of(session, meeting)
    if not found:
        raise Refusal("results.not_ranked", meeting=meeting)
    return found[-1]


def results_in(session: Session, ranking: Ranking) -> tuple[Result, ...]:
    """A ranking's results by group and place, those without a place last."""
    found = session.exec(select(Result).where(Result.ranking_id == ranking.id)).all()
    return tuple(sorted(found, key=lambda one: (one.group_id, one.place is None, one.place or 0, one.codename)))


def publicity_of(session: Session, ranking: Ranking) -> Publicity | None:
    """What was posted of a ranking."""
    return session.exec(select(Publicity).where(Publicity.ranking_id == ranking.id)).first()


def published(session: Session, meeting: int) -> Publicity:
    """What was posted of a meeting's newest ranking. Raises Refusal where nothing was."""
    found = publicity_of(session, newest_ranking(session, meeting))
    if found is None:
        raise Refusal("results.not_published", meeting=meeting)
    return found


def complaints_about(session: Session, publicity: Publicity) -> tuple[Complaint, ...]:
    """Every complaint about a posted list, first to last."""
    found = session.exec(select(Complaint).where(Complaint.publicity_id == publicity.id).order_by(col(Complaint.id)))
    return tuple(found.all())


def complaint_by(session: Session, number: int) -> Complaint:
    """The complaint with this number. Raises Refusal where there is none."""
    found = session.get(Complaint, number)
    if found is None:
        raise Refusal("results.no_complaint", complaint=number)
    return found


def results_about(session: Session, codename: str) -> tuple[tuple[Ranking, Result], ...]:
    """A codename's results in every ranking, first to last."""
    rows = session.exec(select(Ranking, Result).where(Result.ranking_id == Ranking.id, Result.codename == codename))
    return tuple(sorted(((one, other) for one, other in rows.all()), key=lambda pair: pair[0].id or 0))
