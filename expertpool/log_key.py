"""The ledger's key: signs its checkpoints. Whoever holds it can sign a false ledger, which a kept head then refuses."""

from __future__ import annotations

from pathlib import Path

from blind.keys.ed25519 import Ed25519Signer
from blind.log.note import NoteKey
from expertpool.errors import Refusal
from expertpool.key_file import create_key, read_key
from expertpool.settings import Settings


def log_key_file(settings: Settings) -> Path:
    """Where this installation keeps the ledger's key."""
    return settings.home / "keys" / "log.key"


def read_log_key(settings: Settings) -> Ed25519Signer | None:
    """The ledger's key; None where there is no file yet. Refuses a file that is no key, or that others could read."""
    secret = read_key(log_key_file(settings), malformed="ledger.key_malformed", readable="ledger.key_readable")
    return None if secret is None else Ed25519Signer(secret)


def create_log_key(settings: Settings) -> Ed25519Signer:
    """The ledger's key, new where there is none yet (mode 0600)."""
    create_key(log_key_file(settings))
    signer = read_log_key(settings)
    if signer is None:
        raise Refusal("ledger.key_malformed", path=str(log_key_file(settings)))
    return signer


def origin_of(settings: Settings, signer: Ed25519Signer) -> str:
    """The ledger's name, which no other ledger bears: the one in the settings, or one made from its first key."""
    return settings.ledger_origin or f"ledger.{signer.verifier.key_id[:16]}"


def note_key_of(settings: Settings, signer: Ed25519Signer) -> NoteKey:
    """The ledger's public key as notes know it; readers of heads get it on paper, or from the trust file."""
    return NoteKey(origin_of(settings, signer), signer.verifier.public)
