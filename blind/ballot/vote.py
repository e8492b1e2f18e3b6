"""A vote as it is cast: a token, the choice under seal, and a signature with the token's own key; all equally long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from blind.ballot.definition import CHOICES, Ballot
from blind.ballot.token import Token, message_of
from blind.blind_rsa import PSS_RANDOMIZED, verify
from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.envelope import PairEnvelope, seal_to_pairs
from blind.errors import Malformed, Untrusted
from blind.fields import exact
from blind.halves import Fresh
from blind.keys.ed25519 import Ed25519Verifier

FORMAT = "expertpool-vote/1"
ROOM = 8
"""Bytes of every choice before it is sealed."""


@dataclass(frozen=True, kw_only=True)
class Vote:
    """One vote without its voter. ``public``, ``prefix``, ``token_signature``: the token; ``sealed``: the choice."""

    ballot: bytes
    candidate: str
    public: bytes
    prefix: bytes
    token_signature: bytes
    sealed: PairEnvelope
    signature: bytes = b""

    @property
    def unsigned(self) -> bytes:
        """What the token's key signs."""
        return canonical(self.record())

    def record(self) -> dict[str, Any]:
        """The vote without its signature, as plain values."""
        token = {"prefix": self.prefix.hex(), "public": self.public.hex(), "signature": self.token_signature.hex()}
        named = {"ballot": self.ballot.hex(), "candidate": self.candidate, "format": FORMAT}
        return {**named, "sealed": self.sealed.to_bytes().decode(), "token": token}

    def to_bytes(self) -> bytes:
        """The vote as canonical JSON."""
        return canonical({**self.record(), "signature": self.signature.hex()})

    @classmethod
    def parse(cls, data: bytes) -> Vote:
        """Reads ``to_bytes``; raises ``Malformed``. Whether it may be counted, ``check_vote`` says."""
        fields = {"ballot": str, "candidate": str, "format": str, "sealed": str, "signature": str, "token": dict}
        record = exact(strict_parse(data), fields, what="vote")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="vote", format=record["format"][:40])
        token = exact(record["token"], dict.fromkeys(("prefix", "public", "signature"), str), what="vote.token")
        return cls(
            ballot=from_hex(record["ballot"], 32),
            candidate=record["candidate"],
            public=from_hex(token["public"], 32),
            prefix=from_hex(token["prefix"], PSS_RANDOMIZED.prefix),
            token_signature=from_hex(token["signature"], len(token["signature"]) // 2),
            sealed=PairEnvelope.parse(record["sealed"].encode()),
            signature=from_hex(record["signature"], 64),
        )

    @property
    def hash(self) -> bytes:
        """The receipt: what the closing lists. It shows that the vote counts, never what it says."""
        return tagged_hash("expertpool/vote/v1", self.to_bytes())


def vote(ballot: Ballot, token: Token, choice: str, fresh: Fresh) -> Vote:
    """The vote a token is spent on. Raises ``Malformed`` ("not-a-choice")."""
    if choice not in CHOICES:
        raise Malformed("not-a-choice", found=choice[:40], choices=list(CHOICES))
    text = choice.encode().ljust(ROOM, b"\x00")
    blank = Vote(
        ballot=ballot.hash,
        candidate=token.candidate,
        public=token.signer.verifier.public,
        prefix=token.prepared[: PSS_RANDOMIZED.prefix],
        token_signature=token.signature,
        sealed=seal_to_pairs(text, ballot.trustees, context=context(ballot, token.candidate), fresh=fresh),
    )
    return replace(blank, signature=token.signer.sign(blank.unsigned))


def check_vote(ballot: Ballot, cast: Vote) -> None:
    """Return if the vote may be counted in this ballot.

    Raises ``Untrusted`` ("other-ballot", "not-a-candidate"), ``Malformed`` ("vote-of-another-shape") and ``Forged`` for
    a token that this ballot's key did not sign for this candidate, or a vote changed after it was cast.
    """
    if cast.ballot != ballot.hash:
        raise Untrusted("other-ballot", expected=ballot.hash.hex())
    if cast.candidate not in ballot.candidates:
        raise Untrusted("not-a-candidate", found=cast.candidate[:80])
    if len(cast.sealed.ciphertext) != ROOM + 16 or cast.sealed.holders != tuple(sorted(ballot.trustees)):
        raise Malformed("vote-of-another-shape")
    message = message_of(ballot, cast.candidate, cast.public)
    verify(ballot.token_key, cast.prefix + message, cast.token_signature)
    Ed25519Verifier(cast.public).verify(cast.unsigned, cast.signature)


def context(ballot: Ballot, candidate: str) -> tuple[bytes, ...]:
    """What a choice is bound to: its ballot and candidate."""
    return (b"expertpool/choice/v1", ballot.hash, candidate.encode())
