"""Key files open with their passphrase and otherwise not at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from blind.encoding import canonical
from blind.errors import BlindError, Forged, Malformed, WrongSecret
from blind.keys.ed25519 import Ed25519Signer
from blind.keys.keyfile import Cost, Header, lock, read_header, stretched, unlock
from tests.blind.changes import changed

QUICK = Cost(memory_kib=8192, passes=1, lanes=1)
SECRET = bytes(range(32))
HEADER = Header(kind="ed25519", label="纪检监察 2025", public=Ed25519Signer(SECRET).verifier.public)
SALT = b"0123456789abcdef"
DATA = lock(SECRET, "正确 horse", header=HEADER, salt=SALT, cost=QUICK)


def with_changes(**changes: Any) -> bytes:
    return canonical({**json.loads(DATA), **changes})


def test_key_file_opens_with_its_passphrase() -> None:
    assert unlock(DATA, "正确 horse") == (HEADER, SECRET)
    assert read_header(DATA) == HEADER


def test_key_file_does_not_show_its_secret() -> None:
    assert SECRET.hex().encode() not in DATA
    assert SECRET not in DATA


def test_default_cost_is_the_slow_one() -> None:
    assert Cost() == Cost(memory_kib=65536, passes=3, lanes=4)
    slow = lock(SECRET, "a", header=HEADER, salt=SALT)
    assert json.loads(slow)["cost"] == {"lanes": 4, "memory_kib": 65536, "passes": 3}
    assert unlock(slow, "a") == (HEADER, SECRET)


@pytest.mark.parametrize("passphrase", ["正确 Horse", "正确 horse ", "正确horse", "x", "正确 horse\x00"])
def test_wrong_passphrase_is_named_as_such(passphrase: str) -> None:
    with pytest.raises(WrongSecret) as caught:
        unlock(DATA, passphrase)
    assert (caught.value.code, caught.value.facts) == (
        "wrong-passphrase",
        {"label": "纪检监察 2025", "kind": "ed25519"},
    )


def test_passphrase_means_the_same_however_it_is_typed() -> None:
    data = lock(SECRET, "caf\u00e9", header=HEADER, salt=SALT, cost=QUICK)
    assert unlock(data, "cafe\u0301") == (HEADER, SECRET)


def test_empty_passphrase_is_none() -> None:
    for ask in (lambda: lock(SECRET, "", header=HEADER, salt=SALT, cost=QUICK), lambda: unlock(DATA, "")):
        with pytest.raises(Malformed, match="empty-passphrase"):
            ask()


def test_another_salt_gives_another_file_throughout() -> None:
    first, second = (
        json.loads(DATA),
        json.loads(lock(SECRET, "正确 horse", header=HEADER, salt=b"another salt 16b", cost=QUICK)),
    )
    assert {name for name in first if first[name] != second[name]} == {"check", "salt", "sealed"}


@pytest.mark.parametrize(
    "changes",
    [
        {"label": "人社部门 2025"},
        {"kind": "x25519"},
        {"public": "00" * 32},
        {"sealed": "00" * 48},
    ],
)
def test_file_changed_after_it_was_written_gives_no_secret(changes: dict[str, Any]) -> None:
    with pytest.raises(Forged, match="keyfile-changed"):
        unlock(with_changes(**changes), "正确 horse")


@pytest.mark.parametrize(
    "changes",
    [
        {"check": "00" * 16},
        {"salt": "00" * 16},
        {"cost": {"lanes": 2, "memory_kib": 8192, "passes": 1}},
    ],
)
def test_file_with_other_salt_check_or_cost_does_not_open(changes: dict[str, Any]) -> None:
    with pytest.raises(WrongSecret, match="wrong-passphrase"):
        unlock(with_changes(**changes), "正确 horse")


@pytest.mark.every
@pytest.mark.parametrize(
    "changes",
    [
        {"format": "expertpool-keyfile/2"},
        {"sealed": "00" * 47},
        {"salt": "00" * 15},
        {"check": ""},
        {"public": "0"},
        {"cost": {"lanes": 1, "memory_kib": 1 << 30, "passes": 1}},
        {"cost": {"lanes": 1, "memory_kib": 8192, "passes": 1 << 30}},
        {"cost": {"lanes": 1, "memory_kib": 8, "passes": 1}},
        {"cost": {"lanes": 0, "memory_kib": 8192, "passes": 1}},
        {"cost": {"lanes": 1, "memory_kib": 8192}},
        {"hint": "horse"},
    ],
)
def test_what_is_no_key_file_is_malformed_before_any_work(changes: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        unlock(with_changes(**changes), "正确 horse")


def test_secret_and_salt_have_their_lengths() -> None:
    for secret, salt in ((bytes(31), SALT), (bytes(33), SALT), (SECRET, SALT[1:])):
        with pytest.raises(Malformed, match="wrong-length"):
            lock(secret, "a", header=HEADER, salt=salt, cost=QUICK)


def test_key_nonce_and_check_are_parts_of_one_stretching() -> None:
    key, nonce, check = stretched("a", salt=SALT, cost=QUICK)
    assert (len(key), len(nonce), len(check)) == (32, 12, 16)
    assert len({key[:12], nonce, check[:12]}) == 3


@settings(max_examples=60, deadline=None)
@given(changed(DATA))
def test_no_changed_key_file_opens(other: bytes) -> None:
    with pytest.raises(BlindError):
        unlock(other, "正确 horse")
