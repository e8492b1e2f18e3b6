"""The office's own key for certificates of draws that no trust file vouches for: made once, kept in the home folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from blind.keys.ed25519 import Ed25519Signer
from expertpool.errors import Refusal
from expertpool.settings import Settings

SIZE = 32


def office_signer(settings: Settings) -> Ed25519Signer:
    """The signer whose secret lies in ``keys/certificate.key`` (mode 0600); made on first use.

    Raises Refusal where the file is damaged.
    """
    path = settings.home / "keys" / "certificate.key"
    if not path.exists():
        _create(path)
    secret = path.read_bytes()
    if len(secret) != SIZE:
        raise Refusal("certificate.key_damaged", path=str(path))
    return Ed25519Signer(secret)


def _create(path: Path) -> None:
    """A new secret, put in place whole; where another process was faster, its secret stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(secrets.token_bytes(SIZE))
            file.flush()
            os.fsync(file.fileno())
        if not path.exists():
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
