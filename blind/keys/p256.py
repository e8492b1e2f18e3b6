"""ECDSA on P-256 with SHA-256 (FIPS 186-5): the key kind of browsers, devices and PDF signatures."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from blind.errors import Forged, Malformed
from blind.keys.signer import key_id_of

ALG = "p256"


@dataclass(frozen=True)
class P256Verifier:
    """A public key as an uncompressed point of 65 bytes, the way browsers export it. Raises ``Malformed`` for others.

    Of every signature a second, equally genuine spelling exists; so signatures are never used as names of anything.
    """

    public: bytes

    def __post_init__(self) -> None:
        try:
            uncompressed = len(self.public) == 65
            EllipticCurvePublicKey.from_encoded_point(SECP256R1(), self.public)
        except ValueError:
            uncompressed = False
        if not uncompressed:
            raise Malformed("not-a-public-key", alg=ALG, bytes=len(self.public))

    @property
    def alg(self) -> str:
        """``p256``."""
        return ALG

    @property
    def key_id(self) -> str:
        """64 hex characters."""
        return key_id_of(ALG, self.public)

    def verify(self, message: bytes, signature: bytes) -> None:
        """Return if ``signature``, r and s of 32 bytes each, is genuine; raise ``Forged`` if not."""
        if len(signature) != 64:
            raise Forged("wrong-signature", key_id=self.key_id)
        der = encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
        point = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), self.public)
        try:
            point.verify(der, message, ECDSA(SHA256()))
        except InvalidSignature:
            raise Forged("wrong-signature", key_id=self.key_id) from None


class P256Signer:
    """A private key from its 32 secret bytes, a number from 1 to the group's order less 1; else ``Malformed``."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != 32:
            raise Malformed("not-a-private-key", alg=ALG, bytes=len(secret))
        try:
            self._private = derive_private_key(int.from_bytes(secret, "big"), SECP256R1())
        except ValueError:
            raise Malformed("not-a-private-key", alg=ALG, bytes=len(secret)) from None
        point = self._private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.verifier = P256Verifier(point)

    @property
    def alg(self) -> str:
        """``p256``."""
        return ALG

    @property
    def key_id(self) -> str:
        """The id of the public key."""
        return self.verifier.key_id

    def sign(self, message: bytes) -> bytes:
        """64 bytes, always the same for the same message (RFC 6979)."""
        r, s = decode_dss_signature(self._private.sign(message, ECDSA(SHA256(), deterministic_signing=True)))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")
