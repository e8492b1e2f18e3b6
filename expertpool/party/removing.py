"""Replacement rounds and void attempts: lists and records that several parties sign."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from blind.ceremony import names
from blind.ceremony.rounds import Removal
from blind.ceremony.turns import make_removals, make_void
from expertpool.errors import Refusal, Where
from expertpool.party.attendance import Attendance, attempt
from expertpool.party.checking import open_pool
from expertpool.party.handed_in import content_of


@dataclass(frozen=True)
class Asked:
    """One removal as typed: whose, why (a reason code), and the paper that shows it."""

    expert_no: str
    reason: str
    evidence: Path


def list_removals(here: Attendance, asked: Sequence[Asked], *, reveal_by: datetime) -> int:
    """Begin the next round with everybody who cannot serve, in one list; returns how many others have to sign."""
    here.refuse_wrong()
    here.refuse_unchecked()
    here.pin_seal()
    if here.context.of_season:
        raise Refusal("party.season_removals", where=Where(file=here.board.place))
    leaves = open_pool(here).read_leaves(draw_id=here.context.draw_id, algorithm=here.context.hash)
    codes = {leaf.person.expert_no: leaf.data for leaf in leaves}
    removals = [_removal(one, codes) for one in asked]
    by = reveal_by.replace(microsecond=0)
    record = attempt(lambda: make_removals(here.state, removals, reveal_by=by, at=here.now), here.board.place)
    signers = attempt(lambda: record.signers(here.context.reason_codes), here.board.place)
    here.sign(names.by(names.removals_stem(record.round), here.me.id), record)
    return len(signers - {here.me.role})


def confirm_removals(here: Attendance) -> int:
    """Sign the list that another has begun; returns the round it begins. Raises Refusal where there is none."""
    here.refuse_wrong()
    here.refuse_unchecked()
    here.pin_seal()
    stem = names.removals_stem(len(here.state.rounds) - 1)
    offer = here.offer(stem)
    if offer is None:
        raise Refusal("party.nothing_to_sign", where=Where(file=here.board.place))
    here.sign(names.by(stem, here.me.id), offer.record)
    return int(offer.record.round)


def void(here: Attendance, cause: str) -> bool:
    """Void this attempt, or sign what another has written; whether another has to sign yet.

    Wrong documents do not hinder it: they may be the cause. Another seal than the remembered one does, and a seal that
    is gone: a void that names none would hide it.
    """
    here.refuse_other_seal()
    offer = here.offer(names.VOID_STEM)
    if offer is not None and offer.record.code != cause:
        raise Refusal("party.other_cause", where=Where(file=names.VOID_STEM), cause=offer.record.code)
    record = offer.record if offer else attempt(lambda: make_void(here.state, cause, at=here.now), here.board.place)
    if record.culprit == here.me.id:
        raise Refusal("party.culprit_signs", party=here.me.id)
    here.sign(names.by(names.VOID_STEM, here.me.id), record)
    return here.again().state.void is None


def _removal(asked: Asked, codes: dict[str, bytes]) -> Removal:
    if asked.expert_no not in codes:
        raise Refusal("party.no_such_expert", expert=asked.expert_no)
    digest = hashlib.sha256(content_of(asked.evidence)).digest()
    return Removal(codes[asked.expert_no], asked.reason, digest)
