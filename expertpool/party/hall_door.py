"""What a hall's server takes in: from a party of its trust file, signed as its name says, and only so much at a time.

A stranger is turned away by the head of the request, before its body is read. What comes in was signed by a key of the
trust file; the one document without a signature of its own is the proof that the ledger grew, which nobody believes
before the witness has checked it, and which the office alone lays down.
"""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from blind import dsse
from blind.ceremony import names
from blind.ceremony.book import read_note
from blind.ceremony.commitment import Commit
from blind.ceremony.context import Context
from blind.ceremony.countersignature import Countersignature
from blind.ceremony.document import LONGEST, Record, opened, read_payload
from blind.ceremony.escrow import Escrow
from blind.ceremony.logged import Logged
from blind.ceremony.reasons import OFFICE
from blind.ceremony.reveal import Opening, Reveal
from blind.ceremony.rounds import Removals, Result
from blind.ceremony.seal import Seal
from blind.ceremony.thrown import Beacon, Dice
from blind.ceremony.void import Void
from blind.certificate import PAYLOAD_TYPE as CERTIFICATE_TYPE
from blind.errors import BlindError, Forged, Malformed, Untrusted
from blind.keys.signer import Verifier
from blind.log.tree import verify_inclusion
from blind.trust import Trust
from expertpool.errors import Refusal
from expertpool.party.board import Board
from expertpool.party.hall_pass import ROLES, Asking
from expertpool.party.pool_opening import LONGEST as LONGEST_POOL
from expertpool.party.pool_opening import PoolOpening
from expertpool.party.witnessing import Consistency

PACE, SPAN = 240, 60.0
"""Documents that one key may lay down in so many seconds; a ceremony has a few dozen in all."""

OF_OFFICE: Final[Mapping[str, type[Record]]] = {
    "context": Context,
    "pool-opening": PoolOpening,
    "seal": Seal,
    "result": Result,
}
OF_SIGNER: Final[Mapping[str, type[Record]]] = {
    "commit": Commit,
    "escrow": Escrow,
    "opening": Opening,
    "dice": Dice,
    "beacon": Beacon,
    "removals": Removals,
    "void": Void,
    "countersigned": Countersignature,
}
"""Documents whose names end with the party that signs them."""

_PREVIOUS = re.compile(r"previous-\d+-(context|void)[a-z0-9-]*\.json")
_KIND = re.compile(r"(pool-opening|[a-z]+)[a-z0-9-]*\.json")


@dataclass(frozen=True)
class Pace:
    """How many documents each key laid down lately; kept in this process alone."""

    clock: Callable[[], float] = time.monotonic
    lately: dict[str, deque[float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, key_id: str) -> None:
        """One document more. Raises Refusal where the key is too fast."""
        now = self.clock()
        with self.lock:
            times = self.lately.setdefault(key_id, deque())
            while times and times[0] <= now - SPAN:
                times.popleft()
            if len(times) >= PACE:
                raise Refusal("hall.too_fast", most=PACE)
            times.append(now)


def refuse_unsigned(name: str, data: bytes, asking: Asking, *, board: Board, trust: Trust) -> None:
    """Refuse what is not signed as a document of that name in this hall has to be.

    Until the hall has a context, the office alone lays something down.
    """
    context = _context_of(board)
    if asking.role != OFFICE and (context is None or _office_alone(name)):
        raise Refusal("hall.by_the_office", name=name)
    try:
        _signed(name, data, asking, trust)
        if context is not None and not name.endswith(".note"):
            _fits(name, data, asking, context, board)
    except BlindError as error:
        raise Refusal("hall.not_signed", name=name, fault=error.code) from None


def refuse_older(name: str, old: bytes, new: bytes) -> None:
    """Refuse to renew a ledger proof by one of a shorter ledger, such as a copy of an earlier one."""
    try:
        if _size(name, new) < _size(name, old):
            raise Refusal("party.document_taken", name=name)
    except BlindError as error:
        raise Refusal("hall.not_signed", name=name, fault=error.code) from None


def _size(name: str, data: bytes) -> int:
    return Logged.parse(data).size if name.endswith("-logged.json") else Consistency.parse(data).new_size


def _context_of(board: Board) -> Context | None:
    """The context that was let into the hall; None where there is none, or none that can be read."""
    try:
        data = board.content(names.CONTEXT) if board.has(names.CONTEXT) else b""
        return read_payload(Context, dsse.Envelope.parse(data).payload) if data else None
    except BlindError:
        return None


def _office_alone(name: str) -> bool:
    kind = _KIND.fullmatch(name)
    return _unowned(name) or bool(kind and kind[1] in OF_OFFICE)


def _signed(name: str, data: bytes, asking: Asking, trust: Trust) -> None:
    """Returns where the signature holds that a document of this name carries; raises ``BlindError``."""
    if name.endswith("-cosigned.note"):
        read_note(data, trust, threshold=1)
    elif name.endswith("-logged.json"):
        _entered(Logged.parse(data), trust)
    elif name.endswith("-consistency.json"):
        Consistency.parse(data)
    elif names.CERTIFICATE.fullmatch(name):
        dsse.verify(data, payload_type=CERTIFICATE_TYPE, keys=_keys(trust, (OFFICE, "report")))
    elif previous := _PREVIOUS.fullmatch(name):
        opened(Context if previous[1] == "context" else Void, data, keys=_keys(trust, ROLES))
    else:
        kind = _kind(name)
        opened(kind, data, keys=[asking.verifier], longest=_longest(kind))


def _entered(logged: Logged, trust: Trust) -> None:
    head = read_note(logged.checkpoint, trust, threshold=0)
    if head.size != logged.size:
        raise Forged("head-of-another-size", head=head.size, logged=logged.size)
    verify_inclusion(logged.entry.to_bytes(), logged.inclusion, index=logged.index, size=head.size, root=head.root)


def _fits(name: str, data: bytes, asking: Asking, context: Context, board: Board) -> None:
    """Returns where a document that one party signed is about this draw, under a name that is that party's own."""
    if _unowned(name):
        return
    kind = _kind(name)
    record: Any = read_payload(kind, dsse.Envelope.parse(data).payload, longest=_longest(kind))
    me = next((one.id for one in context.parties if one.sign_key_id == asking.verifier.key_id), None)
    if record.ctx != context.ctx:
        raise Untrusted("other-draw")
    own = kind in OF_OFFICE.values() or name.endswith(f"-{me}.json")
    if isinstance(record, Reveal):
        halves = [names.opening(record.party, record.round, one.id) for one in context.others(record.party)]
        own = name == names.reveal(record.party, record.round) and (record.party == me or all(map(board.has, halves)))
    if me is None or not own:
        raise Untrusted("key-not-pinned", key_id=asking.verifier.key_id)


def _unowned(name: str) -> bool:
    """Whether a name belongs to no single party of this draw: proofs, certificates, and what earlier attempts left."""
    if name == names.CONTEXT or names.CERTIFICATE.fullmatch(name) or _PREVIOUS.fullmatch(name):
        return True
    return name.endswith(("-logged.json", "-consistency.json"))


def _kind(name: str) -> type[Record]:
    """The kind of document that goes by this name."""
    found = _KIND.fullmatch(name)
    known = {**OF_OFFICE, **OF_SIGNER, "reveal": Reveal}.get(found[1] if found else "")
    if known is None:
        raise Malformed("other-format", expected="a document's name")
    return known


def _longest(kind: type[Record]) -> int:
    return LONGEST_POOL if kind is PoolOpening else LONGEST


def _keys(trust: Trust, roles: tuple[str, ...]) -> list[Verifier]:
    known = trust.newest.roles
    return [key.verifier for role in roles if role in known for key in known[role].keys]
