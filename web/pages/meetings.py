"""A committee's meetings: called, the roll taken and frozen, departures, paper ballots printed and counted by two."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from api.actor import person_of
from api.language import language_of
from api.permissions import MayCompose, MayCount
from api.repeats import FormRoute
from api.wiring import Now, Reading, TheWiring, Writing
from blind.ballot.paper import mark_of
from expertpool.actions.call_meeting import call_meeting
from expertpool.actions.decide_act import confirm_act
from expertpool.actions.freeze_roll import freeze_roll
from expertpool.actions.note_departure import note_departure
from expertpool.actions.propose_act import propose_act
from expertpool.errors import Refusal
from expertpool.models.joint_kind import Joint
from expertpool.queries.joint_acts import open_act
from expertpool.queries.meetings import MeetingSeen, every_meeting, frozen_meeting, meeting_of
from expertpool.queries.review import group_of, groups
from expertpool.queries.seated_panel import seated_panel
from expertpool.reviewing.attendance import CheckedRoll
from expertpool.words import Language, speaker
from web.committee_view import known_committee
from web.contexts.form import Form
from web.contexts.meetings import CountsPage
from web.count_desk import Sheet, alone, count_together
from web.downloads import WORKBOOK, download
from web.meeting_view import checked_shown, count_page, meeting_page, meetings_page
from web.rendering import goto, page, sent_back
from web.roll_desk import candidates_in, checked, filled_in, signed_in
from web.typed_form import Sent, TypedForm, field_at

router = APIRouter(route_class=FormRoute, default_response_class=HTMLResponse)
Number = Annotated[int, Path(ge=1, le=2**53)]
REASON = "-"
"""A count has no reason of its own."""


@router.get("/committees/{number}/meetings")
def meetings(*, number: Number, request: Request, _actor: MayCompose, session: Reading) -> Response:
    """The meetings so far, and the form to call one."""
    return page(request, "meetings.html", meetings_page(session, number))


@router.post("/committees/{number}/meetings")
def call(*, number: Number, request: Request, actor: MayCompose, sent: Sent, session: Writing, at: Now) -> Response:
    """Call a meeting of the newest panel."""
    try:
        made = _call(session, number, sent, at=at, by=actor.name)
    except Refusal as refusal:
        session.rollback()
        form = Form.refused(refusal, language_of(request), at=field_at(refusal) or "candidates", **dict(sent.fields))
        raise sent_back(request, "meetings.html", meetings_page(session, number, form=form)) from None
    return goto(f"/committees/{number}/meetings/{made}")


def _call(session: Session, number: int, sent: TypedForm, *, at: datetime, by: str) -> int:
    known = known_committee(session, number)
    if known.kept is None:
        raise Refusal("page_draw.no_file")
    facts, text = known.kept.facts, known.kept.text
    panel = seated_panel(session, facts.name, facts.year)
    if panel is None:
        raise Refusal("meeting.no_panel", committee=facts.name, year=facts.year)
    chosen = sent.several.get("group", ())
    if chosen:
        listed = [(name, title) for title, names in groups_chosen(session, chosen) for name in names]
    else:
        listed = [(one.codename, one.group) for one in candidates_in(sent.text("candidates"), sent.files.get("file"))]
    made = call_meeting(session, facts, panel, committee_file=text, candidates=listed, at=at, actor=by)
    return made.id or 0


def groups_chosen(session: Session, chosen: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Title and codenames of each group that was ticked. Refuses one that is not there."""
    known = groups(session)
    found = [group_of(session, one) for one in chosen if one in known]
    return [(one.title, tuple(one.packets)) for one in found]


@router.get("/committees/{number}/meetings/{meeting}")
def meeting(
    *, number: Number, meeting: Number, request: Request, _actor: MayCompose, session: Reading, at: Now
) -> Response:
    """One meeting: its roll, what the rules say, its counts."""
    return page(request, "meeting.html", meeting_page(session, number, meeting, at=at, language=language_of(request)))


@router.post("/committees/{number}/meetings/{meeting}/check")
def check(
    *, number: Number, meeting: Number, request: Request, _actor: MayCompose, sent: Sent, session: Reading, at: Now
) -> Response:
    """What the rules say of the roll as it is filled in; nothing is kept."""
    language = language_of(request)
    try:
        found = _checked(session, meeting, sent)
    except Refusal as refusal:
        raise _sent_back(request, refusal, session, number, meeting, sent, at) from None
    form, shown = Form(dict(sent.fields)), checked_shown(meeting_of(session, meeting), found, language)
    return page(
        request,
        "meeting.html",
        meeting_page(session, number, meeting, at=at, language=language, form=form, found=shown),
    )


@router.post("/committees/{number}/meetings/{meeting}/freeze")
def freeze(
    *, number: Number, meeting: Number, request: Request, actor: MayCompose, sent: Sent, session: Writing, at: Now
) -> Response:
    """Freeze the roll, unless a strict rule is broken."""
    language = language_of(request)
    try:
        seen, found = meeting_of(session, meeting), _checked(session, meeting, sent)
        if found.forbidding:
            shown = checked_shown(seen, found, language)
            form = Form(dict(sent.fields), {"": speaker(language)("meeting.stopped")})
            raise sent_back(
                request,
                "meeting.html",
                meeting_page(session, number, meeting, at=at, language=language, form=form, found=shown),
            )
        verdicts = [verdict.as_dict(language) for verdict in found.verdicts]
        freeze_roll(
            session,
            seen,
            entries=found.entries,
            recusals=found.recusals,
            verdicts=verdicts,
            at=at,
            actor=actor.name,
        )
    except Refusal as refusal:
        session.rollback()
        raise _sent_back(request, refusal, session, number, meeting, sent, at) from None
    return goto(f"/committees/{number}/meetings/{meeting}")


def _checked(session: Session, meeting: int, sent: TypedForm) -> CheckedRoll:
    seen = meeting_of(session, meeting)
    signed = filled_in(seen, sent.files["file"]) if "file" in sent.files else signed_in(seen, sent.fields)
    return checked(session, seen, signed)


@router.post("/committees/{number}/meetings/{meeting}/leave")
def leave(
    *, number: Number, meeting: Number, request: Request, actor: MayCompose, sent: Sent, session: Writing, at: Now
) -> Response:
    """Note that a member left early."""
    try:
        seen = meeting_of(session, meeting)
        note_departure(session, seen, sent.need("member", most=10), reason=sent.need("why"), at=at, actor=actor.name)
    except Refusal as refusal:
        session.rollback()
        raise _sent_back(request, refusal, session, number, meeting, sent, at) from None
    return goto(f"/committees/{number}/meetings/{meeting}")


@router.get("/committees/{number}/meetings/{meeting}/papers/{file}")
async def printed(
    *,
    number: Number,
    meeting: Number,
    file: Annotated[str, Path(max_length=40)],
    request: Request,
    wiring: TheWiring,
    _actor: MayCompose,
) -> Response:
    """The roll, the agenda, the ballots and the counters' sheets, to print."""
    seen = await wiring.read(lambda session: meeting_of(session, meeting))
    known = await wiring.read(lambda session: known_committee(session, number))
    if seen.scope != known.scope:
        raise Refusal("meeting.unknown", meeting=meeting)
    made = await run_in_threadpool(_printed, seen, file, language_of(request), wiring.desk.mark("ballot", str(meeting)))
    kind = WORKBOOK if file.endswith(".xlsx") else "application/pdf"
    return download(made, file, kind)


def _printed(seen: MeetingSeen, file: str, language: Language, secret: str) -> bytes:
    """One of the meeting's papers. Ballots carry the same mark however often they are printed."""
    from expertpool.commands.ballot_print import sheets_of  # noqa: PLC0415  # Typst and fonts: only when needed
    from expertpool.documents.ballot_sheets import BallotSheets, ballot_pdf  # noqa: PLC0415  # for the same reason
    from expertpool.reviewing.meeting_papers import agenda_paper, count_paper, roll_book, roll_paper  # noqa: PLC0415  # for it too

    if file == "roll.xlsx":
        return roll_book(seen, language)
    if file == "roll.pdf":
        return roll_paper(seen, language)
    if file == "agenda.pdf":
        return agenda_paper(seen, language)
    if seen.frozen_at is None:
        raise Refusal("meeting.not_frozen", meeting=seen.id)
    if file in ("count-1.pdf", "count-2.pdf"):
        return count_paper(seen, language, counter=int(file[6]))
    if file == "ballots.pdf":
        mark = mark_of(seen.scope, lambda size: hashlib.sha256(secret.encode()).digest()[:size])
        sheets = sheets_of(seen, one_candidate=any(seen.recused_for(name) for name in seen.codenames))
        name, day = seen.committee.name, seen.held_on
        printed = BallotSheets(committee=name, held_on=day, mark=mark, assurance=seen.assurance, sheets=sheets)
        return ballot_pdf(printed, language)
    raise Refusal("page_draw.no_paper")


@router.get("/counts")
def counts(*, request: Request, _actor: MayCount, session: Reading) -> Response:
    """Meetings whose roll is frozen."""
    found = [one for one in every_meeting(session) if one.frozen_at is not None]
    shown = CountsPage(meetings=tuple((one.id, one.committee.name, one.held_on) for one in reversed(found)))
    return page(request, "counts.html", shown)


@router.get("/counts/{meeting}")
def count(*, meeting: Number, request: Request, actor: MayCount, session: Reading, at: Now) -> Response:
    """A counter's form for one meeting."""
    return page(request, "count.html", count_page(session, meeting, person_of(actor), at=at))


@router.post("/counts/{meeting}")
def enter_count(
    *, meeting: Number, request: Request, actor: MayCount, sent: Sent, session: Writing, at: Now
) -> Response:
    """The first counter's numbers wait; the second's are compared with them, and both are entered."""
    person, language = person_of(actor), language_of(request)
    try:
        seen = frozen_meeting(session, meeting)
        sheet = Sheet.typed(seen, sent)
        alone(seen, sheet)
        waiting = open_act(session, Joint.PAPER_COUNT, _subject(seen), at=at)
        if waiting is None:
            content = {"meeting": seen.id, "committee": seen.committee.name, **sheet.as_dict()}
            given: dict[str, Any] = {"content": content, "reason": REASON, "person": person, "at": at}
            propose_act(session, Joint.PAPER_COUNT, _subject(seen), **given)
        else:
            confirm_act(
                session,
                waiting,
                person=person,
                digest=waiting.digest,
                at=at,
                carry_out=lambda act: {
                    "count": count_together(session, seen, act, sheet, by=person.name, at=at, language=language).number
                },
            )
    except Refusal as refusal:
        session.rollback()
        form = Form.refused(refusal, language, at=field_at(refusal), **dict(sent.fields))
        raise sent_back(request, "count.html", count_page(session, meeting, person, at=at, form=form)) from None
    return goto(f"/counts/{meeting}")


def _subject(seen: MeetingSeen) -> str:
    return f"meeting-{seen.id}"


def _sent_back(  # noqa: PLR0917  # one call, in the order of the routes
    request: Request, refusal: Refusal, session: Session, number: int, meeting: int, sent: TypedForm, at: datetime
) -> Exception:
    language = language_of(request)
    form = Form.refused(refusal, language, at=field_at(refusal), **dict(sent.fields))
    shown = meeting_page(session, number, meeting, at=at, language=language, form=form)
    return sent_back(request, "meeting.html", shown)
