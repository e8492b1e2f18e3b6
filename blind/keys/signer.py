"""What signs and what verifies, whatever the algorithm: the two shapes every format of this package takes."""

from __future__ import annotations

from typing import Protocol

from blind.encoding import tagged_hash


class Verifier(Protocol):
    """A public key that can say whether a signature is genuine."""

    @property
    def alg(self) -> str:
        """The algorithm's name: ``ed25519``, ``p256`` or one that a plug-in registered, such as ``sm2``."""

    @property
    def public(self) -> bytes:
        """The public key as the algorithm writes it raw."""

    @property
    def key_id(self) -> str:
        """``key_id_of(alg, public)``."""

    def verify(self, message: bytes, signature: bytes) -> None:
        """Return if ``signature`` over ``message`` was made with this key; raise ``Forged`` if not."""


class Signer(Protocol):
    """A private key, or a device that holds one, that can sign."""

    @property
    def alg(self) -> str:
        """The algorithm's name."""

    @property
    def key_id(self) -> str:
        """The id of the public key that verifies what this signs."""

    @property
    def verifier(self) -> Verifier:
        """The public key that verifies what this signs."""

    def sign(self, message: bytes) -> bytes:
        """The signature over ``message``."""


def key_id_of(alg: str, public: bytes) -> str:
    """A key's name everywhere in this package: 64 hex characters that depend on algorithm and public key alone."""
    return tagged_hash("expertpool/key-id/v1", alg.encode(), public).hex()
