"""Readers who step in for others: before a group is opened by a new assignment, and later as extra readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.language import language_of
from api.permissions import MayAssign
from api.repeats import MEBI, FormRoute, at_most
from api.wiring import Now, TheWiring, Wiring
from expertpool.actions.add_readings import add_readings
from expertpool.commands.conflicts_edge import pairs_by_codename
from expertpool.errors import Refusal, Where
from expertpool.intake.batch import Batch, Batches
from expertpool.intake.errand import Asking
from expertpool.intake.readings_plan import CONFLICTS, ReadingsPlan
from expertpool.queries.extra_readers import given_back
from expertpool.queries.review import assignment_of, group_of, groups
from expertpool.reviewing.extra_causes import wanted
from expertpool.reviewing.score_table import read_scores
from web.assignment_view import assignment_page
from web.contexts.form import Form as Typed
from web.job_view import request_key
from web.pages.dossiers import Number
from web.rendering import goto, sent_back
from web.typed_form import Sent, TypedForm

router = APIRouter(prefix="/assignment/{batch}", route_class=FormRoute, default_response_class=HTMLResponse)
Text = Annotated[str, Form()]


@router.post("/leave")
async def leave(
    *,
    batch: Number,
    request: Request,
    wiring: TheWiring,
    actor: MayAssign,
    at: Now,
    expert: Text = "",
    codename: Text = "",
) -> Response:
    """A reader steps away, and others are drawn for what they would have read."""
    found, language = Batches.of(wiring.own).one(batch), language_of(request)

    def work(session: Session) -> None:
        asking = Asking(session=session, language=language, by=actor.name, at=at, request=request_key(request))
        ReadingsPlan(found).leave(asking, expert=expert.strip(), codename=codename.strip())

    return await _done(request, wiring, found, work, at="expert", typed={"expert": expert, "codename": codename})


@router.post("/extra")
@at_most(4 * MEBI)
async def extra(
    *, batch: Number, request: Request, wiring: TheWiring, actor: MayAssign, sent: Sent, at: Now
) -> Response:
    """Draw the readers that a group lacks: for those who stepped away, and by its plan from opened scores."""
    found = Batches.of(wiring.own).one(batch)

    def work(session: Session) -> None:
        _draw(session, ReadingsPlan(found), sent, at=at, actor=actor.name)

    return await _done(request, wiring, found, work, at="scores", typed=dict(sent.fields))


def _draw(session: Session, plan: ReadingsPlan, sent: TypedForm, **given: Any) -> None:
    """The draw on record. Refuses a group of another batch, and where nobody is wanted."""
    group = sent.text("group")
    made = plan.drawn_as(assignment_of(session, group)) if group in groups(session) else None
    if made is None:
        raise Refusal("intake.no_group", where=Where(field="group"))
    seen, file = group_of(session, group), sent.files.get("scores")
    scores = None
    if file is not None:
        with file.on_disk() as table:
            scores = read_scores(table)
    causes = wanted(seen, given_back(session, seen), scores, where=Where(file=file.name if file else None)).causes
    if not causes:
        raise Refusal("scores.extra_none", where=Where(field="scores"))
    listed = plan.folder / "conflicts" / CONFLICTS
    hidden = pairs_by_codename(plan.batch.out.root, listed) if listed.is_file() else frozenset()
    barred = made.barred(causes, named=listed.is_file())
    add_readings(session, seen, causes, barred=barred, hidden=hidden, **given)


async def _done(
    request: Request,
    wiring: Wiring,
    batch: Batch,
    work: Callable[[Session], None],
    *,
    at: str,
    typed: dict[str, str],
) -> Response:
    """Do it, and show the page again, with the fault at its field where there is one."""
    try:
        await wiring.write(work)
    except Refusal as refusal:
        named = refusal.where.field if refusal.where and refusal.where.field else at
        form = Typed.refused(refusal, language_of(request), at=named, **typed)
        shown = await wiring.read(
            lambda session: assignment_page(session, batch, language=language_of(request), form=form)
        )
        raise sent_back(request, "assignment.html", shown) from None
    return goto(f"/assignment/{batch.id}")
