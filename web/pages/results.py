"""A committee's results: ranked, unsealed and posted by two people, complaints, confirmation with the roster."""

from __future__ import annotations

import hashlib
import json
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path as File
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.actor import Actor, person_of
from api.language import language_of
from api.permissions import MayCompose
from api.repeats import MEBI, FormRoute, at_most, shown_once
from api.wiring import Now, Reading, Writing
from blind.encoding import canonical, strict_parse
from blind.errors import BlindError
from blind.vault import Vault
from blind.vault_request import PURPOSES, RESULTS, manifest_hash
from blind.vault_request import Request as Unsealing
from expertpool.actions.confirm_results import confirm_results, confirmable
from expertpool.actions.propose_act import propose_act
from expertpool.actions.rank_results import rank_results
from expertpool.actions.register_complaint import answer_complaint, register_complaint
from expertpool.commands.results_publish import LIST_BOOK
from expertpool.commands.vault import refuse_unready
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.models import ComplaintKind, Finding, JointAct
from expertpool.models.joint_kind import Joint
from expertpool.queries.joint_acts import act_by
from expertpool.queries.meetings import MeetingSeen, frozen_meeting
from expertpool.queries.results import complaint_by, complaints_about, newest_ranking, published, results_in
from expertpool.queries.review import weakly_sealed
from expertpool.results.joint_posting import proposed_list
from expertpool.results.opened_names import opened_names
from expertpool.results.papers import ROSTER_NAME, list_bytes, ranking_bytes, read_posted, roster_bytes, roster_rows
from expertpool.results.places_file import places_dict, read_places
from expertpool.results.public_list import differing
from expertpool.results.ranking import ranked
from expertpool.results.scored import TABLE
from expertpool.rules.table import Unfit, day
from expertpool.words import speaker
from web.committee_view import Known, known_committee, meetings_of
from web.contexts.form import Form
from web.downloads import WORKBOOK, download
from web.rendering import goto, page, sent_back
from web.results_view import results_page
from web.typed_form import Sent, TypedForm, field_at

router = APIRouter(prefix="/committees/{number}/results", route_class=FormRoute, default_response_class=HTMLResponse)
Number = Annotated[int, Path(ge=1, le=2**53)]
LARGEST = 30 * MEBI


@router.get("")
def results(*, number: Number, request: Request, _actor: MayCompose, session: Reading, at: Now) -> Response:
    """Where the results of the newest meeting stand."""
    return page(request, "results.html", results_page(session, number, at=at, language=language_of(request)))


@router.post("/rank")
@at_most(LARGEST)
def rank(*, number: Number, request: Request, actor: MayCompose, sent: Sent, session: Writing, at: Now) -> Response:
    """Rank the meeting's candidates by opened scores and the count that decides."""
    try:
        seen = _meeting(session, known_committee(session, number))
        tables = sent.together.get("scores", ())
        if not tables:
            raise Refusal("page_committees.no_file", where=Where(field="scores"))
        with ExitStack() as stack:
            folders = [stack.enter_context(_folder({TABLE: one.content})) for one in tables]
            places_file = stack.enter_context(sent.files["places"].on_disk()) if "places" in sent.files else None
            places = read_places(places_file)
            people = None
            if places.units:
                names = stack.enter_context(sent.need_file("names").on_disk())
                applicants = stack.enter_context(sent.need_file("applicants").on_disk())
                people = opened_names(session, names, applicants, wanted=seen.codenames)
            units = {} if people is None else {name: one.employer for name, one in people.people.items()}
            listed = ranked(session, seen, folders, places, units=units)
        digest = None if people is None else people.digest
        rank_results(session, seen, results=listed, places=places_dict(places), names=digest, at=at, actor=actor.name)
    except Refusal as refusal:
        raise _sent_back(request, refusal, session, number, sent, at, usual="scores") from None
    return goto(f"/committees/{number}/results")


@router.post("/publish")
@at_most(LARGEST)
def propose(*, number: Number, request: Request, actor: MayCompose, sent: Sent, session: Writing, at: Now) -> Response:
    """Propose the list to be posted; somebody else looks at it and posts it."""
    try:
        seen = _meeting(session, known_committee(session, number))
        with sent.need_file("names").on_disk() as names, sent.need_file("applicants").on_disk() as applicants:
            content = proposed_list(session, seen, names=names, applicants=applicants, days=sent.whole("days", most=60))
        act = _propose(session, Joint.PUBLISH_RESULTS, seen, content, sent, actor=actor, at=at)
    except Refusal as refusal:
        raise _sent_back(request, refusal, session, number, sent, at, usual="names") from None
    return goto(f"/waiting/{act.id}")


@router.post("/unseal")
@at_most(LARGEST)
def unseal(*, number: Number, request: Request, actor: MayCompose, sent: Sent, session: Writing, at: Now) -> Response:
    """Propose to ask the holders for the names behind codenames."""
    try:
        known = known_committee(session, number)
        seen = _meeting(session, known)
        asked = _unsealing(session, seen, sent, requester=actor.name)
        content = {"committee": known.row.name, "request": asked.to_bytes().decode()}
        act = _propose(session, Joint.UNSEAL_NAMES, seen, content, sent, actor=actor, at=at)
    except Refusal as refusal:
        raise _sent_back(request, refusal, session, number, sent, at, usual="vault") from None
    return goto(f"/waiting/{act.id}")


def _unsealing(session: Session, seen: MeetingSeen, sent: TypedForm, *, requester: str) -> Unsealing:
    """The request; of results for everybody who is in. Refuses what holders would refuse."""
    file, purpose = sent.need_file("vault"), sent.text("purpose") or RESULTS
    if purpose not in PURPOSES:
        raise Refusal("page_committees.wanted", where=Where(field="purpose"))
    named = tuple(sorted(set(sent.text("codenames").split())))
    if not named:
        ranking = newest_ranking(session, seen.id)
        named = tuple(sorted(one.codename for one in results_in(session, ranking) if one.standing == "in"))
    if not named:
        raise Refusal("vault.no_codenames")
    try:
        held = Vault.parse(file.content)
    except BlindError:
        raise Refusal("page_results.no_vault", where=Where(field="vault")) from None
    made = Unsealing(
        vault_id=held.vault_id,
        manifest=manifest_hash(held),
        purpose=purpose,
        requester=requester,
        codenames=named,
        nonce=secrets.token_bytes(16),
    )
    refuse_unready(session, made, held, File(file.name))
    return made


@router.get("/request/{act}.json")
def request_file(*, number: Number, act: Number, _actor: MayCompose, session: Reading) -> Response:
    """A confirmed request, as ``vault ask --folder`` finds it."""
    found, known = act_by(session, act), known_committee(session, number)
    if found.kind != Joint.UNSEAL_NAMES or found.outcome is None or found.content["committee"] != known.row.name:
        raise Refusal("joint.none", number=act)
    return download(str(found.content["request"]).encode(), "request.json", "application/json")


@router.get("/ranking.xlsx")
def ranking_book(*, number: Number, request: Request, _actor: MayCompose, session: Reading) -> Response:
    """The ranking as a workbook, by codename."""
    seen = _meeting(session, known_committee(session, number))
    found = results_in(session, newest_ranking(session, seen.id))
    weak = weakly_sealed(session, (one.group_id for one in found))
    return download(ranking_bytes(found, speaker(language_of(request)), weak), "ranking.xlsx", WORKBOOK)


@router.get("/posted.xlsx")
def posted_book(*, number: Number, _actor: MayCompose, session: Reading) -> Response:
    """The posted list, to be hung up."""
    seen = _meeting(session, known_committee(session, number))
    rows = json.loads(published(session, seen.id).list_text)["rows"]
    return download(list_bytes(rows), LIST_BOOK, WORKBOOK)


@router.post("/complaints")
def complain(*, number: Number, request: Request, actor: MayCompose, sent: Sent, session: Writing, at: Now) -> Response:
    """Register a complaint about the posted list."""
    try:
        seen = _meeting(session, known_committee(session, number))
        if sent.text("kind") not in set(ComplaintKind):
            raise Refusal("page_committees.wanted", where=Where(field="kind"))
        register_complaint(
            session,
            published(session, seen.id),
            scope=seen.scope,
            kind=ComplaintKind(sent.text("kind")),
            line=sent.whole("line") if sent.text("line") else None,
            what=sent.need("what"),
            received_on=_day(sent, "received") or at.date(),
            at=at,
            actor=actor.name,
        )
    except Refusal as refusal:
        raise _sent_back(request, refusal, session, number, sent, at, usual="what") from None
    return goto(f"/committees/{number}/results#complaints")


@router.post("/complaints/{complaint}")
def answer(
    *, number: Number, complaint: Number, request: Request, actor: MayCompose, sent: Sent, session: Writing, at: Now
) -> Response:
    """Enter what a complaint came to."""
    try:
        seen = _meeting(session, known_committee(session, number))
        found = complaint_by(session, complaint)
        if found.id not in {one.id for one in complaints_about(session, published(session, seen.id))}:
            raise Refusal("results.no_complaint", complaint=complaint)
        if sent.text("finding") not in set(Finding):
            raise Refusal("page_committees.wanted", where=Where(field=f"finding-{complaint}"))
        answer_complaint(
            session,
            found,
            scope=seen.scope,
            finding=Finding(sent.text("finding")),
            answer=sent.text("answer"),
            answered_on=at.date(),
            at=at,
            actor=actor.name,
        )
    except Refusal as refusal:
        raise _sent_back(request, refusal, session, number, sent, at, usual=f"finding-{complaint}") from None
    return goto(f"/committees/{number}/results#complaints")


@router.post("/confirm")
@at_most(LARGEST)
@shown_once
def confirm(*, number: Number, request: Request, actor: MayCompose, sent: Sent, session: Writing, at: Now) -> Response:
    """Confirm once the publicity is over and every complaint is answered; the answer is the roster for HRSS."""
    try:
        seen = _meeting(session, known_committee(session, number))
        kept = published(session, seen.id)
        on = kept.confirmed_on or at.date()
        left_out = confirmable(session, kept, on=on)
        with sent.need_file("posted").on_disk() as copy:
            wrong = differing(strict_parse(kept.list_text.encode()), read_posted(copy))
        if wrong:
            lines = "、".join(map(str, wrong))
            where = Where(field="posted")
            raise Refusal("results.list_edited", where=where, exit_code=ExitCode.FORGED, lines=lines)
        held = {one.codename: one for one in results_in(session, newest_ranking(session, seen.id))}
        passing = [name for place, name in enumerate(kept.codenames, start=1) if place not in left_out]
        with sent.need_file("names").on_disk() as names, sent.need_file("applicants").on_disk() as applicants:
            people = opened_names(session, names, applicants, wanted=passing).people
        listed = [(name, people[name], held[name]) for name in passing]
        rows = roster_rows(listed, held_on=seen.held_on, posted=(kept.posted_on, kept.ends_on))
        digest = _digest(rows)
        confirm_results(session, kept, scope=seen.scope, on=on, roster=digest, at=at, actor=actor.name)
    except Refusal as refusal:
        raise _sent_back(request, refusal, session, number, sent, at, usual="posted") from None
    return download(roster_bytes(rows), f"{ROSTER_NAME}.xlsx", WORKBOOK)


def _digest(rows: Any) -> str:
    return hashlib.sha256(canonical(rows)).hexdigest()


def _propose(
    session: Session,
    kind: Joint,
    seen: MeetingSeen,
    content: dict[str, Any],
    sent: TypedForm,
    *,
    actor: Actor,
    at: datetime,
) -> JointAct:
    given: dict[str, Any] = {"content": content, "person": person_of(actor), "at": at}
    return propose_act(session, kind, f"meeting-{seen.id}", reason=sent.need("reason"), **given)


def _meeting(session: Session, known: Known) -> MeetingSeen:
    """The committee's newest meeting. Refuses none, and one whose roll is open."""
    found = meetings_of(session, known)
    if not found:
        raise Refusal("page_results.no_meeting")
    return frozen_meeting(session, found[-1].id)


def _day(sent: TypedForm, name: str) -> date | None:
    if not sent.text(name):
        return None
    try:
        return day(sent.text(name))
    except Unfit:
        raise Refusal("page_filings.no_day", where=Where(field=name), found=sent.text(name)[:40]) from None


@contextmanager
def _folder(files: dict[str, bytes]) -> Iterator[File]:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (File(folder) / name).write_bytes(content)
        yield File(folder)


FORMS = {"scores": "rank", "names": "publish", "vault": "unseal", "what": "complain", "posted": "confirm"}


def _sent_back(  # noqa: PLR0917  # one call, in the order of the routes
    request: Request, refusal: Refusal, session: Session, number: int, sent: TypedForm, at: datetime, usual: str
) -> Exception:
    """The page once more; fields of one form are told from those of another by what stands before their names."""
    session.rollback()
    language = language_of(request)
    prefix = f"{FORMS[usual]}-" if usual in FORMS else ""
    at_field = f"{prefix}{_known(field_at(refusal), usual)}"
    kept = {f"{prefix}{name}": value for name, value in sent.fields.items()}
    form = Form.refused(refusal, language, at=at_field, **kept)
    return sent_back(request, "results.html", results_page(session, number, at=at, language=language, form=form))


def _known(named: str, usual: str) -> str:
    """The field that a refusal names; those of uploaded files name places inside the file instead."""
    fields = {"scores", "places", "names", "applicants", "days", "reason", "vault", "purpose", "codenames", "kind"}
    return named if named in fields | {"line", "what", "received", "posted"} else usual
