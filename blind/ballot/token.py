"""Tokens: a right to one vote on one candidate each, asked for by name and spent without one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from blind import dsse
from blind.ballot.definition import Ballot
from blind.blind_rsa import TokenSecret, blind, blind_sign, finalize, prepare
from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.errors import Forged, Malformed, Untrusted
from blind.fields import exact, texts
from blind.halves import Fresh
from blind.keys.ed25519 import Ed25519Signer
from blind.keys.signer import Signer

FORMAT = "expertpool-token-request/1"
PAYLOAD_TYPE = "application/vnd.expertpool.token-request+json"


@dataclass(frozen=True)
class Pending:
    """What stays on the member's device between asking and the answer; it can vote in the member's place."""

    candidate: str
    secret: bytes = field(repr=False)
    prepared: bytes = field(repr=False)
    inverse: int = field(repr=False)


@dataclass(frozen=True)
class Token:
    """A right to one vote on one candidate: a fresh key whose public half the inspector's machine signed unseen.

    A key for each candidate, so that no stored vote shows which other votes came from the same hand, and a member
    recused for a candidate has none for that one. ``prepared``: random prefix and message; ``signature``: over it.
    """

    candidate: str
    secret: bytes = field(repr=False)
    prepared: bytes
    signature: bytes

    @property
    def signer(self) -> Ed25519Signer:
        """The key the vote is signed with, so that no one else can spend the token or change the vote."""
        return Ed25519Signer(self.secret)


def ask(ballot: Ballot, member: str, *, device: Signer, fresh: Fresh) -> tuple[tuple[Pending, ...], bytes]:
    """What stays, one for each candidate the member votes on, and the request, signed by the member's device."""
    pending, hidden = [], []
    for candidate in ballot.votes_on(member):
        secret = fresh(32)
        prepared = prepare(message_of(ballot, candidate, Ed25519Signer(secret).verifier.public), fresh)
        blinded = blind(ballot.token_key, prepared, fresh)
        pending.append(Pending(candidate, secret, prepared, blinded.inverse))
        hidden.append(blinded.message.hex())
    record = {"ballot": ballot.hash.hex(), "blinded": hidden, "format": FORMAT, "member": member}
    request = dsse.sign(canonical(record), payload_type=PAYLOAD_TYPE, signers=[device])
    return tuple(pending), request.to_bytes()


def message_of(ballot: Ballot, candidate: str, public: bytes) -> bytes:
    """What a token's signature is over, after the random prefix: bound to one ballot, one candidate and one key."""
    return tagged_hash("expertpool/token/v1", ballot.hash, candidate.encode(), public)


def receive(ballot: Ballot, pending: tuple[Pending, ...], answers: tuple[bytes, ...]) -> tuple[Token, ...]:
    """The tokens, from the inspector's answers in the order asked.

    Raises ``Forged`` if an answer is not by this ballot's key: a key made for one member alone would show here.
    """
    if len(pending) != len(answers):
        raise Forged("wrong-blind-signature", answers=len(answers), asked=len(pending))
    return tuple(
        Token(one.candidate, one.secret, one.prepared, finalize(ballot.token_key, one.prepared, answer, one.inverse))
        for one, answer in zip(pending, answers, strict=True)
    )


@dataclass(frozen=True)
class Issuer:
    """What the inspector's machine remembers: the hash of the one request each member had signed."""

    ballot: Ballot
    issued: Mapping[str, bytes] = field(default_factory=dict)
    closed: bool = False

    def tokens(self) -> dict[str, int]:
        """Tokens given out, by candidate."""
        return {
            name: sum(name in self.ballot.votes_on(member) for member in self.issued) for name in self.ballot.candidates
        }


@dataclass(frozen=True)
class Issued:
    """The issuer afterwards, who got tokens, and the answers for the member."""

    issuer: Issuer
    member: str
    answers: tuple[bytes, ...]


def issue(issuer: Issuer, untrusted: bytes, key: TokenSecret, *, fresh: Fresh) -> Issued:
    """Sign one member's request. The same request again gets the same answers; another one by that member none.

    Raises ``Untrusted`` with the code "other-token-key", "not-on-the-roll", "other-ballot", "token-issued-already",
    "ballot-closed" or "key-not-pinned"; ``Malformed``; ``Forged``.
    """
    if key.public != issuer.ballot.token_key:
        raise Untrusted("other-token-key", fingerprint=issuer.ballot.fingerprint)
    member, blinded = read_request(issuer.ballot, untrusted)
    mark = tagged_hash("expertpool/token-request/v1", *blinded)
    earlier = issuer.issued.get(member)
    if earlier is None and issuer.closed:
        raise Untrusted("ballot-closed", member=member)
    if earlier not in (None, mark):
        raise Untrusted("token-issued-already", member=member)
    answers = tuple(blind_sign(key, one, fresh) for one in blinded)
    return Issued(replace(issuer, issued={**issuer.issued, member: mark}), member, answers)


def read_request(ballot: Ballot, untrusted: bytes) -> tuple[str, tuple[bytes, ...]]:
    """The member and the blinded messages of a genuine request for this ballot by someone on its roll."""
    claimed, _, _ = parse_request(dsse.Envelope.parse(untrusted).payload)
    if claimed not in ballot.roll:
        raise Untrusted("not-on-the-roll", member=claimed[:80])
    member, asked_for, hidden = parse_request(
        dsse.verify(untrusted, payload_type=PAYLOAD_TYPE, keys=[ballot.devices[claimed]])
    )
    if asked_for != ballot.hash:
        raise Untrusted("other-ballot", expected=ballot.hash.hex())
    if len(hidden) != len(ballot.votes_on(member)):
        raise Untrusted("not-one-token-each", member=member, asked=len(hidden), due=len(ballot.votes_on(member)))
    return member, tuple(from_hex(one, ballot.token_key.size) for one in hidden)


def parse_request(payload: bytes) -> tuple[str, bytes, list[str]]:
    """Member, ballot and blinded messages of a request; raises ``Malformed``."""
    fields = {"ballot": str, "blinded": list, "format": str, "member": str}
    record = exact(strict_parse(payload), fields, what="token-request")
    if record["format"] != FORMAT:
        raise Malformed("unknown-version", what="token-request", format=record["format"][:40])
    return record["member"], from_hex(record["ballot"], 32), texts(record["blinded"], what="token-request.blinded")
