"""Digests by name: SHA-256, and SM3 from whichever library has it, or from plain Python."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.hashes import SM3, Hash

from blind.errors import Malformed
from blind.keys.plain_sm3 import plain_sm3

SIZE = 32
"""Bytes of every digest offered here."""

ALGORITHMS = ("sha256", "sm3")
"""Names a format may carry; one record never mixes them."""

Digest = Callable[[bytes], bytes]


def digest(algorithm: str) -> Digest:
    """The function from bytes to 32 bytes of this name. Raises ``Malformed`` for a name not in ``ALGORITHMS``."""
    if algorithm == "sha256":
        return sha256
    if algorithm == "sm3":
        return sm3_maker()
    raise Malformed("unknown-hash", algorithm=algorithm, known=ALGORITHMS)


def sha256(data: bytes) -> bytes:
    """SHA-256 (FIPS 180-4)."""
    return hashlib.sha256(data).digest()


def sm3(data: bytes) -> bytes:
    """SM3 (GB/T 32905-2016)."""
    return sm3_maker()(data)


@cache
def sm3_maker() -> Digest:
    """The fastest SM3 on this machine: OpenSSL through ``hashlib``, then ``cryptography``, then plain Python."""
    for candidate in (hashlib_sm3, cryptography_sm3):
        try:
            candidate(b"")
        except (ValueError, UnsupportedAlgorithm):
            continue
        return candidate
    return plain_sm3


def hashlib_sm3(data: bytes) -> bytes:
    """SM3 by the OpenSSL this Python was built with. Raises ``ValueError`` where that one has none."""
    return hashlib.new("sm3", data).digest()


def cryptography_sm3(data: bytes) -> bytes:
    """SM3 by the ``cryptography`` package. Raises ``UnsupportedAlgorithm`` where its OpenSSL has none."""
    state = Hash(SM3())
    state.update(data)
    return state.finalize()
