"""A reader's own groups and packets: invitation, pledge, files, drafts, handing in. Other people's answer like none."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from sqlmodel import Session

from api.actor import Actor
from api.language import language_of
from api.own_desk import OwnDesk
from api.permissions import MayReview
from api.repeats import OnceRoute
from api.schemas.page import Cursor, Limit, Listed
from api.schemas.reading import Answered, DraftField, KeptReceipt, ReadersGroup, ReadersPacket, TypedText
from api.wiring import Now, Reading, TheWiring, Wiring, Writing
from expertpool.actions.answer_invitation import accept_invitation, recuse_from_group
from expertpool.actions.enrol_reader import enrol_reader
from expertpool.actions.sign_pledge import sign_pledge
from expertpool.desk.filled_form import FilledForm, fields_of
from expertpool.desk.hand_in import give_back, hand_in
from expertpool.desk.packet_shelf import Shelf
from expertpool.desk.sent_notes import Note
from expertpool.errors import Refusal, Where
from expertpool.ids import ExpertId
from expertpool.models import Custody, Ground, Taking
from expertpool.queries.reader_desk import OwnPacket, own_group, own_groups, own_packet
from expertpool.queries.review import group_of, keys_of
from expertpool.words import Language, say

router = APIRouter(prefix="/groups", tags=["packets"], route_class=OnceRoute)
Group = Annotated[str, Path(max_length=200)]
Codename = Annotated[str, Path(max_length=40)]
PDF: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("")
def list_groups(*, session: Reading, actor: MayReview, limit: Limit = 50, cursor: Cursor = 0) -> Listed[ReadersGroup]:
    """本人所在的评审组。"""
    return Listed[ReadersGroup].part(own_groups(session, _expert(actor)), cursor, limit, shown=ReadersGroup.of)


@router.post("/{group}/answer")
def answer(
    *, group: Group, asked: Answered, session: Writing, wiring: TheWiring, at: Now, actor: MayReview
) -> ReadersGroup:
    """答复评审邀请：参加（accepted），或者回避（recused，须写理由）。"""
    number = _expert(actor)
    seen = own_group(session, number, group)
    if asked.answer == Taking.ACCEPTED:
        accept_invitation(session, seen, at=at, actor=actor.name)
        key = OwnDesk(wiring, seen).keys.signer.verifier
        if not seen.keys and all(one.key_id != key.key_id for one in keys_of(session, group)):
            held = group_of(session, group)
            enrol_reader(session, held, seen.reader, key=key, seal=None, custody=Custody.DESK, at=at, actor=actor.name)
    elif asked.answer == Taking.RECUSED and asked.ground in set(Ground):
        recuse_from_group(session, seen, Ground(asked.ground), at=at, actor=actor.name)
    else:
        field = "ground" if asked.answer == Taking.RECUSED else "answer"
        raise Refusal("desk.no_ground" if field == "ground" else "api.no_answer", where=Where(field=field))
    return ReadersGroup.of(own_group(session, number, group))


@router.post("/{group}/pledge")
def pledge(*, group: Group, session: Writing, at: Now, actor: MayReview) -> ReadersGroup:
    """签署本年度诚信承诺书；签过的不变。"""
    number = _expert(actor)
    seen = own_group(session, number, group)
    if not seen.pledged:
        sign_pledge(session, number, season=seen.season, signed_on=at.date(), at=at, actor=actor.name)
    return ReadersGroup.of(own_group(session, number, group))


@router.get("/{group}/packets")
def list_packets(
    *, group: Group, session: Reading, wiring: TheWiring, actor: MayReview, limit: Limit = 50, cursor: Cursor = 0
) -> Listed[ReadersPacket]:
    """分给本人的盲审材料；接受邀请并签署承诺书之后才列出。"""
    seen = own_group(session, _expert(actor), group)
    desk, listed = OwnDesk(wiring, seen), seen.packets if seen.ready else ()
    return Listed[ReadersPacket].part(listed, cursor, limit, shown=lambda one: _shown(session, desk, one))


@router.get("/{group}/packets/{packet}")
def show_packet(
    *, group: Group, packet: Codename, session: Reading, wiring: TheWiring, actor: MayReview
) -> ReadersPacket:
    """一份盲审材料：编号、摘要、页数。"""
    return _shown(session, *_own(session, wiring, actor, group, packet))


@router.get("/{group}/packets/{packet}/file", response_class=Response, responses=PDF)
def give_file(*, group: Group, packet: Codename, session: Reading, wiring: TheWiring, actor: MayReview) -> Response:
    """盲审材料的文件（PDF）。"""
    _, found = _own(session, wiring, actor, group, packet)
    named = {"Content-Disposition": f'inline; filename="{found.codename}.pdf"', "Cache-Control": "no-store"}
    return Response(Shelf.of(wiring.own).read(found.digest), media_type="application/pdf", headers=named)


@router.get("/{group}/packets/{packet}/draft")
def list_draft(
    *,
    group: Group,
    packet: Codename,
    request: Request,
    session: Reading,
    wiring: TheWiring,
    actor: MayReview,
    limit: Limit = 50,
    cursor: Cursor = 0,
) -> Listed[DraftField]:
    """本人打分表草稿的各栏，和还不合格的地方。"""
    desk, found = _own(session, wiring, actor, group, packet)
    form, language = desk.filled(found), language_of(request)
    fields = fields_of(desk.group.rubric)
    return Listed[DraftField].part(fields, cursor, limit, shown=lambda field: _field(form, field, language))


@router.put("/{group}/packets/{packet}/draft/{field}")
def save(
    *,
    group: Group,
    packet: Codename,
    field: Annotated[str, Path(max_length=40)],
    asked: TypedText,
    request: Request,
    session: Reading,
    wiring: TheWiring,
    at: Now,
    actor: MayReview,
) -> DraftField:
    """保存草稿的一栏；不合格的也照存，并说明哪里不合格。"""
    desk, found = _own(session, wiring, actor, group, packet)
    desk.require_open(found)
    if field not in fields_of(desk.group.rubric):
        raise Refusal("desk.nothing_here")
    desk.drafts(found).save(field, asked.text.replace("\r\n", "\n"), at=at)
    return _field(desk.filled(found), field, language_of(request))


@router.post("/{group}/packets/{packet}/sheet")
async def seal(*, group: Group, packet: Codename, wiring: TheWiring, at: Now, actor: MayReview) -> KeptReceipt:
    """把草稿封存并递交，得到回执；没有改动的，还是原来那份。"""

    def work(session: Session) -> tuple[OwnDesk, OwnPacket, Note]:
        desk, found = _own(session, wiring, actor, group, packet)
        desk.require_open(found)
        return desk, found, _handed_in(session, desk, found, at=at, actor=actor)

    desk, found, note = await wiring.write(work)
    desk.drafts(found).forget()
    return _receipt(found, note)


@router.get("/{group}/packets/{packet}/receipt")
def show_receipt(
    *, group: Group, packet: Codename, session: Reading, wiring: TheWiring, actor: MayReview
) -> KeptReceipt:
    """已递交的打分表的回执。"""
    desk, found = _own(session, wiring, actor, group, packet)
    note = desk.note(session, found)
    if note is None:
        raise Refusal("desk.nothing_here")
    return _receipt(found, note)


@router.post("/{group}/packets/{packet}/recognition", status_code=204)
async def recognise(*, group: Group, packet: Codename, wiring: TheWiring, at: Now, actor: MayReview) -> Response:
    """认出材料是谁的，退回；不问理由，没有不利后果。"""

    def work(session: Session) -> tuple[OwnDesk, OwnPacket]:
        desk, found = _own(session, wiring, actor, group, packet)
        desk.require_open(found)
        give_back(session, (desk.group, found), keys=desk.keys, at=at, actor=actor.name)
        return desk, found

    desk, found = await wiring.write(work)
    desk.drafts(found).forget()
    return Response(status_code=204)


def _expert(actor: Actor) -> ExpertId:
    if actor.expert_no is None:
        raise Refusal("api.not_allowed")
    return actor.expert_no


def _own(session: Session, wiring: Wiring, actor: Actor, group: str, packet: str) -> tuple[OwnDesk, OwnPacket]:
    seen, found = own_packet(session, _expert(actor), group, packet)
    return OwnDesk(wiring, seen), found


def _shown(session: Session, desk: OwnDesk, packet: OwnPacket) -> ReadersPacket:
    return ReadersPacket(
        codename=packet.codename,
        digest=packet.digest.hex(),
        pages=desk.pages(packet),
        withdrawn=packet.withdrawn,
        closed=packet.shut,
        begun=desk.drafts(packet).begun,
        handed_in=desk.note(session, packet) is not None,
    )


def _field(form: FilledForm, field: str, language: Language) -> DraftField:
    typed, wrong = form.typed.get(field), form.faults.get(field)
    said = None if wrong is None else say(wrong[0], language, **wrong[1])
    return DraftField(field=field, text=form.text(field), saved_at=None if typed is None else typed.at, fault=said)


def _handed_in(session: Session, desk: OwnDesk, packet: OwnPacket, *, at: datetime, actor: Actor) -> Note:
    form, last = desk.filled(packet), desk.note(session, packet)
    if not form.typed and last is not None:
        return last
    if form.faults:
        raise Refusal("api.sheet_unfit", where=Where(field=next(iter(form.faults))), fields=", ".join(form.faults))
    return hand_in(
        session,
        (desk.group, packet),
        form,
        keys=desk.keys,
        notes=desk.notes,
        at=at,
        actor=actor.name,
        fresh=secrets.token_bytes,
    )


def _receipt(packet: OwnPacket, note: Note) -> KeptReceipt:
    return KeptReceipt(
        codename=packet.codename,
        version=note.version,
        commitment=note.receipt.commitment.hex(),
        document=note.receipt.document.hex(),
        at=note.at,
    )
