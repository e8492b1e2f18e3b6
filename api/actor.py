"""Who sends a request: the person whose sign-in its cookie names, or nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from fastapi import Request, Response

from api.wiring import Wiring, wiring_of
from expertpool.actions.propose_act import Person
from expertpool.actions.sign_in import TOUCH, keep_alive
from expertpool.ids import ExpertId
from expertpool.models import Role
from expertpool.queries.accounts import began_with_key, proof_due, sign_in_by


@dataclass(frozen=True)
class Actor:
    """``role`` None: the public. ``name`` is what acts are entered under; ``key_id``: its device's key."""

    role: Role | None = None
    name: str = ""
    account_id: int = 0
    stay_id: int = 0
    began_at: datetime | None = None
    weaker: bool = False
    key_id: str | None = None

    @property
    def expert_no(self) -> ExpertId | None:
        """An expert's own number."""
        return ExpertId(self.name) if self.role is Role.EXPERT else None


PUBLIC = Actor()


async def actor_of(request: Request) -> Actor:
    """The request's actor, found once; notes that they are still there."""
    found: Actor | None = getattr(request.state, "actor", None)
    if found is None:
        found = request.state.actor = await _find(request)
    return found


async def _find(request: Request) -> Actor:
    wiring = wiring_of(request)
    token = request.cookies.get(cookie_name(wiring))
    if not token or wiring.settings is None:
        return PUBLIC
    at = wiring.clock()
    stay = await wiring.ask(lambda session: sign_in_by(session, token, at))
    if stay is None or proof_due(stay, at):
        request.state.proof_due = await wiring.ask(lambda session: began_with_key(session, token))
        return PUBLIC
    if at - stay.seen_at >= TOUCH:
        await wiring.write(partial(keep_alive, stay_id=stay.id, at=at))
    return Actor(
        role=Role(stay.role),
        name=stay.name,
        account_id=stay.account_id,
        stay_id=stay.id,
        began_at=stay.began_at,
        weaker=stay.weaker,
        key_id=stay.key_id,
    )


def cookie_name(wiring: Wiring) -> str:
    """The cookie's name; over HTTPS with the prefix that ties it to this host alone."""
    return "__Host-expertpool" if wiring.secure else "expertpool"


def give_cookie(wiring: Wiring, answer: Response, token: str) -> None:
    """Let the browser stay signed in until it is closed."""
    answer.set_cookie(cookie_name(wiring), token, path="/", secure=wiring.secure, httponly=True, samesite="lax")


def take_cookie(wiring: Wiring, answer: Response) -> None:
    """Let the browser forget."""
    answer.delete_cookie(cookie_name(wiring), path="/", secure=wiring.secure, httponly=True, samesite="lax")


def person_of(actor: Actor) -> Person:
    """Whoever is signed in, as joint acts know people."""
    return Person(actor.account_id, actor.name, actor.role or Role.EXPERT)
