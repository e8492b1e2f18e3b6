"""A cast sheet: a token, one sealed vote for each candidate, all equally long, signed with the token's own key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from blind.ballot.definition import CHOICES, Ballot
from blind.ballot.token import Token, message_of
from blind.blind_rsa import PSS_RANDOMIZED, verify
from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.envelope import PairEnvelope, seal_to_pairs
from blind.errors import Forged, Malformed, Untrusted
from blind.fields import exact
from blind.halves import Fresh
from blind.keys.ed25519 import Ed25519Verifier

FORMAT = "expertpool-ballot-sheet/1"
ROOM = 8
"""Bytes of every vote before it is sealed."""


@dataclass(frozen=True)
class CastSheet:
    """One member's votes without the member. ``public``: the token's key; ``votes``: in the order of the candidates."""

    ballot: bytes
    public: bytes
    prefix: bytes
    token_signature: bytes
    votes: tuple[PairEnvelope, ...]
    signature: bytes

    @property
    def unsigned(self) -> bytes:
        """What the token's key signs."""
        return canonical(self.record())

    def record(self) -> dict[str, Any]:
        """The sheet without its signature, as plain values."""
        token = {"prefix": self.prefix.hex(), "public": self.public.hex(), "signature": self.token_signature.hex()}
        votes = [one.to_bytes().decode() for one in self.votes]
        return {"ballot": self.ballot.hex(), "format": FORMAT, "token": token, "votes": votes}

    def to_bytes(self) -> bytes:
        """The sheet as canonical JSON."""
        return canonical({**self.record(), "signature": self.signature.hex()})

    @classmethod
    def parse(cls, data: bytes) -> CastSheet:
        """Reads ``to_bytes``; raises ``Malformed``. Whether it may be counted, ``check_sheet`` says."""
        fields = {"ballot": str, "format": str, "signature": str, "token": dict, "votes": list}
        record = exact(strict_parse(data), fields, what="ballot-sheet")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="ballot-sheet", format=record["format"][:40])
        token = exact(record["token"], dict.fromkeys(("prefix", "public", "signature"), str), what="token")
        votes = [one.encode() if isinstance(one, str) else b"" for one in record["votes"]]
        return cls(
            from_hex(record["ballot"], 32),
            from_hex(token["public"], 32),
            from_hex(token["prefix"], PSS_RANDOMIZED.prefix),
            from_hex(token["signature"], len(token["signature"]) // 2),
            tuple(map(PairEnvelope.parse, votes)),
            from_hex(record["signature"], 64),
        )

    @property
    def hash(self) -> bytes:
        """The receipt: what the closing lists."""
        return tagged_hash("expertpool/ballot-sheet/v1", self.to_bytes())


def fill(ballot: Ballot, token: Token, choices: Mapping[str, str], fresh: Fresh) -> CastSheet:
    """A sheet with one choice for every candidate, sealed and signed. Raises ``Malformed`` for more, fewer or others.

    A member who does not vote on a candidate chooses "abstain" there, and is not counted for that candidate.
    """
    if choices.keys() != set(ballot.candidates) or not set(choices.values()) <= set(CHOICES):
        raise Malformed("not-one-choice-each", candidates=len(ballot.candidates), chosen=len(choices))
    votes = tuple(
        seal_to_pairs(
            choices[name].encode().ljust(ROOM, b"\x00"), ballot.trustees, context=context(ballot, name), fresh=fresh
        )
        for name in ballot.candidates
    )
    prefix = token.prepared[: PSS_RANDOMIZED.prefix]
    blank = CastSheet(ballot.hash, token.signer.verifier.public, prefix, token.signature, votes, b"")
    return CastSheet(blank.ballot, blank.public, prefix, token.signature, votes, token.signer.sign(blank.unsigned))


def check_sheet(ballot: Ballot, sheet: CastSheet) -> None:
    """Return if the sheet may be counted in this ballot.

    Raises ``Untrusted`` ("other-ballot"), ``Malformed`` ("not-one-choice-each", "vote-of-another-length", "other-holders")
    and ``Forged`` for a token that the ballot's key did not sign, or a sheet changed after it was cast.
    """
    if sheet.ballot != ballot.hash:
        raise Untrusted("other-ballot", expected=ballot.hash.hex())
    if len(sheet.votes) != len(ballot.candidates):
        raise Malformed("not-one-choice-each", candidates=len(ballot.candidates), chosen=len(sheet.votes))
    if any(len(one.ciphertext) != ROOM + 16 for one in sheet.votes):
        raise Malformed("vote-of-another-length")
    if any(one.holders != tuple(sorted(ballot.trustees)) for one in sheet.votes):
        raise Malformed("other-holders")
    if len({one.commitment for one in sheet.votes}) != len(sheet.votes):
        raise Forged("vote-copied")
    verify(ballot.token_key, sheet.prefix + message_of(ballot, sheet.public), sheet.token_signature)
    Ed25519Verifier(sheet.public).verify(sheet.unsigned, sheet.signature)


def context(ballot: Ballot, candidate: str) -> tuple[bytes, ...]:
    """What a vote is bound to: its ballot and candidate, and nothing that names the sheet it came on."""
    return (b"expertpool/vote/v1", ballot.hash, candidate.encode())
