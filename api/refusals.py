"""From refusals to status codes: the only file that knows them. Every refusal has one shape."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.wiring import wiring_of
from expertpool.errors import ExitCode, Refusal, Where

BAD_REQUEST, NOT_FOUND, NOT_ALLOWED, CONFLICT, TOO_LARGE, UNPROCESSABLE, BUG = 400, 404, 405, 409, 413, 422, 500

OF_CODES = {
    "hall.no_hall": NOT_FOUND,
    "hall.no_document": NOT_FOUND,
    "hall.no_page": NOT_FOUND,
    "hall.no_method": NOT_ALLOWED,
    "party.document_taken": CONFLICT,
    "hall.too_large": TOO_LARGE,
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


def status_of(refusal: Refusal) -> int:
    """The status code of a refusal."""
    return OF_CODES.get(refusal.code, OF_ENDINGS.get(refusal.exit_code, BAD_REQUEST))


def answer_refusals(app: FastAPI) -> None:
    """Let the application answer every refusal, unknown page and bug as ``{code, message, hint, where}``."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(Exception, _bug)


async def _refused(request: Request, refusal: Exception) -> JSONResponse:
    return _answer(request, refusal if isinstance(refusal, Refusal) else Refusal("hall.no_page"))


async def _http(request: Request, error: Exception) -> JSONResponse:
    status = getattr(error, "status_code", NOT_FOUND)
    return _answer(request, Refusal("hall.no_method" if status == NOT_ALLOWED else "hall.no_page"))


async def _malformed(request: Request, error: Exception) -> JSONResponse:
    fields = error.errors() if isinstance(error, RequestValidationError) else []
    named = ", ".join(".".join(str(part) for part in one["loc"]) for one in fields)
    return _answer(request, Refusal("hall.bad_question", found=named[:200]))


async def _bug(request: Request, error: Exception) -> JSONResponse:
    number = secrets.token_hex(4)
    logging.getLogger("expertpool").error("internal error %s", number, exc_info=error)
    return _answer(request, Refusal("common.bug", number=number, exit_code=ExitCode.BUG))


def _answer(request: Request, refusal: Refusal) -> JSONResponse:
    """The refusal without the server's own paths: a caller learns about their request and nothing about the machine."""
    content: dict[str, Any] = refusal.as_dict(wiring_of(request).language)
    content["where"] = Where(field=request.url.path).as_dict()
    return JSONResponse(content, status_of(refusal))
