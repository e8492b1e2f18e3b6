"""An office's season on a real database, the heads HRSS kept of it, and an intruder with the server's means."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from blind.dsse import sign
from blind.keys.ed25519 import Ed25519Signer
from blind.log.checkpoint import Checkpoint, sign_checkpoint
from blind.log.cosignature import cosign
from blind.log.entry import Entry
from blind.log.frontier import Frontier
from blind.log.head import Head, read_head
from blind.log.note import COSIGNER, Note, NoteKey
from blind.log.tree import leaf_hash
from blind.trust import PAYLOAD_TYPE, write_trust
from blind.trust_version import Role, TrustedKey, TrustVersion
from expertpool.__main__ import main
from expertpool.actions import sign_checkpoint as signing
from expertpool.actions.affiliate_unit import affiliate_unit
from expertpool.actions.freeze_roster import freeze_roster
from expertpool.actions.grant_waiver import grant_waiver
from expertpool.actions.import_roster import import_roster
from expertpool.actions.record_draw import record_draw
from expertpool.actions.record_misconduct import record_misconduct
from expertpool.actions.sign_pledge import sign_pledge
from expertpool.db import open_session
from expertpool.log_key import log_key_file, note_key_of, origin_of
from expertpool.models import DrawOutcome
from expertpool.pool_keys import PoolKeys
from expertpool.rules.facts import CommitteeFacts, Level
from expertpool.settings import Settings
from tests.conftest import AT, make_expert

SERVER, WITNESS_SIGNER = (Ed25519Signer(bytes([number]) * 32) for number in (21, 22))
ROOTS = [Ed25519Signer(bytes([number]) * 32) for number in (31, 32, 33)]
WITNESS = "hrss.example/witness"
WITNESS_KEY = NoteKey(WITNESS, WITNESS_SIGNER.verifier.public, COSIGNER)
DAY = date(2025, 6, 1)
KEYS = PoolKeys.derive(bytes(range(32)))
"""The pool's keys on this server."""
COMMITTEE = CommitteeFacts(
    name="甲评委会", year=2025, series="工程", level=Level.MIDDLE, seats=2, meeting=date(2025, 8, 15)
)
Finding = tuple[str, int | None, str | None]


def minute(number: int) -> datetime:
    """So many minutes after the season's start."""
    return AT + timedelta(minutes=number)


@dataclass(frozen=True)
class Office:
    """The server's home folder. Every method is what the office's program, or somebody at its keyboard, can do."""

    settings: Settings

    @property
    def file(self) -> Path:
        """The database."""
        return self.settings.home / "expertpool.sqlite3"

    def do(self, act: Callable[[Session], Any]) -> None:
        """Run an action and commit."""
        with open_session(self.settings) as session:
            act(session)
            session.commit()

    def head(self) -> bytes:
        """The head as the program signs it."""
        with open_session(self.settings) as session:
            origin = origin_of(self.settings, SERVER)
            note = signing.sign_checkpoint(session, signer=SERVER, origin=origin, at=AT).note
            session.commit()
        return note.encode()

    @contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        """The intruder at the database itself: no tripwires, no foreign keys."""
        with closing(sqlite3.connect(self.file)) as raw, raw:
            names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in names:
                raw.execute(f"DROP TRIGGER {name}")
            yield raw

    def sql(self, *statements: str) -> None:
        """Statements past the program."""
        with self.database() as raw:
            for statement in statements:
                assert raw.execute(statement).rowcount != 0, statement

    def rebuild(self, change: Callable[[list[Entry]], list[Entry]]) -> None:
        """Write the entries anew, numbered, hashed and framed as if they had always been so; heads signed are gone."""
        with self.database() as raw:
            rows = raw.execute("SELECT entry FROM ledger_entry ORDER BY seq").fetchall()
            lines = [entry.to_bytes() for entry in change([Entry.parse(row[0].encode()) for row in rows])]
            raw.execute("DELETE FROM ledger_entry")
            for seq, line in enumerate(lines):
                raw.execute("INSERT INTO ledger_entry VALUES (?, ?, ?)", (seq, leaf_hash(line).hex(), line.decode()))
            raw.execute("UPDATE ledger_frontier SET frontier = ?", (Frontier.of(lines).to_bytes().decode(),))
            raw.execute("DELETE FROM checkpoint")


@dataclass(frozen=True)
class Hrss:
    """The witness's machine: heads it cosigned, and the trust file."""

    folder: Path
    log: NoteKey

    @property
    def trust(self) -> Path:
        """The trust file."""
        return self.folder / "trust.json"

    def cosigned(self, name: str, offered: bytes, at: datetime) -> Path:
        """Cosign a head and keep it under a name."""
        moment = int(at.timestamp())
        note = cosign(Note.parse(offered), name=WITNESS, signer=WITNESS_SIGNER, time=moment)
        path = self.folder / name
        path.write_bytes(note.to_bytes())
        return path

    def kept(self, name: str) -> Head:
        """A head from its file."""
        return read_head((self.folder / name).read_bytes(), log=[self.log], witnesses=[WITNESS_KEY], threshold=1)


def trust_file(log: NoteKey) -> bytes:
    """A trust file that names the ledger's key and the witness's."""

    def key(signer: Ed25519Signer, holder: str) -> TrustedKey:
        return TrustedKey(alg="ed25519", public=signer.verifier.public, holder=holder, from_index=0)

    roots = tuple(key(signer, f"root-{at}") for at, signer in enumerate(ROOTS))
    roles = {
        "root": Role(roots, 2),
        "log": Role((key(SERVER, log.name),), 1),
        "witness": Role((key(WITNESS_SIGNER, WITNESS),), 1),
    }
    version = TrustVersion(version=1, previous=None, since=0, roles=roles)
    return write_trust([sign(version.payload, payload_type=PAYLOAD_TYPE, signers=ROOTS[:2])])


def both(folder: Path) -> tuple[Office, Hrss]:
    """The two machines whose files lie in a folder."""
    office = Office(Settings.embedded(folder / "home"))
    return office, Hrss(folder / "hrss", note_key_of(office.settings, SERVER))


def begin(folder: Path) -> tuple[Office, Hrss]:
    """A home with the ledger's key, and HRSS with the trust file."""
    office, hrss = both(folder)
    key = log_key_file(office.settings)
    key.parent.mkdir(parents=True, mode=0o700)
    key.write_text((bytes([21]) * 32).hex())
    key.chmod(0o600)
    hrss.folder.mkdir()
    hrss.trust.write_bytes(trust_file(hrss.log))
    return office, hrss


def first_half(office: Office) -> None:
    """Entries 0 to 3: the opening, an import, a misconduct, an affiliation."""
    people = [make_expert(number) for number in (1, 2, 3)]
    given = {"source": "名册.xlsx", "digest": "00", "at": minute(0), "actor": "王", "keys": KEYS}
    office.do(lambda session: import_roster(session, people, **given))
    office.do(
        lambda session: record_misconduct(session, "E0003", happened_on=DAY, what="泄密", at=minute(1), actor="王")
    )
    office.do(lambda session: affiliate_unit(session, "检测中心", of="研究院", at=minute(2), actor="王"))


def second_half(office: Office) -> None:
    """Entries 4 to 8: a pledge, a draw (roster, committee, panel), a waiver."""
    office.do(lambda session: sign_pledge(session, "E0001", season=2025, signed_on=DAY, at=minute(4), actor="王"))
    office.do(lambda session: draw(session, 5))
    reason = {"reason": "缺人", "approver": "赵", "expert_no": "E0001"}
    office.do(lambda session: grant_waiver(session, "rest", at=minute(6), actor="王", **reason))


def draw(session: Session, at: int) -> None:
    """Two members from a frozen roster of three."""
    people = [make_expert(number) for number in (1, 2, 3)]
    record_draw(
        session,
        roster=freeze_roster(session, experts=people, at=minute(at), source="名册.xlsx"),
        committee=COMMITTEE,
        attempt=1,
        method="lottery",
        assurance="M0",
        started_at=minute(at),
        finished_at=minute(at),
        outcome=DrawOutcome.SEATED,
        versions={},
        verdicts=[],
        chances={},
        members=["E0001", "E0002"],
    )


def signed_by_server(log: NoteKey, lines: list[bytes]) -> bytes:
    """A head over whatever lines, with the server's key."""
    frontier = Frontier.of(lines)
    return sign_checkpoint(Checkpoint(log.name, frontier.size, frontier.root()), SERVER).to_bytes()


def verified(
    office: Office, capsys: pytest.CaptureFixture[str], *heads: Path, trust: Path | None = None
) -> tuple[int, list[Finding]]:
    """What ``expertpool ledger verify`` ends with and finds: code, entry, record."""
    words = ["ledger", "verify", "--json", "--home", str(office.settings.home)]
    words += [word for head in heads for word in ("--head", str(head))]
    capsys.readouterr()
    code = main([*words, *(["--trust", str(trust)] if trust else [])])
    told = json.loads(capsys.readouterr().out)
    return code, [(one["code"], one["entry"], _named(one["record"])) for one in told["findings"]]


def _named(record: dict[str, Any] | None) -> str | None:
    return None if record is None else f"{record['table']} {'/'.join(map(str, record['key']))}"
