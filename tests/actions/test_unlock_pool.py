"""The pool's key is made on first use; a lost or wrong one is refused before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from expertpool.actions.import_roster import import_roster
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.pool_keys import create_pool_key, key_file
from expertpool.queries.pool_lock import keys_for_reading
from expertpool.settings import Settings


@pytest.fixture
def sealed(session: Session, settings: Settings, expert: Callable[..., RosterExpert], at: datetime) -> Session:
    """A pool with one sealed expert."""
    keys = unlock_pool(session, settings)
    import_roster(session, [expert(1)], source="a", digest="0", at=at, actor="王", keys=keys)
    return session


def test_first_unlocking_makes_a_key_and_later_ones_find_it(session: Session, settings: Settings) -> None:
    made = unlock_pool(session, settings)
    assert key_file(settings).exists()
    assert unlock_pool(session, settings).mark == made.mark


def test_lost_key_is_refused_and_no_new_one_is_made(sealed: Session, settings: Settings) -> None:
    key_file(settings).unlink()
    for unlock in (unlock_pool, keys_for_reading):
        with pytest.raises(Refusal) as refused:
            unlock(sealed, settings)
        assert (refused.value.code, refused.value.params) == ("store.key_lost", {"path": str(key_file(settings))})
    assert not key_file(settings).exists()


def test_wrong_key_is_refused(sealed: Session, settings: Settings, tmp_path: Path) -> None:
    other = replace(settings, home=tmp_path / "elsewhere")
    create_pool_key(other)
    for unlock in (unlock_pool, keys_for_reading):
        with pytest.raises(Refusal) as refused:
            unlock(sealed, other)
        assert (refused.value.code, refused.value.params) == ("store.key_wrong", {"path": str(key_file(other))})


def test_key_brought_back_opens_the_pool_again(sealed: Session, settings: Settings, tmp_path: Path) -> None:
    mark = unlock_pool(sealed, settings).mark
    kept = tmp_path / "backup.key"
    key_file(settings).rename(kept)
    assert unlock_pool(sealed, replace(settings, pool_key_file=kept)).mark == mark


def test_reading_a_pool_without_secrets_makes_no_key_file(session: Session, settings: Settings) -> None:
    keys_for_reading(session, settings)
    assert not key_file(settings).exists()
