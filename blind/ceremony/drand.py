"""A round of a drand chain with short signatures: verified offline, against the public key that the context pins."""

from __future__ import annotations

import hashlib
import sys
from functools import lru_cache
from importlib import import_module
from typing import Any

from blind.ceremony.public_source import DrandSpec
from blind.errors import BlindError, Forged, Malformed

DOMAIN = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
"""Domain of RFC 9380 for signatures in G1, as the scheme ``bls-unchained-g1-rfc9380`` uses it."""

PARTS = (
    "py_ecc.bls.point_compression",
    "py_ecc.optimized_bls12_381",
    "py_ecc.bls.hash_to_curve",
    "py_ecc.bls.g2_primitives",
)
"""Where the optional package keeps points, pairing, hashing and group checks."""


class NoVerifier(BlindError):
    """The package that checks these signatures is not installed."""


def randomness(signature: str, spec: DrandSpec) -> str:
    """SHA-256 of the round's signature in hex, once the signature (48 bytes in hex) is genuine.

    Raises ``Forged`` for a signature of another round, key or message, ``NoVerifier`` where ``py_ecc`` is missing.
    """
    raw = bytes.fromhex(spec.checked(signature))
    if not genuine(raw, spec.public_key, spec.round):
        raise Forged("drand-signature-wrong", round=spec.round)
    return hashlib.sha256(raw).hexdigest()


@lru_cache(maxsize=64)
def genuine(signature: bytes, public_key: bytes, at: int) -> bool:
    """Whether ``signature`` (G1, compressed) over the hash of round ``at`` fits the key (G2, compressed).

    Takes about a second, so answers are kept. Raises ``Malformed`` for bytes that are no points.
    """
    limit = sys.getrecursionlimit()
    try:
        return _fits(signature, public_key, at)
    finally:
        sys.setrecursionlimit(limit)  # the package raises it for the whole process: deep JSON would then crash it


def _fits(signature: bytes, public_key: bytes, at: int) -> bool:
    compressed, curve, hashing, groups = map(_part, PARTS)
    high, low = int.from_bytes(public_key[:48], "big"), int.from_bytes(public_key[48:], "big")
    try:
        point = compressed.decompress_G1(int.from_bytes(signature, "big"))
        key = compressed.decompress_G2((high, low))
    except ValueError:
        raise Malformed("not-a-drand-signature", round=at) from None
    message = hashing.hash_to_G1(hashlib.sha256(at.to_bytes(8, "big")).digest(), DOMAIN, hashlib.sha256)
    sound = not curve.is_inf(point) and groups.subgroup_check(point) and groups.subgroup_check(key)
    return bool(sound and curve.pairing(curve.G2, point) == curve.pairing(key, message))


def _part(name: str) -> Any:
    """A module of the optional package, which only draws with a drand round need."""
    try:
        return import_module(name)
    except ImportError:
        raise NoVerifier("drand-verifier-missing", package="py_ecc") from None
