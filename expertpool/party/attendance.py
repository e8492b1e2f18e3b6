"""One party at one ceremony: who it is there, how the ceremony stands, and the one way in which it signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from blind.ceremony.book import Joint
from blind.ceremony.context import Context, Party
from blind.ceremony.document import Record, hash_of, opened, signed
from blind.ceremony.state import State
from blind.ceremony.steps import read
from blind.ceremony.turns import NotNow, offered
from blind.errors import BlindError
from blind.trust import Trust
from expertpool.errors import Refusal, Where
from expertpool.party.board import Board
from expertpool.party.findings import as_refusal, refuse_wrong
from expertpool.party.hall import Hall
from expertpool.party.keys import PartyKeys, key_id_in, open_keys
from expertpool.party.memory import DrawMemory, Memory
from expertpool.party.trust_store import TrustStore

T = TypeVar("T")


@dataclass(frozen=True)
class PartyHome:
    """A party's machine: the folder with its memory and trust file, the folder with its key file, its clock and dice.

    ``passphrase`` is asked only when something has to be signed or opened. ``fresh(n)`` gives n secret random bytes.
    """

    folder: Path
    keys_folder: Path
    passphrase: Callable[[], str]
    fresh: Callable[[int], bytes]
    now: datetime

    @property
    def memory(self) -> Memory:
        """What the machine remembers."""
        return Memory(self.folder)

    @property
    def trust_store(self) -> TrustStore:
        """The trust file it goes by."""
        return TrustStore(self.folder)

    @cached_property
    def keys(self) -> PartyKeys:
        """The party's opened keys."""
        return open_keys(self.keys_folder, self.passphrase)


@dataclass(frozen=True)
class Attendance:
    """A party that takes part in the ceremony on ``board``, as its documents stand."""

    home: PartyHome
    board: Hall
    trust: Trust
    state: State
    context: Context
    me: Party

    @property
    def now(self) -> datetime:
        """The moment on the party's clock, to the second."""
        return self.home.now.replace(microsecond=0)

    @property
    def memory(self) -> DrawMemory:
        """What the party remembers of this draw."""
        return self.home.memory.of_draw(self.context.ctx)

    def again(self) -> Attendance:
        """The same after something was laid down."""
        return replace(self, state=read(self.board.documents(), self.trust, now=self.home.now))

    def refuse_wrong(self) -> None:
        """Raise Refusal while anything on the board is wrong: nobody signs on top of that."""
        refuse_wrong(self.state.wrong)

    def refuse_unchecked(self) -> None:
        """Raise Refusal unless this machine has checked the pool of exactly this context."""
        if self.memory.recall("checked") is None:
            raise Refusal("party.not_checked", where=Where(file=self.board.place), ctx=self.context.ctx.hex())

    def pin_seal(self) -> None:
        """Remember the cosigned seal. Raises Refusal where there is none yet, or another one was remembered."""
        if not self.state.cosigned or self.state.sealed is None:
            raise Refusal("party.not_sealed", where=Where(file=self.board.place))
        self.memory.remember("seal", {"seal_hash": self.state.sealed.hash.hex()})
        self.refuse_other_seal()

    def refuse_other_seal(self) -> None:
        """Raise Refusal where this machine remembers a seal, and what lies here is under another one or under none."""
        sealed = self.state.sealed
        refuse_other_seal(self.memory, sealed.hash if sealed else None, Where(file=self.board.place))

    def sign(self, name: str, record: Record) -> bool:
        """Sign a record as document ``name`` and lay it down; whether it was signed now (and not before).

        What was signed once under that name for this draw is remembered first and laid down again, whatever is asked
        later. Raises Refusal where that says something else (its time aside).
        """
        key = f"signed-{name.removesuffix('.json')}"
        first = self.memory.recall(key) is None
        made = signed(record, self.home.keys.signer)
        data = str(self.memory.remember(key, {"document": made.decode()})["document"]).encode()
        if data != made and not _same(data, record, self.home.keys):
            raise Refusal("party.signed_otherwise", where=Where(file=self.board.at(name)), name=name)
        self.board.put(name, data)
        return first

    def offer(self, stem: str) -> Joint | None:
        """What others have signed under ``stem`` and this party has not; None where nobody has."""
        try:
            return offered(self.state, stem, self.me.id)
        except NotNow:
            return None

    def document(self, record: Record) -> bytes:
        """A record's document hash in this draw."""
        return hash_of(record, algorithm=self.context.hash)


def attend(hall: Hall | Path, home: PartyHome) -> Attendance:
    """The party of this machine at the ceremony in a hall, or in the folder that is one.

    Raises Refusal without a trust file, keys or context, and for keys that no party of this ceremony has.
    """
    trust = home.trust_store.trust()
    board = Board(hall) if isinstance(hall, Path) else hall
    state = read(board.documents(), trust, now=home.now)
    if state.context is None:
        refuse_wrong(state.wrong)
        raise Refusal("party.not_frozen", where=Where(file=board.place))
    role, key_id = key_id_in(home.keys_folder)
    for party in state.context.parties:
        if party.sign_key_id == key_id:
            return Attendance(home, board, trust, state, state.context, party)
    raise Refusal("party.not_of_this_draw", where=Where(file=board.place), role=role, key_id=key_id[:16])


def refuse_other_seal(memory: DrawMemory, found: bytes | None, where: Where) -> None:
    """Raise Refusal where a seal of this draw is remembered and ``found`` is not it."""
    kept = memory.recall("seal")
    if kept is not None and kept["seal_hash"] != (found or b"").hex():
        raise Refusal("party.another_seal", where=where, kept=kept["seal_hash"], found=found.hex() if found else "—")


def attempt(look: Callable[[], T], place: Path | str) -> T:
    """What ``look`` gives; a core's refusal becomes one in words about ``place``."""
    try:
        return look()
    except BlindError as error:
        raise as_refusal(error, file=str(place)) from None


def _same(data: bytes, record: Record, keys: PartyKeys) -> bool:
    """Whether a document that this party signed says the same as ``record``, apart from its time."""
    kept = opened(type(record), data, keys=[keys.signer.verifier])
    return _timeless(kept.as_dict()) == _timeless(record.as_dict())


def _timeless(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "at"}
