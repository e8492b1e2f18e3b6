"""A drawn panel at the office: who was invited and answered, slips to print, how somebody is replaced."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.language import language_of
from api.permissions import MayCompose
from api.repeats import FormRoute
from api.wiring import Now, Reading, TheWiring
from blind.ceremony.reasons import USUAL
from expertpool.queries.panel_replies import Reply, panel_replies
from expertpool.queries.removal_reasons import removal_reasons
from expertpool.queries.seated_panel import SeatedPanel, seated_panel
from expertpool.words import speaker
from web.committee_view import Known, known_committee
from web.contexts.panels import AnswerShown, PanelPage, ReplyShown, SlipsPage
from web.draw_view import halls_of
from web.rendering import page

router = APIRouter(prefix="/committees/{number}", route_class=FormRoute, default_response_class=HTMLResponse)
Number = Annotated[int, Path(ge=1, le=2**53)]
ORDER = ("recused", "waiting", "accepted", "no-group")


@router.get("/panel")
def panel(
    *, number: Number, request: Request, wiring: TheWiring, _actor: MayCompose, session: Reading, at: Now
) -> Response:
    """The newest panel with its answers."""
    known, say = known_committee(session, number), speaker(language_of(request))
    replies = _replies(session, known, at)
    counted = Counter(one.standing for one in replies)
    removed = removal_reasons(session).get((known.row.name, known.row.year), {})
    seated = known.record.seated
    shown = PanelPage(
        head=known.head,
        assurance=seated.assurance if seated else "",
        meeting=known.facts.meeting if known.facts else None,
        replies=replies,
        counts=tuple((name, counted[name]) for name in ORDER if counted[name]),
        halls=halls_of(wiring, number),
        removed=tuple((say(f"page_draw.reason.{code}"), count) for code, count in sorted(removed.items())),
        reasons=tuple(
            (say(f"page_draw.reason.{one.code}"), "、".join(say(f"ceremony.role.{role}") for role in one.signers))
            for one in USUAL
        ),
        same_order=bool(known.facts and known.facts.replacement == "same-order"),
    )
    return page(request, "panel.html", shown)


@router.get("/slips")
def slips(*, number: Number, request: Request, _actor: MayCompose, session: Reading, at: Now) -> Response:
    """A slip for each member, to be printed and handed over."""
    known = known_committee(session, number)
    people = tuple(one for one in _replies(session, known, at) if one.kind != "reserve")
    shown = SlipsPage(
        head=known.head,
        meeting=known.facts.meeting if known.facts else None,
        people=people,
        address=f"{str(request.base_url).rstrip('/')}/sign-in/expert",
        assurance=known.record.seated.assurance if known.record.seated else "",
    )
    return page(request, "slips.html", shown)


def _replies(session: Session, known: Known, at: Now) -> tuple[ReplyShown, ...]:
    found = seated_panel(session, known.row.name, known.row.year)
    if found is None:
        return ()
    return tuple(_shown(found, one) for one in panel_replies(session, found, at=at))


def _shown(panel: SeatedPanel, one: Reply) -> ReplyShown:
    person = panel.people[one.expert_no]
    return ReplyShown(
        expert_no=one.expert_no,
        name=person.name,
        employer=person.facts.employer,
        kind=one.kind.value,
        invited=one.invited.value,
        valid_until=one.valid_until,
        standing=one.standing,
        answers=tuple(
            AnswerShown(title=each.title, taking=each.taking or "", ground=each.ground or "", at=each.at)
            for each in one.answers
        ),
    )
