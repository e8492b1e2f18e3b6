"""Three parties simulated on one computer, each with a folder, keys and a passphrase: for demonstration and drill."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from blind.ceremony import names
from blind.ceremony.reasons import HRSS, INSPECTOR, OFFICE, ROLES
from blind.keys.keyfile import Cost
from blind.trust import Trust, read_trust
from blind.trust_change import extended, joined_signatures
from expertpool.commands import circumstances
from expertpool.commands.ceremony import Held, hold
from expertpool.commands.ceremony_office import Office
from expertpool.commands.conduct import Request
from expertpool.commands.console import Console
from expertpool.log_key import create_log_key, note_key_of
from expertpool.party import checking, committing, revealing, witnessing
from expertpool.party.attendance import PartyHome, attend
from expertpool.party.board import Board
from expertpool.party.ceremony_plan import PLAN_FILE
from expertpool.party.keys import new_keys, restored_keys
from expertpool.party.public_keys import log_key, placed
from expertpool.party.root_keys import RootKey
from expertpool.party.trust_proposing import propose_first
from expertpool.party.trust_signing import Proposal, sign_proposal
from expertpool.party.trust_store import TrustStore

QUICK = Cost(memory_kib=8192, passes=1, lanes=1)
"""A passphrase that costs little to guess: these keys protect nothing."""

LASTS = timedelta(hours=1)
WITNESS = "hrss.demo"
TRUST_FILE = "trust.json"
Told = Callable[[str, str], None]
"""Called with a step and the role whose it was."""

Passphrase = Callable[[], str]


@dataclass
class Simulated:
    """Three parties on one computer, which therefore prove nothing.

    ``keys``: where each party's key file is, with what asks for its passphrase. ``ahead``: how far their clocks are
    ahead of the computer's. The office's data folder is that of ``console``.
    """

    console: Console
    folder: Path
    roster: Path
    keys: Mapping[str, tuple[Path, Passphrase]]
    ahead: timedelta = timedelta(0)

    @classmethod
    def settle(
        cls, console: Console, folder: Path, roster: Path, *, given: Mapping[str, tuple[Path, Passphrase]] | None = None
    ) -> Simulated:
        """Make everybody's keys, unless they are ``given``, and a trust file that all three accept."""
        made = cls(console, folder, roster, given or {})
        made.keys = given or {role: _new(role, made.place(role)) for role in ROLES}
        data, trust = made.founded()
        (folder / TRUST_FILE).write_bytes(data)
        for role in ROLES:
            TrustStore(made.place(role)).accept(data, fingerprint=trust.fingerprint, file=TRUST_FILE)
        return made

    def founded(self) -> tuple[bytes, Trust]:
        """The first trust file: three holders of root keys that nobody keeps, two of whom sign it."""
        settings = self.console.settings
        ledger = log_key(note_key_of(settings, create_log_key(settings)).to_text())
        roots = {role: RootKey(role, secrets.token_bytes(32)) for role in ROLES}
        public = [*(self.home(role).keys.public() for role in ROLES), *(root.public() for root in roots.values())]
        version = propose_first([ledger, *(one for each in public for one in placed(each, witness=WITNESS))])
        proposal = Proposal(version, None, TRUST_FILE)
        made = [
            sign_proposal(
                proposal, roots[role], confirmed=proposal.code, instead_of=None, folder=self.folder / f"root-{role}"
            )
            for role in (OFFICE, HRSS)
        ]
        return extended(None, joined_signatures(made), fingerprint=None)

    def place(self, role: str) -> Path:
        """A party's machine: for the office the place where its commands look."""
        return self.console.settings.home / "party" if role == OFFICE else self.folder / f"party-{role}"

    def home(self, role: str) -> PartyHome:
        """A party's machine at this moment."""
        keys, passphrase = self.keys[role]
        return PartyHome(self.place(role), keys, passphrase, secrets.token_bytes, self.now)

    @property
    def now(self) -> datetime:
        """The moment on everybody's clock."""
        return circumstances.now() + self.ahead

    def office(self, request: Request, hall: Path) -> Office:
        """The office's side at this moment."""
        return Office(
            console=self.console,
            request=request,
            roster=self.roster,
            home=self.home(OFFICE),
            board=Board(hall),
            asked={},
        )

    def draw(self, request: Request, hall: Path, out: Path, *, say: Told) -> Held:
        """One whole ceremony at level M2; ``say`` is told every step and whose it was."""
        self.seal(request, hall, out, say=say)
        for role in (INSPECTOR, HRSS):
            self.reveal(hall, role, say=say)
        return self.finish(request, hall, out, say=say)

    def seal(self, request: Request, hall: Path, out: Path, *, say: Told, reveals: bool = True) -> None:
        """From the freeze to the cosigned seal; ``reveals``: the office has opened its secret by then."""
        self._plan(hall)
        self._turn(request, hall, out, say)
        for role in (INSPECTOR, HRSS):
            here = attend(hall, self.home(role))
            checking.check(here, self.roster)
            committing.promise(here)
            say("commit", role)
        self._turn(request, hall, out, say)
        self._witness(hall, names.SEAL_STEM, say)
        if reveals:
            self._turn(request, hall, out, say)

    def reveal(self, hall: Path, role: str, *, say: Told) -> None:
        """A party opens its secret."""
        revealing.reveal(attend(hall, self.home(role)))
        say("reveal", role)

    def open_escrow(self, hall: Path, about: str, *, say: Told) -> None:
        """The two others open the secret of a party whose time has passed."""
        self.ahead += LASTS + LASTS
        for role in ROLES:
            if role != about:
                revealing.open_escrow(attend(hall, self.home(role)), about)
                say("escrow", role)

    def restore(self, hall: Path, role: str, paper: str) -> PartyHome:
        """A new machine for a party whose old one is lost, with its keys typed from paper.

        A witness begins again from the head it signed last, which lies in the hall (and on paper).
        """
        place, passphrase = self.place(role), secrets.token_hex(8)
        keys = place / "restored"
        restored_keys(role, keys, passphrase, paper=paper, fresh=secrets.token_bytes, cost=QUICK)
        trust = (self.folder / TRUST_FILE).read_bytes()
        fingerprint = read_trust(trust, fingerprint=None).fingerprint
        TrustStore(place).accept(trust, fingerprint=fingerprint, file=TRUST_FILE)
        self.keys = {**self.keys, role: (keys, lambda: passphrase)}
        if role == HRSS:
            self._witness(hall, names.SEAL_STEM, lambda _step, _role: None)
        return self.home(role)

    def finish(self, request: Request, hall: Path, out: Path, *, say: Told) -> Held:
        """From the last secret to the papers."""
        self._turn(request, hall, out, say)
        self._witness(hall, names.result_stem(0), say)
        return self._turn(request, hall, out, say)

    def _plan(self, hall: Path) -> None:
        now = self.now.replace(microsecond=0)
        purpose, filing = self.console.say("demo.purpose"), self.console.say("demo.filing")
        times = {"objection_until": now, "reveal_by": now + LASTS}
        hall.mkdir(parents=True)
        lines = [f'purpose = "{purpose}"', f'filing = "{filing}"', 'assurance = "M2"']
        lines += [f"{name} = {moment.isoformat()}" for name, moment in times.items()]
        (hall / PLAN_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _turn(self, request: Request, hall: Path, out: Path, say: Told) -> Held:
        office = self.office(request, hall)
        held = hold(office, out)
        for document in office.moved:
            step = document.removesuffix(".json").split("-")[0]
            if step in ("context", "commit", "seal", "reveal", "result") and "logged" not in document:
                say(step, OFFICE)
        return held

    def _witness(self, hall: Path, stem: str, say: Told) -> None:
        board, name = Board(hall), names.logged(stem)
        offered, proof = witnessing.checkpoint_in(board, name), witnessing.proof_for(board, name, None)
        note = witnessing.witness(self.home(HRSS), offered, proof, file=name)
        witnessing.lay_down(board, witnessing.beside(name), note)
        say("witness", HRSS)


def _new(role: str, place: Path) -> tuple[Path, Passphrase]:
    """New keys for a simulated party; its passphrase lives as long as this program."""
    passphrase = secrets.token_hex(8)
    new_keys(role, place, passphrase, fresh=secrets.token_bytes, cost=QUICK)
    return place, lambda: passphrase
