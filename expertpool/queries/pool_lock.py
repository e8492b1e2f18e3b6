"""Whether a key is the one that this pool's secrets are sealed with."""

from __future__ import annotations

import secrets

from sqlmodel import Session

from expertpool.errors import Refusal
from expertpool.key_file import KEY_BYTES
from expertpool.models import PoolLock
from expertpool.pool_keys import PoolKeys, key_file, read_pool_key
from expertpool.settings import Settings


def require_right_key(session: Session, keys: PoolKeys) -> None:
    """Refuses keys that differ from those the pool was sealed with; a pool without secrets takes any."""
    lock = session.get(PoolLock, 1)
    if lock is not None and lock.mark != keys.mark:
        raise Refusal("store.key_wrong", path="")


def keys_for_reading(session: Session, settings: Settings) -> PoolKeys:
    """The installation's keys, checked. Where nothing is sealed yet and no key exists, keys that are kept nowhere.

    Refuses a lost key (secrets, but no key file) and a wrong one.
    """
    lock = session.get(PoolLock, 1)
    keys = read_pool_key(settings)
    if keys is None:
        if lock is not None:
            raise Refusal("store.key_lost", path=str(key_file(settings)))
        return PoolKeys.derive(secrets.token_bytes(KEY_BYTES))
    if lock is not None and lock.mark != keys.mark:
        raise Refusal("store.key_wrong", path=str(key_file(settings)))
    return keys
