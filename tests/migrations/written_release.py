"""Takes down what a release's own program leaves in its database, as SQL, for the tests of upgrades of later releases.

Put this file into ``tests/actions`` of a checkout of that release under a name that begins with ``test_`` and run it
with pytest: ``RELEASES=tests/migrations/releases pytest tests/actions/test_written_release.py``. It plays every scene
of ``test_every_action_enters`` one after the other on one embedded database; scenes that another one has used up are
left out. (The first release has no such scenes yet: its file holds two imports, a draw and what goes with them.)
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import SQLAlchemyError

from expertpool.db import open_session
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.migrations import HEAD
from expertpool.pool_keys import PoolKeys
from expertpool.queries.ledger_audit import audit_ledger
from expertpool.settings import Settings
from tests.actions import test_every_action_enters as scenes

ENDS = ("delete_payload", "apply_retention", "undo_import")
"""Scenes that take away what others rest on."""


@pytest.mark.skipif("RELEASES" not in os.environ, reason="run by hand when a release is made")
def test_this_release_is_taken_down(sqlite_settings: Settings, expert: Any, keys: PoolKeys, at: datetime) -> None:
    people: list[RosterExpert] = [expert(number) for number in (1, 2, 3)]
    with open_session(sqlite_settings) as session:
        scenes.furnish(session, people, keys, at)
        session.commit()
    for name, (_, act) in scenes.SCENES.items():
        if not name.startswith(ENDS):
            with contextlib.suppress(Refusal, SQLAlchemyError), open_session(sqlite_settings) as session:
                act(scenes.Stage(session, people, keys, {"at": at, "actor": "王"}))
                session.commit()
    with open_session(sqlite_settings) as session:
        assert audit_ledger(session).findings == ()
    with contextlib.closing(sqlite3.connect(sqlite_settings.home / "expertpool.sqlite3")) as connection:
        text = "\n".join(connection.iterdump())
    Path(os.environ["RELEASES"], f"{HEAD}.sql").write_text(text + "\n", encoding="utf-8")
