"""From refusals to status codes: the only file that knows them. Every refusal has one shape."""

from __future__ import annotations

import errno
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.language import language_of
from api.log_lines import FACTS
from api.repeats import Repeated, again
from expertpool.errors import ExitCode, Refusal, Where

BAD_REQUEST, NOT_SIGNED_IN, FORBIDDEN, NOT_FOUND, NOT_ALLOWED = 400, 401, 403, 404, 405
CONFLICT, TOO_LARGE, UNPROCESSABLE, TOO_MANY, BUG, BUSY, FULL = 409, 413, 422, 429, 500, 503, 507

RETRY_AFTER = "2"
"""Seconds after which a request that was answered with 503 may be sent again; under its key it is done once."""

OUT_OF_ORDER = {
    "store.busy": "machine.busy",
    "store.unreachable": "machine.no_database",
    "store.damaged": "machine.no_database",
    "common.disk_full": "machine.disk_full",
}
"""What is wrong with this machine and not with a request: told without the addresses and paths that the log names."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

OF_CODES = {
    "hall.no_hall": NOT_FOUND,
    "hall.no_document": NOT_FOUND,
    "hall.no_page": NOT_FOUND,
    "hall.for_parties_alone": FORBIDDEN,
    "hall.clocks_apart": FORBIDDEN,
    "hall.by_the_office": FORBIDDEN,
    "hall.not_signed": FORBIDDEN,
    "hall.too_fast": TOO_MANY,
    "hall.full": CONFLICT,
    "hall.no_method": NOT_ALLOWED,
    "party.document_taken": CONFLICT,
    "hall.too_large": TOO_LARGE,
    "api.no_page": NOT_FOUND,
    "desk.nothing_here": NOT_FOUND,
    "intake.nothing_here": NOT_FOUND,
    "api.no_method": NOT_ALLOWED,
    "api.no_desk": NOT_FOUND,
    "api.too_large": TOO_LARGE,
    "api.sign_in_first": NOT_SIGNED_IN,
    "api.not_allowed": FORBIDDEN,
    "api.from_elsewhere": FORBIDDEN,
    "api.key_used_otherwise": UNPROCESSABLE,
    "api.shown_once": CONFLICT,
    "page_imports.no_upload": NOT_FOUND,
    "access.wrong": FORBIDDEN,
    "access.locked": TOO_MANY,
    "device.wrong": NOT_SIGNED_IN,
    "access.no_demonstration": NOT_FOUND,
    "access.no_stay": NOT_FOUND,
    "account.none": NOT_FOUND,
    "account.taken": CONFLICT,
    "pool.no_expert": NOT_FOUND,
    "pool.no_batch": NOT_FOUND,
    "pool.undone_already": CONFLICT,
    "machine.busy": BUSY,
    "machine.no_database": BUSY,
    "machine.disk_full": FULL,
    "api.no_committee": NOT_FOUND,
    "api.no_draw": NOT_FOUND,
    "api.no_entry": NOT_FOUND,
    "api.sheet_unfit": UNPROCESSABLE,
    "meeting.unknown": NOT_FOUND,
    "filing.no_filing": NOT_FOUND,
    "season.dates_unknown": NOT_FOUND,
    "pool.not_affiliated": CONFLICT,
    "pool.affiliate_circle": CONFLICT,
}
"""What a refusal's code says about the request; other codes go by the kind of ending."""

OF_ENDINGS = {
    ExitCode.BUG: BUG,
    ExitCode.BAD_INPUT: BAD_REQUEST,
    ExitCode.NO_PANEL: CONFLICT,
    ExitCode.HELD_BACK: CONFLICT,
    ExitCode.FORGED: UNPROCESSABLE,
    ExitCode.NOT_PROVEN: UNPROCESSABLE,
}
"""Status codes by what the command line would end with."""

REFUSALS = tuple(sorted({*OF_CODES.values(), *OF_ENDINGS.values()}))
"""Every status code that a refusal may have."""

PROBLEM = "application/problem+json"

Show = Callable[[Request, Refusal, int], Awaitable[Response]]
"""How a refusal is shown: as a problem document, or as a page."""


def outward(refusal: Refusal) -> Refusal:
    """The refusal as people outside are told it; what is wrong with this machine goes to the log in full."""
    told = OUT_OF_ORDER.get(refusal.code)
    if told is None:
        return refusal
    logging.getLogger("expertpool").warning("%s: %s", refusal.code, refusal.params)
    return Refusal(told)


def status_of(refusal: Refusal) -> int:
    """The status code of a refusal."""
    return OF_CODES.get(refusal.code, OF_ENDINGS.get(refusal.exit_code, BAD_REQUEST))


async def problem(request: Request, refusal: Refusal, status: int) -> Response:
    """``{code, message, hint, where}`` without the server's own paths: callers learn about their request alone."""
    content: dict[str, Any] = refusal.as_dict(language_of(request))
    field = refusal.where.field if refusal.where else None
    content["where"] = Where(field=field or request.url.path).as_dict()
    return JSONResponse(content, status, media_type=PROBLEM)


def answer_refusals(app: FastAPI, show: Show = problem) -> None:
    """Let the application answer every refusal, unknown address and bug in one way."""

    async def refused(request: Request, refusal: Exception) -> Response:
        found = outward(refusal) if isinstance(refusal, Refusal) else Refusal("api.no_page")
        answer = await show(request, found, status_of(found))
        if answer.status_code == BUSY:
            answer.headers["Retry-After"] = RETRY_AFTER
        return answer

    async def http(request: Request, error: Exception) -> Response:
        hall = request.url.path.startswith("/hall") or not _has_desk(request)
        status = getattr(error, "status_code", NOT_FOUND)
        if status == BAD_REQUEST:
            return await malformed(request, error)
        if status == NOT_ALLOWED:
            return await refused(request, Refusal("hall.no_method" if hall else "api.no_method"))
        return await refused(request, Refusal("hall.no_page" if hall else "api.no_page"))

    async def malformed(request: Request, error: Exception) -> Response:
        fields = error.errors() if isinstance(error, RequestValidationError) else []
        named = ", ".join(".".join(str(part) for part in one["loc"]) for one in fields) or "body"
        code = "hall.bad_question" if request.url.path.startswith("/hall") else "api.bad_question"
        return await refused(request, Refusal(code, found=named[:200]))

    async def bug(request: Request, error: Exception) -> Response:
        if isinstance(error, Refusal) or (isinstance(error, OSError) and error.errno in _NO_ROOM):
            return await refused(request, error if isinstance(error, Refusal) else _no_room(error))
        number = secrets.token_hex(4)
        logging.getLogger("expertpool").error(
            "internal error %s", number, exc_info=error, extra={FACTS: {"bug": number}}
        )
        return await refused(request, Refusal("common.bug", number=number, exit_code=ExitCode.BUG))

    async def repeated(_request: Request, error: Exception) -> Response:
        if not isinstance(error, Repeated):
            raise error
        return again(error.stored)

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(Repeated, repeated)
    app.add_exception_handler(Exception, bug)


def _no_room(error: OSError) -> Refusal:
    return Refusal("common.disk_full", path=str(error.filename or "-"), reason=error.strerror or "")


def _has_desk(request: Request) -> bool:
    return request.app.state.wiring.settings is not None
