"""Work that takes long, as the office sees it: every job with its steps, and the way to cancel one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.language import language_of
from api.permissions import MayCompose
from api.repeats import FormRoute
from api.wiring import Now, Reading, TheWiring, Wiring
from expertpool.errors import Refusal
from expertpool.jobs.cancelling import cancel
from expertpool.queries.jobs import jobs_of_late
from expertpool.words import Language
from web.contexts.form import Form
from web.contexts.jobs import JobsPage
from web.job_view import shown
from web.rendering import goto, page, sent_back

router = APIRouter(prefix="/jobs", route_class=FormRoute, default_response_class=HTMLResponse)
MOST = 100
REFRESH = "3"
"""Seconds after which the page asks again by itself while anything is under way, without any script."""


@router.get("")
def jobs(request: Request, wiring: TheWiring, _actor: MayCompose, session: Reading) -> Response:
    """The newest jobs, whatever became of them."""
    listed = _page(session, wiring, language_of(request))
    answer = page(request, "jobs.html", listed)
    if listed.running:
        answer.headers["Refresh"] = REFRESH
    return answer


@router.post("/{job}/cancel")
async def stop(
    *,
    job: Annotated[int, Path(ge=1, le=2**53)],
    request: Request,
    wiring: TheWiring,
    actor: MayCompose,
    at: Now,
) -> Response:
    """Cancel one."""
    try:
        await wiring.write(lambda session: cancel(session, job, by=actor.name, at=at))
    except Refusal as refusal:
        language = language_of(request)
        form = Form.refused(refusal, language)
        listed = await wiring.read(lambda session: _page(session, wiring, language, form))
        raise sent_back(request, "jobs.html", listed) from None
    return goto("/jobs")


def _page(session: Session, wiring: Wiring, language: Language, form: Form | None = None) -> JobsPage:
    listed = tuple(shown(one, wiring.own, language) for one in jobs_of_late(session, most=MOST))
    return JobsPage(jobs=listed, running=any(one.running for one in listed), form=form or Form())
