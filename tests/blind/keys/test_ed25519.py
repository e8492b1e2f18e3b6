"""Ed25519 against the RFC's examples."""

from __future__ import annotations

import pytest

from blind.errors import Forged, Malformed
from blind.keys.ed25519 import Ed25519Signer, Ed25519Verifier
from blind.keys.signer import key_id_of

RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
ORDER = 2**252 + 27742317777372353535851937790883648493


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC_8032)
def test_keys_and_signatures_are_those_of_the_rfc(secret: str, public: str, message: str, signature: str) -> None:
    signer = Ed25519Signer(bytes.fromhex(secret))
    assert signer.verifier.public.hex() == public
    assert signer.sign(bytes.fromhex(message)).hex() == signature
    signer.verifier.verify(bytes.fromhex(message), bytes.fromhex(signature))


def test_signature_in_its_second_spelling_is_refused() -> None:
    """S plus the group's order satisfies the equation too; the RFC demands the smaller one."""
    signer = Ed25519Signer(bytes(32))
    signature = signer.sign(b"a")
    larger = (int.from_bytes(signature[32:], "little") + ORDER).to_bytes(32, "little")
    with pytest.raises(Forged, match="wrong-signature"):
        signer.verifier.verify(b"a", signature[:32] + larger)


def test_wrong_signatures_are_refused_whatever_their_length() -> None:
    signer = Ed25519Signer(bytes(32))
    good = signer.sign(b"a")
    for message, signature in ((b"b", good), (b"a", good[:-1]), (b"a", good + b"\0"), (b"a", b""), (b"a", bytes(64))):
        with pytest.raises(Forged, match="wrong-signature"):
            signer.verifier.verify(message, signature)


def test_key_that_is_no_point_verifies_nothing() -> None:
    with pytest.raises(Forged, match="wrong-signature"):
        Ed25519Verifier(b"\xff" * 32).verify(b"a", Ed25519Signer(bytes(32)).sign(b"a"))


def test_keys_have_32_bytes() -> None:
    for wrong in (b"", bytes(31), bytes(33), bytes(64)):
        with pytest.raises(Malformed, match="not-a-private-key"):
            Ed25519Signer(wrong)
        with pytest.raises(Malformed, match="not-a-public-key"):
            Ed25519Verifier(wrong)


def test_key_id_names_algorithm_and_public_key() -> None:
    signer = Ed25519Signer(bytes(32))
    assert signer.key_id == signer.verifier.key_id == key_id_of("ed25519", signer.verifier.public)
    assert signer.key_id != key_id_of("p256", signer.verifier.public)
    assert (signer.alg, signer.verifier.alg) == ("ed25519", "ed25519")


def test_secret_does_not_show_in_the_signers_text() -> None:
    secret = bytes(range(32))
    signer = Ed25519Signer(secret)
    assert secret.hex() not in repr(signer) + str(vars(signer))
