"""How the scores behind a committee's rankings were sealed: by readers' own devices, or at rest only."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from expertpool.models import Meeting, Ranking, Result
from expertpool.queries.review import weakly_sealed


@dataclass(frozen=True, kw_only=True)
class ScoreSealing:
    """How many packets were ranked, and how many of them have a score that no reader's own device sealed."""

    packets: int
    at_rest_only: int


def score_sealing(session: Session, committee: int) -> ScoreSealing | None:
    """Over the newest ranking of each of a committee's meetings; None where nothing was ranked."""
    wanted = select(Ranking).join(Meeting).where(Meeting.committee_id == committee).order_by(col(Ranking.number))
    newest = {one.meeting_id: one.id for one in session.exec(wanted)}
    if not newest:
        return None
    rows = session.exec(select(Result.group_id, Result.codename).where(col(Result.ranking_id).in_(newest.values())))
    ranked = set(rows.all())
    weak = {(group, name) for group in {group for group, _ in ranked} for name in weakly_sealed(session, [group])}
    return ScoreSealing(packets=len(ranked), at_rest_only=len(ranked & weak))
