"""A hall for tests: three parties with keys, a ledger with its key, a witness, and every turn of a ceremony."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from blind import dsse
from blind.ceremony import names, turns
from blind.ceremony.context import Assurance, Context, Deadlines, Party, Pool, Scope, Table
from blind.ceremony.document import payload, signed
from blind.ceremony.escrow import check_shares, make_escrow, open_half
from blind.ceremony.logged import KINDS, Logged
from blind.ceremony.public_source import DiceSpec, LotterySpec
from blind.ceremony.reasons import USUAL
from blind.ceremony.rounds import Removal
from blind.ceremony.state import State, Step
from blind.ceremony.steps import read
from blind.keys.ed25519 import Ed25519Signer
from blind.keys.x25519 import public_of
from blind.log.checkpoint import Checkpoint, sign_checkpoint
from blind.log.cosignature import cosign
from blind.log.entry import Body, Entry
from blind.log.note import Note
from blind.log.tree import Tree
from blind.trust import PAYLOAD_TYPE, Trust, read_trust, write_trust
from blind.trust_version import Role, TrustedKey, TrustVersion

OFFICE, INSPECTOR, HRSS = "office", "inspector", "hrss"
PARTIES = (HRSS, INSPECTOR, OFFICE)
START = datetime(2025, 6, 2, 9, 0, tzinfo=timezone(timedelta(hours=8)))
FROZEN = START
OBJECTIONS = START + timedelta(days=3)
DEADLINE = START + timedelta(days=4)
KNOWN = START + timedelta(days=5)
ORIGIN, WITNESS = "ledger.test", "hrss.test"
SEATS = 5
PEOPLE = 40
TICKETS = 1000


class Fresh:
    """Random-looking bytes that are the same in every run; each instance has a stream of its own."""

    def __init__(self, name: str) -> None:
        self.name, self.calls = name, 0

    def __call__(self, size: int) -> bytes:
        self.calls += 1
        return hashlib.shake_256(f"{self.name}/{self.calls}".encode()).digest(size)


def secret(*parts: object) -> bytes:
    return hashlib.sha256("/".join(map(str, parts)).encode()).digest()


def code(number: int) -> bytes:
    """The code of a person of the pool."""
    return secret("person", number)


@dataclass
class Ledger:
    """A log with its key and the witness's key; ``entries`` are the bytes in order."""

    signer: Ed25519Signer = field(default_factory=lambda: Ed25519Signer(secret("log")))
    witness: Ed25519Signer = field(default_factory=lambda: Ed25519Signer(secret("witness")))
    entries: list[bytes] = field(default_factory=list)

    def append(self, body: bytes, *, kind: str, scope: str, at: datetime, actor: str = OFFICE) -> Logged:
        salt = secret("salt", len(self.entries))
        digest = Body(salt, body).hash()
        entry = Entry(seq=len(self.entries), time=at, kind=kind, scope=scope, actor=actor, body_hash=digest)
        self.entries.append(entry.to_bytes())
        tree = Tree(self.entries)
        head = sign_checkpoint(Checkpoint(ORIGIN, tree.size, tree.root()), self.signer)
        return Logged(entry, salt, tree.size, tuple(tree.inclusion(entry.seq)), head.to_bytes())

    def cosigned(self, checkpoint: bytes, *, at: datetime) -> bytes:
        return cosign(Note.parse(checkpoint), name=WITNESS, signer=self.witness, time=int(at.timestamp())).to_bytes()


def trusted(signer: Ed25519Signer, holder: str, **given: Any) -> TrustedKey:
    return TrustedKey(alg="ed25519", public=signer.verifier.public, holder=holder, from_index=0, **given)


def sealing(party: str, public: bytes) -> TrustedKey:
    return TrustedKey(alg="x25519", public=public, holder=party, from_index=0)


def make_trust(ledger: Ledger, signers: dict[str, list[Ed25519Signer]], seals: dict[str, bytes]) -> bytes:
    """A trust file of one version with these signing keys and X25519 public keys by role."""
    roots = {party: Ed25519Signer(secret("root", party)) for party in PARTIES}
    roles = {
        "root": Role(tuple(trusted(roots[party], party) for party in PARTIES), 2),
        "log": Role((trusted(ledger.signer, ORIGIN),), 1),
        "witness": Role((trusted(ledger.witness, WITNESS),), 1),
        **{party: Role(tuple(trusted(one, party) for one in signers[party]), 1) for party in signers},
        **{f"seal-{party}": Role((sealing(party, seals[party]),), 1) for party in PARTIES},
    }
    version = TrustVersion(version=1, previous=None, since=0, roles=roles)
    signers_of_it = [roots[OFFICE], roots[HRSS]]
    return write_trust([dsse.sign(version.payload, payload_type=PAYLOAD_TYPE, signers=signers_of_it)])


def mistyped(data: bytes) -> bytes:
    """A document with another letter near the end of its signature."""
    return data[:-9] + (b"B" if data[-9:-8] == b"A" else b"A") + data[-8:]


class Hall:
    """One ceremony in memory. ``documents`` is its folder; each method is one party's turn, done as it should be."""

    def __init__(self, **given: Any) -> None:
        self.ledger: Ledger = given.pop("ledger", None) or Ledger()
        self.signers = {party: Ed25519Signer(secret("sign", party)) for party in PARTIES}
        self.spare = {party: Ed25519Signer(secret("spare", party)) for party in PARTIES}
        keys = {party: [self.signers[party], self.spare[party]] for party in PARTIES}
        seals = {party: public_of(self.seal_secret(party)) for party in PARTIES}
        self.trust_file = make_trust(self.ledger, keys, seals)
        self.trust: Trust = read_trust(self.trust_file, fingerprint=None)
        self.lasts = {party: secret("chain", party) for party in PARTIES}
        self.documents: dict[str, bytes] = {}
        self.now = START
        self.context = make_context(self, **given)

    def read(self, **changed: bytes) -> State:
        return read({**self.documents, **changed}, self.trust, now=self.now)

    def seal_secret(self, party: str) -> bytes:
        return secret("seal", party)

    def put(self, name: str, data: bytes) -> None:
        assert name not in self.documents, f"{name} was there"
        self.documents[name] = data

    def freeze(self) -> None:
        self.put(names.CONTEXT, signed(self.context, self.signers[OFFICE]))

    def commit(self, party: str) -> None:
        state = self.read()
        escrow = make_escrow(self.context, party, self.lasts[party], Fresh(f"escrow/{party}"))
        checked = {}
        for other, deposited in state.escrows.items():
            check_shares(deposited, self.context, holder=party, secret=self.seal_secret(party))
            checked[other] = state.escrow_documents[other]
        commit = turns.make_commit(self.context, party, self.lasts[party], escrow, checked)
        self.put(names.escrow(party), signed(escrow, self.signers[party]))
        self.put(names.commitment(party), signed(commit, self.signers[party]))

    def seal(self) -> None:
        self.now = max(self.now, OBJECTIONS)
        self.put(names.SEAL, signed(turns.make_seal(self.read(), at=self.now), self.signers[OFFICE]))
        self.log(names.SEAL_STEM, self.read().sealed.seal)  # type: ignore[union-attr]  # it was just sealed

    def log(self, stem: str, record: Any, *, witnessed: bool = True) -> None:
        scope = self.context.scope.ledger
        logged = self.ledger.append(payload(record), kind=KINDS[record.KIND], scope=scope, at=self.now)
        self.put(names.logged(stem), logged.to_bytes())
        if witnessed:
            self.put(names.cosigned(stem), self.ledger.cosigned(logged.checkpoint, at=self.now))

    def dice(self, digits: str, *parties: str) -> None:
        for party in parties or (OFFICE, INSPECTOR):
            state = self.read()
            at = state.open_round.number  # type: ignore[union-attr]  # tests throw dice in open rounds
            stem = names.dice_stem(at)
            offer = state.offers.get(stem)
            record = offer.record if offer else turns.make_dice(state, digits, at=self.now)
            self.put(names.by(stem, party), signed(record, self.signers[party]))

    def reveal(self, party: str) -> None:
        state = self.read()
        record = turns.make_reveal(state, party, self.lasts[party], at=self.now)
        self.put(names.reveal(party, record.round), signed(record, self.signers[party]))

    def open_escrow(self, party: str, *, by: str, half: Callable[[bytes], bytes | None] = lambda half: half) -> None:
        """``by`` opens its half of the party's link of the open round."""
        state = self.read()
        at = state.open_round.number  # type: ignore[union-attr]  # tests open escrow in open rounds
        found = open_half(state.escrows[party], self.context, at=at, holder=by, secret=self.seal_secret(by))
        record = turns.make_opening(state, party, by, half(found), at=self.now)
        self.put(names.opening(party, at, by), signed(record, self.signers[by]))

    def join_escrow(self, party: str, *, by: str) -> None:
        record = turns.make_escrow_reveal(self.read(), party, at=self.now)
        self.put(names.reveal(party, record.round), signed(record, self.signers[by]))

    def beacon(self, value: str, *parties: str) -> None:
        self.now = max(self.now, KNOWN)
        for party in parties or (HRSS, INSPECTOR):
            state = self.read()
            offer = state.offers.get("beacon")
            evidence = secret("newspaper")
            record = offer.record if offer else turns.make_beacon(state, value, evidence_sha256=evidence, at=self.now)
            self.put(names.by("beacon", party), signed(record, self.signers[party]))

    def result(self, members: list[int] | None = None, reserves: list[int] | None = None) -> None:
        state = self.read()
        at = state.open_round.number  # type: ignore[union-attr]  # tests record results of open rounds
        ticket = 7 if at == 0 and self.context.tickets else None
        people = [code(number) for number in (members or range(SEATS))]
        named = [code(number) for number in (reserves or [])]
        record = turns.make_result(state, ticket=ticket, members=people, reserves=named, at=self.now)
        self.put(f"{names.result_stem(at)}.json", signed(record, self.signers[OFFICE]))
        self.log(names.result_stem(at), record)

    def remove(self, people: dict[int, str], *parties: str) -> None:
        """Removals by person's number and reason, signed by ``parties`` and logged."""
        state = self.read()
        removals = [Removal(code(number), reason, secret("paper", number)) for number, reason in people.items()]
        record = turns.make_removals(state, removals, reveal_by=self.now + timedelta(days=1), at=self.now)
        stem = names.removals_stem(record.round)
        for party in parties or (OFFICE, INSPECTOR):
            self.put(names.by(stem, party), signed(record, self.signers[party]))
        self.log(stem, record)

    def void(self, cause: str, *parties: str) -> None:
        record = turns.make_void(self.read(), cause, at=self.now)
        for party in parties:
            self.put(names.by(names.VOID_STEM, party), signed(record, self.signers[party]))

    def until(self, step: Step) -> Hall:
        """Play on, as everybody should, until ``step`` is what is awaited next."""
        turns_in_order: list[tuple[Step, Callable[[], None]]] = [
            (Step.FREEZE, self.freeze),
            (Step.COMMIT, lambda: [self.commit(party) for party in PARTIES] and None),
            (Step.SEAL, self.seal),
            (Step.DICE, lambda: self.dice("0123456789" * 3 if self.context.dice else "")),
            (Step.REVEAL, lambda: [self.reveal(party) for party in PARTIES] and None),
            (Step.BEACON, lambda: self.beacon("0412233307")),
            (Step.RESULT, self.result),
        ]
        for turn, play in turns_in_order:
            if turn is step:
                return self
            if turn in {one.step for one in self.read().awaited}:
                play()
        assert step is Step.REMOVALS
        return self


def make_context(hall: Hall, **given: Any) -> Context:
    """A context for the hall's parties; anything in it by name."""
    parties = tuple(
        Party(party, party, hall.signers[party].key_id, public_of(hall.seal_secret(party))) for party in PARTIES
    )
    values: dict[str, Any] = {
        "draw_id": bytes(range(16)),
        "scope": Scope(
            "云岭市工程系列冶金专业高级职称评委会", 2025, "工程", "副高级", "年度评审", "云人社备〔2025〕7号"
        ),
        "attempt": 1,
        "previous": (),
        "other_seals": (),
        "decision": None,
        "library_sha256": secret("library"),
        "pool": Pool(secret("root"), PEOPLE + 10, PEOPLE, {"in-pool": 10}),
        "rules_sha256": secret("rules"),
        "bounds_root": secret("bounds"),
        "method": "lottery",
        "seats": SEATS,
        "reserves": 0,
        "tickets": TICKETS,
        "table": Table(*(secret("table", part) for part in range(4))),
        "rounds": 3,
        "replacement": "queue",
        "reason_codes": USUAL,
        "parties": parties,
        "trust_version": 1,
        "beacon": None,
        "dice": None,
        "deadlines": Deadlines(OBJECTIONS, DEADLINE),
        "assurance_planned": Assurance.M2,
        "versions": {"expertpool": "0.1.0", "ortools": "9.15.6755"},
    }
    return Context(**{**values, **given})


DICE = DiceSpec(faces=10, count=30, every_round=False)
LOTTERY = LotterySpec("双色球", "2025062", 10, KNOWN)


def m1(**given: Any) -> Hall:
    """Dice alone."""
    return Hall(assurance_planned=Assurance.M1, dice=replace(DICE, every_round=True), **given)


def m3(**given: Any) -> Hall:
    """Three parties, dice, and a lottery issue known after the reveals."""
    return Hall(assurance_planned=Assurance.M3, dice=DICE, beacon=LOTTERY, **given)


def codes(state: State) -> list[str]:
    """What is wrong, as codes."""
    return [one.code for one in state.wrong]


def steps(state: State) -> list[tuple[str, str]]:
    """What is awaited, as step and party."""
    return [(one.step.value, one.by) for one in state.awaited]
