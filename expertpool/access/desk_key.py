"""The desk's own key (the pepper): keyed hashes of codes, names and addresses; kept outside the database."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from expertpool.errors import Refusal
from expertpool.key_file import create_key, read_key
from expertpool.settings import Settings


@dataclass(frozen=True)
class DeskKey:
    """Thirty-two bytes that no backup of the database holds."""

    _key: bytes = field(repr=False)

    def mark(self, purpose: str, text: str) -> str:
        """The keyed hash (HMAC-SHA256, hex) of a text for one purpose."""
        return hmac.new(self._key, f"{purpose}\x00{text}".encode(), hashlib.sha256).hexdigest()


def desk_key_file(settings: Settings) -> Path:
    """Where it lies."""
    return settings.home / "keys" / "desk.key"


def desk_key(settings: Settings) -> DeskKey:
    """The installation's desk key, made on first use. Refuses a file that is none, and one that others could read."""
    path = desk_key_file(settings)
    key = read_key(path, malformed="store.key_malformed", readable="store.key_readable")
    if key is None:
        create_key(path)
        key = read_key(path, malformed="store.key_malformed", readable="store.key_readable")
    if key is None:
        raise Refusal("store.key_lost", path=str(path))
    return DeskKey(key)


def new_token() -> str:
    """What a cookie holds: 256 bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What the database holds of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def six_digits() -> str:
    """A one-time code."""
    return f"{secrets.randbelow(10**6):06}"
