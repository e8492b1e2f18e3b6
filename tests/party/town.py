"""A town for tests: an office with a small library, three parties with machines of their own, and a shared folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from blind.ceremony import names, turns
from blind.ceremony.context import Assurance, Context, Deadlines, Party, Pool, Scope, Table
from blind.ceremony.document import payload, signed
from blind.ceremony.logged import KINDS
from blind.ceremony.reasons import USUAL
from blind.ceremony.rounds import Result
from blind.ceremony.state import State
from blind.ceremony.steps import read
from blind.keys.keyfile import Cost
from blind.keys.x25519 import public_of
from blind.log.tree import Tree
from blind.pool_leaves import Pool as Leaves
from blind.trust import Trust, read_trust
from expertpool.__main__ import main
from expertpool.documents.roster.expert import RosterExpert
from expertpool.party.board import Board
from expertpool.party.frozen_draw import FrozenDraw, freeze_draw
from expertpool.party.keys import PartyKeys, new_keys
from expertpool.party.pool_opening import PoolOpening
from expertpool.party.witnessing import Consistency
from tests.blind.ceremony.hall import HRSS, OFFICE, PARTIES, Fresh, Ledger, make_trust, secret

PASSPHRASE = "石桥镇的秋天很长"  # noqa: S105  # keys of nobody
CHEAP = Cost(memory_kib=8192, passes=1, lanes=1)
COMMITTEE = """
name = "2025年度云岭市工程系列冶金专业高级职称评审委员会"
year = 2025
series = "工程"
level = "副高级"
basis = "specialty"
seats = 7
meeting = 2025-08-15
max_per_employer = 3

[specialties]
"冶金" = { at_least = 3 }
"""
EMPLOYERS = ("云岭大学", "云岭钢铁", "远山矿业", "清溪冶炼", "石桥新材")


def library_rows(count: int = 30) -> list[dict[str, Any]]:
    """A library of one series and two specialties; the first three are barred, each by another rule."""
    rows = [
        {
            "expert_no": f"E{at:04d}",
            "name": f"专家{chr(0x4E00 + at)}",
            "employer": EMPLOYERS[at % 5],
            "employer_kind": "事业单位",
            "series": "工程",
            "specialties": ["冶金" if at % 2 else "采矿"],
            "level": "正高级" if at % 3 else "副高级",
            "term_start": "2024-01-01",
            "term_end": "2026-12-31",
            "years_served": [2024] if at % 3 else [],
        }
        for at in range(1, count + 1)
    ]
    rows[0]["integrity"] = "失信"
    rows[1]["status"] = "移出"
    rows[2]["level"] = "中级"
    return rows


class Ran(NamedTuple):
    """What one command line came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON object it has to be."""
        return json.loads(self.out)


class Town:
    """Everything that stands around the parties' tool; the office's own steps are methods."""

    def __init__(self, folder: Path, *, capsys: pytest.CaptureFixture[str] | None = None) -> None:
        self.folder = folder
        self.capsys = capsys
        self.passphrase_file = folder / "passphrase.txt"
        self.passphrase_file.write_text(PASSPHRASE + "\n", encoding="utf-8")
        self.library = folder / "library.json"
        self.write_library(library_rows())
        self.keys = {party: self._keys(party) for party in PARTIES}
        self.ledger = Ledger(witness=self.keys[HRSS].witness)
        seals = {party: public_of(self.keys[party].seal_secret) for party in PARTIES}
        signers = {party: [self.keys[party].signer] for party in PARTIES}
        self.trust_file = folder / "trust.json"
        self.trust_file.write_bytes(make_trust(self.ledger, signers, seals))
        self.trust: Trust = read_trust(self.trust_file.read_bytes(), fingerprint=None)
        for party in PARTIES:
            store = self.home(party) / "party"
            from expertpool.party.trust_store import TrustStore

            TrustStore(store).accept(self.trust_file.read_bytes(), fingerprint=self.trust.fingerprint, file="")
        self.witnessed = 0

    def _keys(self, party: str) -> PartyKeys:
        return new_keys(party, self.home(party) / "party", PASSPHRASE, fresh=Fresh(f"keys/{party}"), cost=CHEAP)

    def home(self, party: str) -> Path:
        """A party's machine."""
        return self.folder / f"machine-{party}"

    def write_library(self, rows: list[dict[str, Any]]) -> None:
        self.library.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")

    def party(self, who: str, *words: str | Path, flags: tuple[str, ...] = ("--json",)) -> Ran:
        """Run ``expertpool party`` on a party's machine."""
        assert self.capsys is not None
        self.capsys.readouterr()
        code = main(["party", *map(str, words), *self.options(who, str(words[0])), *flags])
        return Ran(code, *self.capsys.readouterr())

    def options(self, who: str, command: str) -> list[str]:
        """The options that place a command on a party's machine."""
        own = ["--home", str(self.home(who))]
        return own if command in ("trust", "status") else [*own, "--passphrase-file", str(self.passphrase_file)]

    def ceremony(self, name: str = "ceremony", **given: Any) -> Ceremony:
        """A frozen ceremony in a folder of its own."""
        return Ceremony(self, self.folder / name, **given)


class Ceremony:
    """One attempt in its folder, with what the office does there."""

    def __init__(
        self,
        town: Town,
        folder: Path,
        *,
        planned: Assurance = Assurance.M2,
        tickets: int | None = None,
        change: Callable[[Context], Context] = lambda context: context,
        reveal_in: timedelta = timedelta(days=1),
        **given: Any,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.town, self.folder, self.board = town, folder, Board(folder)
        self.now = datetime.now().astimezone().replace(microsecond=0)
        self.draw = freeze(town, method="lottery" if tickets else "queue", attempt=given.get("attempt", 1))
        context = context_of(town, self.draw, planned=planned, tickets=tickets, now=self.now, reveal_in=reveal_in)
        values = {**vars(context), **given}
        values.pop("ctx", None)
        self.context = change(Context(**values))
        self.put(names.CONTEXT, signed(self.context, town.keys[OFFICE].signer))
        self.open_pool(self.draw.pool)

    def open_pool(self, leaves: Leaves, **changed: Any) -> None:
        """Write the opened pool; ``changed`` replaces parts of it."""
        values: dict[str, Any] = {
            "ctx": self.context.ctx,
            "committee": self.draw.committee_text,
            "packs": (),
            "draw_day": self.draw.question.draw_day,
            "table_salt": self.draw.table_salt,
            "leaves": tuple(leaf.opened() for leaf in leaves.leaves),
        }
        opening = PoolOpening(**{**values, **changed})
        (self.folder / names.OPENED_POOL).unlink(missing_ok=True)
        self.put(names.OPENED_POOL, signed(opening, self.town.keys[OFFICE].signer))

    def put(self, name: str, data: bytes) -> None:
        self.board.put(name, data)

    def state(self, *, now: datetime | None = None) -> State:
        return read(self.board.documents(), self.town.trust, now=now or self.now)

    def check_and_commit(self, *parties: str) -> None:
        for party in parties or PARTIES:
            assert self.town.party(party, "check-pool", self.folder, "--library", self.town.library).code == 0
            done = self.town.party(party, "commit", self.folder)
            assert done.code == 0, done

    def seal(self) -> None:
        """Seal and enter the seal in the ledger; the witness has still to sign."""
        seal = turns.make_seal(self.state(), at=self.now)
        self.put(names.SEAL, signed(seal, self.town.keys[OFFICE].signer))
        self.log(names.SEAL_STEM, seal)

    def log(self, stem: str, record: Any) -> None:
        scope, ledger = self.context.scope.ledger, self.town.ledger
        logged = ledger.append(payload(record), kind=KINDS[record.KIND], scope=scope, at=self.now)
        self.put(names.logged(stem), logged.to_bytes())
        if self.town.witnessed:
            path = tuple(Tree(ledger.entries).consistency(self.town.witnessed))
            proof = Consistency(self.town.witnessed, logged.size, path)
            self.put(names.consistency(stem), proof.to_bytes())

    def witness(self, stem: str) -> Ran:
        ran = self.town.party(HRSS, "witness", self.folder / names.logged(stem))
        self.town.witnessed = ran.json.get("size", self.town.witnessed)
        return ran

    def sealed(self) -> Ceremony:
        """Checked, committed, sealed and witnessed."""
        self.check_and_commit()
        self.seal()
        assert self.witness(names.SEAL_STEM).code == 0
        return self

    def reveal(self, *parties: str) -> None:
        for party in parties or PARTIES:
            assert self.town.party(party, "reveal", self.folder).code == 0

    def result(self, *, skip: int = 0) -> Result:
        """Put on record some panel of the right size; who sits is not the tool's business."""
        state = self.state()
        codes = [bytes.fromhex(code) for code in self.draw.pool.drawable]
        before = state.rounds[-2].result if len(state.rounds) > 1 else None
        gone = {one.code for one in state.rounds[-1].removals.removals} if state.rounds[-1].removals else set()
        kept = [code for code in before.members if code not in gone] if before else []
        rest = [code for code in codes[skip:] if code not in kept and code not in gone]
        members = [*kept, *rest][: self.context.seats]
        at = state.rounds[-1].number
        ticket = 1 if self.context.tickets and at == 0 else None
        result = turns.make_result(state, ticket=ticket, members=members, reserves=(), at=self.now)
        self.put(f"{names.result_stem(at)}.json", signed(result, self.town.keys[OFFICE].signer))
        self.log(names.result_stem(at), result)
        return result


def read_library(path: Path) -> list[RosterExpert]:
    from expertpool.documents.roster.reading import read_roster

    return list(read_roster(path).experts)


def freeze(town: Town, *, method: str, attempt: int = 1, committee: str = COMMITTEE) -> FrozenDraw:
    """The office's frozen draw; salts and ids are the same in every run and attempt."""
    return freeze_draw(
        read_library(town.library),
        committee,
        (),
        draw_day=date(2025, 6, 2),
        method=method,
        attempt=attempt,
        draw_id=secret("draw")[:16],
        table_salt=secret("table"),
        salts=lambda number: (secret("id", number), secret("attr", number)[:16]),
    )


def context_of(
    town: Town, draw: FrozenDraw, *, planned: Assurance, tickets: int | None, now: datetime, reveal_in: timedelta
) -> Context:
    """The context of a frozen draw, objections closed already."""
    committee, summary = draw.question.committee, draw.pool.summary()
    table = Table(draw.table_seed(tickets), *(secret("table", part) for part in range(3))) if tickets else None
    parties = tuple(
        Party(party, party, town.keys[party].signer.key_id, public_of(town.keys[party].seal_secret))
        for party in PARTIES
    )
    return Context(
        draw_id=draw.draw_id,
        scope=Scope(committee.name, committee.year, committee.series, committee.level, "年度评审", "备〔2025〕7号"),
        attempt=draw.attempt,
        previous=(),
        other_seals=(),
        decision=None,
        library_sha256=draw.library_sha256,
        pool=Pool.from_dict(summary),
        rules_sha256=draw.rules_sha256,
        bounds_root=draw.bounds.root,
        method=draw.method,
        seats=committee.seats,
        reserves=committee.reserves,
        tickets=tickets,
        table=table,
        rounds=3,
        replacement=committee.replacement,
        reason_codes=USUAL,
        parties=parties,
        trust_version=1,
        beacon=None,
        dice=None,
        deadlines=Deadlines(now - timedelta(hours=1), now + reveal_in),
        assurance_planned=planned,
        versions={"expertpool": "0.1.0"},
    )
