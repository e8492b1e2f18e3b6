"""A stand-in for a device with an algorithm of its own; offered to the program as an installed package would be."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path

from blind.errors import Forged
from blind.keys.registry import GROUP, register
from blind.keys.signer import key_id_of


@dataclass(frozen=True)
class UnsafeDevice:
    """Its public key is its secret, so it protects nothing. ``alg`` says SM2, which it is not."""

    public: bytes
    alg: str = "sm2"

    @property
    def key_id(self) -> str:
        return key_id_of(self.alg, self.public)

    @property
    def verifier(self) -> UnsafeDevice:
        return self

    def sign(self, message: bytes) -> bytes:
        return hmac.digest(self.public, message, hashlib.sha256)

    def verify(self, message: bytes, signature: bytes) -> None:
        if not hmac.compare_digest(self.sign(message), signature):
            raise Forged("wrong-signature", key_id=self.key_id)


def plug_in() -> None:
    """What the package's entry point names."""
    register("sm2", make_verifier=UnsafeDevice, make_signer=UnsafeDevice)


def install(folder: Path) -> Path:
    """A folder that, on the module path, is an installed package with this plug-in."""
    about = folder / "unsafe_device-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: unsafe-device\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[{GROUP}]\nsm2 = {__name__}:plug_in\n", encoding="utf-8")
    return folder
