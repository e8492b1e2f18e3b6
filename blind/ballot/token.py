"""Tokens: one right to vote each, asked for by name and spent without one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from blind import dsse
from blind.ballot.definition import Ballot
from blind.blind_rsa import TokenSecret, blind, blind_sign, finalize, prepare
from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.errors import Malformed, Untrusted
from blind.fields import exact
from blind.halves import Fresh
from blind.keys.ed25519 import Ed25519Signer
from blind.keys.signer import Signer, Verifier

FORMAT = "expertpool-token-request/1"
PAYLOAD_TYPE = "application/vnd.expertpool.token-request+json"


@dataclass(frozen=True)
class Pending:
    """What stays on the member's device between asking and the answer; whoever has it can vote in the member's place."""

    secret: bytes = field(repr=False)
    prepared: bytes = field(repr=False)
    inverse: int = field(repr=False)


@dataclass(frozen=True)
class Token:
    """A right to one vote: a fresh signing key whose public half the inspector's machine signed unseen.

    ``prepared`` is the random prefix followed by the public key; ``signature`` is the inspector's over it.
    """

    secret: bytes = field(repr=False)
    prepared: bytes
    signature: bytes

    @property
    def signer(self) -> Ed25519Signer:
        """The key the sheet is signed with, so that no one else can spend or change it."""
        return Ed25519Signer(self.secret)


def ask(ballot: Ballot, member: str, *, device: Signer, fresh: Fresh) -> tuple[Pending, bytes]:
    """What stays, and the request that goes to the inspector, signed by the member's device."""
    secret = fresh(32)
    prepared = prepare(message_of(ballot, Ed25519Signer(secret).verifier.public), fresh)
    blinded = blind(ballot.token_key, prepared, fresh)
    record = {"ballot": ballot.hash.hex(), "blinded": blinded.message.hex(), "format": FORMAT, "member": member}
    request = dsse.sign(canonical(record), payload_type=PAYLOAD_TYPE, signers=[device])
    return Pending(secret, prepared, blinded.inverse), request.to_bytes()


def message_of(ballot: Ballot, public: bytes) -> bytes:
    """What a token's signature is over, apart from the random prefix: bound to one ballot, then the public key."""
    return tagged_hash("expertpool/token/v1", ballot.hash, public) + public


def receive(ballot: Ballot, pending: Pending, answer: bytes) -> Token:
    """The token, from the inspector's answer; raises ``Forged`` if the answer is not by this ballot's key."""
    signature = finalize(ballot.token_key, pending.prepared, answer, pending.inverse)
    return Token(pending.secret, pending.prepared, signature)


@dataclass(frozen=True)
class Issuer:
    """What the inspector's machine remembers: the blinded message each member had signed, by its hash."""

    ballot: Ballot
    issued: Mapping[str, bytes] = field(default_factory=dict)
    closed: bool = False


@dataclass(frozen=True)
class Issued:
    """The issuer afterwards, who got the token, and the answer for the member."""

    issuer: Issuer
    member: str
    answer: bytes


def issue(
    issuer: Issuer, untrusted: bytes, key: TokenSecret, *, devices: Mapping[str, Verifier], fresh: Fresh
) -> Issued:
    """Sign one member's request. The same request again gets the same answer; another one by that member none.

    ``devices``: the key of each member's device. Raises ``Untrusted`` with the code "not-on-the-roll", "other-ballot",
    "token-issued-already", "ballot-closed" or "key-not-pinned"; ``Malformed``; ``Forged``.
    """
    if key.public != issuer.ballot.token_key:
        raise Untrusted("other-token-key", fingerprint=issuer.ballot.fingerprint)
    member, blinded = read_request(issuer.ballot, untrusted, devices)
    mark = tagged_hash("expertpool/token-request/v1", blinded)
    earlier = issuer.issued.get(member)
    if earlier is None and issuer.closed:
        raise Untrusted("ballot-closed", member=member)
    if earlier not in (None, mark):
        raise Untrusted("token-issued-already", member=member)
    answer = blind_sign(key, blinded, fresh)
    return Issued(replace(issuer, issued={**issuer.issued, member: mark}), member, answer)


def read_request(ballot: Ballot, untrusted: bytes, devices: Mapping[str, Verifier]) -> tuple[str, bytes]:
    """The member and the blinded message of a genuine request for this ballot by someone on its roll."""
    claimed = parse_request(dsse.Envelope.parse(untrusted).payload)["member"]
    if claimed not in ballot.roll or claimed not in devices:
        raise Untrusted("not-on-the-roll", member=claimed[:80])
    payload = dsse.verify(untrusted, payload_type=PAYLOAD_TYPE, keys=[devices[claimed]])
    record = parse_request(payload)
    if record["ballot"] != ballot.hash.hex():
        raise Untrusted("other-ballot", expected=ballot.hash.hex())
    return claimed, from_hex(record["blinded"], ballot.token_key.size)


def parse_request(payload: bytes) -> dict[str, str]:
    """The fields of a request; raises ``Malformed``."""
    fields = dict.fromkeys(("ballot", "blinded", "format", "member"), str)
    record: dict[str, str] = exact(strict_parse(payload), fields, what="token-request")
    if record["format"] != FORMAT:
        raise Malformed("unknown-version", what="token-request", format=record["format"][:40])
    return record
