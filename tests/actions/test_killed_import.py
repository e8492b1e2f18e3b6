"""An import that is killed leaves the pool as it was or as it should be, and the same import then completes."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from datetime import UTC, datetime
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import func, select

from expertpool.actions.import_roster import import_roster
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.db import open_session
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.models import Expert, ImportBatch, ImportedRow
from expertpool.settings import Settings

KILLS = 10
PEOPLE = 400

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork")


def bring_in(settings: Settings, people: list[RosterExpert], started: Event | None = None) -> None:
    with open_session(settings) as session:
        if started is not None:
            started.set()
        keys = unlock_pool(session, settings)
        at = datetime(2025, 6, 1, tzinfo=UTC)
        import_roster(session, people, source="a.xlsx", digest="0", at=at, actor="王", keys=keys)
        session.commit()


def state(settings: Settings) -> tuple[int, int, int]:
    """Experts, batches, traces; after SQLite's own check of the whole file."""
    with open_session(settings, reading=True) as session:
        checks = session.connection().exec_driver_sql("PRAGMA integrity_check").scalars().all()
        assert checks == ["ok"]
        assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").first() is None
        counts = [
            session.exec(select(func.count()).select_from(table)).one() for table in (Expert, ImportBatch, ImportedRow)
        ]
        return counts[0], counts[1], counts[2]


@pytest.fixture
def prepared(sqlite_settings: Settings, expert: object) -> tuple[Settings, list[RosterExpert], list[RosterExpert]]:
    """A pool with half of the people in it, and the roster that is about to be imported."""
    assert callable(expert)
    people = [expert(number) for number in range(1, PEOPLE + 1)]
    bring_in(sqlite_settings, people[: PEOPLE // 2])
    return sqlite_settings, people[: PEOPLE // 2], people


def test_import_killed_at_any_moment_leaves_before_or_after_and_then_completes(
    prepared: tuple[Settings, list[RosterExpert], list[RosterExpert]], tmp_path: Path
) -> None:
    settings, _, people = prepared
    before, after = (PEOPLE // 2, 1, PEOPLE // 2), (PEOPLE, 2, PEOPLE)
    assert state(settings) == before
    copy = tmp_path / "copy"
    shutil.copytree(settings.home, copy)
    span = measured(settings, people)
    assert state(settings) == after
    dice, context = random.Random(20250601), multiprocessing.get_context("fork")
    killed_at_work = 0
    for kill in range(KILLS):
        shutil.rmtree(settings.home)
        shutil.copytree(copy, settings.home)
        started = context.Event()
        child = context.Process(target=bring_in, args=(settings, people, started))
        child.start()
        assert started.wait(30)
        time.sleep(span * (kill + dice.random()) / KILLS)
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        left = state(settings)
        assert left in (before, after)
        killed_at_work += child.exitcode == -signal.SIGKILL and left == before
        bring_in(settings, people)
        assert state(settings) == after
    assert killed_at_work >= KILLS // 6


def measured(settings: Settings, people: list[RosterExpert]) -> float:
    started = time.perf_counter()
    bring_in(settings, people)
    return time.perf_counter() - started


def test_import_on_a_full_disk_is_refused_and_leaves_the_pool_as_it_was(
    prepared: tuple[Settings, list[RosterExpert], list[RosterExpert]],
) -> None:
    settings, _, people = prepared
    before = state(settings)

    def cramped(connection: object, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]  # SQLite connection behind SQLAlchemy
        connection.execute(f"PRAGMA max_page_count = {pages}").close()  # type: ignore[attr-defined]  # SQLite connection behind SQLAlchemy

    sa.event.listen(sa.Engine, "connect", cramped)
    try:
        with pytest.raises(Refusal) as refused:
            bring_in(settings, people)
    finally:
        sa.event.remove(sa.Engine, "connect", cramped)
    assert refused.value.code == "common.disk_full"
    assert state(settings) == before
    bring_in(settings, people)
    assert state(settings) == (PEOPLE, 2, PEOPLE)
