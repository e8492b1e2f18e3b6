"""A small review for tests: a form, readers and members with devices, trustees, a ballot, and a log to stand in."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from blind.ballot.box import BallotBox, BallotClosing, cast
from blind.ballot.definition import Ballot
from blind.ballot.opening import CLOSED as BOX_CLOSED
from blind.ballot.opening import Evidence
from blind.ballot.token import Issuer, Token, ask, issue, receive
from blind.ballot.vote import vote
from blind.blind_rsa import TokenSecret
from blind.cosigned import Placed
from blind.envelope import Pair, PairEnvelope, bound, commitment_of
from blind.halves import halved
from blind.keys.ed25519 import Ed25519Signer
from blind.keys.p256 import P256Signer
from blind.keys.x25519 import public_of
from blind.log.entry import Body, Entry
from blind.log.head import Head, read_head
from blind.log.tree import Tree
from blind.scoresheet.box import Closing, ScoreBox
from blind.scoresheet.opening import CLOSED as SCORES_CLOSED
from blind.scoresheet.rubric import Anchor, Indicator, Rubric, Scale
from blind.scoresheet.sealed import SealedSheet, opened, seal_sheet
from blind.scoresheet.sheet import Place, Sheet
from blind.seal import seal
from tests.blind.log.season import LOG_KEY, START, make_entry, signed_head, witnessed_head

SOURCE = random.Random(11)
SECRETS = {name: SOURCE.randbytes(32) for name in ("hrss", "inspector", "office")}
TRUSTEES = {name: public_of(secret) for name, secret in SECRETS.items()}
VECTOR = json.loads((Path(__file__).parent / "vectors/rfc9474/sha384-pss-randomized.json").read_text(encoding="utf-8"))
TOKEN_SECRET = TokenSecret(int(VECTOR["p"], 16), int(VECTOR["q"], 16))

SCALE = Scale(lowest=0, highest=10000, step=50, reason_to=4000, reason_from=9500)
RUBRIC = Rubric(
    code="engineering-senior",
    version=1,
    title="工程系列高级",
    scale=SCALE,
    indicators=(
        Indicator(code="ability", title="专业能力", weight=40, anchors=(Anchor(9000, "能独立解决复杂问题"),)),
        Indicator(code="results", title="业绩成果", weight=40),
        Indicator(code="ethics", title="职业道德", weight=20),
    ),
)
GROUP = "2025/engineering/g1"
PACKETS = {name: bytes([number]) * 32 for number, name in enumerate(("4821-3907", "0000-0001", "9999-0000"), start=1)}
READERS = {name: P256Signer(bytes([number]) * 32) for number, name in enumerate(("R1", "R2", "R3"), start=31)}
MARKS = {"ability": 8000, "results": 7550, "ethics": 9000}


def make_sheet(reader: str = "R1", packet: str = "4821-3907", **given: Any) -> Sheet:
    """A sound sheet; fields of the place or the sheet by name to change them."""
    place = {"group": GROUP, "packet": PACKETS[packet], "reader": reader, "rubric": RUBRIC.hash, "version": 1}
    place |= {name: given.pop(name) for name in list(given) if name in place}
    made: dict[str, Any] = {"marks": MARKS, "salt": SOURCE.randbytes(32), **given}
    return Sheet(place=Place(**place), **made)


def sealed_by(sheet: Sheet, *, signer: Any = None, rubric: Rubric = RUBRIC) -> bytes:
    """The sheet as the reader's device sends it."""
    device = signer or READERS[sheet.place.reader]
    return seal_sheet(sheet, rubric, trustees=TRUSTEES, signer=device, fresh=SOURCE.randbytes).to_bytes()


def make_box() -> ScoreBox:
    """Every reader reads every packet."""
    tasks = {(name, packet): (key.verifier,) for name, key in READERS.items() for packet in PACKETS.values()}
    return ScoreBox(group=GROUP, rubric=RUBRIC.hash, tasks=tasks, trustees=tuple(sorted(TRUSTEES)))


def logged(body: bytes, *, kind: str, scope: str, witnessed: bool = True) -> tuple[Placed, Head]:
    """A record as entry 3 of a log of five, and its head: seen by the witness or not."""
    held = Body(SOURCE.randbytes(32), body)
    entry = Entry(seq=3, time=START, kind=kind, scope=scope, actor="office", body_hash=held.hash())
    entries = [make_entry(seq) for seq in range(5)]
    entries[3] = entry.to_bytes()
    tree = Tree(entries)
    head = witnessed_head(entries, minutes=9) if witnessed else read_head(signed_head(entries), log=[LOG_KEY])
    return Placed(entry, held.salt, 5, tuple(tree.inclusion(3))), head


def closed_scores(record: Closing, *, witnessed: bool = True) -> tuple[Placed, Head]:
    """The closing of a group in the log."""
    return logged(record.to_bytes(), kind=SCORES_CLOSED, scope=record.group, witnessed=witnessed)


def closed_box(ballot: Ballot, record: BallotClosing, *, witnessed: bool = True) -> Evidence:
    """The closing of a ballot in the log."""
    placed, head = logged(record.to_bytes(), kind=BOX_CLOSED, scope=ballot.scope, witnessed=witnessed)
    return Evidence(record=record, placed=placed, head=head)


def opened_by(sealed: SealedSheet, one: str, other: str) -> Sheet:
    """The sheet as two trustees open it."""
    from blind.scoresheet.sealed import half_of

    first = half_of(sealed, SECRETS[one], holder=one, partner=other)
    return opened(sealed, first, half_of(sealed, SECRETS[other], holder=other, partner=one))


def hostile_envelope(
    text: bytes, context: tuple[bytes, ...], *, sound: tuple[Pair, ...] = (), cut: bool = False, **given: Any
) -> PairEnvelope:
    """What a device with a program of its own seals: each trustee's half comes out, and only ``sound`` pairs' halves
    are of the key that the envelope commits to. ``cut``: the text under the key is no ciphertext at all.
    """
    trustees, key = given.get("trustees", TRUSTEES), SOURCE.randbytes(32)
    commitment = commitment_of(key, context)
    sealed = SOURCE.randbytes(len(text) + 16) if cut else AESGCM(key).encrypt(bytes(12), text, commitment)
    halves: dict[Pair, tuple[bytes, bytes]] = {}
    for pair in combinations(sorted(trustees), 2):
        one, other = halved(key if pair in sound else SOURCE.randbytes(32), SOURCE.randbytes)
        parts = zip(pair, (one, other), strict=True)
        first, second = (
            seal(part, trustees[name], **bound(name, pair, commitment, sealed, context)) for name, part in parts
        )
        halves[pair] = first, second
    return PairEnvelope(sealed, commitment, halves)


EVERY_PAIR = tuple(combinations(sorted(TRUSTEES), 2))


MEMBERS = {f"M{number}": Ed25519Signer(bytes([number]) * 32) for number in range(41, 47)}
DEVICES = {name: signer.verifier for name, signer in MEMBERS.items()}


def make_ballot(**given: Any) -> Ballot:
    """Nine drawn, six on the roll, three candidates, M41 recused for the first."""
    fields: dict[str, Any] = {
        "ballot_id": bytes(range(16)),
        "scope": "c-17/2025",
        "drawn": 9,
        "roll": tuple(MEMBERS),
        "candidates": tuple(sorted(PACKETS)),
        "trustees": TRUSTEES,
        "token_key": TOKEN_SECRET.public,
        "recused": {"0000-0001": ("M41",)},
        "devices": DEVICES,
    }
    return Ballot(**{**fields, **given})


def tokens_for(issuer: Issuer, member: str) -> tuple[Issuer, tuple[Token, ...]]:
    """The member's tokens, and the issuer afterwards."""
    ballot = issuer.ballot
    pending, request = ask(ballot, member, device=MEMBERS[member], fresh=SOURCE.randbytes)
    issued = issue(issuer, request, TOKEN_SECRET, fresh=SOURCE.randbytes)
    return issued.issuer, receive(ballot, pending, issued.answers)


def voted(ballot: Ballot, choices: Mapping[str, Mapping[str, str]]) -> tuple[Issuer, BallotBox, list[bytes]]:
    """Members (outer keys) vote on candidates (inner keys); the issuer, the box and all receipts."""
    issuer, box, receipts = Issuer(ballot), BallotBox(ballot), []
    for member, chosen in choices.items():
        issuer, tokens = tokens_for(issuer, member)
        for token in tokens:
            if token.candidate in chosen:
                made = vote(ballot, token, chosen[token.candidate], SOURCE.randbytes)
                box, receipt = cast(box, made.to_bytes())
                receipts.append(receipt)
    return issuer, box, receipts
