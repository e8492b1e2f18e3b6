"""P-256 against the RFC's example, in the raw shapes that browsers use."""

from __future__ import annotations

import pytest

from blind.errors import Forged, Malformed
from blind.keys.p256 import P256Signer, P256Verifier

SECRET = bytes.fromhex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721")
POINT = bytes.fromhex(
    "04"
    "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
    "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299"
)
SIGNATURE = bytes.fromhex(
    "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
    "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"
)
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def test_key_and_signature_are_those_of_rfc_6979() -> None:
    signer = P256Signer(SECRET)
    assert signer.verifier.public == POINT
    assert signer.sign(b"sample") == SIGNATURE
    P256Verifier(POINT).verify(b"sample", SIGNATURE)
    assert (signer.alg, signer.key_id) == ("p256", P256Verifier(POINT).key_id)


def test_wrong_signatures_are_refused_whatever_their_length() -> None:
    for message, signature in (
        (b"Sample", SIGNATURE),
        (b"sample", SIGNATURE[32:] + SIGNATURE[:32]),
        (b"sample", SIGNATURE[:-1]),
        (b"sample", b""),
        (b"sample", bytes(64)),
        (b"sample", b"\xff" * 64),
    ):
        with pytest.raises(Forged, match="wrong-signature"):
            P256Verifier(POINT).verify(message, signature)


@pytest.mark.parametrize(
    "public",
    [b"", bytes(65), POINT[:-1], POINT[:-1] + b"\0", b"\x02" + POINT[1:33], b"\x00", POINT[1:]],
)
def test_public_key_is_an_uncompressed_point_of_the_curve(public: bytes) -> None:
    with pytest.raises(Malformed, match="not-a-public-key"):
        P256Verifier(public)


@pytest.mark.parametrize("secret", [b"", bytes(31), bytes(32), ORDER.to_bytes(32, "big"), b"\xff" * 32, bytes(33)])
def test_private_key_is_a_number_below_the_order(secret: bytes) -> None:
    with pytest.raises(Malformed, match="not-a-private-key"):
        P256Signer(secret)
