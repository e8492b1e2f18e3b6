"""Rounds of scoring: closed by the office, witnessed, opened with two trustees' halves; numbers, never a score."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from api.actor import person_of
from api.language import language_of
from api.permissions import MayHandleScores, MayOpenScores
from api.repeats import MEBI, FormRoute, at_most
from api.wiring import Now, Reading, TheWiring, Wiring, Writing
from expertpool.actions.propose_act import propose_act
from expertpool.commands.fault_words import faults
from expertpool.commands.score_rounds import Ended, end_round, enter_opening, unsealed
from expertpool.errors import Refusal, Where
from expertpool.models.joint_kind import Joint
from expertpool.queries.review import group_of, groups
from expertpool.reviewing.group_plan import GROUP
from expertpool.reviewing.served_review import ServedReview
from web.contexts.form import Form
from web.contexts.scores import GroupsPage
from web.rendering import goto, page, sent_back
from web.scores_view import group_line, put_opened, scores_page
from web.typed_form import Sent

router = APIRouter(prefix="/scores", route_class=FormRoute, default_response_class=HTMLResponse)
Group = Annotated[str, Path(pattern=f"^{GROUP.pattern}$")]
LONGEST_PAPERS = 64 * MEBI
Work = Callable[[Session], None]


@router.get("")
def all_groups(request: Request, _actor: MayHandleScores, session: Reading) -> Response:
    """Every review group, and how far its newest round is."""
    return page(request, "scores.html", GroupsPage(tuple(group_line(session, one) for one in groups(session))))


@router.get("/{group}")
def group(group: Group, request: Request, wiring: TheWiring, _actor: MayHandleScores, session: Reading) -> Response:
    """One group in numbers, with what is to be done next."""
    return page(request, "score_group.html", scores_page(session, wiring.own, group))


@router.get("/{group}/folder.zip")
def folder(group: Group, wiring: TheWiring, _actor: MayHandleScores, session: Reading) -> Response:
    """The papers of closed rounds, for the witness's or a trustee's own machine; nobody's halves."""
    seen = group_of(session, group)
    if not seen.closings:
        raise Refusal("scores.nothing_closed", group=group)
    return _packed(ServedReview(wiring.own, seen.id).zipped(), f"review-{seen.id}.zip")


@router.get("/{group}/opened.zip")
def opened(group: Group, wiring: TheWiring, _actor: MayOpenScores, session: Reading) -> Response:
    """The opened tables, for the office alone."""
    seen = group_of(session, group)
    return _packed(ServedReview(wiring.own, seen.id).opened_zip(), f"scores-{seen.id}.zip")


@router.post("/{group}/close")
async def close(
    *, group: Group, request: Request, wiring: TheWiring, actor: MayOpenScores, sent: Sent, at: Now
) -> Response:
    """Close the round that was shown; again, its papers are laid down anew."""
    done: list[Ended] = []

    def work(session: Session) -> None:
        seen = group_of(session, group)
        if sent.whole("round") != seen.round:
            raise Refusal("page_scores.other_round", where=Where(field="despite"), round=seen.round)
        despite = bool(sent.text("despite"))
        done.append(end_round(session, wiring.own, group, despite_missing=despite, at=at, actor=actor.name))

    await _tried(request, wiring, group, work, sent, field="despite")
    for one in done:
        await run_in_threadpool(one.lay_down, ServedReview(wiring.own, group).folder)
    return goto(f"/scores/{group}")


@router.post("/{group}/papers")
@at_most(LONGEST_PAPERS)
async def papers(*, group: Group, request: Request, wiring: TheWiring, _actor: MayHandleScores, sent: Sent) -> Response:
    """Lay down what witness and trustees made elsewhere: each document is recognised by its content and signature."""

    def work(session: Session) -> None:
        served = ServedReview(wiring.own, group_of(session, group).id)
        given = sent.together.get("papers", ())
        if not given:
            raise Refusal("page_scores.paper_unknown")
        for one in given:
            with faults(one.name):
                served.take_paper(one.content, wiring.trust)

    await _tried(request, wiring, group, work, sent, field="papers")
    return goto(f"/scores/{group}")


@router.post("/{group}/unseal")
async def unseal(
    *, group: Group, request: Request, wiring: TheWiring, actor: MayOpenScores, sent: Sent, at: Now
) -> Response:
    """Join the halves of two trustees; again, the same tables are written once more and nothing is entered."""
    after: list[Callable[[], None]] = []

    def work(session: Session) -> None:
        served = ServedReview(wiring.own, group_of(session, group).id)
        with faults(group):
            found = unsealed(session, group, served.folder, wiring.trust, second=None)
        enter_opening(session, group, found, at=at, actor=actor.name)
        after.append(put_opened(session, wiring.own, served, found, language_of(request)))

    await _tried(request, wiring, group, work, sent, field="unseal")
    for one in after:
        await run_in_threadpool(one)
    return goto(f"/scores/{group}")


@router.post("/{group}/without-third")
def without_third(
    *,
    group: Group,
    request: Request,
    wiring: TheWiring,
    actor: MayOpenScores,
    sent: Sent,
    session: Writing,
    at: Now,
) -> Response:
    """Propose to open without the third trustee, where two do not open every sheet; an inspector confirms."""
    try:
        seen = group_of(session, group)
        _require_third(session, wiring, group)
        act = propose_act(
            session,
            Joint.OPEN_WITHOUT_THIRD,
            f"scores-{seen.id}-{seen.round}",
            content={"group": seen.id, "title": seen.title, "round": max(seen.closings)},
            reason=sent.text("why"),
            person=person_of(actor),
            at=at,
        )
    except Refusal as refusal:
        session.rollback()
        if refusal.code == "scores.no_group":
            raise
        form = Form.refused(refusal, language_of(request), at="why", why=sent.text("why"))
        raise sent_back(request, "score_group.html", scores_page(session, wiring.own, group, form)) from None
    return goto(f"/waiting/{act.id}")


def _require_third(session: Session, wiring: Wiring, group: str) -> None:
    """Refuse while the scores can be opened as they are, and where something else is wrong with them."""
    try:
        with faults(group):
            unsealed(session, group, ServedReview(wiring.own, group).folder, wiring.trust, second=None)
    except Refusal as refusal:
        if refusal.code == "scores.third_needed":
            return
        raise
    raise Refusal("page_scores.third_not_needed")


async def _tried(request: Request, wiring: Wiring, group: str, work: Work, sent: Sent, *, field: str) -> None:
    """Do it, or show the page with what was refused."""
    try:
        await wiring.write(work)
    except Refusal as refusal:
        if refusal.code == "scores.no_group":
            raise
        form = Form.refused(refusal, language_of(request), at=field, **dict(sent.fields))
        shown = await wiring.read(lambda session: scores_page(session, wiring.own, group, form))
        raise sent_back(request, "score_group.html", shown) from None


def _packed(data: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, media_type="application/zip", headers=headers)
