"""Sealing against the RFC, by a second sender written from its text, and against everyone who should not open."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from blind.errors import BlindError, Malformed, WrongSecret
from blind.keys.x25519 import public_of
from blind.seal import OVERHEAD, info_of, open_sealed, seal
from tests.blind.changes import changed

SECRET, OTHER = b"\x11" * 32, b"\x12" * 32
PURPOSE = "expertpool/escrow/v1"
CONTEXT = (b"draw", b"office")
SEALED = seal(b"chain", public_of(SECRET), purpose=PURPOSE, context=CONTEXT)


def extract(salt: bytes, material: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), material, hashlib.sha256)


def expand(key: bytes, info: bytes, length: int) -> bytes:
    made, block = b"", b""
    while len(made) < length:
        block = hmac.digest(key, block + info + bytes([len(made) // 32 + 1]), hashlib.sha256)
        made += block
    return made[:length]


def labeled_extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    return extract(salt, b"HPKE-v1" + suite + label + material)


def labeled_expand(suite: bytes, key: bytes, label: bytes, info: bytes, length: int) -> bytes:
    return expand(key, length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info, length)


def send(one_time: bytes, public: bytes, plaintext: bytes, info: bytes, *, aead: int = 2, aad: bytes = b"") -> bytes:
    """RFC 9180, base mode, X25519 and HKDF-SHA256, with AES-128-GCM (1) or AES-256-GCM (2), in plain steps."""
    enc = public_of(one_time)
    shared = X25519PrivateKey.from_private_bytes(one_time).exchange(X25519PublicKey.from_public_bytes(public))
    kem = b"KEM" + (0x20).to_bytes(2, "big")
    secret = labeled_expand(kem, labeled_extract(kem, b"", b"eae_prk", shared), b"shared_secret", enc + public, 32)
    suite = b"HPKE" + (0x20).to_bytes(2, "big") + (1).to_bytes(2, "big") + aead.to_bytes(2, "big")
    schedule = (
        b"\0" + labeled_extract(suite, b"", b"psk_id_hash", b"") + labeled_extract(suite, b"", b"info_hash", info)
    )
    mixed = labeled_extract(suite, secret, b"secret", b"")
    key = labeled_expand(suite, mixed, b"key", schedule, 16 * aead)
    nonce = labeled_expand(suite, mixed, b"base_nonce", schedule, 12)
    return enc + AESGCM(key).encrypt(nonce, plaintext, aad)


def test_second_sender_gives_the_rfcs_example() -> None:
    """RFC 9180, appendix A.1.1, first encryption."""
    made = send(
        bytes.fromhex("52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736"),
        bytes.fromhex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"),
        b"Beauty is truth, truth beauty",
        b"Ode on a Grecian Urn",
        aead=1,
        aad=b"Count-0",
    )
    assert made.hex() == (
        "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
        "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"
    )


@settings(max_examples=30, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.lists(st.binary(max_size=8), max_size=3))
def test_what_the_second_sender_seals_opens(one_time: bytes, plaintext: bytes, parts: list[bytes]) -> None:
    sealed = send(one_time, public_of(SECRET), plaintext, info_of(PURPOSE, tuple(parts)))
    assert open_sealed(sealed, SECRET, purpose=PURPOSE, context=tuple(parts)) == plaintext


def test_sealed_text_opens_for_its_holder_and_is_different_each_time() -> None:
    again = seal(b"chain", public_of(SECRET), purpose=PURPOSE, context=CONTEXT)
    assert again != SEALED
    assert len(SEALED) == len(b"chain") + OVERHEAD
    for sealed in (SEALED, again):
        assert open_sealed(sealed, SECRET, purpose=PURPOSE, context=CONTEXT) == b"chain"
    assert (
        open_sealed(seal(b"", public_of(SECRET), purpose=PURPOSE, context=()), SECRET, purpose=PURPOSE, context=())
        == b""
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"secret": OTHER},
        {"purpose": "expertpool/half/v1"},
        {"context": (b"draw", b"inspector")},
        {"context": (b"draw",)},
        {"context": (b"drawoffice",)},
        {"context": (b"office", b"draw")},
        {"context": (*CONTEXT, b"")},
    ],
)
def test_nobody_else_and_nothing_else_opens(wrong: dict[str, Any]) -> None:
    with pytest.raises(WrongSecret, match="cannot-open"):
        open_sealed(SEALED, **{"secret": SECRET, "purpose": PURPOSE, "context": CONTEXT, **wrong})


def test_sealing_to_no_key_is_refused() -> None:
    for public in (b"", bytes(31), bytes(32)):
        with pytest.raises(Malformed, match="not-a-public-key"):
            seal(b"chain", public, purpose=PURPOSE, context=CONTEXT)


def test_too_short_text_was_never_sealed() -> None:
    with pytest.raises(Malformed, match="sealed-too-short"):
        open_sealed(SEALED[: OVERHEAD - 1], SECRET, purpose=PURPOSE, context=CONTEXT)


def test_one_time_key_that_shares_nothing_is_refused() -> None:
    with pytest.raises(WrongSecret, match="cannot-open"):
        open_sealed(bytes(32) + SEALED[32:], SECRET, purpose=PURPOSE, context=CONTEXT)


@settings(max_examples=150, deadline=None)
@given(changed(SEALED))
def test_no_changed_sealed_text_opens(other: bytes) -> None:
    with pytest.raises(BlindError):
        open_sealed(other, SECRET, purpose=PURPOSE, context=CONTEXT)
