"""What a device signs to show that it is there: a fresh challenge, for one purpose, on one address, with one key."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from blind.encoding import lp
from blind.errors import BlindError
from blind.keys.p256 import P256Verifier
from expertpool.access.desk_key import DeskKey
from expertpool.errors import Refusal

VALID = timedelta(minutes=3)
"""How long a challenge may be answered."""

NONCE = "device-nonce"
TAG = b"expertpool/device-proof/v1"


class Purpose(StrEnum):
    """What the signature is for; one for another is worth nothing."""

    BIND = "bind"
    ENTER = "enter"


def new_nonce(desk: DeskKey, at: datetime) -> str:
    """A challenge that this server knows again without having kept it."""
    text = f"{int(at.timestamp()):x}.{secrets.token_hex(16)}"
    return f"{text}.{desk.mark(NONCE, text)[:32]}"


def require_nonce(desk: DeskKey, nonce: str, at: datetime) -> None:
    """Refuses a challenge that is not ours, or too old."""
    text, _, mark = nonce.rpartition(".")
    moment = text.partition(".")[0]
    ours = len(nonce) < 100 and nonce.isascii() and hmac.compare_digest(desk.mark(NONCE, text)[:32], mark)
    if not ours or not timedelta(0) <= at - datetime.fromtimestamp(int(moment, 16), at.tzinfo) <= VALID + SECOND:
        raise Refusal("device.wrong")


SECOND = timedelta(seconds=1)
"""A challenge tells its second alone."""


def proof_message(purpose: Purpose, *, host: str, nonce: str) -> bytes:
    """The bytes that are signed; ``host`` is what stands in the browser's address line."""
    return b"".join(map(lp, (TAG, purpose.encode(), host.encode(), nonce.encode())))


def proved(purpose: Purpose, *, host: str, nonce: str, public: str, signature: str) -> P256Verifier:
    """The key that signed. Refuses, in one sentence, whatever is wrong."""
    try:
        key = P256Verifier(bytes.fromhex(public))
        key.verify(proof_message(purpose, host=host, nonce=nonce), bytes.fromhex(signature))
    except (BlindError, ValueError):
        raise Refusal("device.wrong") from None
    return key
