"""An office with a draw and its report on record, and HRSS with keys and a trust file on a machine of its own."""

from __future__ import annotations

import contextlib
import io
import secrets
import shutil
from pathlib import Path

from blind.keys.keyfile import Cost
from blind.trust_change import extended, joined_signatures
from expertpool.__main__ import main
from expertpool.log_key import create_log_key, note_key_of
from expertpool.party.keys import new_keys
from expertpool.party.public_keys import log_key, placed
from expertpool.party.root_keys import RootKey
from expertpool.party.trust_proposing import propose_first
from expertpool.party.trust_signing import Proposal, sign_proposal
from expertpool.party.trust_store import TrustStore
from expertpool.settings import Settings
from tests.commands.conftest import COMMITTEE, Ran, make_roster, write_json

PASSPHRASE = "an inspector's long phrase"  # noqa: S105  # of keys that protect nothing
CHEAP = Cost(memory_kib=8192, passes=1, lanes=1)
ROOTS = ("office", "inspector", "hrss")


class Supervised:
    """``office`` and ``hrss`` are home folders; ``trust``: the file both go by; ``report``: the office's first one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.office, self.hrss, self.stranger = (folder / name for name in ("office", "hrss", "stranger"))
        self.passphrase = folder / "passphrase.txt"
        folder.mkdir(parents=True, exist_ok=True)
        self.passphrase.write_text(PASSPHRASE + "\n", encoding="utf-8")
        self.committee = folder / "committee.toml"
        self.committee.write_text(COMMITTEE + "\n[records]\nplan_filed = 2025-08-05\n", encoding="utf-8")
        self.trust = folder / "trust.json"
        self._pin()
        roster = write_json(folder / "roster.json", make_roster())
        assert self.run("draw", "--roster", roster, "--committee", self.committee, "--out", folder / "draw").code == 0
        self.report = self.issue("report")

    def run(self, *words: str | Path, who: str = "office") -> Ran:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([*map(str, words), "--home", str(self.folder / who), "--json"])
        return Ran(code, out.getvalue(), err.getvalue())

    def party(self, *words: str | Path, who: str = "hrss") -> Ran:
        return self.run("party", *words, "--passphrase-file", self.passphrase, who=who)

    def issue(self, name: str) -> Path:
        """One more report about the same committee; the folder it lies in."""
        told = self.run("report", "--committee", self.committee, "--out", self.folder / name)
        assert told.code == 0
        return self.folder / name

    def copy(self, name: str) -> Path:
        """A copy of the first report's folder, to be changed."""
        return Path(shutil.copytree(self.report, self.folder / name))

    def _pin(self) -> None:
        settings = Settings.embedded(self.office)
        ledger = log_key(note_key_of(settings, create_log_key(settings)).to_text())
        report = self.run("report", "key").json["public"]
        keys = new_keys("hrss", self.hrss / "party", PASSPHRASE, fresh=secrets.token_bytes, cost=CHEAP)
        new_keys("inspector", self.folder / "inspector" / "party", PASSPHRASE, fresh=secrets.token_bytes, cost=CHEAP)
        roots = {role: RootKey(role, secrets.token_bytes(32)) for role in ROOTS}
        public = [keys.public(), report, *(root.public() for root in roots.values())]
        version = propose_first([ledger, *(one for each in public for one in placed(each, witness="hrss.example"))])
        proposal = Proposal(version, None, str(self.trust))
        made = [
            sign_proposal(proposal, roots[one], confirmed=proposal.code, instead_of=None, folder=self.folder / one)
            for one in ("office", "hrss")
        ]
        data, trust = extended(None, joined_signatures(made), fingerprint=None)
        self.trust.write_bytes(data)
        for who in ("hrss", "inspector"):
            TrustStore(self.folder / who / "party").accept(data, fingerprint=trust.fingerprint, file="")
