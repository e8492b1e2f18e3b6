"""Envelopes: known answers, pinned keys, exact types, thresholds, and no byte that does not count."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blind.dsse import Envelope, Signature, countersign, from_base64, pae, sign, signer_ids, to_base64, verify
from blind.errors import BlindError, Forged, Malformed, Untrusted
from blind.keys.ed25519 import Ed25519Signer
from blind.keys.p256 import P256Signer
from tests.blind.changes import changed, every_bit_flipped

TYPE = "application/vnd.expertpool.test+json"
OFFICE, INSPECTOR, HRSS, STRANGER = (Ed25519Signer(bytes([number]) * 32) for number in range(1, 5))
THREE = [one.verifier for one in (OFFICE, INSPECTOR, HRSS)]
PAYLOAD = b'{"seats":25}'
ENVELOPE = sign(PAYLOAD, payload_type=TYPE, signers=[OFFICE, HRSS])


def test_pre_authentication_encoding_is_the_published_one() -> None:
    expected = b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    assert pae("http://example.com/HelloWorld", b"hello world") == expected


def test_published_example_of_the_specification_verifies() -> None:
    secret = 97358161215184420915383655311931858321456579547487070936769975997791359926199
    signer = P256Signer(secret.to_bytes(32, "big"))
    x = 46950820868899156662930047687818585632848591499744589407958293238635476079160
    y = 5640078356564379163099075877009565129882514886557779369047442380624545832820
    assert signer.verifier.public == b"\x04" + x.to_bytes(32, "big") + y.to_bytes(32, "big")
    value = "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="
    kind = "http://example.com/HelloWorld"
    envelope = Envelope(kind, b"hello world", (Signature(signer.key_id, base64.b64decode(value)),))
    assert verify(envelope, payload_type=kind, keys=[signer.verifier]) == b"hello world"


def test_envelope_signed_by_enough_pinned_keys_gives_its_payload() -> None:
    assert verify(ENVELOPE, payload_type=TYPE, keys=THREE, threshold=2) == PAYLOAD
    assert verify(ENVELOPE.to_bytes(), payload_type=TYPE, keys=iter(THREE), threshold=2) == PAYLOAD


def test_envelope_comes_back_from_its_bytes_with_signatures_in_one_order() -> None:
    assert Envelope.parse(ENVELOPE.to_bytes()) == ENVELOPE
    assert sign(PAYLOAD, payload_type=TYPE, signers=[HRSS, OFFICE]) == ENVELOPE
    assert list(signer_ids(ENVELOPE)) == sorted([OFFICE.key_id, HRSS.key_id])


def test_envelope_may_mix_algorithms() -> None:
    device = P256Signer(bytes([9]) * 32)
    mixed = countersign(ENVELOPE, device)
    assert verify(mixed, payload_type=TYPE, keys=[*THREE, device.verifier], threshold=3) == PAYLOAD


def test_one_signature_does_not_make_two() -> None:
    single = sign(PAYLOAD, payload_type=TYPE, signers=[OFFICE])
    with pytest.raises(Untrusted, match="too-few-signatures"):
        verify(single, payload_type=TYPE, keys=THREE, threshold=2)


def test_one_key_signing_twice_is_refused_at_signing_and_at_reading() -> None:
    with pytest.raises(Malformed, match="signed-already"):
        sign(PAYLOAD, payload_type=TYPE, signers=[OFFICE, OFFICE])
    twice = Envelope(TYPE, PAYLOAD, (ENVELOPE.signatures[0], ENVELOPE.signatures[0]))
    with pytest.raises(Malformed, match="signatures-empty-doubled-or-unsorted"):
        verify(twice, payload_type=TYPE, keys=THREE, threshold=2)


def test_signature_of_an_unpinned_key_is_refused_beside_good_ones() -> None:
    with pytest.raises(Untrusted, match="key-not-pinned"):
        verify(countersign(ENVELOPE, STRANGER), payload_type=TYPE, keys=THREE, threshold=2)


def test_signature_under_another_keys_name_is_refused() -> None:
    stolen = Envelope(TYPE, PAYLOAD, (Signature(OFFICE.key_id, STRANGER.sign(pae(TYPE, PAYLOAD))),))
    with pytest.raises(Forged, match="wrong-signature"):
        verify(stolen, payload_type=TYPE, keys=THREE)


def test_another_payload_type_is_refused_though_signed() -> None:
    with pytest.raises(Untrusted, match="other-payload-type"):
        verify(ENVELOPE, payload_type=TYPE + "2", keys=THREE)


def test_nobody_signs_nothing_and_nobody_asks_for_no_signature() -> None:
    with pytest.raises(Malformed, match="no-signer"):
        sign(PAYLOAD, payload_type=TYPE, signers=[])
    with pytest.raises(ValueError, match="threshold"):
        verify(ENVELOPE, payload_type=TYPE, keys=THREE, threshold=0)
    with pytest.raises(Malformed, match="signatures-empty"):
        verify(Envelope(TYPE, PAYLOAD, ()), payload_type=TYPE, keys=THREE)


@pytest.mark.parametrize("kind", ["", "a b", "类型", "a\n", "a\x7f"])
def test_payload_type_is_printable_ascii(kind: str) -> None:
    with pytest.raises(Malformed, match="not-a-payload-type"):
        sign(PAYLOAD, payload_type=kind, signers=[OFFICE])


def test_envelope_in_another_spelling_is_refused() -> None:
    record = json.loads(ENVELOPE.to_bytes())
    for other in (
        json.dumps(record).encode(),
        json.dumps({**record, "note": ""}, sort_keys=True, separators=(",", ":")).encode(),
        json.dumps({**record, "signatures": record["signatures"][::-1]}, separators=(",", ":")).encode(),
        json.dumps({**record, "payload": record["payload"] + "===="}, separators=(",", ":")).encode(),
        b"[]",
    ):
        with pytest.raises(Malformed):
            verify(other, payload_type=TYPE, keys=THREE)


def test_base64_has_one_spelling() -> None:
    assert from_base64(to_base64(b"\xff\xfe")) == b"\xff\xfe"
    for wrong in ("//4", "//5=", "__4=", "//4=\n", " //4=", "//4==", "=", "é"):
        with pytest.raises(Malformed, match="not-base64"):
            from_base64(wrong)


def test_no_single_bit_of_an_envelope_is_free() -> None:
    accepted = []
    for other in every_bit_flipped(ENVELOPE.to_bytes()):
        try:
            verify(other, payload_type=TYPE, keys=THREE, threshold=2)
        except BlindError:
            continue
        accepted.append(other)
    assert accepted == []


@settings(max_examples=200)
@given(changed(ENVELOPE.to_bytes()))
def test_no_changed_envelope_is_taken(other: bytes) -> None:
    with pytest.raises(BlindError):
        verify(other, payload_type=TYPE, keys=THREE, threshold=2)


@settings(max_examples=100)
@given(st.binary(max_size=60))
def test_any_payload_comes_back(payload: bytes) -> None:
    envelope = sign(payload, payload_type=TYPE, signers=[OFFICE])
    assert verify(envelope.to_bytes(), payload_type=TYPE, keys=THREE) == payload
