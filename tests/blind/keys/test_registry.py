"""Algorithms by name, and the place of plug-ins."""

from __future__ import annotations

from pathlib import Path

import pytest

from blind.dsse import sign, verify
from blind.errors import Malformed
from blind.keys import registry
from blind.keys.registry import register, signer, verifier
from tests.blind.keys.unsafe_device import UnsafeDevice, install


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_ALGORITHMS", dict(registry._ALGORITHMS))


@pytest.mark.parametrize("alg", ["ed25519", "p256"])
def test_built_in_algorithms_sign_and_verify(alg: str) -> None:
    made = signer(alg, b"\x01" * 32)
    verifier(alg, made.verifier.public).verify(b"a", made.sign(b"a"))
    assert made.alg == alg


def test_unknown_algorithm_is_refused_until_a_plug_in_brings_it() -> None:
    with pytest.raises(Malformed, match="unknown-algorithm"):
        verifier("sm2", bytes(32))
    register("sm2", make_verifier=UnsafeDevice, make_signer=None)
    device = UnsafeDevice(b"k" * 32)
    envelope = sign(b"{}", payload_type="a/b", signers=[device])
    assert verify(envelope.to_bytes(), payload_type="a/b", keys=[verifier("sm2", device.public)]) == b"{}"


def test_keys_of_a_device_do_not_come_from_files() -> None:
    register("sm2", make_verifier=UnsafeDevice, make_signer=None)
    with pytest.raises(Malformed, match="keys-stay-in-device"):
        signer("sm2", bytes(32))


@pytest.mark.parametrize("alg", ["ed25519", "p256"])
def test_plug_in_does_not_replace_what_others_rely_on(alg: str) -> None:
    with pytest.raises(Malformed, match="algorithm-registered-already"):
        register(alg, make_verifier=UnsafeDevice, make_signer=UnsafeDevice)
    assert verifier(alg, signer(alg, b"\x01" * 32).verifier.public).alg == alg


def test_installed_package_brings_its_algorithm_when_it_is_first_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Malformed, match="unknown-algorithm"):
        signer("sm2", b"k" * 32)
    monkeypatch.syspath_prepend(install(tmp_path / "installed"))
    made = signer("sm2", b"k" * 32)
    verifier("sm2", made.verifier.public).verify(b"a", made.sign(b"a"))
    assert made.alg == "sm2"
