"""Sealing against the official vector of RFC 9180 for exactly the suite in use: X25519, HKDF-SHA256, AES-256-GCM."""

from __future__ import annotations

import json
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from blind.keys.x25519 import private_key, public_of
from blind.seal import SUITE
from tests.blind.test_seal import send

VECTOR = json.loads(
    (Path(__file__).parent / "vectors/rfc9180/base-x25519-sha256-aes256gcm.json").read_text(encoding="utf-8")
)
BYTES = {
    name: bytes.fromhex(value) for name, value in VECTOR.items() if name in {"info", "skRm", "skEm", "pkRm", "enc"}
}
FIRST = {name: bytes.fromhex(value) for name, value in VECTOR["encryptions"][0].items()}


def test_the_vector_is_of_the_suite_in_use() -> None:
    numbers = [VECTOR[name] for name in ("mode", "kem_id", "kdf_id", "aead_id")]
    assert numbers == [0, 0x20, 1, 2]


def test_the_second_sender_gives_the_vectors_bytes() -> None:
    made = send(BYTES["skEm"], BYTES["pkRm"], FIRST["pt"], BYTES["info"], aead=2, aad=FIRST["aad"])
    assert made == BYTES["enc"] + FIRST["ct"]


def test_the_suite_in_use_opens_what_the_vectors_key_and_nonce_sealed() -> None:
    """The vector's own text has associated data, which this suite never uses: so the text is sealed without, by the
    vector's key and nonce, and must open with the vector's private key and info."""
    sealed = AESGCM(bytes.fromhex(VECTOR["key"])).encrypt(bytes.fromhex(VECTOR["base_nonce"]), FIRST["pt"], b"")
    opened = SUITE.decrypt(BYTES["enc"] + sealed, private_key(BYTES["skRm"]), BYTES["info"])
    assert opened == FIRST["pt"] == b"Beauty is truth, truth beauty"


def test_keys_of_the_vector_fit_each_other() -> None:
    assert public_of(BYTES["skRm"]) == BYTES["pkRm"]
    assert public_of(BYTES["skEm"]) == BYTES["enc"]
