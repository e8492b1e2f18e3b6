"""What a core can refuse, with the cause as data."""

from __future__ import annotations

from typing import Any


class BlindError(Exception):
    """Base of all refusals of this package; ``code`` and ``facts`` are for programs, ``str`` is English."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code = code
        self.facts = facts
        super().__init__(f"{code}: " + ", ".join(f"{name}={value!r}" for name, value in facts.items()))


class Malformed(BlindError, ValueError):
    """The bytes or values are not in the format at all, whoever made them."""


class Forged(BlindError):
    """Well-formed, but a signature, hash, root or proof does not fit: changed after it was made, or never genuine."""


class Untrusted(BlindError):
    """Signed, but not by who had to: an unpinned key, one of another role or another time, or too few holders."""


class WrongSecret(BlindError):
    """A passphrase, private key or half does not open this; nothing was decrypted."""
