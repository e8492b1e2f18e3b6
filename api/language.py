"""The language of one request: asked for in the address, else as chosen before, else the server's own."""

from __future__ import annotations

from fastapi import Request

from expertpool.words import Language

QUERY = COOKIE = "lang"


def language_of(request: Request) -> Language:
    """Chinese unless somebody asked for another one."""
    for asked in (request.query_params.get(QUERY), request.cookies.get(COOKIE)):
        if asked in set(Language):
            return Language(asked)
    own: Language = request.app.state.wiring.language
    return own
