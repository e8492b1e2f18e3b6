"""An expert's own ballots: ask for tokens by name, so that the votes themselves can be cast without one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from sqlmodel import Session, col, select

from api.actor import Actor
from api.permissions import MayReview
from api.repeats import FormRoute
from api.wiring import Reading, TheWiring
from expertpool.errors import Refusal
from expertpool.models import Ballot, MeetingMember
from expertpool.queries.meetings import meeting_of
from expertpool.reviewing.served_ballot import ServedBallot
from web.contexts.ballots import VoteLine, VotePage, VotesPage
from web.pages.expert_desk import expert
from web.rendering import page

router = APIRouter(prefix="/vote", route_class=FormRoute, default_response_class=HTMLResponse)
Number = Annotated[int, Path(ge=1, le=2**31)]


@router.get("")
def votes(request: Request, wiring: TheWiring, actor: MayReview, session: Reading) -> Response:
    """The reader's open ballots."""
    found = []
    for row, _ in _own(session, actor):
        seen = meeting_of(session, row.meeting_id)
        if ServedBallot.of(wiring.own, row).opened:
            found.append(VoteLine(row.id or 0, seen.committee.name, len(seen.candidates)))
    return page(request, "votes.html", VotesPage(tuple(found), actor.key_id is not None))


@router.get("/{ballot}")
def vote(ballot: Number, request: Request, wiring: TheWiring, actor: MayReview, session: Reading) -> Response:
    """One ballot; everything about it happens on the reader's device."""
    row, member = _one(session, wiring, actor, ballot)
    committee = meeting_of(session, row.meeting_id).committee.name
    return page(request, "vote.html", VotePage(ballot, committee, member, actor.key_id or ""))


@router.post("/{ballot}/request")
async def ask(ballot: Number, request: Request, wiring: TheWiring, actor: MayReview) -> Response:
    """Lay down the blinded request, signed by the reader's device."""
    data = await request.body()

    def work(session: Session) -> None:
        row, member = _one(session, wiring, actor, ballot)
        if row.closing is not None:
            raise Refusal("ballot.wrong.ballot-closed")
        ServedBallot.of(wiring.own, row).ask(member, data)

    await wiring.read(work)
    return JSONResponse({"asked": True})


@router.get("/{ballot}/answer")
def answer(ballot: Number, wiring: TheWiring, actor: MayReview, session: Reading) -> Response:
    """The inspector's answer, once there is one."""
    row, member = _one(session, wiring, actor, ballot)
    found = ServedBallot.of(wiring.own, row).answer(member)
    return Response(status_code=204) if found is None else Response(found, media_type="application/json")


def _own(session: Session, actor: Actor) -> list[tuple[Ballot, str]]:
    """Ballots under way on whose roll the reader is, with their code there."""
    wanted = (
        select(Ballot, MeetingMember.code)
        .join(MeetingMember, col(MeetingMember.meeting_id) == col(Ballot.meeting_id))
        .where(MeetingMember.expert_no == expert(actor), col(MeetingMember.present).is_(True))
        .where(col(Ballot.voided).is_(None))
        .order_by(col(Ballot.id).desc())
    )
    return list(session.exec(wanted).all())


def _one(session: Session, wiring: TheWiring, actor: Actor, ballot: int) -> tuple[Ballot, str]:
    """One of them. Refuses others' and those that do not exist in the same words."""
    found = [one for one in _own(session, actor) if one[0].id == ballot]
    if not found or not ServedBallot.of(wiring.own, found[0][0]).opened:
        raise Refusal("desk.nothing_here")
    return found[0]
