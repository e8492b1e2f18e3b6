"""The second factor (RFC 6238): six digits that change every thirty seconds, and the secret they come from."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS, SECONDS, SECRET_BYTES = 6, 30, 20
DRIFT = 1
"""Steps before and after the present one that are taken, because clocks differ."""


def new_secret() -> str:
    """A secret in base 32, as authenticator programs take it."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def code_at(secret: str, at: datetime) -> str:
    """The six digits of a moment."""
    return _totp(secret).generate(int(at.timestamp())).decode()


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """Which thirty-second step ``code`` belongs to, near ``at``; None where it belongs to none."""
    now, found = int(at.timestamp()) // SECONDS, None
    for step in range(now - DRIFT, now + DRIFT + 1):
        try:
            _totp(secret).verify(code.encode(), step * SECONDS)
        except InvalidToken:
            continue
        found = step
    return found


def uri(secret: str, name: str, issuer: str) -> str:
    """The ``otpauth`` address by which authenticator programs take a secret over, usually as a QR code."""
    label = quote(f"{issuer}:{name}")
    return f"otpauth://totp/{label}?secret={secret}&issuer={quote(issuer)}&digits={DIGITS}&period={SECONDS}"


def _totp(secret: str) -> TOTP:
    # SHA-1 is what authenticator programs compute; as an HMAC over a counter it is sound.
    return TOTP(base64.b32decode(secret), DIGITS, SHA1(), SECONDS)  # noqa: S303  # the algorithm of RFC 6238
