"""Who may do what: named predicates over the actor. A route without one does not start; refusal is the default."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.routing import APIRoute, iter_route_contexts

from api.actor import Actor, actor_of
from api.dependants import guards_in
from expertpool.errors import Refusal
from expertpool.models import Role

Permission = Callable[[Actor], bool]


def anyone(_actor: Actor) -> bool:
    """The public, signed in or not."""
    return True


def signed_in(actor: Actor) -> bool:
    """Whoever has an account; for what concerns themselves alone."""
    return actor.role is not None


def may_see_pool(actor: Actor) -> bool:
    """Names of experts who are not drawn: the office, which keeps the pool."""
    return actor.role is Role.OFFICE


def may_change_pool(actor: Actor) -> bool:
    """Import, undo, affiliate units."""
    return actor.role is Role.OFFICE


def may_see_season(actor: Actor) -> bool:
    """What is due and what is stuck: no names, no scores."""
    return actor.role in (Role.OFFICE, Role.HRSS, Role.INSPECTOR)


def may_review(actor: Actor) -> bool:
    """One's own packets and sheets: experts."""
    return actor.role is Role.EXPERT


def may_oversee(actor: Actor) -> bool:
    """Verdicts, figures, reports and filings of every committee: the supervisor and the inspector."""
    return actor.role in (Role.HRSS, Role.INSPECTOR)


def may_compose(actor: Actor) -> bool:
    """Prepare committees, and see the names of those who were drawn: the office."""
    return actor.role is Role.OFFICE


def may_prepare_packets(actor: Actor) -> bool:
    """Applicants' lists and dossiers, and the blinding of them: the office."""
    return actor.role is Role.OFFICE


def may_see_originals(actor: Actor) -> bool:
    """Originals beside packets, and decisions about what is hidden: the office, never whoever reads packets."""
    return actor.role is Role.OFFICE


def may_assign(actor: Actor) -> bool:
    """Conflicts between applicants and experts, and who reads what: the office."""
    return actor.role is Role.OFFICE


def may_act_jointly(actor: Actor) -> bool:
    """See what waits for a second person of one's own role; which kinds those are, the table of joint acts says."""
    return actor.role in (Role.OFFICE, Role.INSPECTOR, Role.HRSS, Role.ADMINISTRATOR)


def may_count(actor: Actor) -> bool:
    """Enter the count of a paper ballot, apart from the other counter."""
    return actor.role in (Role.OFFICE, Role.INSPECTOR)


def may_handle_ballots(actor: Actor) -> bool:
    """Secret ballots in numbers, and the documents that go to and fro: office and inspector."""
    return actor.role in (Role.OFFICE, Role.INSPECTOR)


def may_handle_scores(actor: Actor) -> bool:
    """Rounds of scoring in numbers, and the documents that go to and fro: office and inspector; never a score."""
    return actor.role in (Role.OFFICE, Role.INSPECTOR)


def may_open_scores(actor: Actor) -> bool:
    """Open and close rounds, join trustees' halves, and take the opened tables: the office."""
    return actor.role is Role.OFFICE


def may_file(actor: Actor) -> bool:
    """Filings with their papers: whoever has acts of their own in them."""
    return actor.role in (Role.OFFICE, Role.HRSS, Role.INSPECTOR)


def may_invite(actor: Actor) -> bool:
    """The first half of what lets an expert in."""
    return actor.role is Role.INSPECTOR


def may_send_codes(actor: Actor) -> bool:
    """The second half; never the same role as the first."""
    return actor.role is Role.OFFICE


def may_keep_accounts(actor: Actor) -> bool:
    """Open, reset and close accounts of staff."""
    return actor.role is Role.ADMINISTRATOR


def needs(permission: Permission) -> Any:
    """A dependency that lets through whom ``permission`` names, and hands the actor on."""

    async def allowed(request: Request) -> Actor:
        actor = await actor_of(request)
        if permission(actor):
            return actor
        raise Refusal("api.sign_in_first" if actor.role is None else "api.not_allowed")

    allowed.permission = permission  # type: ignore[attr-defined]  # read by guards_in
    return Depends(allowed)


Public = Annotated[Actor, needs(anyone)]
SignedIn = Annotated[Actor, needs(signed_in)]
MaySeePool = Annotated[Actor, needs(may_see_pool)]
MayChangePool = Annotated[Actor, needs(may_change_pool)]
MaySeeSeason = Annotated[Actor, needs(may_see_season)]
MayReview = Annotated[Actor, needs(may_review)]
MayOversee = Annotated[Actor, needs(may_oversee)]
MayCompose = Annotated[Actor, needs(may_compose)]
MayPreparePackets = Annotated[Actor, needs(may_prepare_packets)]
MaySeeOriginals = Annotated[Actor, needs(may_see_originals)]
MayAssign = Annotated[Actor, needs(may_assign)]
MayActJointly = Annotated[Actor, needs(may_act_jointly)]
MayCount = Annotated[Actor, needs(may_count)]
MayHandleBallots = Annotated[Actor, needs(may_handle_ballots)]
MayHandleScores = Annotated[Actor, needs(may_handle_scores)]
MayOpenScores = Annotated[Actor, needs(may_open_scores)]
MayFile = Annotated[Actor, needs(may_file)]
MayInvite = Annotated[Actor, needs(may_invite)]
MaySendCodes = Annotated[Actor, needs(may_send_codes)]
MayKeepAccounts = Annotated[Actor, needs(may_keep_accounts)]
"""The actor as a route's parameter, let through by the predicate of that name."""


@dataclass(frozen=True)
class Door:
    """One route as it stands in an application: its address, its methods, and the predicates it asks."""

    path: str
    methods: tuple[str, ...]
    permissions: tuple[Permission, ...]


def doors_of(app: FastAPI) -> tuple[Door, ...]:
    """Every route of the application, those of included routers with their whole address."""
    found = iter_route_contexts(app.routes)
    return tuple(
        Door(
            path=one.path or "",
            methods=tuple(sorted((one.methods or set()) - {"HEAD"})),
            permissions=tuple(guard.permission for guard in guards_in(one.dependant)),
        )
        for one in found
        if isinstance(one.original_route, APIRoute)
    )


def require_permissions(app: FastAPI) -> None:
    """Raises RuntimeError for a route that asks none: such a server does not start."""
    open_doors = [door.path for door in doors_of(app) if not door.permissions]
    if open_doors:
        raise RuntimeError(f"routes without a permission: {open_doors}")
