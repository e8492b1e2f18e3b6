"""A review over files alone: three holders, an office with packets, and experts, each on a machine of their own."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from blind.keys.ed25519 import Ed25519Signer
from expertpool.__main__ import main
from expertpool.commands import reader
from expertpool.db import open_session
from expertpool.desk import keys as desk_keys
from expertpool.log_key import log_key_file
from expertpool.queries.review import group_of
from expertpool.settings import Settings
from tests.commands.conftest import Ran
from tests.commands.holders import HOLDERS, Holders
from tests.party.town import CHEAP, PASSPHRASE

GROUP = "2025-metallurgy-senior"
PLAN = f"""
group = "{GROUP}"
title = "冶金高级组"
sheet = "ten-dimensions"
method = "plain-mean/1"
line = "75"

[extra]
wide_apart = "15"
"""
PACKETS = ("1111-2222", "3333-4444", "5555-6666")
EXPERTS = ("E0001", "E0002", "E0003", "E0004")
PACKET = b"%PDF-1.4 packet "


class Review(Holders):
    """``run`` is a command line on a holder's or an expert's machine; the office's ledger signs with a known key."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.passphrase = folder, folder / "passphrase.txt"
        self.out, self.review, self.plan = folder / "blind", folder / "review", folder / "plan.toml"
        self.assignment, self.trust_file = folder / "assignment.json", folder / "trust.json"
        self.log, self.made = Ed25519Signer(b"\x51" * 32), 0
        self.ledger = f"ledger.{self.log.verifier.key_id[:16]}"
        self.settings = Settings.read(home=self.machine("office"))

    @classmethod
    def founded_at(cls, folder: Path) -> Review:
        """Three holders with keys and a trust file, packets and an assignment."""
        town = cls(folder)
        town.found()
        return town

    @classmethod
    def copied(cls, template: Review, folder: Path) -> Review:
        """The same review in another folder."""
        shutil.copytree(template.folder, folder, dirs_exist_ok=True)
        return cls(folder)

    def found(self) -> None:
        """Everything before the group is opened."""
        self.passphrase.write_text(PASSPHRASE, encoding="utf-8")
        self.plan.write_text(PLAN, encoding="utf-8")
        self.roots = {holder: self.root(holder, self.machine(holder) / "root") for holder in HOLDERS}
        self.parties = {holder: self.party(holder, self.machine(holder) / "party") for holder in HOLDERS}
        key = log_key_file(self.settings)
        key.parent.mkdir(parents=True, exist_ok=True)
        key.write_text("51" * 32 + "\n")
        key.chmod(0o600)
        self.founded()
        self.write_packets()
        self.write_assignment()

    @property
    def fingerprint(self) -> str:
        """What stands on paper."""
        return self.trust().fingerprint

    def run(self, holder: str, *words: str | Path) -> Ran:
        """A command line on a machine, its output caught here."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([*map(str, words), "--home", str(self.machine(holder))])
        return Ran(code, out.getvalue(), err.getvalue())

    def write_packets(self) -> None:
        """What ``blind`` leaves: an index and one file a codename."""
        listed = {}
        for name in PACKETS:
            path = self.out / "packets" / name / "packet.pdf"
            path.parent.mkdir(parents=True)
            path.write_bytes(PACKET + name.encode())
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            listed[name] = {"content": digest, "files": [{"name": "packet.pdf", "sha256": digest}]}
        index = {"format": "expertpool-packets/1", "packets": listed}
        (self.out / "packets.json").write_text(json.dumps(index), encoding="utf-8")

    def write_assignment(self) -> Path:
        """Three readers a packet; the fourth has none yet."""
        packets = {name: list(EXPERTS[:3]) for name in PACKETS}
        record = {
            "format": "expertpool-assignment/1",
            "packets": packets,
            "experts": {one: [name for name in PACKETS if one in packets[name]] for one in EXPERTS},
            "recusals": [],
            "chances": {"whole": 1, "pairs": {name: dict.fromkeys(packets[name], 1) for name in PACKETS}},
            "seed": "07" * 32,
        }
        self.assignment.write_text(json.dumps(record), encoding="utf-8")
        return self.assignment

    def ok(self, who: str, *words: str | Path) -> Any:
        """A command that must succeed, as JSON."""
        ran = self.run(who, *words, "--json")
        assert ran.code == 0, (words, ran.out, ran.err)
        return ran.json

    def refused(self, who: str, *words: str | Path) -> tuple[int, str]:
        """A command that must not: its exit code and the refusal's code."""
        ran = self.run(who, *words, "--json")
        assert ran.code != 0, ran.out
        return ran.code, ran.json["error"]["code"]

    def open_group(self) -> Any:
        """The group opened."""
        where = ("--assignment", self.assignment, "--packets", self.out, "--trust", self.trust_file)
        return self.ok("office", "scores", "open", self.plan, *where, "--review", self.review)

    def enrol(self, expert: str) -> str:
        """An expert with keys, a trust file and a pinned public key; the code."""
        made = self.ok(expert, "reader", "keys", "new", *self.typed())
        self.ok(expert, "reader", "trust", self.trust_file, "--fingerprint", self.fingerprint)
        pinned = ("--expert", expert, "--print", made["print"])
        return str(self.ok("office", "scores", "enrol", GROUP, made["public"], *pinned)["reader"])

    def typed(self) -> tuple[str, Path]:
        """The passphrase as an option."""
        return "--passphrase-file", self.passphrase

    def bundles(self) -> list[Path]:
        """Every packet that was written now."""
        made = self.ok("office", "scores", "bundles", GROUP, "--packets", self.out, "--review", self.review)
        return [Path(one) for one in made["bundles"]]

    def begun(self, experts: tuple[str, ...] = EXPERTS) -> dict[str, str]:
        """An open group whose experts are enrolled and have opened their packets; expert -> code."""
        self.open_group()
        codes = {expert: self.enrol(expert) for expert in experts}
        self.hand_out(codes)
        return codes

    @property
    def codes(self) -> dict[str, str]:
        """Expert -> code, as the office's database has it."""
        with open_session(self.settings, reading=True) as session:
            return group_of(session, GROUP).codes

    def hand_out(self, codes: dict[str, str]) -> None:
        """New bundles opened by whom they are for."""
        for bundle in self.bundles():
            expert = next(one for one, code in codes.items() if bundle.name.startswith(code))
            self.ok(expert, "reader", "open", bundle, "--out", self.desk(expert), *self.typed())

    def desk(self, expert: str) -> Path:
        """Where an expert's files lie."""
        return self.folder / f"desk-{expert}"

    def sheet(self, expert: str) -> Path:
        """An expert's scoresheet."""
        return self.desk(expert) / f"打分表-{GROUP}.xlsx"

    def fill(self, expert: str, marks: dict[str, str | float], reason: str = "材料第三页") -> Path:
        """Fill the same mark into every indicator of each packet named."""
        path = self.sheet(expert)
        book = openpyxl.load_workbook(path)
        page = book.worksheets[0]
        for row in page.iter_rows(min_row=2):
            packet, code = row[0].value, row[1].value
            if packet in marks and code != "comment":
                row[5].value = marks[packet]
                row[6].value = reason
        book.save(path)
        return path

    def sealed(self, expert: str, marks: dict[str, str | float], *, name: str = "sent.json") -> Path:
        """An expert's sealed sheets as a file for the office."""
        out = self.desk(expert) / name
        self.ok(expert, "reader", "seal", self.fill(expert, marks), "--out", out, *self.typed())
        return out

    def submit(self, *files: Path) -> Ran:
        """The office takes files in."""
        return self.run("office", "scores", "submit", *files, "--json")

    def score_all(self, value: dict[str, int] | None = None) -> dict[str, Path]:
        """Every first reader scores every packet and hands it in."""
        points = value or {"E0001": 70, "E0002": 80, "E0003": 90}
        files = {one: self.sealed(one, dict.fromkeys(PACKETS, points[one])) for one in points}
        assert self.submit(*files.values()).code == 0
        return files

    def close(self, *words: str) -> Any:
        """The newest round closed."""
        return self.ok("office", "scores", "close", GROUP, "--review", self.review, *words)

    def witness(self, logged: str | Path) -> None:
        """HRSS cosigns."""
        self.ok("hrss", "party", "witness", logged, *self.typed())

    def halves(self, *holders: str) -> None:
        """Trustees lay their halves down."""
        for holder in holders or ("hrss", "inspector"):
            self.ok(holder, "party", "open-scores", self.review, *self.typed())

    def unseal(self) -> Any:
        """The scores opened."""
        where = ("--review", self.review, "--trust", self.trust_file, "--out", self.folder / "opened")
        return self.ok("office", "scores", "unseal", GROUP, *where)

    def audit(self) -> None:
        """The ledger accounts for every record."""
        assert self.ok("office", "ledger", "verify")["ok"]


@contextlib.contextmanager
def cheap_keys() -> Iterator[None]:
    """Keys of readers whose passphrase costs little: dozens of them are opened."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "new_keys", partial(desk_keys.new_keys, cost=CHEAP))
        yield
