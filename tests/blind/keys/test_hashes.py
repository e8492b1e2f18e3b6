"""Digests against the standards' own examples, by every way this machine has to make them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from hypothesis import given
from hypothesis import strategies as st

from blind.errors import Malformed
from blind.keys import hashes
from blind.keys.hashes import ALGORITHMS, cryptography_sm3, digest, hashlib_sm3, sha256, sm3, sm3_maker
from blind.keys.plain_sm3 import plain_sm3

STANDARD = [
    (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
]
"""The two examples of GB/T 32905-2016, annex A."""


@pytest.mark.parametrize(("message", "expected"), STANDARD)
@pytest.mark.parametrize("make", [plain_sm3, hashlib_sm3, cryptography_sm3, sm3])
def test_sm3_gives_the_standards_examples(make: Callable[[bytes], bytes], message: bytes, expected: str) -> None:
    assert make(message).hex() == expected


@pytest.mark.parametrize("length", [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128])
def test_plain_sm3_pads_as_the_libraries_do(length: int) -> None:
    message = bytes(range(length))
    assert plain_sm3(message) == hashlib_sm3(message) == cryptography_sm3(message)


@given(st.binary(max_size=200))
def test_plain_sm3_equals_the_library_on_anything(message: bytes) -> None:
    assert plain_sm3(message) == cryptography_sm3(message)


def test_sm3_falls_back_to_what_the_machine_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_: bytes) -> bytes:
        raise ValueError("unsupported hash type sm3")

    def not_built_in(_: bytes) -> bytes:
        raise UnsupportedAlgorithm("SM3")

    sm3_maker.cache_clear()
    assert sm3_maker() is hashlib_sm3
    monkeypatch.setattr(hashes, "hashlib_sm3", absent)
    sm3_maker.cache_clear()
    assert sm3_maker() is cryptography_sm3
    monkeypatch.setattr(hashes, "cryptography_sm3", not_built_in)
    sm3_maker.cache_clear()
    assert sm3_maker() is plain_sm3
    assert sm3(b"abc").hex() == STANDARD[0][1]
    sm3_maker.cache_clear()


def test_digests_are_found_by_their_exact_names() -> None:
    assert [len(digest(name)(b"")) for name in ALGORITHMS] == [32, 32]
    assert digest("sha256")(b"a") == sha256(b"a") == hashlib.sha256(b"a").digest()
    for name in ("SHA256", "sha-256", "md5", ""):
        with pytest.raises(Malformed, match="unknown-hash"):
            digest(name)
