"""The ceremony of the demonstration: three simulated parties, each with a folder, keys and a passphrase of its own."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from blind.ceremony import names
from blind.ceremony.reasons import HRSS, INSPECTOR, OFFICE, ROLES
from blind.keys.ed25519 import Ed25519Signer
from blind.keys.keyfile import Cost
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
from expertpool.party.keys import new_keys
from expertpool.party.trust_making import first_trust_file, first_version
from expertpool.party.trust_store import TrustStore

QUICK = Cost(memory_kib=8192, passes=1, lanes=1)
"""A passphrase that costs little to guess: these keys protect nothing."""

LASTS = timedelta(hours=1)
WITNESS = "hrss.demo"
Told = Callable[[str, str], None]


@dataclass(frozen=True)
class Simulated:
    """Three parties on one computer, which therefore prove nothing. ``home``: the office's own data folder."""

    console: Console
    folder: Path
    roster: Path
    passphrases: dict[str, str]

    @classmethod
    def settle(cls, console: Console, folder: Path, roster: Path) -> Simulated:
        """Make everybody's keys and a trust file that all three accept."""
        made = cls(console, folder, roster, {role: secrets.token_hex(8) for role in ROLES})
        publics = {}
        for role in ROLES:
            place = made.place(role)
            publics[role] = new_keys(
                role, place, made.passphrases[role], fresh=secrets.token_bytes, cost=QUICK
            ).public()
        roots = {role: Ed25519Signer(secrets.token_bytes(32)) for role in ROLES}
        settings = console.settings
        version = first_version(
            publics,
            roots={role: root.verifier.public for role, root in roots.items()},
            log=note_key_of(settings, create_log_key(settings)),
            witness=WITNESS,
        )
        trust = first_trust_file(version, [roots[OFFICE], roots[HRSS]])
        (folder / "trust.json").write_bytes(trust)
        for role in ROLES:
            TrustStore(made.place(role)).accept(trust, fingerprint=version.hash, file="trust.json")
        return made

    def place(self, role: str) -> Path:
        """A party's machine: for the office the place where its commands look."""
        return self.console.settings.home / "party" if role == OFFICE else self.folder / f"party-{role}"

    def home(self, role: str) -> PartyHome:
        """A party's machine at this moment."""
        place = self.place(role)
        return PartyHome(place, place, lambda: self.passphrases[role], secrets.token_bytes, circumstances.now())

    def office(self, request: Request, hall: Path) -> Office:
        """The office's side at this moment."""
        return Office(self.console, request, self.roster, self.home(OFFICE), Board(hall), {})

    def draw(self, request: Request, hall: Path, out: Path, *, say: Told) -> Held:
        """One whole ceremony at level M2; ``say`` is told every step and whose it was."""
        self._plan(hall)
        self._turn(request, hall, out, say)
        for role in (INSPECTOR, HRSS):
            here = attend(hall, self.home(role))
            checking.check(here, self.roster)
            committing.promise(here)
            say("commit", role)
        self._turn(request, hall, out, say)
        self._witness(hall, names.SEAL_STEM, say)
        self._turn(request, hall, out, say)
        for role in (INSPECTOR, HRSS):
            revealing.reveal(attend(hall, self.home(role)))
            say("reveal", role)
        self._turn(request, hall, out, say)
        self._witness(hall, names.result_stem(0), say)
        return self._turn(request, hall, out, say)

    def _plan(self, hall: Path) -> None:
        now = circumstances.now().replace(microsecond=0)
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
        file = hall / names.logged(stem)
        offered, proof = witnessing.checkpoint_in(file), witnessing.proof_for(file, None)
        note = witnessing.witness(self.home(HRSS), offered, proof, file=file)
        witnessing.lay_down(witnessing.beside(file), note)
        say("witness", HRSS)
