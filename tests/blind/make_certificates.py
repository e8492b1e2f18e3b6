"""Certificates for tests: small draws made by the real solver and a real ceremony, told as stories.

``python -m tests.blind.make_certificates`` writes ``tests/blind/vectors/certificate``; run it after a format changed,
and read the difference. Everything is made of fixed bytes: two runs write the same files.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from blind import certificate, dsse
from blind.ceremony.chain import link
from blind.ceremony.commitment import Commit, commitment
from blind.ceremony.context import Assurance, Context, Deadlines, Party, PreviousAttempt, Scope, Table
from blind.ceremony.context import Pool as PoolSummary
from blind.ceremony.document import Record, hash_of, payload, payload_type
from blind.ceremony.public_source import DiceSpec, LotterySpec
from blind.ceremony.reasons import USUAL
from blind.ceremony.reveal import Reveal, Seen
from blind.ceremony.rounds import Removal, Removals, Result
from blind.ceremony.seal import Committed, Seal
from blind.ceremony.seed import seed as seed_of
from blind.ceremony.thrown import Beacon, Dice
from blind.ceremony.void import Void
from blind.certificate import PAYLOAD_TYPE, PUBLIC, RESTRICTED, Drawn, Refutation, Round, logged, sign_certificate
from blind.encoding import canonical, strict_parse
from blind.fairness import Clique, Fairness, Level
from blind.keys.ed25519 import Ed25519Signer
from blind.keys.x25519 import public_of
from blind.log.checkpoint import Checkpoint, sign_checkpoint
from blind.log.cosignature import cosign
from blind.log.entry import Body, Entry
from blind.log.tree import Tree
from blind.pool_leaves import Person, Pool, Reason, bound_codes
from blind.ticket_table import Bound, Exchange, HashedBounds, TicketTable
from blind.trust import PAYLOAD_TYPE as TRUST_TYPE
from blind.trust import write_trust
from blind.trust_version import Role, TrustedKey, TrustVersion
from solver.bounds import Bound as Asked
from solver.groups import Grouped, group
from solver.lottery import Lottery, prepare_lottery
from solver.problem import Problem
from solver.queue import queue_panel
from solver.randomness import by_lot
from solver.recheck import recheck

FOLDER = Path(__file__).parent / "vectors" / "certificate"
PAGE = Path(certificate.__file__).with_name("FORMATS.md")
START = datetime(2025, 6, 2, 9, 0, tzinfo=timezone(timedelta(hours=8)))
DAY = timedelta(days=1)
ORIGIN, WITNESS = "ledger.yunling.example", "hrss.yunling.example"
PARTIES = ("hrss", "inspector", "office")
SCOPE = Scope("云岭市冶金专业高级职称评审委员会", 2025, "工程", "副高级", "年度评审", "云人社备〔2025〕7号")
DIGITS = "31415926535897932384626433"
KINDS = {"removals": "draw:removals:listed", "result": "draw:result:recorded", "seal": "draw:ceremony:sealed"}


def secret(*parts: object) -> bytes:
    """32 bytes that depend on what they are for."""
    return hashlib.sha256("/".join(map(str, parts)).encode()).digest()


SIGN = {
    name: Ed25519Signer(secret("sign", name)) for name in (*PARTIES, "report", "log", "witness", "self", "stranger")
}
ROOT = {party: Ed25519Signer(secret("root", party)) for party in PARTIES}


class Fresh:
    """Random-looking bytes that are the same in every run."""

    def __init__(self, name: str) -> None:
        self.name, self.calls = name, 0

    def __call__(self, size: int) -> bytes:
        self.calls += 1
        return hashlib.shake_256(f"{self.name}/{self.calls}".encode()).digest(size)


def trust_file(**changed: Role) -> str:
    """The trust file of the town, as text; roles by name are replaced."""

    def key(signer: Ed25519Signer, holder: str) -> TrustedKey:
        return TrustedKey(alg="ed25519", public=signer.verifier.public, holder=holder, from_index=0)

    roles = {
        "root": Role(tuple(key(ROOT[party], party) for party in PARTIES), 2),
        "log": Role((key(SIGN["log"], ORIGIN),), 1),
        "witness": Role((key(SIGN["witness"], WITNESS),), 1),
        "report": Role((key(SIGN["report"], "office"),), 1),
        **{party: Role((key(SIGN[party], party),), 1) for party in PARTIES},
        **changed,
    }
    version = TrustVersion(version=1, previous=None, since=0, roles=roles)
    return write_trust(
        [dsse.sign(version.payload, payload_type=TRUST_TYPE, signers=[ROOT["office"], ROOT["hrss"]])]
    ).decode()


class Ledger:
    """The town's log, cosigned after every entry."""

    def __init__(self) -> None:
        self.entries: list[bytes] = []

    def append(self, kind: str, content: bytes, *, at: datetime, scope: str = SCOPE.ledger) -> dict[str, Any]:
        """Enter a body; gives its place as a certificate carries it."""
        salt = secret("salt", len(self.entries))
        digest = Body(salt, content).hash()
        entry = Entry(seq=len(self.entries), time=at, kind=kind, scope=scope, actor="office", body_hash=digest)
        self.entries.append(entry.to_bytes())
        tree = Tree(self.entries)
        note = sign_checkpoint(Checkpoint(ORIGIN, tree.size, tree.root()), SIGN["log"])
        seen = cosign(note, name=WITNESS, signer=SIGN["witness"], time=int(at.timestamp()) + 60)
        path = [node.hex() for node in tree.inclusion(entry.seq)]
        record = {"entry": strict_parse(entry.to_bytes()), "inclusion": path, "salt": salt.hex()}
        return logged(record, cosigned=seen.to_bytes().decode())

    def jsonl(self) -> bytes:
        """The witness's copy."""
        return b"".join(entry + b"\n" for entry in self.entries)


def envelope(record: Record, *signers: str) -> dict[str, Any]:
    """A document signed by these parties."""
    signed = dsse.sign(
        payload(record), payload_type=payload_type(record.KIND), signers=[SIGN[name] for name in signers]
    )
    return signed.as_dict()


def unsigned(record: Record) -> dict[str, Any]:
    """A document of a draw without a ceremony."""
    return dsse.Envelope(payload_type(record.KIND), payload(record), ()).as_dict()


# --- from the solver to what is hashed ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cast:
    """Who could be drawn and who not, and what a panel must keep. ``out``: number to (rule, clause)."""

    people: tuple[str, ...]
    bounds: tuple[Asked, ...]
    pairs: tuple[tuple[str, str], ...] = ()
    out: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    seats: int = 4

    @cached_property
    def problem(self) -> Problem:
        """The question to the solver."""
        return Problem(self.people, self.seats, self.bounds, self.pairs)


@dataclass(frozen=True)
class Hashed:
    """The cast behind its hashes: pool, bounds, cliques, and the code of every row label of the solver."""

    pool: Pool
    bounds: HashedBounds
    cliques: tuple[Clique, ...]
    code_of: Mapping[str, str]


def hashed(cast: Cast, grouped: Grouped, *, draw_id: bytes, algorithm: str) -> Hashed:
    """Leaves, bounds and cliques of a cast; bounds are the rows of the solver and the pairs."""
    fresh = Fresh("salts")
    rows = {row.label: row for row in grouped.rows if not row.clique}
    pairs = {f"{a} × {b}": (a, b) for a, b in cast.problem.never_together}
    members = {
        label: [person for index in row.groups for person in grouped.members[index]] for label, row in rows.items()
    }
    members.update({label: list(pair) for label, pair in pairs.items()})
    codes = bound_codes(members, fresh(32), algorithm=algorithm)
    held: dict[str, list[str]] = {person: [] for person in cast.people}
    for label, people in members.items():
        for person in people:
            held[person].append(codes[label])
    library = [
        Person(expert_no=number, name=name_of(number), bounds=tuple(held[number])) for number in cast.problem.candidates
    ]
    library += [Person(expert_no=n, name=name_of(n), reason=Reason(*why)) for n, why in sorted(cast.out.items())]
    pool = Pool.of(library, draw_id=draw_id, fresh=fresh, algorithm=algorithm)
    made = []
    for label, people in members.items():
        ends = (0, 1, "pair") if label in pairs else (rows[label].low, rows[label].high, "count")
        who = frozenset(pool.names[person] for person in people)
        rule = ("kin-apart", "六(三)") if label in pairs else ("structure", "六(一)2")
        made.append(Bound(codes[label], label, who, ends[0], ends[1], *rule, kind=ends[2]))
    cliques = [row for row in grouped.rows if row.clique]
    named = {row.label: f"C{number:03}" for number, row in enumerate(cliques, start=1)}
    found = tuple(
        Clique(named[row.label], tuple(pool.names[grouped.members[index][0]] for index in row.groups))
        for row in cliques
    )
    return Hashed(pool, HashedBounds.of(made, fresh(32), algorithm=algorithm), found, {**codes, **named})


def name_of(number: str) -> str:
    """A fictional name."""
    return "赵钱孙李周吴郑王"[int(number[1:]) % 8] + "甲乙丙丁戊己庚辛壬癸"[int(number[1:]) % 10] + number[1:]


def ticket_table(lottery: Lottery, made: Hashed) -> TicketTable:
    """The solver's table over codes."""
    groups = [[made.pool.names[person] for person in people] for people in lottery.grouped.members]
    moves = [Exchange(one.blocks, one.turns) for one in lottery.symmetry.classes]
    salt, algorithm = made.bounds.table_salt, made.pool.algorithm
    return TicketTable.of(groups, lottery.table.tolist(), moves, table_salt=salt, algorithm=algorithm)


def fairness(lottery: Lottery, made: Hashed) -> Fairness:
    """The solver's proof over codes."""
    levels = tuple(
        Level(one.value, {made.code_of[label]: weight for label, weight in one.weights.items()}, one.per_seat)
        for one in lottery.optimum.levels
    )
    return Fairness(levels, proved=lottery.optimum.exact, whole=lottery.whole)


# --- a whole draw ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What kind of draw: method, assurance, hash, public chance, who is removed afterwards and why."""

    cast: Cast
    method: str = "lottery"
    assurance: str = "M2"
    hash: str = "sha256"
    tickets: int = 20
    reserves: int = 0
    replacement: str = "queue"
    dice: DiceSpec | None = None
    beacon: LotterySpec | None = None
    text_seed: str | None = None
    removals: tuple[tuple[tuple[int, str], ...], ...] = ()
    """For each later round: seats of the panel before (by position) and the reason's code."""
    signers: tuple[str, ...] = ("inspector", "office")
    escrow: str | None = None
    second_attempt: bool = False
    other_purpose: bool = False


class Draw:
    """One draw played to the end; ``drawn`` is what the office holds, ``ledger`` what HRSS watches."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.ledger = Ledger()
        self.ledger.append("roster:frozen:listed", b"{}", at=START, scope="library/2025")
        problem = plan.cast.problem
        self.lottery = prepare_lottery(problem, plan.tickets, b"table context") if plan.method == "lottery" else None
        grouped = self.lottery.grouped if self.lottery else group(problem)
        self.hashed = hashed(plan.cast, grouped, draw_id=bytes(range(16)), algorithm=plan.hash)
        self.table = self._table()
        self.previous, self.scope = self._earlier()
        self.context = self._context()
        self.first = {party: secret("chain", party, self.context.attempt) for party in PARTIES}
        self.log: dict[str, Any] = {}
        self.commits: tuple[dict[str, Any], ...] = ()
        self.seal = self._seal() if plan.assurance != "M0" else None
        self.sealed = self.seal.hash(algorithm=plan.hash) if self.seal else b""
        self.rounds: list[Round] = []
        self.last_result = b""
        for number in range(1 + len(plan.removals)):
            self.rounds.append(self._round(number))

    def _table(self) -> TicketTable | None:
        return ticket_table(self.lottery, self.hashed) if self.lottery else None

    # The context and what came before it.

    def _context(self) -> Context:
        plan, summary = self.plan, self.hashed.pool.summary()
        table = self.table and Table(
            secret("table seed"), self.table.root, self.table.groups_root, self.table.symmetry_hash
        )
        ceremony = plan.assurance != "M0"
        parties = tuple(Party(one, one, SIGN[one].key_id, public_of(secret("seal", one))) for one in PARTIES)
        seen = [(one["seal_hash"], hash_of(one["void"], algorithm=plan.hash)) for one in self.previous]
        return Context(
            draw_id=bytes(range(16)),
            scope=SCOPE,
            attempt=1 + len(self.previous),
            previous=tuple(PreviousAttempt(at, seal, void) for at, (seal, void) in enumerate(seen, start=1)),
            other_seals=tuple(sorted(self._hash_of(one["seal"]) for one in self.scope if one.get("other"))),
            decision=None,
            library_sha256=secret("library"),
            pool=PoolSummary(self.hashed.pool.root, summary["size"], summary["in_count"], summary["out_by_rule"]),
            rules_sha256=secret("rules"),
            bounds_root=self.hashed.bounds.root,
            method=plan.method,
            seats=plan.cast.seats,
            reserves=plan.reserves,
            tickets=plan.tickets if table else None,
            table=table,
            rounds=8,
            replacement=plan.replacement,
            reason_codes=USUAL,
            parties=parties if ceremony else (),
            trust_version=1,
            beacon=plan.beacon,
            dice=plan.dice,
            deadlines=Deadlines(START + 3 * DAY, START + 4 * DAY) if ceremony else None,
            assurance_planned=Assurance(plan.assurance),
            versions={"expertpool": "0.1.0", "ortools": "9.15.6755"},
            hash=plan.hash,
        )

    def _hash_of(self, seal: Seal) -> bytes:
        return seal.hash(algorithm=self.plan.hash)

    def _earlier(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """An attempt that was voided, and a seal for another purpose, if the plan asks for them."""
        previous: list[dict[str, Any]] = []
        scope: list[dict[str, Any]] = []
        if self.plan.other_purpose:
            scope.append({"seal": Seal(secret("other draw"), START, {}, {}), "other": True})
        if self.plan.second_attempt:
            first = Draw(replace(self.plan, second_attempt=False, other_purpose=False, removals=()))
            assert first.seal
            void = Void(first.context.ctx, 1, first.sealed, "equipment", None, first.last_result, START + 5 * DAY)
            previous.append({"context": first.context, "void": void, "seal_hash": first.sealed})
            scope.append({"seal": first.seal})
        for one in scope:
            place = self.ledger.append(KINDS["seal"], payload(one["seal"]), at=START)
            one["item"] = {**place, "seal": strict_parse(payload(one["seal"]))}
        return previous, scope

    # The ceremony.

    @property
    def committing(self) -> bool:
        """Whether the parties commit secrets."""
        return self.context.committing

    def _seal(self) -> Seal:
        ctx, algorithm = self.context.ctx, self.plan.hash
        commitments = {}
        for party in PARTIES if self.committing else ():
            first = link(self.first[party], rounds=8, at=0, algorithm=algorithm)
            value = self._commitment(ctx, party, first)
            escrow = secret("escrow document", party)
            checked = {other: secret("escrow document", other) for other in commitments}
            record = Commit(ctx, party, value, escrow, checked)
            self.commits += (envelope(record, party),)
            commitments[party] = Committed(value, hash_of(record, algorithm=algorithm))
        escrows = {party: secret("escrow document", party) for party in commitments}
        seal = Seal(ctx, START + 3 * DAY, commitments, escrows)
        self.log["seal"] = self.ledger.append(KINDS["seal"], payload(seal), at=START + 3 * DAY)
        return seal

    def _commitment(self, ctx: bytes, party: str, first: bytes) -> bytes:
        return commitment(ctx, party, first, algorithm=self.plan.hash)

    def _round(self, number: int) -> Round:
        removed = self._removed(number)
        dice = self._dice(number)
        reveals = self._reveals(number, dice, removed)
        beacon = self._beacon(number, reveals)
        recorded, seed = self._seeded(number, dice, reveals, beacon, removed)
        made = replace(self._panel(number, seed, removed), recorded=recorded, seed=seed)
        made = replace(
            made,
            dice=dice and envelope(dice, "inspector", "office"),
            beacon=beacon and envelope(beacon, "hrss", "office"),
        )
        made = replace(made, reveals=tuple(self._revealed(one) for one in reveals))
        made = replace(made, removals=removed and (envelope if self.seal else _plain)(removed, *self.plan.signers))
        if number == 0:
            made = replace(made, reserves=self._reserves(made))
        return self._recorded(number, made)

    def _removed(self, number: int) -> Removals | None:
        if not number:
            return None
        before = self.rounds[-1].panel
        listed = [
            Removal(bytes.fromhex(before[at]), reason, secret("paper", at))
            for at, reason in self.plan.removals[number - 1]
        ]
        at = START + (4 + number) * DAY
        listed = self._listed(sorted(listed, key=lambda one: one.code))
        record = Removals(self.context.ctx, self.sealed, number, self.last_result, tuple(listed), at + DAY, at)
        if not self.seal:
            return _Bare(record)
        self.log[f"removals-{number}"] = self.ledger.append(KINDS["removals"], payload(record), at=at)
        return record

    def _listed(self, removals: list[Removal]) -> list[Removal]:
        return removals

    def _dice(self, number: int) -> Dice | None:
        spec = self.context.dice
        if not spec or not spec.thrown_in(number) or self._kept(number):
            return None
        digits = (DIGITS * 9)[number : number + spec.count] if spec.faces == 10 else ("123456" * 9)[: spec.count]
        return Dice(self.context.ctx, self.sealed, number, digits, START + 3 * DAY)

    def _kept(self, number: int) -> bool:
        return number > 0 and self.plan.replacement == "same-order"

    def _reveals(self, number: int, dice: Dice | None, removed: Removals | None) -> list[Reveal]:
        if not self.committing or self._kept(number):
            return []
        algorithm = self.plan.hash
        seen = Seen(dice and hash_of(dice, algorithm=algorithm), removed and hash_of(removed, algorithm=algorithm))
        found = []
        for party in PARTIES:
            z = link(self.first[party], rounds=8, at=number, algorithm=algorithm)
            openings = (secret("opening", 1), secret("opening", 2)) if party == self.plan.escrow else ()
            at = START + 4 * DAY
            found.append(Reveal(self.context.ctx, self.sealed, party, number, z, seen, at, tuple(sorted(openings))))
        return found

    def _revealed(self, reveal: Reveal) -> dict[str, Any]:
        signer = next(party for party in PARTIES if party != reveal.party) if reveal.openings else reveal.party
        return envelope(reveal, signer)

    def _beacon(self, number: int, reveals: list[Reveal]) -> Beacon | None:
        spec = self.context.beacon
        if number or not spec:
            return None
        seen = tuple(hash_of(one, algorithm=self.plan.hash) for one in reveals)
        ctx, at = self.context.ctx, START + 6 * DAY
        return Beacon(ctx, self.sealed, "lottery", spec.issue, "0410172329", secret("newspaper"), seen, at)

    def _seeded(
        self,
        number: int,
        dice: Dice | None,
        reveals: list[Reveal],
        beacon: Beacon | None,
        removed: Removals | None,
    ) -> tuple[dict[str, Any] | None, bytes]:
        text, algorithm = self.plan.text_seed, self.plan.hash
        value = (
            secret("system seed")
            if text is None
            else hashlib.sha256(b"expertpool/training-seed/v1" + text.encode()).digest()
        )
        if not self.seal and not number:
            source = "system" if text is None else "text"
            return {"source": source, "text": text, "value": value.hex()}, value
        if self._kept(number):
            return None, self.rounds[0].seed
        links = {one.party: one.z for one in reveals} if self.seal else {"recorded": value}
        return None, seed_of(
            ctx=self.context.ctx,
            seal_hash=self.sealed,
            at=number,
            links=links,
            dice=dice.digits if dice else "",
            beacon=beacon.value if beacon else "",
            removals=hash_of(removed, algorithm=algorithm) if removed else b"",
            algorithm=algorithm,
        )

    def _panel(self, number: int, seed: bytes, removed: Removals | None) -> Round:
        names, problem = self.hashed.pool.names, self.plan.cast.problem
        if not number and self.lottery:
            panel = self.lottery.draw(seed, names)
            return Round(seed=seed, panel=tuple(names[person] for person in panel), ticket=panel.ticket)
        before = self.rounds[-1].panel if number else ()
        gone = {one.code.hex() for one in removed.removals} if removed else set()
        barred = {code for one in self.rounds for code in one.panel if code not in before} | gone
        person = {code: number_ for number_, code in names.items()}
        confirmed = [code for code in before if code not in gone]
        staying = Problem(
            problem.candidates, problem.seats, problem.bounds, problem.never_together, [person[c] for c in confirmed]
        )
        drawn = queue_panel(staying, seed, barred=frozenset(person[code] for code in barred), names=names)
        taken = [names[one] for one in drawn.panel if names[one] not in confirmed]
        return Round(seed=seed, panel=(*confirmed, *taken), refutations=self._refutations(drawn.passed))

    def _refutations(self, passed: Mapping[str, Any]) -> dict[str, Refutation]:
        """The first person of each group passed over, weights by code; people who stay cancel out of any proof."""
        group_of = group(self.plan.cast.problem).group_of
        found: dict[str, Refutation] = {}
        seen: set[int] = set()
        for person, why in passed.items():
            if group_of[person] not in seen:
                seen.add(group_of[person])
                weights = {
                    self.hashed.code_of[name]: n for name, n in why.weights.items() if name in self.hashed.code_of
                }
                found[self.hashed.pool.names[person]] = Refutation(weights, why.per_seat)
        return found

    def _reserves(self, made: Round) -> tuple[str, ...]:
        names, problem = self.hashed.pool.names, self.plan.cast.problem
        person = {code: number for number, code in names.items()}
        found: list[str] = []
        for code in by_lot(made.seed, (names[one] for one in problem.candidates), tag=b"expertpool/queue/v1"):
            members = [person[one] for one in made.panel]
            swaps = ([person[code], *(other for other in members if other != one)] for one in members)
            if (
                len(found) < self.plan.reserves
                and code not in made.panel
                and any(not recheck(problem, one) for one in swaps)
            ):
                found.append(code)
        return tuple(found)

    def _recorded(self, number: int, made: Round) -> Round:
        if not self.seal:
            return made
        members = tuple(sorted(bytes.fromhex(code) for code in made.panel))
        reserves = tuple(bytes.fromhex(code) for code in made.reserves)
        at = START + (6 + number) * DAY
        result = Result(self.context.ctx, self.sealed, number, made.seed, made.ticket, members, reserves, at)
        self.last_result = hash_of(result, algorithm=self.plan.hash)
        self.log[f"result-{number}"] = self.ledger.append(KINDS["result"], payload(result), at=at)
        return replace(made, result=envelope(result, "office"))

    # The certificate.

    @cached_property
    def drawn(self) -> Drawn:
        """Everything the office holds."""
        previous = [
            {"context": strict_parse(payload(one["context"])), "void": strict_parse(payload(one["void"]))}
            for one in self.previous
        ]
        return Drawn(
            context=strict_parse(payload(self.context)),
            pool=self.hashed.pool,
            bounds=self.hashed.bounds,
            rounds=tuple(self.rounds),
            table=self.table,
            fairness=fairness(self.lottery, self.hashed) if self.lottery else None,
            cliques=self.hashed.cliques,
            seal=strict_parse(payload(self.seal)) if self.seal else None,
            commits=self.commits,
            log=self.log,
            scope=tuple(one["item"] for one in self.scope),
            previous=tuple(previous),
            trust=trust_file() if self.seal else None,
        )

    @property
    def signer(self) -> Ed25519Signer:
        """The office's key for reports, or a key of its own where nothing vouches for it."""
        return SIGN["report" if self.seal else "self"]

    def certificate(self, tier: str = RESTRICTED) -> bytes:
        """The file of a tier."""
        return sign_certificate(self.drawn, tier, self.signer)

    def changed(self, change: Callable[[dict[str, Any]], object], tier: str = RESTRICTED) -> bytes:
        """The file after somebody who holds the office's key changed its payload and signed it anew."""
        content = contents(self.certificate(tier))
        change(content)
        return signed_anew(content, self.signer)

    def receipt(self, number: str) -> dict[str, Any]:
        """One person's receipt."""
        return self.hashed.pool.receipts(self.context.ctx)[number]


def contents(data: bytes) -> dict[str, Any]:
    """The payload of a certificate."""
    found: dict[str, Any] = strict_parse(dsse.Envelope.parse(data).payload)
    return found


def signed_anew(content: Mapping[str, Any], signer: Ed25519Signer) -> bytes:
    """A certificate over this payload."""
    return dsse.sign(canonical(content), payload_type=PAYLOAD_TYPE, signers=[signer]).to_bytes()


class _Bare:
    """A removal list of a draw without a ceremony: no seal, and no result document before the first round."""

    KIND = "removals"

    def __init__(self, record: Removals) -> None:
        self.record, self.removals = record, record.removals

    def as_dict(self) -> dict[str, Any]:
        return {**self.record.as_dict(), "seal_hash": None, "result": None}


def _plain(record: Any, *_: str) -> dict[str, Any]:
    return unsigned(record)


# --- stories -----------------------------------------------------------------------------------------------------------

LEFT_OUT = {
    **{f"E{number:04}": ("three-years", "六(二)3") for number in range(101, 107)},
    "E0107": ("recused", "六(三)1"),
    "E0108": ("misconduct", "六(二)5"),
}


def numbers(first: int, last: int) -> tuple[str, ...]:
    """Expert numbers from first to last."""
    return tuple(f"E{number:04}" for number in range(first, last + 1))


TWELVE = Cast(
    people=numbers(1, 12),
    bounds=(
        Asked("外单位专家不少于三分之一", numbers(1, 5), at_least=2),
        Asked("云岭稀土研究院不超过一人", numbers(8, 10), at_most=1),
    ),
    out=LEFT_OUT,
)
"""Twelve people in three groups: five from outside, three of one institute, four others."""

EMPLOYERS = Cast(
    people=numbers(1, 16),
    bounds=(
        Asked("冶金不少于二人", (*numbers(1, 8),), at_least=2),
        Asked("甲厂不超过一人", ("E0001", "E0002", "E0009"), at_most=1),
        Asked("乙厂不超过一人", ("E0003", "E0004", "E0010"), at_most=1),
        Asked("丙厂不超过一人", ("E0005", "E0006", "E0011"), at_most=1),
    ),
    pairs=(("E0012", "E0013"),),
    out=LEFT_OUT,
    seats=5,
)
"""Three factories that the rules cannot tell apart, and two relatives."""

ODD = Cast(people=numbers(1, 6), bounds=(), pairs=tuple((f"E{n:04}", f"E{n % 5 + 1:04}") for n in range(1, 6)), seats=3)
"""Five people in a ring of kin, and one more: half a seat each on paper, never in whole panels."""


def rings(count: int) -> Cast:
    """Rings of five kin with two seats each at most, and Y, who keeps two others away.

    Counting believes that a ring holds two and a half, so it cannot say why Y leaves seats empty; a search can. Seeds
    of stories with rings are chosen so that Y heads the queue.
    """
    kin = numbers(1, 5 * count)
    pairs = [(kin[5 * ring + at], kin[5 * ring + (at + 1) % 5]) for ring in range(count) for at in range(5)]
    return Cast((*kin, *KEPT_AWAY, Y), (), (*pairs, *((Y, other) for other in KEPT_AWAY)), seats=2 * count + 2)


Y, KEPT_AWAY = "E0999", ("E0901", "E0902")

CROWD = Cast(
    people=numbers(1, 30),
    bounds=(
        Asked("民营企业专家不少于一人", numbers(1, 8), at_least=1),
        Asked("矿冶大学不超过二人", numbers(20, 30), at_most=2),
    ),
    out=LEFT_OUT,
    seats=7,
)
"""Thirty people in groups large enough to be shown in public."""

SIX = Cast(people=numbers(1, 6), bounds=(Asked("外单位至少一人", numbers(1, 2), at_least=1),), seats=3)
"""The example of the format page."""

TEN = DiceSpec(faces=10, count=20, every_round=True)
ISSUE = LotterySpec("双色球", "2025064", 10, START + 5 * DAY)

PLANS: dict[str, Plan] = {
    "twelve-people-drawn-on-one-computer": Plan(cast=TWELVE, assurance="M0"),
    "twelve-people-drawn-from-a-text-seed": Plan(cast=TWELVE, assurance="M0", text_seed="演练42", reserves=2),
    "queue-drawn-on-one-computer": Plan(cast=TWELVE, assurance="M0", method="queue"),
    "replaced-on-one-computer": Plan(cast=TWELVE, assurance="M0", method="queue", removals=(((0, "declined"),),)),
    "factories-and-relatives-exchanged": Plan(cast=EMPLOYERS, tickets=30),
    "relatives-in-the-queue": Plan(cast=EMPLOYERS, method="queue"),
    "three-parties": Plan(cast=CROWD),
    "three-parties-under-sm3": Plan(cast=TWELVE, hash="sm3"),
    "dice-alone": Plan(cast=TWELVE, assurance="M1", method="queue", dice=TEN, removals=(((1, "illness"),),)),
    "dice-and-a-lottery-issue": Plan(cast=TWELVE, assurance="M3", dice=TEN, beacon=ISSUE),
    "secret-opened-from-escrow": Plan(cast=TWELVE, escrow="inspector"),
    "two-rounds-of-replacements": Plan(
        cast=CROWD, removals=(((0, "declined"), (3, "unreachable")), ((6, "conflict"),)), reserves=1
    ),
    "next-in-the-same-order": Plan(cast=CROWD, replacement="same-order", reserves=3, removals=(((2, "declined"),),)),
    "second-attempt": Plan(cast=TWELVE, second_attempt=True),
    "another-purpose-listed": Plan(cast=TWELVE, other_purpose=True),
    "rings-settled-by-a-search": Plan(cast=rings(2), assurance="M0", method="queue", text_seed="环2"),
    "ring-that-whole-panels-cannot-carry": Plan(cast=ODD, assurance="M0", tickets=10),
}
EXAMPLE = Plan(cast=SIX, assurance="M0", tickets=4)
NOT_PROVEN = {"ring-that-whole-panels-cannot-carry"}


@cache
def draw(name: str) -> Draw:
    """The draw of a story."""
    return Draw(PLANS[name])


def sound() -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Name, certificate and expected outcome of every sound story in both tiers."""
    for name in PLANS:
        for tier in (RESTRICTED, PUBLIC):
            open_question = name in NOT_PROVEN and tier == RESTRICTED
            outcome = {"exit": 6, "check": "whole"} if open_question else {"exit": 0, "check": None}
            yield f"{name}-{tier}", draw(name).certificate(tier), outcome


def vector(story: str, outcome: Mapping[str, Any], **given: bytes) -> bytes:
    """A vector file: what a verifier is given, and what it has to say."""
    texts = {name: data.decode("utf-8", "surrogateescape") for name, data in given.items()}
    record = {"story": story, "format": "certificate", "given": texts, "expect": dict(outcome)}
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogateescape")


def malformed() -> Iterator[tuple[str, bytes]]:
    """Files that are no certificates at all, whoever signed them."""
    sound = draw("twelve-people-drawn-on-one-computer").certificate()
    content = contents(sound)
    text = canonical(content)

    def enclosed(data: bytes) -> bytes:
        return dsse.sign(data, payload_type=PAYLOAD_TYPE, signers=[SIGN["self"]]).to_bytes()

    yield "empty-file", b""
    yield "not-json", b"PK\x03\x04"
    yield "not-utf-8", b"\xff" + sound
    yield "with-byte-order-mark", b"\xef\xbb\xbf" + sound
    yield "list-instead-of-envelope", b"[]"
    yield "nested-too-deep", b"[" * 100_000 + b"]" * 100_000
    yield "envelope-with-spaces", sound.replace(b":", b": ", 1)
    yield "two-line-ends", sound + b"\n\n"
    yield "bytes-after-the-end", sound + b"{}"
    yield "envelope-without-signature", canonical({**json.loads(sound), "signatures": []})
    yield "signature-doubled", canonical({**json.loads(sound), "signatures": json.loads(sound)["signatures"] * 2})
    yield "payload-in-wrapped-base64", sound.replace(b'"payload":"', b'"payload":"\\n', 1)
    yield "payload-with-spaces", enclosed(text.replace(b":", b": ", 1))
    yield "payload-key-twice", enclosed(text.replace(b'"assurance":"M0",', b'"assurance":"M0","assurance":"M0",', 1))
    yield "payload-with-a-float", enclosed(text.replace(b'"attempt":1,', b'"attempt":1.0,', 1))
    yield "payload-with-an-exponent", enclosed(text.replace(b'"seats":4,', b'"seats":4e0,', 1))
    yield "payload-with-minus-zero", enclosed(text.replace(b'"reserves":0,', b'"reserves":-0,', 1))
    yield "payload-with-infinity", enclosed(text.replace(b'"seats":4,', b'"seats":Infinity,', 1))
    yield "payload-with-a-huge-number", enclosed(text.replace(b'"seats":4,', b'"seats":' + b"9" * 30_000 + b",", 1))
    yield "payload-with-two-to-the-fifty-third", enclosed(text.replace(b'"seats":4,', b'"seats":9007199254740992,', 1))
    yield "payload-not-in-nfc", enclosed(text.replace("甲".encode(), "e\u0301".encode(), 1))
    yield "payload-with-a-lone-surrogate", enclosed(text.replace("甲".encode(), b"\\ud800", 1))
    yield "payload-with-escaped-letter", enclosed(text.replace(b'"public"', b'"\\u0070ublic"', 1))
    yield "payload-key-not-ascii", enclosed(text.replace(b'"tier"', '"tiér"'.encode(), 1))
    yield "payload-a-list", enclosed(b"[]")
    yield "payload-nested-too-deep", enclosed(b"[" * 50_000 + b"]" * 50_000)
    for name, change in {
        "field-missing": lambda c: c.pop("fairness"),
        "field-unknown": lambda c: c.update(note="x"),
        "tier-unknown": lambda c: c.update(tier="secret"),
        "assurance-unknown": lambda c: (c.update(assurance="M9"), c["context"].update(assurance_planned="M9")),
        "format-of-another-version": lambda c: c.update(format="expertpool-draw-certificate/2"),
        "hash-nobody-knows": lambda c: c["context"].update(hash="md5"),
        "seats-as-text": lambda c: c["context"].update(seats="4"),
        "seats-as-truth": lambda c: c["context"].update(seats=True),
        "attempt-as-truth": lambda c: c["context"].update(attempt=True),
        "pool-an-object": lambda c: c.update(pool={}),
        "panel-a-text": lambda c: c["rounds"][0].update(panel="a"),
        "no-rounds": lambda c: c.update(rounds=[]),
        "reason-an-empty-object": lambda c: c["pool"][0]["attrs"].update(reason={}),
        "row-with-a-truth": lambda c: c["table"]["rows"][0]["row"][0].__setitem__(1, True),
        "weights-a-list": lambda c: c["fairness"]["levels"][0].update(weights=[]),
        "levels-an-object": lambda c: c["fairness"].update(levels={}),
        "path-of-numbers": lambda c: c["rounds"][0]["ticket"].update(path=[1, 2, 3, 4, 5]),
        "signer-missing": lambda c: c.update(signer=None),
    }.items():
        changed = contents(sound)
        change(changed)
        yield name, signed_anew(changed, SIGN["self"])


def example() -> dict[str, str]:
    """The example of the format page, block by block."""
    made = Draw(EXAMPLE)
    data = made.certificate()
    content = contents(data)
    table = made.table
    assert table
    first = made.hashed.pool.leaves[0]
    row = made.rounds[0].ticket or 0
    values = {
        "ctx": made.context.ctx.hex(),
        f"id_part of {first.person.expert_no}": first.id_part.hex(),
        f"attr_part of {first.person.expert_no}": first.attr_part.hex(),
        f"code of {first.person.expert_no}": first.code,
        "leaf of bound B001": made.hashed.bounds.leaf(made.hashed.bounds.bounds[0]).hex(),
        "leaf of group 0": table.group_leaf(0).hex(),
        f"leaf of ticket {row}": table.row_leaf(row).hex(),
        "ticket drawn": str(row),
        "signed bytes begin": dsse.pae(PAYLOAD_TYPE, canonical(content))[:80].decode() + "…",
        "key id of the signer": made.signer.key_id,
    }
    lines = "\n".join(f"    {name:28} {value}" for name, value in values.items())
    return {"envelope": fenced(wrapped(data.decode())), "payload": fenced(laid_out(content)), "values": lines}


def wrapped(text: str, width: int = 150) -> str:
    """One long line, cut for reading."""
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def fenced(text: str) -> str:
    """A block of code."""
    return f"```\n{text}\n```"


def laid_out(value: Any, indent: int = 0) -> str:
    """JSON with one line for whatever fits into one."""
    flat = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if len(flat) + indent <= 150 or not isinstance(value, dict | list):
        return flat
    pad = " " * (indent + 1)
    if isinstance(value, dict):
        parts = [f"{pad}{json.dumps(key)}: {laid_out(value[key], indent + 1)}" for key in sorted(value)]
        return "{\n" + ",\n".join(parts) + "}"
    return "[\n" + ",\n".join(pad + laid_out(one, indent + 1) for one in value) + "]"


def with_example(page: str) -> str:
    """The format page with the example of today's formats between its marks."""
    for name, block in example().items():
        start, end = f"<!-- example:{name} -->\n", f"<!-- /example:{name} -->"
        before, _, rest = page.partition(start)
        page = before + start + block + "\n" + end + rest.partition(end)[2]
    return page


def vectors() -> dict[str, bytes]:
    """Path below the folder to contents, of every vector."""
    from tests.blind.draw_attacks import ATTACKS  # made of the draws of this file

    found = {}
    for name, data, outcome in sound():
        found[f"valid/{name}.json"] = vector(name, outcome, certificate=data)
    for name, data in malformed():
        found[f"malformed/{name}.json"] = vector(name, {"exit": 5, "check": None}, certificate=data)
    for attack in ATTACKS.values():
        given = {key: value for key, value in vars(attack.make()).items() if value is not None}
        name = "-".join(re.findall(r"[a-z0-9]+", attack.name.lower()))
        found[f"tampered/{name}.json"] = vector(attack.name, {"exit": attack.exit, "check": attack.check}, **given)
    return found


def main() -> None:
    """Write all vectors, remove those no story makes any more, and renew the example of the format page."""
    made = vectors()
    for old in FOLDER.glob("*/*.json"):
        if old.relative_to(FOLDER).as_posix() not in made:
            old.unlink()
    for path, data in made.items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_bytes(data)
    PAGE.write_text(with_example(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
