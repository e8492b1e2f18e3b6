"""Blind RSA signatures (RFC 9474): a signer signs what it cannot see, and cannot recognise it afterwards."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from math import gcd

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA384

from blind.codename import below
from blind.encoding import canonical, from_hex, strict_parse
from blind.errors import Forged, Malformed
from blind.fields import exact
from blind.halves import Fresh

EXPONENT = 65537
KEY_FORMAT = "expertpool-token-key/1"
HASH = 48
"""Bytes of SHA-384, the hash of every variant."""

SMALLEST, LARGEST = 2048, 4096
"""Bits of a modulus that is taken."""


@dataclass(frozen=True)
class Variant:
    """One of the RFC's four ways: bytes of PSS salt, and bytes of random prefix before the message."""

    name: str
    salt: int
    prefix: int


PSS_RANDOMIZED = Variant("RSABSSA-SHA384-PSS-Randomized", HASH, 32)
PSSZERO_RANDOMIZED = Variant("RSABSSA-SHA384-PSSZERO-Randomized", 0, 32)
PSS_DETERMINISTIC = Variant("RSABSSA-SHA384-PSS-Deterministic", HASH, 0)
PSSZERO_DETERMINISTIC = Variant("RSABSSA-SHA384-PSSZERO-Deterministic", 0, 0)
VARIANTS = {one.name: one for one in (PSS_RANDOMIZED, PSSZERO_RANDOMIZED, PSS_DETERMINISTIC, PSSZERO_DETERMINISTIC)}


@dataclass(frozen=True)
class TokenKey:
    """The public key: a modulus of 2048 to 4096 bits with the exponent 65537. Raises ``Malformed`` for others."""

    modulus: int

    def __post_init__(self) -> None:
        bits = self.modulus.bit_length()
        if not SMALLEST <= bits <= LARGEST or bits % 8 or self.modulus % 2 == 0:
            raise Malformed("not-a-token-key", bits=bits)

    @property
    def size(self) -> int:
        """Bytes of the modulus, and of everything that is blinded or signed."""
        return self.modulus.bit_length() // 8

    def to_bytes(self) -> bytes:
        """The modulus, big-endian."""
        return self.modulus.to_bytes(self.size, "big")

    @classmethod
    def parse(cls, data: bytes) -> TokenKey:
        """Reads ``to_bytes``; raises ``Malformed``."""
        if not data or data[0] == 0:
            raise Malformed("not-a-token-key", bits=8 * len(data))
        return cls(int.from_bytes(data, "big"))


@dataclass(frozen=True)
class TokenSecret:
    """The private key by its two primes, which the caller has from a generator of RSA keys."""

    p: int = field(repr=False)
    q: int = field(repr=False)

    def __post_init__(self) -> None:
        if self.p == self.q or min(self.p, self.q) < 3 or gcd(EXPONENT, (self.p - 1) * (self.q - 1)) != 1:
            raise Malformed("not-a-private-key", alg="blind-rsa")
        TokenKey(self.p * self.q)

    @property
    def public(self) -> TokenKey:
        """The key that verifies."""
        return TokenKey(self.p * self.q)

    def to_bytes(self) -> bytes:
        """The secret as canonical JSON, for a locked key file."""
        return canonical({"format": KEY_FORMAT, "p": hex_of(self.p), "q": hex_of(self.q)})

    @classmethod
    def parse(cls, data: bytes) -> TokenSecret:
        """Reads ``to_bytes``; raises ``Malformed``."""
        record = exact(strict_parse(data), {"format": str, "p": str, "q": str}, what="token-key")
        if record["format"] != KEY_FORMAT:
            raise Malformed("unknown-version", what="token-key", format=record["format"][:40])
        p, q = (from_hex(record[name], len(record[name]) // 2) for name in "pq")
        return cls(int.from_bytes(p, "big"), int.from_bytes(q, "big"))

    def power(self, number: int) -> int:
        """``number`` to the private exponent, by the two primes apart (RFC 8017, 5.2.1)."""
        one = pow(number % self.p, pow(EXPONENT, -1, self.p - 1), self.p)
        other = pow(number % self.q, pow(EXPONENT, -1, self.q - 1), self.q)
        return other + self.q * ((one - other) * pow(self.q, -1, self.p) % self.p)


@dataclass(frozen=True)
class Blinded:
    """What goes to the signer, and the number that unblinds its answer; only the first leaves the member's device."""

    message: bytes
    inverse: int = field(repr=False)


def prepare(message: bytes, fresh: Fresh, *, variant: Variant = PSS_RANDOMIZED) -> bytes:
    """The message with the variant's random prefix: what the signature is over (RFC 9474, 4.1)."""
    return fresh(variant.prefix) + message if variant.prefix else message


def blind(key: TokenKey, prepared: bytes, fresh: Fresh, *, variant: Variant = PSS_RANDOMIZED) -> Blinded:
    """Hide a prepared message behind a random factor (RFC 9474, 4.2).

    Raises ``Malformed`` ("key-shares-a-factor") for a key with which the signer could recognise the message.
    """
    salt = fresh(variant.salt) if variant.salt else b""
    return blind_with(key, prepared, salt=salt, factor=1 + below(key.modulus - 1, fresh))


def blind_with(key: TokenKey, prepared: bytes, *, salt: bytes, factor: int) -> Blinded:
    """``blind`` with the salt and the random factor given."""
    number = int.from_bytes(encode(prepared, key.modulus.bit_length() - 1, salt), "big")
    if gcd(number, key.modulus) != 1 or gcd(factor, key.modulus) != 1:
        raise Malformed("key-shares-a-factor")
    hidden = number * pow(factor, EXPONENT, key.modulus) % key.modulus
    return Blinded(hidden.to_bytes(key.size, "big"), pow(factor, -1, key.modulus))


def blind_sign(key: TokenSecret, blinded: bytes, fresh: Fresh) -> bytes:
    """The signer's answer to a blinded message (RFC 9474, 4.3).

    The number is hidden once more while the private key works on it, so that its time tells nothing; the result is
    checked against the public key before it leaves, because a wrong one would give the primes away. Raises
    ``Malformed`` for a number of another length or outside the modulus, ``Forged`` if the check fails.
    """
    public = key.public
    number = int.from_bytes(blinded, "big")
    if len(blinded) != public.size or not 0 < number < public.modulus or gcd(number, public.modulus) != 1:
        raise Malformed("not-a-blinded-message", bytes=len(blinded), expected=public.size)
    factor = 1 + below(public.modulus - 1, fresh)
    hidden = number * pow(factor, EXPONENT, public.modulus) % public.modulus
    signed = key.power(hidden) * pow(factor, -1, public.modulus) % public.modulus
    if pow(signed, EXPONENT, public.modulus) != number:
        raise Forged("signer-failed")
    return signed.to_bytes(public.size, "big")


def finalize(
    key: TokenKey, prepared: bytes, answer: bytes, inverse: int, *, variant: Variant = PSS_RANDOMIZED
) -> bytes:
    """The signature over ``prepared``, from the signer's answer (RFC 9474, 4.4); raises ``Forged`` if it is not one."""
    number = int.from_bytes(answer, "big")
    if len(answer) != key.size or number >= key.modulus:
        raise Forged("wrong-blind-signature", bytes=len(answer))
    signature = (number * inverse % key.modulus).to_bytes(key.size, "big")
    verify(key, prepared, signature, variant=variant)
    return signature


def verify(key: TokenKey, prepared: bytes, signature: bytes, *, variant: Variant = PSS_RANDOMIZED) -> None:
    """Return if ``signature`` over ``prepared`` is genuine; raise ``Forged`` if not. It is an ordinary RSA-PSS one."""
    if len(signature) != key.size or len(prepared) < variant.prefix:
        raise Forged("wrong-token-signature")
    public = RSAPublicNumbers(EXPONENT, key.modulus).public_key()
    try:
        public.verify(signature, prepared, PSS(MGF1(SHA384()), variant.salt), SHA384())
    except (InvalidSignature, ValueError):
        raise Forged("wrong-token-signature") from None


def hex_of(number: int) -> str:
    """A number as whole bytes of hex."""
    return number.to_bytes(-(-number.bit_length() // 8), "big").hex()


def encode(message: bytes, bits: int, salt: bytes) -> bytes:
    """EMSA-PSS with SHA-384 into ``bits`` bits (RFC 8017, 9.1.1)."""
    size = (bits + 7) // 8
    room = size - HASH - 1
    if room < len(salt) + 1:
        raise Malformed("not-a-token-key", bits=bits)
    inner = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()
    block = (b"\x01" + salt).rjust(room, b"\x00")
    masked = bytearray(a ^ b for a, b in zip(block, mask(inner, room), strict=True))
    masked[0] &= 0xFF >> (8 * size - bits)
    return bytes(masked) + inner + b"\xbc"


def mask(seed: bytes, size: int) -> bytes:
    """MGF1 with SHA-384 (RFC 8017, B.2.1)."""
    blocks = (hashlib.sha384(seed + count.to_bytes(4, "big")).digest() for count in range(-(-size // HASH)))
    return b"".join(blocks)[:size]
