"""Ed25519 (RFC 8032): the key kind of certificates, logs, witnesses and trust files."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from blind.errors import Forged, Malformed
from blind.keys.signer import key_id_of

ALG = "ed25519"


@dataclass(frozen=True)
class Ed25519Verifier:
    """A public key of 32 bytes. Raises ``Malformed`` for another length."""

    public: bytes

    def __post_init__(self) -> None:
        if len(self.public) != 32:
            raise Malformed("not-a-public-key", alg=ALG, bytes=len(self.public))

    @property
    def alg(self) -> str:
        """``ed25519``."""
        return ALG

    @property
    def key_id(self) -> str:
        """64 hex characters."""
        return key_id_of(ALG, self.public)

    def verify(self, message: bytes, signature: bytes) -> None:
        """Return if the 64-byte ``signature`` is genuine; raise ``Forged`` if not."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            raise Forged("wrong-signature", key_id=self.key_id) from None


class Ed25519Signer:
    """A private key from its 32 secret bytes (the RFC's seed). Raises ``Malformed`` for another length."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != 32:
            raise Malformed("not-a-private-key", alg=ALG, bytes=len(secret))
        self._private = Ed25519PrivateKey.from_private_bytes(secret)
        self.verifier = Ed25519Verifier(self._private.public_key().public_bytes_raw())

    @property
    def alg(self) -> str:
        """``ed25519``."""
        return ALG

    @property
    def key_id(self) -> str:
        """The id of the public key."""
        return self.verifier.key_id

    def sign(self, message: bytes) -> bytes:
        """64 bytes, always the same for the same message."""
        return self._private.sign(message)
