"""What became of the invitations of a panel: who was invited, who came in, what they answered, and for which reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from expertpool.ids import ExpertId
from expertpool.models import Account, Invite, ReviewAnswer, ReviewGroup, ReviewReader, SeatKind
from expertpool.queries.seated_panel import SeatedPanel


class Invited(StrEnum):
    """How far an invitation to sign in has come."""

    NONE = "none"
    ISSUED = "issued"
    USED = "used"
    EXPIRED = "expired"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one member answered for one review group; ``taking`` None: not yet; ``ground`` with a recusal alone."""

    group: str
    title: str
    taking: str | None
    ground: str | None
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One person of the panel."""

    expert_no: ExpertId
    kind: SeatKind
    invited: Invited
    valid_until: datetime | None
    answers: tuple[Answer, ...]

    @property
    def standing(self) -> str:
        """Recused once anywhere counts as recused; accepted only where every group was answered so."""
        takings = [one.taking for one in self.answers]
        if "recused" in takings:
            return "recused"
        if takings and all(one == "accepted" for one in takings):
            return "accepted"
        return "waiting" if takings else "no-group"


def panel_replies(session: Session, panel: SeatedPanel, *, at: datetime) -> tuple[Reply, ...]:
    """Everybody seated and in reserve, in the order of the seats."""
    order = [
        (kind, number) for kind in (SeatKind.KEPT, SeatKind.MEMBER, SeatKind.RESERVE) for number in panel.seats[kind]
    ]
    invites = _invites(session, {number for _, number in order})
    answers = _answers(session, {number for _, number in order})
    return tuple(
        Reply(
            expert_no=number,
            kind=kind,
            invited=_invited(invites.get(number), at),
            valid_until=invites[number].expires_at if number in invites else None,
            answers=tuple(answers.get(number, ())),
        )
        for kind, number in order
    )


def _invited(invite: Invite | None, at: datetime) -> Invited:
    if invite is None:
        return Invited.NONE
    if invite.ended_at is not None:
        return Invited.USED if invite.ended_why == "used" else Invited.EXPIRED
    return Invited.ISSUED if invite.expires_at > at else Invited.EXPIRED


def _invites(session: Session, people: set[ExpertId]) -> dict[str, Invite]:
    """The newest invite of each."""
    rows = session.exec(
        select(Account.name, Invite)
        .join(Invite, col(Invite.account_id) == col(Account.id))
        .where(col(Account.name).in_(people))
        .order_by(col(Invite.id))
    )
    return dict(rows.all())


def _answers(session: Session, people: set[ExpertId]) -> dict[str, list[Answer]]:
    rows = session.exec(
        select(ReviewReader, ReviewGroup.title)
        .join(ReviewGroup, col(ReviewGroup.id) == col(ReviewReader.group_id))
        .where(col(ReviewReader.expert_no).in_(people))
        .order_by(ReviewReader.group_id)
    )
    found: dict[str, list[Answer]] = {}
    for reader, title in rows:
        row = session.get(ReviewAnswer, (reader.group_id, reader.code))
        told = Answer(
            group=reader.group_id,
            title=title,
            taking=row.answer if row else None,
            ground=row.ground if row else None,
            at=row.answered_at if row else None,
        )
        found.setdefault(reader.expert_no, []).append(told)
    return found
