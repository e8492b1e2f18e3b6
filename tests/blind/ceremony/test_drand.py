"""Rounds of a drand chain: a published one verifies, everything else does not."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib.util import find_spec

import pytest

from blind.ceremony.drand import NoVerifier, randomness
from blind.errors import Forged, Malformed
from tests.blind.ceremony.quicknet import QUICKNET, RANDOMNESS, SIGNATURE


@pytest.fixture(autouse=True)
def verifier() -> None:
    if find_spec("py_ecc") is None:
        pytest.skip("drand rounds are checked only where the optional package is installed")


def test_published_round_verifies_and_gives_its_published_randomness() -> None:
    assert randomness(SIGNATURE, QUICKNET) == RANDOMNESS


def test_signature_for_another_round_is_refused() -> None:
    with pytest.raises(Forged, match="drand-signature-wrong"):
        randomness(SIGNATURE, replace(QUICKNET, round=657414))


@pytest.mark.every
@pytest.mark.parametrize("value", ["c0" + "00" * 47, "00" * 48, "ff" * 48])
def test_points_at_infinity_and_bytes_that_are_no_point_are_refused(value: str) -> None:
    with pytest.raises((Forged, Malformed)):
        randomness(value, QUICKNET)


@pytest.mark.every
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


def test_recursion_limit_of_the_process_is_as_before_so_that_deep_input_is_refused_and_no_crash() -> None:
    before = sys.getrecursionlimit()
    assert randomness(SIGNATURE, QUICKNET) == RANDOMNESS
    assert sys.getrecursionlimit() == before
