"""The office's keys for reports, known to others by trust file or paper: one signs statements, one seals PDFs."""

from __future__ import annotations

from pathlib import Path

from blind.keys.ed25519 import Ed25519Signer
from expertpool.documents.sealing.seal_key import SealKey
from expertpool.errors import Refusal
from expertpool.key_file import create_key, read_key
from expertpool.settings import Settings

NAME, SEAL_NAME = "report.key", "seal.key"


def read_report_key(settings: Settings) -> Ed25519Signer | None:
    """The key of this installation; None where there is none yet. Refuses a damaged file and one others could read."""
    secret = _read(settings.home / "keys" / NAME)
    return None if secret is None else Ed25519Signer(secret)


def create_report_key(settings: Settings) -> Ed25519Signer:
    """The key of this installation, new (mode 0600) where there is none yet."""
    return Ed25519Signer(_made(settings.home / "keys" / NAME))


def create_seal_key(settings: Settings) -> SealKey:
    """The P-256 key that seals PDFs, new (mode 0600) where there is none yet. Which one counts, each statement says."""
    return SealKey(_made(settings.home / "keys" / SEAL_NAME))


def _read(path: Path) -> bytes | None:
    return read_key(path, malformed="report.key_malformed", readable="report.key_readable")


def _made(path: Path) -> bytes:
    create_key(path)
    secret = _read(path)
    if secret is None:
        raise Refusal("report.key_malformed", path=str(path))
    return secret
