"""A meeting for tests: an office with a panel on record, three parties and seven members with machines of their own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from blind.dsse import sign
from blind.keys.ed25519 import Ed25519Signer
from blind.keys.keyfile import Cost
from blind.trust import PAYLOAD_TYPE, read_trust, write_trust
from blind.trust_version import Role, TrustVersion
from expertpool.__main__ import main
from expertpool.actions.freeze_roster import freeze_roster
from expertpool.actions.record_draw import record_draw
from expertpool.db import open_session
from expertpool.documents.committee_file import read_committee
from expertpool.log_key import create_log_key, note_key_of
from expertpool.models import DrawOutcome
from expertpool.party.ballot_folder import BallotFolder
from expertpool.party.keys import new_keys
from expertpool.party.public_keys import log_key, placed
from expertpool.party.trust_store import TrustStore
from expertpool.reviewing.box_file import BoxFile
from expertpool.reviewing.device_key import PUBLIC_FILE, DeviceKey, new_device_key, open_device_key
from expertpool.reviewing.member_device import MemberDevice
from expertpool.settings import Settings
from tests.conftest import AT, make_expert

PASSPHRASE = "石桥镇的秋天很长"  # noqa: S105  # keys of nobody
CHEAP = Cost(memory_kib=8192, passes=1, lanes=1)
PARTIES = ("hrss", "inspector", "office")
WITNESS = "hrss.example/witness"
MEMBERS = tuple(f"M{at:02d}" for at in range(1, 8))
CANDIDATES = ("1111-2222", "3333-4444", "5555-6666")
NAME = "2025年度云岭市工程系列冶金专业高级职称评审委员会"
COMMITTEE = f"""
name = "{NAME}"
year = 2025
series = "工程"
level = "副高级"
basis = "specialty"
seats = 7
meeting = 2025-08-15
reserves = 1

[specialties]
"冶金" = {{ at_least = 3 }}
"""


class Ran(NamedTuple):
    """What one command line came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON object it has to be."""
        return json.loads(self.out)


@dataclass
class Chamber:
    """The folder with all machines; ``capsys`` takes what the commands print."""

    folder: Path
    capsys: pytest.CaptureFixture[str] | None = None

    @property
    def office(self) -> Path:
        """The office's machine, on which the box stands too."""
        return self.folder / "machine-office"

    @property
    def settings(self) -> Settings:
        """The office's database."""
        return Settings.embedded(self.office)

    @property
    def ballot(self) -> BallotFolder:
        """The folder of the ballot."""
        return BallotFolder(self.folder / "ballot")

    @property
    def box(self) -> BoxFile:
        """The box in the room."""
        return BoxFile.of(self.office, self.ballot.ballot())

    def machine(self, who: str) -> Path:
        """A party's or member's machine."""
        return self.folder / f"machine-{who}"

    def run(self, who: str, *words: str | Path) -> Ran:
        """Run a command on somebody's machine, with the passphrase where it needs one."""
        own = ["--home", str(self.machine(who)), "--json"]
        needs = words[0] == "party" or (words[0] == "ballot" and words[1] in ("ask", "vote", "receipts", "device"))
        flags = ["--passphrase-file", str(self.folder / "passphrase.txt")] if needs else []
        if self.capsys is not None:
            self.capsys.readouterr()
        code = main([*map(str, words), *own, *flags])
        return Ran(code, *(self.capsys.readouterr() if self.capsys is not None else ("", "")))

    def done(self, who: str, *words: str | Path) -> Any:
        """The same, which has to succeed."""
        ran = self.run(who, *words)
        assert ran.code == 0, ran
        return ran.json

    def refused(self, who: str, *words: str | Path) -> tuple[int, str]:
        """The same, which has to be refused: exit code and code of the refusal."""
        ran = self.run(who, *words)
        return ran.code, ran.json["error"]["code"]

    # The meeting.

    def found(self) -> None:
        """Keys, trust file, a panel of seven with one reserve on record, and the meeting called."""
        (self.folder / "passphrase.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
        made = {
            who: new_keys(who, self.machine(who) / "party", PASSPHRASE, fresh=_fresh(who), cost=CHEAP)
            for who in PARTIES
        }
        ledger = log_key(note_key_of(self.settings, create_log_key(self.settings)).to_text())
        keys = [ledger, *(one for each in made.values() for one in placed(each.public(), witness=WITNESS))]
        data = trust_of(keys)
        for who in PARTIES:
            fingerprint = read_trust(data, fingerprint=None).fingerprint
            TrustStore(self.machine(who) / "party").accept(data, fingerprint=fingerprint, file="")
        (self.folder / "committee.toml").write_text(COMMITTEE, encoding="utf-8")
        self._draw()
        lines = ["盲审编号,分组", *(f"{name},{'民营' if at == 2 else '综合'}" for at, name in enumerate(CANDIDATES))]
        (self.folder / "candidates.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _draw(self) -> None:
        people = [make_expert(number, specialties=("冶金",)) for number in range(1, 11)]
        with open_session(self.settings) as session:
            record_draw(
                session,
                roster=freeze_roster(session, experts=people, at=AT, source="名册.xlsx"),
                committee=read_committee(self.folder / "committee.toml"),
                attempt=1,
                method="lottery",
                assurance="M0",
                started_at=AT,
                finished_at=AT,
                outcome=DrawOutcome.SEATED,
                versions={},
                verdicts=[],
                chances={},
                members=[one.facts.expert_no for one in people[:7]],
                reserves=[people[7].facts.expert_no],
            )
            session.commit()

    def call(self) -> Any:
        """Call the meeting."""
        files = ["--committee", self.folder / "committee.toml", "--candidates", self.folder / "candidates.csv"]
        return self.done("office", "meeting", "call", *files)

    def fill_roll(
        self, *, absent: tuple[str, ...] = (), recused: Mapping[str, str] | None = None, **cells: Any
    ) -> Path:
        """The roll filled in: everybody but ``absent`` there, the pledge signed; ``recused``: member -> codename.

        ``cells``: column and value by code, such as ``M03={"replaces": "M01"}``.
        """
        self.done("office", "meeting", "roll", "1", "--out", self.folder / "papers")
        path = self.folder / "papers" / "roll.xlsx"
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        heads = {"present": 6, "pledged_on": 7, "recused": 8, "ground": 9, "replaces": 10}
        for row in range(2, sheet.max_row + 1):
            code = str(sheet.cell(row, 1).value)
            here = code in MEMBERS and code not in absent
            values = {"present": "是" if here else "否", "pledged_on": "2025-08-14" if here else ""}
            if recused and code in recused:
                values |= {"recused": recused[code], "ground": "师生"}
            for key, value in (values | cells.get(code, {})).items():
                sheet.cell(row, heads[key]).value = value
        book.save(path)
        return path

    # The electronic ballot.

    def make_devices(self) -> None:
        """A device for each of the seven members, its public key handed in at the door."""
        (self.folder / "devices").mkdir()
        for member in MEMBERS:
            place = self.machine(member) / "device"
            new_device_key(place, PASSPHRASE, fresh=_fresh(member), cost=CHEAP)
            shutil.copyfile(place / PUBLIC_FILE, self.folder / "devices" / f"{member}.json")

    def open(self) -> Any:
        """The inspector makes the token key, the office opens the ballot."""
        if not self.ballot.has("token-key.json"):
            self.done("inspector", "party", "token-key", self.ballot.path)
        flags = ["--meeting", "1", "--devices", self.folder / "devices"]
        return self.done("office", "ballot", "open", self.ballot.path, *flags)

    def key(self, member: str) -> DeviceKey:
        """The key of a member's device."""
        return open_device_key(self.machine(member) / "device", lambda: PASSPHRASE)

    def device(self, member: str) -> MemberDevice:
        """A member's device in the ballot."""
        return MemberDevice.at(self.machine(member), self.key(member), self.ballot)

    def ask(self, *members: str) -> None:
        """Members ask for tokens, the inspector issues them."""
        for member in members:
            self.device(member).ask(seen=self.ballot.ballot().fingerprint)
        self.done("inspector", "party", "issue-tokens", self.ballot.path)

    def seal(self, member: str, choices: Mapping[str, str]) -> Path:
        """A member's votes sealed into a file."""
        from expertpool.party.ballot_folder import votes_bytes

        path = self.machine(member) / "votes.json"
        path.write_bytes(votes_bytes(self.device(member).vote(choices)))
        return path

    def cast(self, member: str, choice: str = "yes", **choices: str) -> Any:
        """A member votes the same on every candidate, ``choices`` (by place, as ``c1``) aside."""
        due = self.ballot.ballot().votes_on(member)
        chosen = {name: choices.get(f"c{1 + CANDIDATES.index(name)}", choice) for name in due}
        return self.done("office", "ballot", "cast", self.ballot.path, self.seal(member, chosen))

    def close(self) -> Any:
        """The inspector stops issuing, the office closes the box."""
        self.done("inspector", "party", "issue-tokens", self.ballot.path, "--close")
        return self.done("office", "ballot", "close", self.ballot.path)

    def witness(self) -> None:
        """HRSS cosigns the head that contains the closing."""
        self.done("hrss", "party", "witness", self.ballot.file("closed", "closing-logged.json"))

    def open_box(self, *holders: str) -> None:
        """Trustees lay down their halves."""
        for holder in holders:
            self.done(holder, "party", "open-ballot", self.ballot.path)

    def tally(self, *words: str) -> Any:
        """The office counts."""
        return self.done("office", "ballot", "tally", self.ballot.path, "--out", self.folder / "results", *words)


def trust_of(keys: list[Any]) -> bytes:
    """A trust file with these keys by role, and three root holders of whom two sign."""
    roots = [Ed25519Signer(bytes([number]) * 32) for number in (31, 32, 33)]
    from blind.trust_version import TrustedKey

    holders = tuple(
        TrustedKey(alg="ed25519", public=one.verifier.public, holder=f"root-{at}", from_index=0)
        for at, one in enumerate(roots)
    )
    roles = {"root": Role(holders, 2)}
    for name in sorted({name for name, _ in keys}):
        roles[name] = Role(tuple(key for role, key in keys if role == name), 1)
    version = TrustVersion(version=1, previous=None, since=0, roles=roles)
    return write_trust([sign(version.payload, payload_type=PAYLOAD_TYPE, signers=roots[:2])])


def _fresh(who: str) -> Any:
    """The same secrets for the same name, so that a chamber can be built once and copied."""
    import random

    return random.Random(who).randbytes


def every_byte(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file below a folder, whole."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, path.read_bytes()
