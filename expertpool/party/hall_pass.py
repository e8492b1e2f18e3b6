"""A pass to a hall: a party's signature over what it asks for, or lays down, and when."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from blind.dsse import from_base64, to_base64
from blind.encoding import tagged_hash
from blind.errors import BlindError
from blind.keys.signer import Signer, Verifier
from blind.trust import Trust
from expertpool.errors import Refusal

HEADER = "Expertpool-Pass"
LASTS = timedelta(minutes=10)
"""How far the clocks of party and server may be apart, either way."""

ROLES = ("office", "inspector", "hrss")
_FORM = re.compile(r"([0-9a-f]{64});([0-9]{1,12});(?:([0-9a-f]{64});)?([A-Za-z0-9+/=]{80,100})")


@dataclass(frozen=True)
class Asking:
    """Who shows a pass: role and key in the trust file; ``digest``: of the bytes laid down, empty where none are."""

    role: str
    verifier: Verifier
    digest: str


def hall_pass(signer: Signer, hall: str, name: str, *, at: datetime, data: bytes | None = None) -> str:
    """The header's value: key id, second, digest of what is laid down, and the signature over these and the names.

    ``data`` None: the document is asked for.
    """
    second, digest = int(at.timestamp()), hashlib.sha256(data).hexdigest() if data is not None else ""
    made = to_base64(signer.sign(_asked(hall, name, second, digest)))
    return ";".join([signer.key_id, str(second), *([digest] if digest else []), made])


def asked_for(name: str, *, renewed: bool) -> str:
    """What a pass for laying down names: the document, and whether it takes the place of an older one."""
    return f"{name}?renewed=true" if renewed else name


def require_pass(
    value: str | None, hall: str, name: str, *, trust: Callable[[], Trust], now: datetime, laying: bool = False
) -> Asking:
    """Who asks, or with ``laying`` lays a document down, from the pass shown.

    Refuses whoever does not show, by a signature made now, that a party of the trust file is asking.
    """
    found = _FORM.fullmatch(value or "")
    if found is None or (found[3] is not None) is not laying:
        raise Refusal("hall.for_parties_alone", name=name)
    key_id, second, digest, signature = found[1], int(found[2]), found[3] or "", found[4]
    roles = trust().newest.roles
    held = {key.key_id: (role, key) for role in ROLES if role in roles for key in roles[role].keys}
    role, key = held.get(key_id, ("", None))
    try:
        genuine = key is not None and key.to_index is None
        if key is not None and genuine:
            key.verifier.verify(_asked(hall, name, second, digest), from_base64(signature))
    except BlindError:
        genuine = False
    if key is None or not genuine:
        raise Refusal("hall.for_parties_alone", name=name)
    if abs(now.timestamp() - second) > LASTS.total_seconds():
        raise Refusal("hall.clocks_apart", name=name)
    return Asking(role, key.verifier, digest)


def _asked(hall: str, name: str, second: int, digest: str) -> bytes:
    parts = [hall, name, str(second), *([digest] if digest else [])]
    return tagged_hash("expertpool/hall-pass/v1", *(part.encode() for part in parts))
