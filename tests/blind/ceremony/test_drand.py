"""Rounds of a drand chain: a published one verifies, everything else does not."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from blind.ceremony.drand import NoVerifier, randomness
from blind.ceremony.public_source import DrandSpec
from blind.errors import Forged, Malformed
from tests.blind.ceremony.hall import KNOWN

QUICKNET = DrandSpec(
    chain=bytes.fromhex("52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"),
    public_key=bytes.fromhex(
        "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
        "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
    ),
    round=657413,
    known_after=KNOWN,
)
SIGNATURE = "b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b"
RANDOMNESS = "fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587"


@pytest.fixture(autouse=True)
def verifier() -> None:
    pytest.importorskip("py_ecc", reason="drand rounds are checked only where the optional package is installed")


def test_published_round_verifies_and_gives_its_published_randomness() -> None:
    assert randomness(SIGNATURE, QUICKNET) == RANDOMNESS


def test_signature_for_another_round_is_refused() -> None:
    with pytest.raises(Forged, match="drand-signature-wrong"):
        randomness(SIGNATURE, replace(QUICKNET, round=657414))


@pytest.mark.parametrize("value", ["c0" + "00" * 47, "00" * 48, "ff" * 48])
def test_points_at_infinity_and_bytes_that_are_no_point_are_refused(value: str) -> None:
    with pytest.raises((Forged, Malformed)):
        randomness(value, QUICKNET)


@pytest.mark.parametrize("value", [SIGNATURE.upper(), SIGNATURE[2:], "0x" + SIGNATURE[2:]])
def test_other_spellings_of_a_signature_are_refused(value: str) -> None:
    with pytest.raises(Malformed, match="not-hex"):
        randomness(value, QUICKNET)


def test_draw_with_a_drand_round_says_what_is_missing_on_a_machine_without_the_verifier(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "py_ecc.bls.point_compression", None)
    with pytest.raises(NoVerifier):
        randomness(SIGNATURE, replace(QUICKNET, round=1))
