"""A pass to a hall's restricted document: a party's signature over what it asks for and when."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from blind.dsse import from_base64, to_base64
from blind.encoding import tagged_hash
from blind.errors import BlindError
from blind.keys.signer import Signer
from blind.trust import Trust
from expertpool.errors import Refusal

HEADER = "Expertpool-Pass"
LASTS = timedelta(minutes=10)
"""How far the clocks of party and server may be apart, either way."""

ROLES = ("office", "inspector", "hrss")
_FORM = re.compile(r"([0-9a-f]{64});([0-9]{1,12});([A-Za-z0-9+/=]{80,100})")


def hall_pass(signer: Signer, hall: str, name: str, *, at: datetime) -> str:
    """The header's value: key id, second, and the signature over both with the hall's and the document's name."""
    second = int(at.timestamp())
    return f"{signer.key_id};{second};{to_base64(signer.sign(_asked(hall, name, second)))}"


def require_pass(value: str | None, hall: str, name: str, *, trust: Trust, now: datetime) -> None:
    """Refuses whoever does not show, by a signature made now, that a party of the trust file is asking."""
    found = _FORM.fullmatch(value or "")
    if found is None:
        raise Refusal("hall.for_parties_alone", name=name)
    key_id, second, signature = found[1], int(found[2]), found[3]
    keys = {key.key_id: key for role in ROLES if role in trust.newest.roles for key in trust.newest.roles[role].keys}
    key = keys.get(key_id)
    try:
        genuine = key is not None and key.to_index is None
        if key is not None and genuine:
            key.verifier.verify(_asked(hall, name, second), from_base64(signature))
    except BlindError:
        genuine = False
    if not genuine:
        raise Refusal("hall.for_parties_alone", name=name)
    if abs(now.timestamp() - second) > LASTS.total_seconds():
        raise Refusal("hall.clocks_apart", name=name)


def _asked(hall: str, name: str, second: int) -> bytes:
    return tagged_hash("expertpool/hall-pass/v1", hall.encode(), name.encode(), str(second).encode())
