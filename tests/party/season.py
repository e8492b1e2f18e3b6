"""An office with its own database, three parties with machines, and a hall: whole ceremonies by command line."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from blind.keys.keyfile import Cost
from blind.keys.x25519 import public_of
from blind.trust import Trust, read_trust
from expertpool.__main__ import main
from expertpool.commands import circumstances
from expertpool.log_key import create_log_key
from expertpool.party.keys import PartyKeys, new_keys
from expertpool.party.trust_store import TrustStore
from expertpool.settings import Settings
from tests.blind.ceremony.hall import HRSS, INSPECTOR, OFFICE, ORIGIN, PARTIES, Fresh, Ledger, make_trust
from tests.party.town import COMMITTEE, PASSPHRASE, Ran, library_rows

CHEAP = Cost(memory_kib=8192, passes=1, lanes=1)
START = datetime(2025, 6, 2, 9, 0).astimezone()
PLAN = """
purpose = "年度评审"
filing = "云人社备〔2025〕7号"
assurance = "{assurance}"
objection_until = {objection_until}
reveal_by = {reveal_by}
rounds = 3
"""
DICE = "\n[dice]\nfaces = 10\ncount = 20\nevery_round = {every}\n"
BEACON = '\n[beacon]\ngame = "双色球"\nissue = "2025062"\ndigits = 7\nknown_after = {known_after}\n'
DIGITS = "31415926535897932384"


class Season:
    """The office's computer is ``home(OFFICE)``; every command runs at ``now``, which only tests move on."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.now = START
        patch.setattr(circumstances, "clock", lambda: self.now)
        patch.setenv("EXPERTPOOL_LEDGER_ORIGIN", ORIGIN)
        self.passphrase = folder / "passphrase.txt"
        self.passphrase.write_text(PASSPHRASE + "\n", encoding="utf-8")
        self.roster, self.committee = folder / "roster.json", folder / "committee.toml"
        self.write_roster(library_rows(40))
        self.committee.write_text(COMMITTEE.replace("seats = 7", "seats = 11"), encoding="utf-8")
        self.keys = {party: self.new_keys(party) for party in PARTIES}
        self.trust_file = folder / "trust.json"
        self.pin_trust()

    def home(self, party: str) -> Path:
        return self.folder / f"machine-{party}"

    def new_keys(self, party: str) -> PartyKeys:
        folder = self.home(party) / "party"
        return new_keys(party, folder, PASSPHRASE, fresh=Fresh(f"keys/{party}"), cost=CHEAP)

    def pin_trust(self) -> None:
        log = create_log_key(Settings.embedded(self.home(OFFICE)))
        ledger = Ledger(signer=log, witness=self.keys[HRSS].witness)
        signers = {party: [self.keys[party].signer] for party in PARTIES}
        seals = {party: public_of(self.keys[party].seal_secret) for party in PARTIES}
        self.trust_file.write_bytes(make_trust(ledger, signers, seals))
        for party in PARTIES:
            store = TrustStore(self.home(party) / "party")
            store.accept(self.trust_file.read_bytes(), fingerprint=self.trust.fingerprint, file="")

    @property
    def trust(self) -> Trust:
        return read_trust(self.trust_file.read_bytes(), fingerprint=None)

    def write_roster(self, rows: list[dict[str, Any]]) -> None:
        self.roster.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")

    def run(self, *words: str | Path, who: str = OFFICE, flags: tuple[str, ...] = ("--json",)) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([*map(str, words), "--home", str(self.home(who)), *flags])
        return Ran(code, out.getvalue(), err.getvalue())

    def party(self, who: str, *words: str | Path) -> Ran:
        signing = () if words[0] in ("status", "trust") else ("--passphrase-file", self.passphrase)
        return self.run("party", *words, *signing, who=who)

    def hall(self, name: str = "hall", *, assurance: str = "M2", **given: Any) -> Hall:
        return Hall(self, self.folder / name, assurance=assurance, **given)


class Hall:
    """One ceremony: its folder, its plan, and everybody's turns by command line."""

    def __init__(
        self,
        season: Season,
        folder: Path,
        *,
        assurance: str,
        method: str = "lottery",
        plan: str = "",
        options: tuple[str, ...] = (),
    ) -> None:
        self.season, self.folder, self.method = season, folder, method
        self.out = folder.with_name(f"{folder.name}-out")
        self.options = options or (("--tickets", "100") if method == "lottery" else ())
        folder.mkdir()
        now = season.now
        times = {"objection_until": (now + timedelta(hours=1)), "reveal_by": now + timedelta(hours=3)}
        text = PLAN.format(assurance=assurance, **{name: at.isoformat() for name, at in times.items()})
        self.known_after = now + timedelta(hours=4)
        if assurance == "M1":
            text += DICE.format(every="true")
        if assurance == "M3":
            text += BEACON.format(known_after=self.known_after.isoformat())
        (folder / "ceremony.toml").write_text(text + plan, encoding="utf-8")

    def office(self, *more: str, out: Path | None = None) -> Ran:
        season = self.season
        return season.run(
            *("draw", "--roster", season.roster, "--committee", season.committee, "--out", out or self.out),
            *("--ceremony", self.folder, "--passphrase-file", season.passphrase),
            *(("--method", self.method) if self.method != "lottery" else ()),
            *self.options,
            *more,
        )

    def moves(self, *more: str, out: Path | None = None) -> dict[str, Any]:
        ran = self.office(*more, out=out)
        assert ran.code == 0, ran
        told: dict[str, Any] = ran.json
        return told

    def party(self, who: str, *words: str | Path) -> Ran:
        ran = self.season.party(who, words[0], *words[1:])
        assert ran.code == 0, ran
        return ran

    def pass_time(self, **given: float) -> None:
        self.season.now += timedelta(**given)

    def commit(self, *parties: str) -> None:
        for party in parties or (INSPECTOR, HRSS):
            self.party(party, "check-pool", self.folder, "--library", self.season.roster)
            self.party(party, "commit", self.folder)

    def witness(self, stem: str) -> None:
        self.party(HRSS, "witness", self.folder / f"{stem}-logged.json")

    def reveal(self, *parties: str) -> None:
        for party in parties or (INSPECTOR, HRSS):
            self.party(party, "reveal", self.folder)

    def sealed(self) -> Hall:
        """Frozen, committed, sealed and witnessed."""
        self.moves()
        self.pass_time(hours=2)
        if self.committing:
            self.commit()
        else:
            self.party(INSPECTOR, "check-pool", self.folder, "--library", self.season.roster)
        self.moves()
        self.witness("seal")
        return self

    @property
    def committing(self) -> bool:
        return 'assurance = "M1"' not in (self.folder / "ceremony.toml").read_text(encoding="utf-8")

    def throw(self, digits: str = DIGITS) -> None:
        for party in (OFFICE, INSPECTOR):
            self.party(party, "dice", self.folder, digits)

    def publish(self, value: str = "0712233") -> None:
        notice = self.season.folder / "notice.txt"
        notice.write_text(value, encoding="utf-8")
        self.season.now = max(self.season.now, self.known_after)
        for party in (HRSS, INSPECTOR):
            self.party(party, "beacon", self.folder, value, "--evidence", notice)

    def drawn(self) -> dict[str, Any]:
        """Round 0 to the end, from wherever the seal stands; returns what the last run of the office says."""
        awaited = {one["step"] for one in self.moves()["awaited"]}
        if "dice" in awaited:
            self.throw()
            awaited = {one["step"] for one in self.moves()["awaited"]}
        if "reveal" in awaited:
            self.reveal()
            awaited = {one["step"] for one in self.moves()["awaited"]}
        if "beacon" in awaited:
            self.publish()
            self.moves()
        self.witness("result-0")
        return self.moves()

    def remove(self, people: list[str], *, reason: str = "declined", signers: tuple[str, ...] = (OFFICE,)) -> None:
        paper = self.season.folder / "letter.txt"
        paper.write_text("因故不能参加", encoding="utf-8")
        by = (self.season.now + timedelta(hours=5)).isoformat()
        asked = [word for person in people for word in ("--remove", f"{person}:{reason}:{paper}")]
        self.party(signers[0], "removals", self.folder, *asked, "--reveal-by", by)
        for other in signers[1:]:
            self.party(other, "removals", self.folder)

    def replaced(self, at: int = 1, *, dice: bool = False) -> dict[str, Any]:
        """A replacement round to the end, from its signed list on."""
        self.moves()
        self.witness(f"removals-{at}")
        if dice:
            self.throw(DIGITS[::-1])
        if self.committing:
            self.reveal()
        self.moves()
        self.witness(f"result-{at}")
        return self.moves(out=self.out.with_name(f"{self.out.name}-{at}"))

    def void(self, cause: str, *parties: str) -> None:
        for party in parties or (OFFICE, HRSS):
            self.party(party, "void", self.folder, "--cause", cause)


def verified(out: Path, *, trust: Path | None = None, name: str = "certificate.restricted.json") -> str:
    """The verdict line of the shipped verifier in a process of its own; it has to end with 0."""
    command = [sys.executable, "-I", "-S", str(out / "verify_draw.py"), str(out / name), "--lang", "en"]
    pinned = ["--trust", str(trust)] if trust else []
    ended = subprocess.run([*command, *pinned], capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout.splitlines()[0]
