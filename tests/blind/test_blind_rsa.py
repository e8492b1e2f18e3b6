"""Blind RSA signatures against the RFC's own examples, and against signers and members who cheat."""

from __future__ import annotations

import json
import random
from math import gcd
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA384

from blind.blind_rsa import (
    PSS_RANDOMIZED,
    VARIANTS,
    TokenKey,
    TokenSecret,
    Variant,
    blind,
    blind_sign,
    blind_with,
    encode,
    finalize,
    prepare,
    verify,
)
from blind.errors import Forged, Malformed

FILES = sorted((Path(__file__).parent / "vectors/rfc9474").glob("*.json"))
READ = [json.loads(file.read_text(encoding="utf-8")) for file in FILES]
SECRET = TokenSecret(int(READ[0]["p"], 16), int(READ[0]["q"], 16))
KEY = SECRET.public


def fresh_of(seed: int) -> random.Random:
    return random.Random(seed)


def test_b15_the_rfcs_examples_are_there_for_all_four_variants() -> None:
    assert {one["name"] for one in READ} == set(VARIANTS)


@pytest.mark.parametrize("example", READ, ids=lambda example: str(example["name"]))
def test_b15_every_step_gives_what_the_rfc_prints(example: dict[str, str]) -> None:
    """RFC 9474, appendix A."""
    variant, inverse = VARIANTS[example["name"]], int(example["inv"], 16)
    prefix, salt = bytes.fromhex(example["msg_prefix"]), bytes.fromhex(example["salt"])
    prepared = prepare(bytes.fromhex(example["msg"]), lambda size: prefix[:size], variant=variant)
    blinded = blind_with(KEY, prepared, salt=salt, factor=pow(inverse, -1, KEY.modulus))
    assert blinded.message.hex() == example["blinded_msg"]
    assert blinded.inverse == inverse
    answer = blind_sign(SECRET, blinded.message, fresh_of(1).randbytes)
    assert answer.hex() == example["blind_sig"]
    assert finalize(KEY, prepared, answer, inverse, variant=variant).hex() == example["sig"]


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=lambda variant: variant.name)
def test_a_signature_made_blindly_is_an_ordinary_pss_one(variant: Variant) -> None:
    fresh = fresh_of(2).randbytes
    prepared = prepare(b"token", fresh, variant=variant)
    assert len(prepared) == variant.prefix + 5
    blinded = blind(KEY, prepared, fresh, variant=variant)
    signature = finalize(KEY, prepared, blind_sign(SECRET, blinded.message, fresh), blinded.inverse, variant=variant)
    public = RSAPublicNumbers(65537, KEY.modulus).public_key()
    public.verify(signature, prepared, PSS(MGF1(SHA384()), variant.salt), SHA384())


def test_our_encoding_is_the_one_an_ordinary_signature_opens_to() -> None:
    """An independent signer: OpenSSL's. Its encoded message has our shape and our digest for the salt it chose."""
    from cryptography.hazmat.primitives.asymmetric.rsa import (
        RSAPrivateNumbers,
        rsa_crt_dmp1,
        rsa_crt_dmq1,
        rsa_crt_iqmp,
    )

    p, q = SECRET.p, SECRET.q
    d = pow(65537, -1, (p - 1) * (q - 1))
    numbers = RSAPrivateNumbers(
        p, q, d, rsa_crt_dmp1(d, p), rsa_crt_dmq1(d, q), rsa_crt_iqmp(p, q), RSAPublicNumbers(65537, p * q)
    )
    made = numbers.private_key().sign(b"paper", PSS(MGF1(SHA384()), 0), SHA384())
    opened = pow(int.from_bytes(made, "big"), 65537, KEY.modulus).to_bytes(KEY.size, "big")
    assert opened == encode(b"paper", 8 * KEY.size - 1, b"")


def test_the_signer_cannot_tell_two_messages_apart_by_what_it_sees() -> None:
    """For every blinded message and every other message there is a factor that joins the two: it fits all equally."""
    fresh = fresh_of(3).randbytes
    seen = int.from_bytes(blind(KEY, b"x" * 40, fresh).message, "big")
    other = int.from_bytes(encode(b"y" * 40, 8 * KEY.size - 1, bytes(48)), "big")
    factor = SECRET.power(seen * pow(other, -1, KEY.modulus) % KEY.modulus)
    assert other * pow(factor, 65537, KEY.modulus) % KEY.modulus == seen


def test_blinding_the_same_message_twice_gives_unlike_numbers() -> None:
    fresh = fresh_of(4).randbytes
    assert blind(KEY, b"x" * 40, fresh).message != blind(KEY, b"x" * 40, fresh).message


@pytest.mark.parametrize("number", [0, "modulus", "p", "short", "long"])
def test_b15_a_signer_refuses_numbers_that_are_no_blinded_message(number: object) -> None:
    size = KEY.size
    sent = {
        0: bytes(size),
        "modulus": KEY.to_bytes(),
        "p": SECRET.p.to_bytes(size, "big"),
        "short": b"\x01" * (size - 1),
        "long": bytes(1) + b"\x01" * size,
    }[number]
    with pytest.raises(Malformed, match="not-a-blinded-message"):
        blind_sign(SECRET, sent, fresh_of(5).randbytes)


def test_b15_a_factor_that_shares_a_prime_with_the_key_is_refused() -> None:
    assert gcd(SECRET.p, KEY.modulus) != 1
    with pytest.raises(Malformed, match="key-shares-a-factor"):
        blind_with(KEY, b"x" * 40, salt=bytes(48), factor=SECRET.p)


def test_b15_a_faulty_signer_gives_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TokenSecret, "power", lambda self, number: pow(number, 3, self.p * self.q))
    with pytest.raises(Forged, match="signer-failed"):
        blind_sign(SECRET, (7).to_bytes(KEY.size, "big"), fresh_of(6).randbytes)


def test_an_answer_by_another_key_or_for_another_message_is_refused() -> None:
    fresh = fresh_of(7).randbytes
    one, other = (blind(KEY, prepared, fresh) for prepared in (b"a" * 40, b"b" * 40))
    answer = blind_sign(SECRET, other.message, fresh)
    with pytest.raises(Forged, match="wrong-token-signature"):
        finalize(KEY, b"a" * 40, answer, one.inverse)
    with pytest.raises(Forged, match="wrong-blind-signature"):
        finalize(KEY, b"a" * 40, answer[1:], one.inverse)


def test_a_signature_of_another_variant_does_not_count() -> None:
    example = READ[0]
    prepared, signature = bytes.fromhex(example["msg"]), bytes.fromhex(example["sig"])
    verify(KEY, prepared, signature, variant=VARIANTS[example["name"]])
    with pytest.raises(Forged):
        verify(KEY, prepared, signature, variant=VARIANTS["RSABSSA-SHA384-PSSZERO-Deterministic"])


def test_a_message_shorter_than_its_prefix_is_never_genuine() -> None:
    with pytest.raises(Forged):
        verify(KEY, b"", bytes(KEY.size), variant=PSS_RANDOMIZED)


def test_keys_read_back_as_written() -> None:
    assert TokenKey.parse(KEY.to_bytes()) == KEY
    assert TokenSecret.parse(SECRET.to_bytes()) == SECRET
    assert f"{SECRET.p:x}" not in repr(SECRET)


@pytest.mark.parametrize("modulus", [0, 15, 1 << 2047, (1 << 1024) + 1, (1 << 4104) - 1, (1 << 2049) - 1])
def test_a_modulus_too_small_too_large_or_even_is_no_key(modulus: int) -> None:
    with pytest.raises(Malformed, match="not-a-token-key"):
        TokenKey(modulus)


def test_primes_that_make_no_key_are_refused() -> None:
    for p, q in ((SECRET.p, SECRET.p), (1, SECRET.q), (SECRET.p, 65537 * 2 + 1)):
        with pytest.raises(Malformed):
            TokenSecret(p, q)
    with pytest.raises(Malformed, match="unknown-version"):
        TokenSecret.parse(SECRET.to_bytes().replace(b"key/1", b"key/9"))
