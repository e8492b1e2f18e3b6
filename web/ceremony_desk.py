"""A ceremony held from the desk: its plan, its hall on this server, the office's side by the command's own steps."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blind.ceremony.state import State
from blind.ceremony.steps import read
from expertpool.commands.conduct import METHODS, Request
from expertpool.commands.console import Console
from expertpool.commands.party_edge import worded
from expertpool.documents.toml_text import quoted
from expertpool.errors import Refusal, Where
from expertpool.party import reading_out, removing
from expertpool.party.attendance import Attendance, PartyHome, attend
from expertpool.party.board import Board
from expertpool.party.ceremony_plan import PLAN_FILE, read_plan
from expertpool.party.keys import key_id_in
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, write_whole
from web.committee_view import Known
from web.draw_desk import DrawRoom, request_for

if TYPE_CHECKING:
    from expertpool.commands.ceremony import Held

PARTY = "party"
PLANNED = ("M2", "M1", "M3")
FIELDS = ("purpose", "filing", "assurance", "objection_until", "reveal_by")
TIMES = ("objection_until", "reveal_by", "known_after")


@dataclass(frozen=True)
class Inputs:
    """What every run of a ceremony's office side starts from, kept so that each run has the same."""

    library: str
    method: str
    tickets: int | None
    text: str

    def to_bytes(self) -> bytes:
        """As it is kept beside the papers."""
        return json.dumps(vars(self), ensure_ascii=False).encode()


@dataclass(frozen=True)
class CeremonyDesk:
    """The office at one ceremony. ``folder``: the hall's folder on this server, which is served as it stands."""

    settings: Settings
    room: DrawRoom
    hall: str
    folder: Path
    now: datetime

    @property
    def board(self) -> Board:
        """The hall."""
        return Board(self.folder)

    def out(self) -> Path:
        """Where the papers of the round that is on now appear: each round leaves its own."""
        state = self.state()
        at = state.rounds[-1].number if state.rounds else 0
        return self.room.ceremony(f"{self.hall}-r{at}" if at else self.hall)

    @property
    def _inputs(self) -> Path:
        return self.room.folder / f"ceremony-{self.hall}.json"

    def home(self, passphrase: str = "") -> PartyHome:
        """The office's machine: this one. The passphrase is kept nowhere."""
        folder = self.settings.home / PARTY
        return PartyHome(folder, folder, lambda: passphrase, secrets.token_bytes, self.now)

    def lay_down(
        self, known: Known, library: Path, typed: Mapping[str, str], *, method: str, tickets: int | None
    ) -> None:
        """Lay the plan down and keep the inputs; nothing is frozen yet. Refuses an unfit plan, at its field."""
        if known.kept is None:
            raise Refusal("page_draw.no_file")
        if method not in METHODS:
            raise Refusal("page_committees.wanted", where=Where(field="method"))
        make_folders(self.room.folder)
        draft = self.room.folder / f".plan-{secrets.token_hex(4)}.toml"
        write_whole(draft, plan_text(typed).encode())
        try:
            plan = read_plan(draft)
        except Refusal as refusal:
            raise _at_field(refusal) from None
        finally:
            draft.unlink(missing_ok=True)
        if plan.reveal_by <= self.now:
            raise Refusal("hall.reveal_in_the_past", where=Where(field="reveal_by"))
        make_folders(self.folder)
        write_whole(self.folder / PLAN_FILE, plan_text(typed).encode())
        write_whole(self._inputs, Inputs(library.name, method, tickets, known.kept.text).to_bytes(), private=True)

    def request(self, known: Known, *, by: str) -> tuple[Request, Path]:
        """What the draw is asked with, as it was kept when the ceremony began, and the library it goes by."""
        try:
            kept = Inputs(**json.loads(self._inputs.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            raise Refusal("page_draw.not_begun_here", hall=self.hall) from None
        library = self.room.folder / kept.library
        made = request_for(known, library, method=kept.method, tickets=kept.tickets, seed=None, by=by, text=kept.text)
        return made, library

    def state(self) -> State:
        """How it stands by its documents. Refuses without a trust file on this machine."""
        trust = self.home().trust_store.trust()
        return read(self.board.documents(), trust, now=self.now)

    def step(self, console: Console, known: Known, *, passphrase: str, by: str) -> tuple[Held, tuple[str, ...]]:
        """Everything the office can do now, with the documents that were laid down: one run of the command."""
        from expertpool.commands.ceremony import hold  # noqa: PLC0415  # OR-Tools is slow to import
        from expertpool.commands.ceremony_office import Office  # noqa: PLC0415  # for the same reason

        request, library = self.request(known, by=by)
        office = Office(
            console=console, request=request, roster=library, home=self.home(passphrase), board=self.board, asked={}
        )
        with worded(self.hall), office.home.memory.locked():
            held = hold(office, self.out())
        return held, tuple(dict.fromkeys(office.moved))

    def attend(self, passphrase: str) -> Attendance:
        """The office as a party."""
        return attend(self.board, self.home(passphrase))

    def dice(self, digits: str, *, passphrase: str) -> bool:
        """Type what was thrown, or confirm what another typed; whether another has to confirm yet."""
        home = self.home(passphrase)
        with worded(self.hall), home.memory.locked():
            return reading_out.read_out_dice(attend(self.board, home), digits)

    def remove(self, asked: Sequence[tuple[str, str, bytes]], *, reveal_by: datetime, passphrase: str) -> int:
        """Begin a round of replacements; ``asked``: number, reason, the paper that shows it. How many must sign yet."""
        home = self.home(passphrase)
        listed = [removing.Asked(number, reason, self._evidence(content)) for number, reason, content in asked]
        with worded(self.hall), home.memory.locked():
            return removing.list_removals(attend(self.board, home), listed, reveal_by=reveal_by)

    def void(self, cause: str, *, passphrase: str) -> bool:
        """Sign that this attempt is void; whether another has to sign yet."""
        home = self.home(passphrase)
        with worded(self.hall), home.memory.locked():
            return removing.void(attend(self.board, home), cause)

    def _evidence(self, content: bytes) -> Path:
        """A paper that shows why somebody was removed, kept under its digest."""
        folder = self.room.folder / "evidence"
        make_folders(folder)
        path = folder / hashlib.sha256(content).hexdigest()
        write_whole(path, content, private=True)
        return path


def plan_text(typed: Mapping[str, str]) -> str:
    """The plan file that a form states. Refuses an empty field."""
    given = {name: value.strip() for name, value in typed.items() if value.strip()}
    for name in FIELDS:
        if name not in given:
            raise Refusal("page_committees.wanted", where=Where(field=name))
    lines = [f"{name} = {quoted(given[name].replace('T', ' ') if name in TIMES else given[name])}" for name in FIELDS]
    if given.get("previous"):
        lines.append(f"previous = {quoted('../' + given['previous'])}")
    if given.get("dice_count"):
        every = "true" if given.get("every_round") == "yes" or given["assurance"] == "M1" else "false"
        lines += [
            "",
            "[dice]",
            f"faces = {_whole(given, 'dice_faces', '10')}",
            f"count = {_whole(given, 'dice_count')}",
        ]
        lines.append(f"every_round = {every}")
    if given.get("issue") or given["assurance"] == "M3":
        lines += ["", "[beacon]", 'kind = "lottery"']
        lines += [
            f"{name} = {quoted(_needed(given, name).replace('T', ' '))}" for name in ("game", "issue", "known_after")
        ]
        lines.append(f"digits = {_whole(given, 'digits')}")
    return "\n".join(lines) + "\n"


def _needed(given: Mapping[str, str], name: str) -> str:
    if name not in given:
        raise Refusal("page_committees.wanted", where=Where(field=name))
    return given[name]


def _whole(given: Mapping[str, str], name: str, usual: str = "") -> str:
    found = given.get(name) or usual
    if not (found.isascii() and found.isdigit() and len(found) <= 4):
        raise Refusal("page_committees.no_number", where=Where(field=name), found=found[:20])
    return str(int(found))


_TABLE_FIELDS = {"dice": "dice_count", "beacon": "issue", "faces": "dice_faces", "count": "dice_count"}


def _at_field(refusal: Refusal) -> Refusal:
    """The same refusal, about the field of the form instead of a place in the file."""
    key = str(refusal.params.get("entry", "")).rpartition(".")[2]
    named = _TABLE_FIELDS.get(key, key)
    refusal.where = Where(field=named)
    return refusal


def lacking(desk: CeremonyDesk) -> tuple[str, ...]:
    """What this machine needs before it can hold a ceremony: refusals' codes."""
    found = []
    home = desk.home()
    looks: list[Any] = [lambda: key_id_in(home.keys_folder), home.trust_store.trust]
    for look in looks:
        try:
            look()
        except Refusal as refusal:
            found.append(refusal.code)
    return tuple(found)
