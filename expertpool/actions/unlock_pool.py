"""Unlock the pool: get the keys its secrets are sealed with, making them on first use."""

from __future__ import annotations

from sqlmodel import Session

from expertpool.models import PoolLock
from expertpool.pool_keys import PoolKeys, create_pool_key, read_pool_key
from expertpool.queries.pool_lock import keys_for_reading
from expertpool.settings import Settings


def unlock_pool(session: Session, settings: Settings) -> PoolKeys:
    """The installation's keys, checked; a new key file where none exists and nothing is sealed yet.

    Refuses a lost key (secrets, but no key file) and a wrong one.
    """
    if session.get(PoolLock, 1) is None and read_pool_key(settings) is None:
        return create_pool_key(settings)
    return keys_for_reading(session, settings)
