"""The office at a ceremony: its machine, its papers and the hall, as one command line gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from blind.ceremony.context import Context
from blind.ceremony.reasons import OFFICE
from blind.ceremony.state import State
from blind.ceremony.steps import read
from blind.keys.signer import Signer
from blind.trust import Trust
from expertpool.commands.conduct import Request
from expertpool.commands.console import Console
from expertpool.errors import Refusal, Where
from expertpool.log_key import create_log_key, origin_of
from expertpool.party.attendance import Attendance, PartyHome, attend
from expertpool.party.board import Board
from expertpool.party.ceremony_plan import PLAN_FILE
from expertpool.party.freezing import frozen_again, office_opening
from expertpool.party.frozen_draw import FrozenDraw
from expertpool.party.hall import Hall
from expertpool.party.keys import key_id_in
from expertpool.party.trust_store import TrustStore

PLANS = "plans"


@dataclass(kw_only=True)
class OfficeSide:
    """One run of the office's side, whatever is drawn. ``moved`` gathers the documents that this run laid down.

    ``asked``: options typed on this command line (method, tickets, rules) which must agree with what is frozen.
    ``since``: the size of the ledger that the witness's machine names, where it is ahead of what the office knows.
    """

    console: Console
    roster: Path
    home: PartyHome
    board: Hall
    asked: Mapping[str, object]
    since: int = 0
    moved: list[str] = field(default_factory=list)
    computed: dict[tuple[bytes, ...], Any] = field(default_factory=dict)
    """What rounds gave, by the draw's hash and their seeds: a ticket table is built once a run."""

    @property
    def plan_file(self) -> Path:
        """The office's plan: in the folder that is the hall, or on its own machine where the hall is on a server."""
        if isinstance(self.board, Board):
            return self.board.folder / PLAN_FILE
        name = self.board.place.rpartition("/")[2]
        return self.console.settings.home / PLANS / name / PLAN_FILE

    @property
    def now(self) -> datetime:
        """This moment, to the second."""
        return self.home.now.replace(microsecond=0)

    @cached_property
    def trust(self) -> Trust:
        """The trust file that this machine goes by."""
        return self.home.trust_store.trust()

    @property
    def trust_text(self) -> str:
        """The same as a file."""
        return TrustStore(self.home.folder).path.read_text(encoding="utf-8")

    def state(self) -> State:
        """How the ceremony stands now."""
        return read(self.board.documents(), self.trust, now=self.home.now)

    def refuse_other_role(self) -> None:
        """Raise Refusal for the keys of another role; no passphrase is asked for this."""
        role, _ = key_id_in(self.home.keys_folder)
        if role != OFFICE:
            words = self.console.say(f"ceremony.role.{role}")
            raise Refusal("hall.not_the_office", where=Where(file=str(self.home.keys_folder)), role=words)

    def attendance(self) -> Attendance:
        """The office as a party."""
        return attend(self.board, self.home)

    def put(self, name: str, data: bytes) -> None:
        """Lay a document down and remember that this run did."""
        self.board.put(name, data)
        self.moved.append(name)

    @cached_property
    def log_signer(self) -> Signer:
        """The ledger's key. Raises Refusal where the trust file does not hold it under the ledger's name."""
        settings = self.console.settings
        signer = create_log_key(settings)
        held, name = self.trust.newest.roles.get("log"), origin_of(settings, signer)
        open_keys = [key for key in held.keys if key.to_index is None] if held else []
        if (signer.verifier.public, name) not in [(key.public, key.holder) for key in open_keys]:
            raise Refusal("hall.ledger_not_trusted", name=name, key_id=signer.verifier.key_id[:16])
        return signer

    @property
    def origin(self) -> str:
        """The ledger's name."""
        return origin_of(self.console.settings, self.log_signer)

    def refuse_other_options(self, context: Context) -> None:
        """Raise Refusal where an option typed now contradicts what was frozen."""
        stated = {"method": context.method, "tickets": context.tickets}
        for name, value in self.asked.items():
            if name in stated and value != stated[name]:
                raise Refusal("hall.frozen_otherwise", option=f"--{name}", frozen=stated[name], found=value)


@dataclass(kw_only=True)
class Office(OfficeSide):
    """The same where one committee's panel is drawn."""

    request: Request

    def frozen(self, context: Context) -> FrozenDraw:
        """The frozen draw, from the opened pool and the roster given. Raises Refusal where they differ by now."""
        opening = office_opening(self.board, context, self.trust)
        frozen = frozen_again(context, opening, self.request.experts)
        if self.request.committee != frozen.question.committee:
            raise Refusal("hall.committee_changed")
        return frozen
