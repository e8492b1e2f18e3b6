"""Two of three open; one, or two with the wrong halves, get an error and never another text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, permutations
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from blind.encoding import canonical
from blind.envelope import NONCE, Half, PairEnvelope, commitment_of, open_half, open_with, seal_to_pairs
from blind.errors import BlindError, Forged, Malformed, WrongSecret
from blind.keys.x25519 import public_of
from tests.blind.changes import changed

SECRETS = {"hrss": b"\x01" * 32, "inspector": b"\x02" * 32, "office": b"\x03" * 32}
HOLDERS = {name: public_of(secret) for name, secret in SECRETS.items()}
CONTEXT = (b"vault", b"record 7")
TEXT = "张三, E0007".encode()


def dice(seed: bytes) -> Callable[[int], bytes]:
    """A repeatable stand-in for the secure source."""
    calls = iter(range(1000))
    return lambda size: hashlib.shake_256(seed + bytes([next(calls)])).digest(size)


def sealed(text: bytes = TEXT, context: tuple[bytes, ...] = CONTEXT, seed: bytes = b"seed") -> PairEnvelope:
    return seal_to_pairs(text, HOLDERS, context=context, fresh=dice(seed))


ENVELOPE = sealed()


def half(holder: str, partner: str, envelope: PairEnvelope = ENVELOPE, **given: Any) -> Half:
    asked = {"secret": SECRETS.get(holder), "holder": holder, "partner": partner, "context": CONTEXT, **given}
    return open_half(envelope, **asked)


def opened(first: str, second: str, envelope: PairEnvelope = ENVELOPE, **given: Any) -> bytes:
    halves = half(first, second, envelope, **given), half(second, first, envelope, **given)
    return open_with(envelope, *halves, context=given.get("context", CONTEXT))


@pytest.mark.parametrize(("first", "second"), list(permutations(SECRETS, 2)))
def test_any_two_holders_open_in_any_order(first: str, second: str) -> None:
    assert opened(first, second) == TEXT


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=200), st.lists(st.binary(max_size=8), max_size=3))
def test_any_text_in_any_context_comes_back_after_travelling(text: bytes, parts: list[bytes]) -> None:
    context = tuple(parts)
    envelope = PairEnvelope.parse(sealed(text, context).to_bytes())
    assert envelope.holders == ("hrss", "inspector", "office")
    halves = [
        Half.parse(half(one, other, envelope, context=context).to_bytes())
        for one, other in (("hrss", "office"), ("office", "hrss"))
    ]
    assert open_with(envelope, halves[0], halves[1], context=context) == text


def test_envelope_stays_small_and_shows_nothing_of_the_text() -> None:
    assert len(ENVELOPE.to_bytes()) < 1600
    assert TEXT not in ENVELOPE.to_bytes()
    assert TEXT.hex().encode() not in ENVELOPE.to_bytes()


def test_one_holder_alone_has_two_halves_that_do_not_fit() -> None:
    own = half("hrss", "inspector"), half("hrss", "office")
    with pytest.raises(WrongSecret, match="halves-of-other-pairs"):
        open_with(ENVELOPE, *own, context=CONTEXT)
    with pytest.raises(WrongSecret, match="halves-of-other-pairs"):
        open_with(ENVELOPE, own[0], own[0], context=CONTEXT)
    relabelled = replace(own[1], holder="inspector", partner="hrss")
    with pytest.raises(WrongSecret, match="wrong-half-or-context"):
        open_with(ENVELOPE, own[0], relabelled, context=CONTEXT)


def test_half_opens_with_its_holders_key_alone() -> None:
    for holder, secret in (("hrss", SECRETS["office"]), ("office", SECRETS["inspector"])):
        with pytest.raises(WrongSecret, match="cannot-open"):
            half(holder, "hrss" if holder != "hrss" else "office", secret=secret)


def test_half_for_one_partner_does_not_serve_another() -> None:
    for_office = replace(half("hrss", "office"), partner="inspector")
    with pytest.raises(WrongSecret, match="wrong-half-or-context"):
        open_with(ENVELOPE, for_office, half("inspector", "hrss"), context=CONTEXT)


def test_stranger_is_no_holder() -> None:
    for holder, partner in (("stranger", "office"), ("office", "stranger"), ("office", "office")):
        with pytest.raises(WrongSecret, match="not-a-holder"):
            half(holder, partner, secret=SECRETS["office"])


def test_wrong_half_is_an_error_and_not_another_text() -> None:
    good = half("hrss", "office")
    wrong = replace(half("office", "hrss"), value=bytes(32))
    with pytest.raises(WrongSecret, match="wrong-half-or-context"):
        open_with(ENVELOPE, good, wrong, context=CONTEXT)


def test_half_of_another_record_is_refused() -> None:
    other = sealed(b"li si", (b"vault", b"record 8"), b"other")
    stranger = half("office", "hrss", other, context=(b"vault", b"record 8"))
    with pytest.raises(WrongSecret, match="half-of-another-envelope"):
        open_with(ENVELOPE, half("hrss", "office"), stranger, context=CONTEXT)
    passed_off = replace(stranger, commitment=ENVELOPE.commitment)
    with pytest.raises(WrongSecret, match="wrong-half-or-context"):
        open_with(ENVELOPE, half("hrss", "office"), passed_off, context=CONTEXT)


def test_record_put_in_anothers_place_opens_for_nobody() -> None:
    for first, second in combinations(SECRETS, 2):
        with pytest.raises(WrongSecret, match="cannot-open"):
            opened(first, second, context=(b"vault", b"record 8"))
        with pytest.raises(WrongSecret, match="wrong-half-or-context"):
            open_with(ENVELOPE, half(first, second), half(second, first), context=(b"vault", b"record 8"))


def test_texts_exchanged_between_two_records_open_for_nobody() -> None:
    other = sealed(b"li si", seed=b"other")
    mixed = replace(ENVELOPE, ciphertext=other.ciphertext)
    with pytest.raises(WrongSecret, match="cannot-open"):
        opened("hrss", "office", mixed)
    with pytest.raises(Forged, match="envelope-changed"):
        open_with(mixed, half("hrss", "office"), half("office", "hrss"), context=CONTEXT)


def test_halves_exchanged_between_two_records_open_for_nobody() -> None:
    other = sealed(b"li si", seed=b"other")
    with pytest.raises(WrongSecret, match="cannot-open"):
        opened("hrss", "office", replace(ENVELOPE, halves=other.halves))


def test_sealer_cannot_give_two_pairs_two_texts() -> None:
    """A dishonest sealer prepares another key for one pair; the commitment lets only one key open."""
    other = sealed(b"li si", seed=b"other")
    mixed = {**ENVELOPE.halves, ("hrss", "office"): other.halves[("hrss", "office")]}
    envelope = replace(ENVELOPE, halves=mixed)
    assert opened("hrss", "inspector", envelope) == TEXT
    with pytest.raises(WrongSecret):
        opened("hrss", "office", envelope)


def test_commitment_depends_on_key_and_context() -> None:
    made = {commitment_of(key, context) for key in (bytes(32), b"\1" * 32) for context in ((b"a",), (b"b",), ())}
    assert len(made) == 6


def test_text_is_encrypted_under_the_key_that_two_halves_make() -> None:
    first, second = half("hrss", "office"), half("office", "hrss")
    key = bytes(a ^ b for a, b in zip(first.value, second.value, strict=True))
    assert AESGCM(key).decrypt(NONCE, ENVELOPE.ciphertext, ENVELOPE.commitment) == TEXT
    assert commitment_of(key, CONTEXT) == ENVELOPE.commitment


def test_holders_are_three_with_three_keys() -> None:
    for holders in (
        {"a": HOLDERS["hrss"], "b": HOLDERS["office"]},
        {**HOLDERS, "fourth": public_of(b"\x04" * 32)},
        {**HOLDERS, "office": HOLDERS["hrss"]},
        {},
    ):
        with pytest.raises(Malformed, match="not-three-holders"):
            seal_to_pairs(TEXT, holders, context=CONTEXT, fresh=dice(b"x"))


@pytest.mark.every
@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.update(format="expertpool-envelope/2"),
        lambda record: record.update(note=""),
        lambda record: record.update(commitment="00"),
        lambda record: record.update(ciphertext="0"),
        lambda record: record["halves"].pop(),
        lambda record: record["halves"].reverse(),
        lambda record: record["halves"].append(record["halves"][0]),
        lambda record: record["halves"][0].update(holders=["hrss", "stranger"]),
        lambda record: record["halves"][0].update(holders=["hrss"]),
        lambda record: record["halves"][0].update(holders=["hrss", 1]),
        lambda record: record["halves"][0]["sealed"].pop(),
        lambda record: record["halves"][0]["sealed"].__setitem__(0, "00"),
        lambda record: record["halves"].__setitem__(0, None),
    ],
)
def test_envelope_in_another_shape_is_refused(change: Callable[[Any], None]) -> None:
    record = json.loads(ENVELOPE.to_bytes())
    change(record)
    with pytest.raises(Malformed):
        PairEnvelope.parse(canonical(record))


@pytest.mark.every
@pytest.mark.parametrize("changes", [{"format": "x"}, {"value": "00"}, {"value": None}, {"name": ""}])
def test_half_in_another_shape_is_refused(changes: dict[str, Any]) -> None:
    record = {**json.loads(half("hrss", "office").to_bytes()), **changes}
    with pytest.raises(Malformed):
        Half.parse(canonical(record))


@settings(max_examples=150, deadline=None)
@given(changed(ENVELOPE.to_bytes()))
def test_changed_envelope_gives_the_same_text_or_an_error(other: bytes) -> None:
    """A pair whose own halves are whole may still open; but nobody ever gets another text."""
    for first, second in combinations(SECRETS, 2):
        try:
            text = opened(first, second, PairEnvelope.parse(other))
        except BlindError:
            continue
        assert text == TEXT


@settings(max_examples=60, deadline=None)
@given(changed(half("hrss", "office").to_bytes()))
def test_changed_half_never_opens(other: bytes) -> None:
    with pytest.raises(BlindError):
        open_with(ENVELOPE, Half.parse(other), half("office", "hrss"), context=CONTEXT)
