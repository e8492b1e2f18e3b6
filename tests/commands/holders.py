"""Three root holders with a machine each, the parties' public files, a ledger's key: all over files alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from blind.keys.ed25519 import Ed25519Signer
from blind.log.note import NoteKey
from blind.trust import Trust, read_trust
from expertpool.__main__ import main
from expertpool.party.keys import PUBLIC_FILE as PARTY_PUBLIC
from expertpool.party.keys import PartyKeys, new_keys
from expertpool.party.root_keys import PUBLIC_FILE as ROOT_PUBLIC
from expertpool.party.root_keys import RootKey, new_root_key
from tests.blind.ceremony.hall import Fresh
from tests.commands.conftest import Ran
from tests.party.town import CHEAP, PASSPHRASE

HOLDERS = ("office", "inspector", "hrss")
LEDGER, WITNESS = "ledger.yunling.example", "hrss.yunling.example"


class Holders:
    """The machines; ``run`` is a command line on one of them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.passphrase = folder / "passphrase.txt"
        self.passphrase.write_text(PASSPHRASE, encoding="utf-8")
        self.made = 0
        self.log, self.ledger = Ed25519Signer(b"\x51" * 32), LEDGER
        self.roots = {holder: self.root(holder, self.machine(holder) / "root") for holder in HOLDERS}
        self.parties = {holder: self.party(holder, self.machine(holder) / "party") for holder in HOLDERS}

    def root(self, holder: str, folder: Path) -> RootKey:
        """A root key in a folder, another one each time."""
        return new_root_key(holder, folder, PASSPHRASE, fresh=self.fresh(), cost=CHEAP)

    def party(self, role: str, folder: Path) -> PartyKeys:
        """A party's keys in a folder, others each time."""
        return new_keys(role, folder, PASSPHRASE, fresh=self.fresh(), cost=CHEAP)

    def fresh(self) -> Fresh:
        """A machine's own dice."""
        self.made += 1
        return Fresh(f"holders/{self.made}")

    def machine(self, holder: str) -> Path:
        """A holder's home folder."""
        return self.folder / f"machine-{holder}"

    def run(self, holder: str, *words: str | Path) -> Ran:
        """A command line on a holder's machine."""
        self.capsys.readouterr()
        code = main([*map(str, words), "--home", str(self.machine(holder))])
        return Ran(code, *self.capsys.readouterr())

    def public_files(self) -> list[Path]:
        """What everybody hands to whoever writes the first version."""
        machines = [self.machine(holder) for holder in HOLDERS]
        return [path for one in machines for path in (one / "root" / ROOT_PUBLIC, one / "party" / PARTY_PUBLIC)]

    def log_key(self, signer: Ed25519Signer | None = None, name: str | None = None) -> str:
        """The line that ``ledger checkpoint`` prints."""
        return NoteKey(name or self.ledger, (signer or self.log).verifier.public).to_text()

    def proposed_first(self) -> Path:
        """The first version as a proposal."""
        out = self.folder / "first.json"
        keys = [word for path in self.public_files() for word in ("--keys", str(path))]
        ran = self.run(
            "office", "trust", "new", *keys, "--log", self.log_key(), "--witness-name", WITNESS, "--out", out
        )
        assert (ran.code, ran.err) == (0, "")
        return out

    def proposed(self, *words: str | Path, since: int, name: str = "next.json", trust: str = "trust.json") -> Path:
        """A later version as a proposal."""
        out = self.folder / name
        where = ("--since", str(since), "--out", out)
        ran = self.run("office", "trust", "propose", self.folder / trust, *words, *where)
        assert (ran.code, ran.err) == (0, "")
        return out

    def signed(self, holder: str, proposal: Path, *words: str) -> Path:
        """A holder's signature, after reading the changes and repeating their code."""
        out = self.folder / f"{proposal.stem}-{holder}.json"
        ran = self.sign(holder, proposal, "--confirm", self.code(holder, proposal), *words, out=out)
        assert (ran.code, ran.err) == (0, "")
        return out

    def sign(self, holder: str, proposal: Path, *words: str, out: Path | None = None) -> Ran:
        """The command as typed."""
        where = ("--out", out or self.folder / "unwanted.json", "--passphrase-file", self.passphrase)
        return self.run(holder, "trust", "sign", proposal, *words, *where)

    def code(self, holder: str, proposal: Path) -> str:
        """The code that the command shows below the changes when it is not confirmed."""
        ran = self.sign(holder, proposal)
        assert ran.code == 2
        found = re.search(r"--confirm ([0-9a-f]{24})", ran.err)
        assert found
        return found[1]

    def assembled(self, *signed: Path, out: str = "trust.json", before: str | None = "trust.json") -> Ran:
        """Signatures joined into a trust file."""
        earlier = ("--trust", self.folder / before) if before else ()
        return self.run("office", "trust", "assemble", *signed, *earlier, "--out", self.folder / out, "--json")

    def change(self, *words: str | Path, since: int, by: tuple[str, str]) -> Trust:
        """A version proposed, signed by two, assembled and accepted by all."""
        proposal = self.proposed(*words, since=since, name=f"version-{since}.json")
        ran = self.assembled(*(self.signed(holder, proposal) for holder in by))
        assert ran.code == 0
        for holder in HOLDERS:
            assert self.pin(holder).code == 0
        return self.trust()

    def founded(self) -> Trust:
        """The first version signed by office and HRSS, and accepted by all three by its fingerprint."""
        proposal = self.proposed_first()
        ran = self.assembled(*(self.signed(holder, proposal) for holder in ("office", "hrss")), before=None)
        assert ran.code == 0
        for holder in HOLDERS:
            assert self.pin(holder, ran.json["fingerprint"]).code == 0
        return self.trust()

    def pin(self, holder: str, fingerprint: str | None = None, *, file: str = "trust.json") -> Ran:
        """Accept a trust file."""
        words = ("--fingerprint", fingerprint) if fingerprint else ()
        return self.run(holder, "trust", "pin", self.folder / file, *words)

    def enter(self, file: str = "trust.json") -> Ran:
        """Enter a trust file in the office's ledger."""
        return self.run("office", "trust", "enter", self.folder / file, "--json")

    def trust(self, file: str = "trust.json") -> Trust:
        """The trust file as any reader reads it."""
        return read_trust((self.folder / file).read_bytes(), fingerprint=None)

    def shown(self, **given: Any) -> Any:
        """``trust show`` for programs."""
        words = [word for name, value in given.items() for word in (f"--{name}", str(value))]
        return self.run("hrss", "trust", "show", self.folder / "trust.json", "--json", *words).json
