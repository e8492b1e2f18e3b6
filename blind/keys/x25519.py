"""X25519 (RFC 7748): the key kind to which secrets are sealed; it cannot sign."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from blind.errors import Malformed

ALG = "x25519"


def public_of(secret: bytes) -> bytes:
    """The 32-byte public key of a 32-byte private key."""
    return private_key(secret).public_key().public_bytes_raw()


def private_key(secret: bytes) -> X25519PrivateKey:
    """The private key of 32 secret bytes. Raises ``Malformed`` for another length."""
    if len(secret) != 32:
        raise Malformed("not-a-private-key", alg=ALG, bytes=len(secret))
    return X25519PrivateKey.from_private_bytes(secret)


def public_key(raw: bytes) -> X25519PublicKey:
    """The public key of 32 bytes. Raises ``Malformed`` for another length, and for points anyone could open."""
    if len(raw) != 32:
        raise Malformed("not-a-public-key", alg=ALG, bytes=len(raw))
    key = X25519PublicKey.from_public_bytes(raw)
    try:
        private_key(bytes(31) + b"\x01").exchange(key)
    except ValueError:
        raise Malformed("not-a-public-key", alg=ALG, bytes=len(raw)) from None
    return key
