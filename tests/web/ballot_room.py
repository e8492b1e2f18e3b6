"""A meeting whose ballot is served: an office with accounts, three parties, and members with devices."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from blind.ballot.definition import Ballot
from blind.ballot.token import Pending, ask, receive
from blind.ballot.vote import Vote, vote
from expertpool.actions.import_roster import import_roster
from expertpool.actions.open_account import open_account
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.db import open_session
from expertpool.models import Role
from expertpool.party.ballot_folder import BallotFolder, votes_bytes
from expertpool.party.issuing import read_answers
from expertpool.settings import Settings
from tests.ballots.chamber import MEMBERS, Chamber
from tests.conftest import AT, make_expert
from tests.web.devices import Device
from tests.web.town import PASSWORD, Clock, Town

PRESENT = MEMBERS[:6]
RECUSED = {"M01": "1111-2222"}


class Quiet(Chamber):
    """A chamber in which nobody reads what commands print."""

    @property
    def ballot(self) -> BallotFolder:
        """The newest folder on the office's server."""
        there = sorted((self.office / "ballot-folders").glob("0001-*"))
        return BallotFolder(there[-1] if there else self.office / "ballot-folders" / "0001-01")

    def done(self, who: str, *words: str | Path) -> object:
        """A command that has to succeed."""
        assert self.run(who, *words).code == 0, words
        return None


@dataclass
class Room:
    """The chamber and the town on the same database."""

    chamber: Quiet
    devices: dict[str, Device] = field(default_factory=dict)
    pending: dict[str, tuple[Pending, ...]] = field(default_factory=dict)

    @classmethod
    def prepared(cls, folder: Path) -> Room:
        """Six of seven present, the roll frozen, the inspector's token key made; no device bound."""
        chamber = Quiet(folder)
        chamber.found()
        chamber.call()
        chamber.run("office", "meeting", "freeze", "1", chamber.fill_roll(absent=("M07",), recused=RECUSED))
        made = cls(chamber)
        people = [make_expert(number, specialties=("冶金",)) for number in range(1, 11)]
        with open_session(chamber.settings) as session:
            keys = unlock_pool(session, chamber.settings)
            given: dict[str, Any] = {"at": AT, "actor": "王", "keys": keys}
            import_roster(session, people, source="名册.xlsx", digest=hashlib.sha256(b"1").hexdigest(), **given)
            for role in (Role.OFFICE, Role.INSPECTOR):
                opened = open_account(session, role.value, role, password=PASSWORD, **given)
                made.town.secrets[role.value] = opened.secret
            session.commit()
        chamber.done("inspector", "party", "token-key", chamber.ballot.path)
        return made

    @cached_property
    def town(self) -> Town:
        """The office's server."""
        return Town(Settings.embedded(self.chamber.office), Clock())

    @property
    def ballot(self) -> Ballot:
        """As it was opened."""
        return self.chamber.ballot.ballot()

    def bind(self, *members: str) -> None:
        """Members sign in with devices of their own."""
        for member in members:
            self.devices[member] = Device(self.town, f"E{int(member[1:]):04d}").bound()

    def issue(self) -> None:
        """The inspector's machine answers every request that is there."""
        self.chamber.done("inspector", "party", "issue-tokens", self.chamber.ballot.path)

    def ask(self, member: str, ballot: int = 1) -> int:
        """A member's device asks for papers; the status of the answer."""
        device = self.devices[member]
        self.pending[member], request = ask(self.ballot, member, device=device.key, fresh=secrets.token_bytes)
        status: int = device.browser.post(f"/vote/{ballot}/request", content=request).status_code
        return status

    def votes(self, member: str, choice: str = "yes", *, ballot: int = 1, **choices: str) -> list[Vote]:
        """The member's sealed votes."""
        answer = self.devices[member].browser.get(f"/vote/{ballot}/answer")
        given = read_answers(answer.content, self.ballot, member)
        tokens = receive(self.ballot, self.pending[member], given)
        chosen: Mapping[str, str] = choices
        return [vote(self.ballot, one, chosen.get(one.candidate, choice), secrets.token_bytes) for one in tokens]

    def cast(self, votes: list[Vote], ballot: int = 1) -> Any:
        """Votes into the box, from a browser that nobody is signed in on."""
        return self.town.client().post(f"/box/{ballot}", content=votes_bytes(votes))
