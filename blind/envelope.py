"""Envelopes for three holders that any two of them open together, and no one of them alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from blind.encoding import canonical, from_hex, strict_parse, tagged_hash
from blind.errors import Forged, Malformed, WrongSecret
from blind.fields import exact
from blind.halves import Fresh, halved, joined
from blind.seal import OVERHEAD, open_sealed, seal

FORMAT = "expertpool-envelope/1"
HALF_FORMAT = "expertpool-half/1"
KEY = 32
NONCE = bytes(12)
"""Every envelope has a key of its own, used once, so its nonce may be constant."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class PairEnvelope:
    """A text under a fresh key; for each pair of holders, in the order of their names, the key in two sealed halves.

    ``commitment`` fixes the key, so that all three pairs get the same text or an error.
    """

    ciphertext: bytes
    commitment: bytes
    halves: Mapping[Pair, tuple[bytes, bytes]]

    @property
    def holders(self) -> tuple[str, ...]:
        """The three names, in order."""
        return tuple(sorted({name for pair in self.halves for name in pair}))

    def to_bytes(self) -> bytes:
        """The envelope as canonical JSON."""
        halves = [
            {"holders": list(pair), "sealed": [sealed.hex() for sealed in self.halves[pair]]}
            for pair in sorted(self.halves)
        ]
        record = {"ciphertext": self.ciphertext.hex(), "commitment": self.commitment.hex()}
        return canonical({**record, "format": FORMAT, "halves": halves})

    @classmethod
    def parse(cls, data: bytes) -> PairEnvelope:
        """Reads what ``to_bytes`` wrote; raises ``Malformed``. Whether it opens, only two holders can tell."""
        fields = {"ciphertext": str, "commitment": str, "format": str, "halves": list}
        record = exact(strict_parse(data), fields, what="envelope")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="envelope", format=record["format"][:40])
        halves = dict(map(read_halves, record["halves"]))
        names = sorted({name for pair in halves for name in pair})
        if len(record["halves"]) != 3 or len(names) != 3 or list(halves) != list(combinations(names, 2)):
            raise Malformed("not-three-pairs", holders=names)
        text = record["ciphertext"]
        return cls(from_hex(text, len(text) // 2), from_hex(record["commitment"], 32), halves)


@dataclass(frozen=True, kw_only=True)
class Half:
    """What one holder hands over for one envelope and one partner; worthless without the partner's half."""

    commitment: bytes
    holder: str
    partner: str
    value: bytes

    def to_bytes(self) -> bytes:
        """The half as canonical JSON."""
        record = {"commitment": self.commitment.hex(), "format": HALF_FORMAT, "holder": self.holder}
        return canonical({**record, "partner": self.partner, "value": self.value.hex()})

    @classmethod
    def parse(cls, data: bytes) -> Half:
        """Reads what ``to_bytes`` wrote; raises ``Malformed``."""
        fields = dict.fromkeys(("commitment", "format", "holder", "partner", "value"), str)
        record = exact(strict_parse(data), fields, what="half")
        if record["format"] != HALF_FORMAT:
            raise Malformed("unknown-version", what="half", format=record["format"][:40])
        commitment, value = from_hex(record["commitment"], 32), from_hex(record["value"], KEY)
        return cls(commitment=commitment, holder=record["holder"], partner=record["partner"], value=value)


def seal_to_pairs(
    plaintext: bytes, holders: Mapping[str, bytes], *, context: tuple[bytes, ...], fresh: Fresh
) -> PairEnvelope:
    """``plaintext`` for three holders, given by name with their X25519 public keys.

    ``context`` says which record of what this is, and must be given equal to open; a record moved to another place
    therefore opens for nobody. Raises ``Malformed`` unless there are three holders with three different keys.
    """
    if len(holders) != 3 or len(set(holders.values())) != 3:
        raise Malformed("not-three-holders", holders=sorted(holders))
    key = fresh(KEY)
    commitment = commitment_of(key, context)
    ciphertext = AESGCM(key).encrypt(NONCE, plaintext, commitment)
    halves = {}
    for pair in combinations(sorted(holders), 2):
        parts = zip(pair, halved(key, fresh), strict=True)
        halves[pair] = tuple(
            seal(part, holders[name], **bound(name, pair, commitment, ciphertext, context)) for name, part in parts
        )
    return PairEnvelope(ciphertext, commitment, {pair: (one, two) for pair, (one, two) in halves.items()})


def open_half(envelope: PairEnvelope, secret: bytes, *, holder: str, partner: str, context: tuple[bytes, ...]) -> Half:
    """What ``holder`` takes out of an envelope on their own machine, to open it together with ``partner``.

    Raises ``WrongSecret`` for a key that is not this holder's, another context, or an envelope that was changed.
    """
    pair = pair_of(envelope, holder, partner)
    sealed = envelope.halves[pair][pair.index(holder)]
    binding = bound(holder, pair, envelope.commitment, envelope.ciphertext, context)
    value = open_sealed(sealed, secret, **binding)
    return Half(commitment=envelope.commitment, holder=holder, partner=partner, value=value)


def open_with(envelope: PairEnvelope, first: Half, second: Half, *, context: tuple[bytes, ...]) -> bytes:
    """The text, from the halves of two partners.

    Raises ``WrongSecret`` when the halves are not of this envelope or of each other, or were changed, or the context
    is another one; ``Forged`` when the key is right and the text was changed. Never returns another text.
    """
    pair = pair_of(envelope, first.holder, first.partner)
    if (second.holder, second.partner) != (first.partner, first.holder):
        raise WrongSecret("halves-of-other-pairs", first=[first.holder, first.partner], second=[second.holder])
    for half in (first, second):
        if half.commitment != envelope.commitment:
            raise WrongSecret("half-of-another-envelope", holder=half.holder)
    key = joined(first.value, second.value)
    if commitment_of(key, context) != envelope.commitment:
        raise WrongSecret("wrong-half-or-context", holders=list(pair))
    try:
        return AESGCM(key).decrypt(NONCE, envelope.ciphertext, envelope.commitment)
    except InvalidTag:
        raise Forged("envelope-changed", holders=list(pair)) from None


def commitment_of(key: bytes, context: tuple[bytes, ...]) -> bytes:
    """The hash that fixes key and context; of 32 random bytes it gives nothing away."""
    return tagged_hash("expertpool/envelope-key/v1", key, *context)


def bound(holder: str, pair: Pair, commitment: bytes, ciphertext: bytes, context: tuple[bytes, ...]) -> dict[str, Any]:
    """What a sealed half is bound to: its holder, its pair, the key, the text, and the record's place."""
    text = tagged_hash("expertpool/envelope-text/v1", ciphertext)
    return {
        "purpose": "expertpool/half/v1",
        "context": (holder.encode(), pair[0].encode(), pair[1].encode(), commitment, text, *context),
    }


def pair_of(envelope: PairEnvelope, holder: str, partner: str) -> Pair:
    """The two names in the envelope's order. Raises ``WrongSecret`` if the envelope has no such pair."""
    first, second = sorted((holder, partner))
    if (first, second) not in envelope.halves:
        raise WrongSecret("not-a-holder", pair=[holder, partner], holders=list(envelope.holders))
    return first, second


def read_halves(value: object) -> tuple[Pair, tuple[bytes, bytes]]:
    """One pair with its two sealed halves."""
    record = exact(value, {"holders": list, "sealed": list}, what="envelope.halves")
    names, sealed = record["holders"], record["sealed"]
    if len(names) != 2 or len(sealed) != 2 or not all(isinstance(name, str) for name in names):
        raise Malformed("not-a-pair", what="envelope.halves")
    return (names[0], names[1]), (from_hex(sealed[0], KEY + OVERHEAD), from_hex(sealed[1], KEY + OVERHEAD))
