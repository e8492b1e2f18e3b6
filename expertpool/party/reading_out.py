"""Public chance put on record by two: one reads it out and types it, another types it again and must agree."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from blind.ceremony import names
from blind.ceremony.document import Record
from blind.ceremony.turns import make_beacon, make_dice
from expertpool.errors import Refusal, Where
from expertpool.party.attendance import Attendance, attempt
from expertpool.party.handed_in import content_of

BEACON_STEM = "beacon"


def read_out_dice(here: Attendance, digits: str) -> bool:
    """Put the dice of the open round on record, or confirm what another typed; whether another has to confirm yet."""
    open_round = here.state.open_round
    stem = names.dice_stem(open_round.number if open_round else 0)
    return _read_out(here, stem, digits, field="digits", make=lambda: make_dice(here.state, digits, at=here.now))


def read_out_beacon(here: Attendance, value: str, *, evidence: Path | None) -> bool:
    """Put the public source's value on record, with the digest of its ``evidence``, or confirm what another typed."""
    offer = here.offer(BEACON_STEM)
    if evidence is None and offer is None:
        raise Refusal("party.no_evidence")
    digest = hashlib.sha256(content_of(evidence)).digest() if evidence else b""
    if offer is not None and evidence and offer.record.evidence_sha256 != digest:
        raise Refusal("party.evidence_differs", where=Where(file=str(evidence)))

    def make() -> Record:
        return make_beacon(here.state, value, evidence_sha256=digest, at=here.now)

    return _read_out(here, BEACON_STEM, value, field="value", make=make)


def _read_out(here: Attendance, stem: str, typed: str, *, field: str, make: Callable[[], Record]) -> bool:
    here.refuse_wrong()
    here.refuse_unchecked()
    here.pin_seal()
    offer = here.offer(stem)
    if offer is not None:
        _refuse_other(str(getattr(offer.record, field)), typed, stem)
    record = offer.record if offer is not None else attempt(make, here.board.place)
    here.sign(names.by(stem, here.me.id), record)
    return offer is None


def _refuse_other(stated: str, typed: str, stem: str) -> None:
    if stated != typed:
        pairs = enumerate(zip(stated, typed, strict=False), start=1)
        shorter = min(len(stated), len(typed)) + 1
        place = next((at for at, (one, other) in pairs if one != other), shorter)
        raise Refusal("party.read_differently", where=Where(file=stem), place=place)
