"""What requests work with: the halls that are served, and the language of refusals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from expertpool.party.halls import Halls
from expertpool.words import Language


@dataclass(frozen=True)
class Wiring:
    """One server's parts."""

    halls: Halls
    language: Language = Language.ZH


def wiring_of(request: Request) -> Wiring:
    """The wiring of the application that a request came to."""
    found: Wiring = request.app.state.wiring
    return found


def _halls(request: Request) -> Halls:
    return wiring_of(request).halls


ServedHalls = Annotated[Halls, Depends(_halls)]
"""The halls, as a route's parameter."""
