"""Passwords and short codes as Argon2id texts: slow to try, the same work whether there is one to try or not."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from expertpool.errors import Refusal

MEMORY_KIB, PASSES, LANES = 19456, 2, 1
"""The cost that the OWASP cheat sheet names for Argon2id: 19 MiB, two passes, one lane."""

SHORTEST, LONGEST = 12, 256
"""Signs of a password."""

DIFFERENT = 5
"""How many different signs it has at least."""


def hashed(secret: str) -> str:
    """The text to store for a password or code, with its own salt."""
    argon = Argon2id(salt=secrets.token_bytes(16), length=32, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB)
    return argon.derive_phc_encoded(_bytes(secret))


def matches(stored: str | None, secret: str) -> bool:
    """Whether ``secret`` is what ``stored`` was made of; with nothing stored, the same work and False."""
    try:
        Argon2id.verify_phc_encoded(_bytes(secret), stored or _nobodys())
    except (InvalidKey, ValueError):
        return False
    return stored is not None


def require_strong(password: str, name: str) -> None:
    """Refuses a password that is too short, too long, or the account's own name over and over."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Refusal("account.password_length", shortest=SHORTEST, longest=LONGEST)
    without = password.casefold().replace(name.casefold(), "")
    if len(set(password)) < DIFFERENT or len(without) < SHORTEST // 2:
        raise Refusal("account.password_weak")


@cache
def _nobodys() -> str:
    return hashed(secrets.token_hex(16))


def _bytes(secret: str) -> bytes:
    return unicodedata.normalize("NFKC", secret).encode()
