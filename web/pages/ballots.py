"""The office's side of a secret ballot: open, watch the numbers, close, count; documents of inspector and trustees."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Path, Request, Response, UploadFile
from fastapi.responses import HTMLResponse
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from api.actor import person_of
from api.language import language_of
from api.permissions import MayCompose, MayHandleBallots
from api.repeats import MEBI, FormRoute, at_most
from api.wiring import Now, Reading, TheWiring, Wiring, Writing
from blind.tally import DEFAULT
from expertpool.actions.open_ballot import open_ballot
from expertpool.actions.propose_act import propose_act
from expertpool.commands.ballot_close import Shut, lay_down, shut_box
from expertpool.commands.ballot_tally import enter_count
from expertpool.commands.ledger_proof import note_witnessed
from expertpool.errors import Refusal
from expertpool.models import Ballot
from expertpool.models.joint_kind import Joint
from expertpool.party.ballot_folder import (
    CLOSED,
    CLOSING,
    COSIGNED,
    DEFINITION,
    HALVES,
    ISSUED,
    REQUESTS,
    TOKEN_KEY,
    TOKENS,
)
from expertpool.party.issuing import issued_list
from expertpool.party.token_key import offered_key
from expertpool.queries.ballots import ballots_of, counts_of
from expertpool.queries.device_keys import devices_of_experts
from expertpool.queries.meetings import MeetingSeen, every_meeting, frozen_meeting
from expertpool.reviewing.ballot_definition import definition_of
from expertpool.reviewing.box_file import BOX, BoxFile
from expertpool.reviewing.electronic_count import count_folder
from expertpool.reviewing.served_ballot import ServedBallot
from web.contexts.ballots import BallotPage, BallotsPage, MeetingLine, OutcomeLine, Without
from web.contexts.form import Form
from web.rendering import goto, page, sent_back
from web.scripts import scripts_digest
from web.typed_form import Sent

router = APIRouter(prefix="/ballots", route_class=FormRoute, default_response_class=HTMLResponse)
Number = Annotated[int, Path(ge=1, le=2**31)]
LONGEST_PAPER = 64 * MEBI
ON_PAPER = ("paper", "recount")
"""States of a meeting whose votes were cast on paper."""


@router.get("")
def ballots(request: Request, _actor: MayHandleBallots, session: Reading) -> Response:
    """Meetings whose roll is frozen."""
    frozen = [one for one in every_meeting(session) if one.frozen_at is not None]
    return page(request, "ballots.html", BallotsPage(tuple(_line(session, one) for one in reversed(frozen))))


@router.get("/{meeting}")
def ballot(
    meeting: Number, request: Request, wiring: TheWiring, _actor: MayHandleBallots, session: Reading
) -> Response:
    """One ballot in numbers."""
    return page(request, "ballot.html", _shown(session, wiring, frozen_meeting(session, meeting)))


@router.get("/{meeting}/folder.zip")
def folder(meeting: Number, wiring: TheWiring, _actor: MayHandleBallots, session: Reading) -> Response:
    """The ballot's folder, for the inspector's or a trustee's own machine."""
    served = ServedBallot.newest(session, wiring.own, frozen_meeting(session, meeting).id)
    name = served.folder.path.name
    headers = {"Content-Disposition": f'attachment; filename="ballot-{name}.zip"'}
    return Response(served.zipped(), media_type="application/zip", headers=headers)


@router.post("/{meeting}/papers")
@at_most(LONGEST_PAPER)
async def papers(
    *,
    meeting: Number,
    request: Request,
    wiring: TheWiring,
    _actor: MayHandleBallots,
    papers: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Lay down what was made elsewhere: each document is recognised by its content and its signature."""
    given = [await one.read() for one in papers or []]

    def work(session: Session) -> None:
        served = ServedBallot.newest(session, wiring.own, frozen_meeting(session, meeting).id)
        if not any(given):
            raise Refusal("ballot.paper_unknown")
        for data in given:
            served.take_paper(data, wiring.trust)

    await _tried(request, wiring, meeting, work, field="papers")
    return goto(f"/ballots/{meeting}")


@router.post("/{meeting}/open")
async def open_(meeting: Number, request: Request, wiring: TheWiring, actor: MayCompose, at: Now) -> Response:
    """Open the ballot among those on the roll, with the keys of their devices."""

    def work(session: Session) -> None:
        seen = frozen_meeting(session, meeting)
        served = ServedBallot.newest(session, wiring.own, seen.id)
        place, known = served.folder, _devices(session, seen)
        missing = [one.code for one in seen.attending if one.code not in known]
        if missing:
            raise Refusal("ballot.devices_missing", members="、".join(missing))
        offer = offered_key(place, wiring.trust)
        made = definition_of(seen, offer, wiring.trust, devices=known, file=place.path.name)
        given: dict[str, Any] = {"at": at, "actor": actor.name, "scripts": scripts_digest()}
        open_ballot(session, made, meeting=meeting, **given)
        box = BoxFile.of(wiring.own.home, made)
        with box.locked():
            box.place()
        place.put(made.to_bytes(), DEFINITION)

    await _tried(request, wiring, meeting, work, field="open")
    return goto(f"/ballots/{meeting}")


@router.post("/{meeting}/close")
async def close(meeting: Number, request: Request, wiring: TheWiring, actor: MayCompose, at: Now) -> Response:
    """Close the box, once the inspector has signed who got tokens; again, to complete what was cut off."""
    done: list[tuple[ServedBallot, Shut]] = []

    def work(session: Session) -> None:
        served = ServedBallot.newest(session, wiring.own, frozen_meeting(session, meeting).id)
        row, box = _row(session, served), served.box
        issued = issued_list(served.folder, box.ballot, wiring.trust)
        with box.locked():
            done.append((served, shut_box(session, wiring.own, row, box, issued=issued, at=at, actor=actor.name)))

    await _tried(request, wiring, meeting, work, field="close")
    for served, shut in done:
        await run_in_threadpool(_put_away, served, shut)
    return goto(f"/ballots/{meeting}")


def _put_away(served: ServedBallot, shut: Shut) -> None:
    """Lay the closing down for witness and trustees, and destroy the box, whose votes are in the ledger by now."""
    with served.box.locked():
        lay_down(served.folder, shut)
        served.box.destroy()
        served.drop_parcels()


@router.post("/{meeting}/count")
async def count(meeting: Number, request: Request, wiring: TheWiring, actor: MayCompose, at: Now) -> Response:
    """Count the box that two trustees have opened."""

    def work(session: Session) -> None:
        served = ServedBallot.newest(session, wiring.own, frozen_meeting(session, meeting).id)
        counted = count_folder(served.folder, wiring.trust, DEFAULT)
        note_witnessed(wiring.own, counted.witnessed)
        language = language_of(request)
        given: dict[str, Any] = {"language": language, "at": at, "actor": actor.name}
        enter_count(session, counted, DEFAULT, folder=served.folder.path, **given)

    await _tried(request, wiring, meeting, work, field="count")
    return goto(f"/ballots/{meeting}")


@router.post("/{meeting}/without-third")
def without_third(
    *, meeting: Number, request: Request, wiring: TheWiring, actor: MayCompose, sent: Sent, session: Writing, at: Now
) -> Response:
    """Propose to count without the third trustee, where two do not open every vote; an inspector confirms."""
    seen = frozen_meeting(session, meeting)
    try:
        row = _row(session, served := ServedBallot.newest(session, wiring.own, seen.id))
        _require_unopened(served, wiring)
        act = propose_act(
            session,
            Joint.COUNT_WITHOUT_THIRD,
            f"ballot-{row.id}",
            content={"committee": seen.committee.name, "ballot": row.id, "number": row.number},
            reason=sent.text("why"),
            person=person_of(actor),
            at=at,
        )
    except Refusal as refusal:
        session.rollback()
        form = Form.refused(refusal, language_of(request), at="why", why=sent.text("why"))
        raise sent_back(request, "ballot.html", _shown(session, wiring, seen, form)) from None
    return goto(f"/waiting/{act.id}")


def _require_unopened(served: ServedBallot, wiring: Wiring) -> None:
    """Refuse while the ballot can be counted as it is, and where something else is wrong with it."""
    try:
        count_folder(served.folder, wiring.trust, DEFAULT)
    except Refusal as refusal:
        if refusal.code == "ballot.wrong.vote-unopened":
            return
        raise
    raise Refusal("ballot.third_not_needed")


@router.post("/{meeting}/void")
def void(
    *, meeting: Number, request: Request, wiring: TheWiring, actor: MayCompose, sent: Sent, session: Writing, at: Now
) -> Response:
    """Propose that the ballot be given up; an inspector confirms, and its votes are destroyed unopened."""
    seen = frozen_meeting(session, meeting)
    try:
        row = _row(session, ServedBallot.newest(session, wiring.own, seen.id))
        if row.closing is not None:
            raise Refusal("ballot.over", number=row.number)
        act = propose_act(
            session,
            Joint.VOID_BALLOT,
            f"ballot-{row.id}",
            content={"committee": seen.committee.name, "ballot": row.id, "number": row.number},
            reason=sent.text("reason"),
            person=person_of(actor),
            at=at,
        )
    except Refusal as refusal:
        session.rollback()
        form = Form.refused(refusal, language_of(request), at="reason", reason=sent.text("reason"))
        raise sent_back(request, "ballot.html", _shown(session, wiring, seen, form)) from None
    return goto(f"/waiting/{act.id}")


async def _tried(request: Request, wiring: Wiring, meeting: int, work: Any, *, field: str) -> None:
    """Do it, or show the page with what was refused."""
    try:
        await wiring.write(work)
    except Refusal as refusal:
        if refusal.code in ("meeting.unknown", "meeting.not_frozen"):
            raise
        form = Form.refused(refusal, language_of(request), at=field)
        shown = await wiring.read(lambda session: _shown(session, wiring, frozen_meeting(session, meeting), form))
        raise sent_back(request, "ballot.html", shown) from None


def _row(session: Session, served: ServedBallot) -> Ballot:
    rows = [one for one in ballots_of(session, served.meeting) if one.number == served.number]
    if not rows:
        raise Refusal("ballot.not_opened")
    return rows[0]


def _devices(session: Session, seen: MeetingSeen) -> dict[str, Any]:
    known = devices_of_experts(session, [one.expert.facts.expert_no for one in seen.attending])
    numbers = {one.code: one.expert.facts.expert_no for one in seen.attending}
    return {code: known[number] for code, number in numbers.items() if number in known}


def _line(session: Session, seen: MeetingSeen) -> MeetingLine:
    rows = [one for one in ballots_of(session, seen.id) if one.voided is None]
    counts = counts_of(session, seen.id)
    state = "prepared" if not rows else "open" if rows[-1].closing is None else "closed"
    if not rows and any(one.ballot_id is None for one in counts):
        state = "paper" if any(one.ballot_id is None and not one.mismatches for one in counts) else "recount"
    if rows and any(one.ballot_id == rows[-1].id for one in counts):
        state = "counted"
    name = f"{seen.committee.name}"
    return MeetingLine(seen.id, name, seen.held_on, len(seen.attending), len(seen.candidates), state)


def _shown(session: Session, wiring: Wiring, seen: MeetingSeen, form: Form | None = None) -> BallotPage:
    line, served = _line(session, seen), ServedBallot.newest(session, wiring.own, seen.id)
    place = served.folder
    opened = line.state not in ("prepared", *ON_PAPER)
    known = _devices(session, seen)
    names = {one.code: one.expert.name for one in seen.attending}
    wanted = opened or line.state == "paper"
    counted = [one for one in counts_of(session, seen.id) if (one.ballot_id is not None) is opened] if wanted else []
    definition = place.ballot() if opened else None
    due = sum(map(definition.voters, definition.candidates)) if definition else 0
    return BallotPage(
        line=line,
        number=served.number,
        drawn=seen.seats,
        mark=definition.fingerprint if definition else "",
        ballot=_row(session, served).id or 0 if opened else 0,
        asked=len(place.members_in(REQUESTS)),
        answered=len(place.members_in(TOKENS)),
        cast=_cast(session, served) if opened else 0,
        due=due,
        without=tuple(Without(code, names[code]) for code in sorted(names) if code not in known),
        steps={
            "token_key": place.has(TOKEN_KEY),
            "issued": place.has(ISSUED),
            "closing": place.has(CLOSED, CLOSING),
            "cosigned": place.has(CLOSED, COSIGNED),
            "halves": len(place.members_in(HALVES)) >= 2,
        },
        outcomes=tuple(map(_outcome, counted[-1].outcomes)) if counted else (),
        scripts=scripts_digest()[:12],
        form=form or Form(),
    )


def _cast(session: Session, served: ServedBallot) -> int:
    """Votes in the box: how many, and nothing more."""
    row = _row(session, served)
    if row.closing is not None:
        return len(served.folder.votes()) if served.folder.has(CLOSED, "votes.json") else 0
    return len(served.box.read().votes) if (served.box.folder / BOX).exists() else 0


def _outcome(one: dict[str, Any]) -> OutcomeLine:
    return OutcomeLine(
        candidate=one["candidate"],
        yes=one["yes"],
        no=one["no"],
        abstained=one["abstained"],
        spoilt=one["spoilt"],
        needed=f"{one['needed']}/{one['base']}",
        passed=one["passed"],
        share=one["share_of_attending"],
    )
