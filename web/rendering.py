"""Templates to answers: every page gets its own record, the frame, and words in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.actor import actor_of
from api.language import COOKIE, QUERY
from api.refusals import NOT_SIGNED_IN, UNPROCESSABLE
from api.repeats import SAFE
from expertpool.beijing import BEIJING
from expertpool.errors import Refusal
from expertpool.words import Language, has, speaker
from expertpool.words.clauses import clause_in
from web.contexts.error import ErrorPage
from web.contexts.form import hint_on_page
from web.contexts.frame import Frame

TEMPLATES = Path(__file__).parent / "templates"
YEAR = 365 * 24 * 3600
OF_EXPERTS = ("/desk", "/vote")
"""Where only experts go: they come in by a door of their own."""


class Instead(Exception):
    """Raised by a page to answer with ``answer`` and undo what its transaction wrote so far."""

    def __init__(self, answer: Response) -> None:
        super().__init__(answer.status_code)
        self.answer = answer


def page(request: Request, template: str, shown: Any, *, status: int = 200) -> HTMLResponse:
    """The page that ``template`` makes of the record ``shown``, which it knows as ``page``."""
    frame = Frame.of(request)
    text = (
        templates()
        .get_template(template)
        .render(
            page=shown,
            frame=frame,
            say=speaker(frame.language),
            clause=partial(clause_in, language=frame.language),
            day=day_in(frame.language),
            moment=_moment(frame.language),
            time_of=time_of,
        )
    )
    answer = HTMLResponse(text, status)
    asked = request.query_params.get(QUERY)
    if asked in set(Language):
        answer.set_cookie(COOKIE, asked, max_age=YEAR, samesite="lax", httponly=True)
    return answer


def sent_back(request: Request, template: str, shown: Any) -> Instead:
    """To raise: the form once more, with what was typed and what is wrong; nothing is written."""
    return Instead(page(request, template, shown, status=UNPROCESSABLE))


def goto(path: str) -> RedirectResponse:
    """After a write: to the page that shows what became of it."""
    return RedirectResponse(path, 303)


async def show_refusal(request: Request, refusal: Refusal, status: int) -> Response:
    """A refusal as a page; whoever is not signed in is asked to, and comes back to where they wanted to go."""
    with suppress(Refusal):  # the database may be what is out of reach
        await actor_of(request)
    if status == NOT_SIGNED_IN and request.method in SAFE:
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        door = "/sign-in/expert" if wanted.startswith(OF_EXPERTS) or _key_due(request) else "/sign-in"
        return RedirectResponse(f"{door}?{_query(next=wanted)}", 303)
    language = Frame.of(request).language
    shown = ErrorPage(refusal.message(language), hint_on_page(refusal, language), sign_in=status == NOT_SIGNED_IN)
    return page(request, "error.html", shown, status=status)


@cache
def templates() -> Environment:
    """The environment: escaping always, and an unknown name in a template is a bug."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.tests["worded"] = has
    return found


def _key_due(request: Request) -> bool:
    """Whether the reader came in with a device's key, which has to be shown again."""
    return bool(getattr(request.state, "proof_due", False))


def _query(**given: str) -> str:

    return urlencode(given)


def day_in(language: Language) -> Callable[[date | None], str]:
    """How a day is written in that language; a moment's day is that of Beijing."""

    def shown(value: date | None) -> str:
        if value is None:
            return "—"
        if isinstance(value, datetime):
            value = _here(value).date()
        if language is not Language.ZH:
            return value.isoformat()
        words = speaker(language)
        return words("page_frame.day", year=value.year, month=value.month, day=value.day)

    return shown


def _moment(language: Language) -> Any:
    day = day_in(language)

    def shown(value: datetime | None) -> str:
        return "—" if value is None else f"{day(value)} {time_of(value)}"

    return shown


def time_of(value: datetime, *, seconds: bool = False) -> str:
    """The time of day in Beijing, wherever the server stands."""
    return f"{_here(value):%H:%M:%S}" if seconds else f"{_here(value):%H:%M}"


def _here(value: datetime) -> datetime:
    return value.astimezone(BEIJING) if value.tzinfo else value
