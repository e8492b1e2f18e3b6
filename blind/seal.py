"""Sealing bytes to one holder's public key, bound to what they are for: HPKE with X25519 and AES-256-GCM."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from blind.encoding import lp
from blind.errors import Malformed, WrongSecret
from blind.keys.x25519 import private_key, public_key

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
OVERHEAD = 48
"""Bytes a sealed text is longer than the text: 32 of the one-time public key, 16 of the tag."""


def seal(plaintext: bytes, public: bytes, *, purpose: str, context: tuple[bytes, ...]) -> bytes:
    """``plaintext`` for the holder of one X25519 key, ``OVERHEAD`` bytes longer; each call gives other bytes.

    ``purpose`` (``expertpool/<what>/v1``) and every part of ``context`` must be given again, equal, to open: they
    say which draw, record and holder this is for, so that nothing sealed can pass for something else.
    """
    return SUITE.encrypt(plaintext, public_key(public), info_of(purpose, context))


def open_sealed(sealed: bytes, secret: bytes, *, purpose: str, context: tuple[bytes, ...]) -> bytes:
    """What was sealed to the holder of this 32-byte private key.

    Raises ``WrongSecret`` for another holder, purpose or context and for changed bytes; which of them, no one can say.
    """
    if len(sealed) < OVERHEAD:
        raise Malformed("sealed-too-short", bytes=len(sealed), least=OVERHEAD)
    try:
        return SUITE.decrypt(sealed, private_key(secret), info_of(purpose, context))
    except (InvalidTag, ValueError):
        raise WrongSecret("cannot-open", purpose=purpose) from None


def info_of(purpose: str, context: tuple[bytes, ...]) -> bytes:
    """HPKE's info: the length-prefixed purpose and parts."""
    return b"".join(map(lp, (purpose.encode(), *context)))
