"""Acts that take two people: what waits for whoever is signed in, one to confirm or decline, waivers to propose."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.actor import Actor, person_of
from api.language import language_of
from api.permissions import MayActJointly, MayCompose
from api.repeats import FormRoute
from api.wiring import Now, Reading, TheWiring, Writing
from expertpool.actions.decide_act import confirm_act, decline_act, withdraw_act
from expertpool.actions.propose_act import propose_act
from expertpool.errors import Refusal, Where
from expertpool.ids import ExpertId, RuleId
from expertpool.models import JointAct, Role
from expertpool.models.joint_kind import JOINT, Joint
from expertpool.queries.expert_row import row_id_of
from expertpool.queries.joint_acts import act_by, acts_of, decided_acts, own_acts, waiting_acts, waits
from expertpool.queries.waivers import waivers_for
from expertpool.rules.ready import refuse_bad_waivers
from expertpool.rules.rule import Strength
from expertpool.rules.stack import PacksInForce, load_packs
from expertpool.rules.waiver import Waiver
from expertpool.words import Language
from web.carrying_out import carrying_out, told
from web.committee_view import Known, known_committee
from web.contexts.form import Form
from web.contexts.joint import ActPage, WaitingPage, WaiverShown, WaiversPage
from web.joint_view import line_of
from web.rendering import goto, page, sent_back
from web.typed_form import Sent, field_at

router = APIRouter(route_class=FormRoute, default_response_class=HTMLResponse)
Number = Annotated[int, Path(ge=1, le=2**53)]


@router.get("/waiting")
def waiting(*, request: Request, actor: MayActJointly, session: Reading, at: Now) -> Response:
    """What waits for the reader, and what became of their own."""
    language, role = language_of(request), actor.role or Role.EXPERT
    shown = WaitingPage(
        waiting=tuple(line_of(one, at, language) for one in waiting_acts(session, role, actor.account_id, at=at)),
        mine=tuple(line_of(one, at, language) for one in own_acts(session, actor.account_id)),
        decided=tuple(line_of(one, at, language) for one in decided_acts(session, actor.account_id)),
    )
    return page(request, "waiting.html", shown)


@router.get("/waiting/{number}")
def one(*, number: Number, request: Request, actor: MayActJointly, session: Reading, at: Now) -> Response:
    """One act in full, for whoever proposed it or may confirm it."""
    act = _seen(session, number, actor)
    return page(request, "joint_act.html", _page(act, actor, at, language_of(request)))


@router.post("/waiting/{number}/confirm")
def confirm(
    *,
    number: Number,
    request: Request,
    wiring: TheWiring,
    actor: MayActJointly,
    sent: Sent,
    session: Writing,
    at: Now,
) -> Response:
    """Confirm what was shown, and do it."""
    act, person = _seen(session, number, actor), person_of(actor)
    try:
        carry_out = carrying_out(session, person, at, wiring=wiring, language=language_of(request))
        confirm_act(session, act, person=person, digest=sent.text("digest"), at=at, carry_out=carry_out)
    except Refusal as refusal:
        raise _sent_back(request, refusal, session, number, actor, at) from None
    return goto(f"/waiting/{number}")


@router.post("/waiting/{number}/decline")
def decline(
    *, number: Number, request: Request, actor: MayActJointly, sent: Sent, session: Writing, at: Now
) -> Response:
    """Say no, with a reason."""
    act = _seen(session, number, actor)
    try:
        decline_act(session, act, person=person_of(actor), note=sent.text("note"), at=at)
    except Refusal as refusal:
        raise _sent_back(request, refusal, session, number, actor, at, field="note") from None
    return goto(f"/waiting/{number}")


@router.post("/waiting/{number}/withdraw")
def withdraw(*, number: Number, request: Request, actor: MayActJointly, session: Writing, at: Now) -> Response:
    """Take one's own proposal back."""
    act = _seen(session, number, actor)
    try:
        withdraw_act(session, act, person=person_of(actor), at=at)
    except Refusal as refusal:
        raise _sent_back(request, refusal, session, number, actor, at) from None
    return goto("/waiting")


@router.get("/committees/{number}/waivers")
def waivers(*, number: Number, request: Request, _actor: MayCompose, session: Reading, at: Now) -> Response:
    """A committee's waivers, and the form for another."""
    shown = _waivers(session, known_committee(session, number), at, language_of(request))
    return page(request, "waivers.html", shown)


@router.post("/committees/{number}/waivers")
def propose_waiver(
    *, number: Number, request: Request, actor: MayCompose, sent: Sent, session: Writing, at: Now
) -> Response:
    """Ask that a principle be set aside; it takes effect once somebody of HRSS has confirmed."""
    known, language = known_committee(session, number), language_of(request)
    try:
        act = _propose(session, known, actor, sent.text("rule"), sent.text("expert"), sent.need("reason"), at, language)
    except Refusal as refusal:
        form = Form.refused(refusal, language, at=field_at(refusal) or _AT.get(refusal.code, ""), **dict(sent.fields))
        raise sent_back(request, "waivers.html", _waivers(session, known, at, language, form)) from None
    return goto(f"/waiting/{act.id}")


_AT = {"joint.reason_wanted": "reason", "pool.no_expert": "expert", "page_joint.no_such_rule": "rule"}


def _propose(  # noqa: PLR0917  # one call, in the order of the form
    session: Session, known: Known, actor: Actor, rule: str, expert: str, reason: str, at: Now, language: Language
) -> JointAct:
    packs = _packs(known)
    found = next((one for one in packs.rules if one.id == rule and one.strength is Strength.PRINCIPLE), None)
    if found is None:
        raise Refusal("page_joint.no_such_rule", where=Where(field="rule"))
    if expert:
        try:
            row_id_of(session, ExpertId(expert))
        except Refusal as refusal:
            refusal.where = Where(field="expert")
            raise
    asked = Waiver(RuleId(rule), reason, actor.name, at, ExpertId(expert) if expert else None)
    try:
        refuse_bad_waivers(packs, [asked])
    except Refusal as refusal:
        refusal.where = Where(field="expert")
        raise
    return propose_act(
        session,
        Joint.WAIVER,
        f"{known.scope}/{rule}/{expert or '-'}",
        content={
            "committee": known.row.id,
            "name": known.row.name,
            "rule": rule,
            "says": found.says_in(language),
            "clause": found.clause,
            "expert": expert or None,
        },
        reason=reason,
        person=person_of(actor),
        at=at,
    )


def _waivers(session: Session, known: Known, at: Now, language: Language, form: Form | None = None) -> WaiversPage:
    rules = {}
    if known.facts is not None:
        rules = {one.id: one for one in _packs(known).rules}
    granted = waivers_for(session, known.row.name, known.row.year)

    def worded(rule: RuleId) -> tuple[str, str]:
        return (rules[rule].says_in(language), rules[rule].clause) if rule in rules else (rule, "")

    return WaiversPage(
        head=known.head,
        ready=known.facts is not None,
        granted=tuple(
            WaiverShown(
                says=worded(one.rule)[0],
                clause=worded(one.rule)[1],
                expert=one.expert or "",
                reason=one.reason,
                approver=one.approver,
                at=one.at,
            )
            for one in granted
        ),
        rules=tuple(
            (one.id, f"{one.says_in(language)}（{one.clause_in(language)}）")
            for one in rules.values()
            if one.strength is Strength.PRINCIPLE
        ),
        acts=tuple(line_of(one, at, language) for one in acts_of(session, Joint.WAIVER, f"{known.scope}/")),
        form=form or Form(),
    )


def _packs(known: Known) -> PacksInForce:
    if known.facts is None:
        raise Refusal("page_draw.no_file")
    return load_packs(None, on=known.facts.meeting)


def _seen(session: Session, number: int, actor: Actor) -> JointAct:
    """The act, for those it concerns; to everybody else there is none of that number."""
    act = act_by(session, number)
    kind = JOINT[Joint(act.kind)]
    concerned = actor.role in kind.confirms | kind.proposes or act.proposed_account == actor.account_id
    if not concerned or kind.blind:
        raise Refusal("joint.none", number=number)
    return act


def _page(act: JointAct, actor: Actor, at: Now, language: Language, form: Form | None = None) -> ActPage:
    person, kind = person_of(actor), JOINT[Joint(act.kind)]
    may = ""
    if waits(act, at):
        own = person.is_also(act.proposed_account, act.proposed_by)
        may = "withdraw" if own else "confirm" if person.role in kind.confirms else ""
    return ActPage(
        act=line_of(act, at, language),
        told=told(act, language),
        digest=act.digest,
        may=may,
        seconds=tuple(sorted(role.value for role in kind.confirms)),
        form=form or Form(),
    )


def _sent_back(  # noqa: PLR0917  # one call, in the order of the routes
    request: Request, refusal: Refusal, session: Session, number: int, actor: Actor, at: Now, field: str = ""
) -> Exception:
    session.rollback()
    language = language_of(request)
    form = Form.refused(refusal, language, at=field if refusal.code == "joint.reason_wanted" else "")
    shown = _page(_seen(session, number, actor), actor, at, language, form)
    return sent_back(request, "joint_act.html", shown)
