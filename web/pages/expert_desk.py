"""An expert's own groups: what is next, the invitation, the pledge, and how pages look."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.actor import Actor
from api.language import language_of
from api.permissions import MayReview
from api.repeats import FormRoute
from api.wiring import Now, Reading, TheWiring, Wiring, Writing
from blind.keys.p256 import P256Verifier
from expertpool.actions.answer_invitation import accept_invitation, recuse_from_group
from expertpool.actions.enrol_reader import enrol_reader
from expertpool.actions.move_reading import read_on_device
from expertpool.actions.sign_pledge import sign_pledge
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models import Custody, Ground
from expertpool.queries.device_keys import owner_of
from expertpool.queries.reader_desk import OwnGroup, own_group, own_groups
from expertpool.queries.review import group_of, keys_of
from web.contexts.expert_desk import DeskPage, GroupPage
from web.contexts.form import Form as Typed
from web.desk_view import Desk
from web.rendering import YEAR, goto, page, sent_back

router = APIRouter(prefix="/desk", route_class=FormRoute, default_response_class=HTMLResponse)
Text = Annotated[str, Form()]
LOOKS = ("large", "night")


def expert(actor: Actor) -> ExpertId:
    """The expert's own number. Refuses everybody else."""
    if actor.expert_no is None:
        raise Refusal("api.not_allowed")
    return actor.expert_no


@router.get("")
def desk(request: Request, wiring: TheWiring, actor: MayReview, session: Reading) -> Response:
    """The reader's groups."""
    found = [Desk.of(wiring, one, actor.key_id) for one in own_groups(session, expert(actor))]
    lines = tuple(one.line(one.packets(session)) for one in found)
    return page(request, "desk_home.html", DeskPage(lines))


@router.post("/look")
def look(switch: Text = "", on: Text = "", back: Text = "", *, _actor: MayReview) -> Response:
    """Large letters, or a dark page, on this device."""
    own = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
    answer = goto(back if own else "/desk")
    if switch in LOOKS and on == "1":
        answer.set_cookie(switch, "1", max_age=YEAR, path="/", samesite="lax", httponly=True)
    elif switch in LOOKS:
        answer.delete_cookie(switch, path="/")
    return answer


@router.get("/groups/{group}")
def one_group(group: str, request: Request, wiring: TheWiring, actor: MayReview, session: Reading) -> Response:
    """One group: invitation, pledge, packets."""
    return page(request, "desk_group.html", _page(session, wiring, own_group(session, expert(actor), group), actor))


@router.post("/groups/{group}/accept")
def accept(group: str, wiring: TheWiring, actor: MayReview, session: Writing, at: Now) -> Response:
    """Take part: with the key of the reader's device, or with one that the server holds for a reader without."""
    seen = own_group(session, expert(actor), group)
    accept_invitation(session, seen, at=at, actor=actor.name)
    found = owner_of(session, actor.key_id) if actor.key_id else None
    if found is not None:
        device = P256Verifier(bytes.fromhex(found[0].public))
        read_on_device(session, seen, device, at=at, actor=actor.name)
        return goto(f"/desk/groups/{group}")
    key = Desk.of(wiring, seen).keys.signer.verifier
    if not seen.keys and all(one.key_id != key.key_id for one in keys_of(session, group)):
        held = group_of(session, group)
        enrol_reader(session, held, seen.reader, key=key, seal=None, custody=Custody.DESK, at=at, actor=actor.name)
    return goto(f"/desk/groups/{group}")


@router.post("/groups/{group}/recuse")
def recuse(
    *,
    group: str,
    request: Request,
    wiring: TheWiring,
    actor: MayReview,
    session: Writing,
    at: Now,
    ground: Text = "",
) -> Response:
    """Step back from the whole group."""
    seen = own_group(session, expert(actor), group)
    if ground not in set(Ground):
        form = Typed.refused(Refusal("desk.no_ground"), language_of(request), at="ground", ground=ground[:40])
        raise sent_back(request, "desk_group.html", _page(session, wiring, seen, actor, form))
    recuse_from_group(session, seen, Ground(ground), at=at, actor=actor.name)
    return goto(f"/desk/groups/{group}")


@router.post("/groups/{group}/pledge")
def pledge(
    *,
    group: str,
    request: Request,
    wiring: TheWiring,
    actor: MayReview,
    session: Writing,
    at: Now,
    agreed: Text = "",
) -> Response:
    """Sign the pledge for the group's season; signing it again changes nothing."""
    number = expert(actor)
    seen = own_group(session, number, group)
    if agreed != "1":
        form = Typed.refused(Refusal("desk.not_agreed"), language_of(request), at="agreed")
        raise sent_back(request, "desk_group.html", _page(session, wiring, seen, actor, form))
    if not seen.pledged:
        sign_pledge(session, number, season=seen.season, signed_on=at.date(), at=at, actor=actor.name)
    return goto(f"/desk/groups/{group}")


def _page(session: Session, wiring: Wiring, seen: OwnGroup, actor: Actor, form: Typed | None = None) -> GroupPage:
    desk = Desk.of(wiring, seen, actor.key_id)
    packets = desk.packets(session)
    return GroupPage(
        line=desk.line(packets),
        reader=seen.reader,
        season=seen.season,
        packets=packets if seen.ready else (),
        grounds=tuple(Ground),
        mode=desk.mode,
        form=form or Typed(),
    )
