"""Connections that a server keeps: one after another is the same, and none to a file that was replaced."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlmodel import select

from expertpool.db import prepared_engine, session_on
from expertpool.models import Unit
from expertpool.settings import Settings


def put(engine, name: str) -> None:
    with session_on(engine) as session:
        session.add(Unit(name=name))
        session.commit()


def units(engine) -> list[str]:
    with session_on(engine, reading=True) as session:
        return sorted(session.exec(select(Unit.name)))


def installed(upgraded_file: Path, home: Path) -> Settings:
    home.mkdir()
    shutil.copy(upgraded_file, home / upgraded_file.name)
    return Settings.embedded(home)


def test_kept_connection_is_used_again_and_any_other_is_closed(upgraded_file: Path, home: Path) -> None:
    settings = installed(upgraded_file, home)
    for kept, wanted in ((True, 1), (False, 2)):
        engine = prepared_engine(settings, kept=kept)
        seen = []
        for _ in range(2):
            with engine.connect() as connection:
                seen.append(connection.connection.dbapi_connection)
        assert len({id(one) for one in seen}) == wanted
        engine.dispose()


def test_what_was_not_committed_is_gone_before_the_connection_is_used_again(upgraded_file: Path, home: Path) -> None:
    engine = prepared_engine(installed(upgraded_file, home), kept=True)
    with session_on(engine) as session:
        session.add(Unit(name="甲"))
        session.flush()
    put(engine, "乙")
    assert units(engine) == ["乙"]
    engine.dispose()


def test_connection_to_a_file_that_was_replaced_is_left(upgraded_file: Path, home: Path) -> None:
    engine = prepared_engine(installed(upgraded_file, home), kept=True)
    put(engine, "甲")
    engine.dispose()
    backup = shutil.copy(home / upgraded_file.name, home / "backup")
    put(engine, "乙")
    assert units(engine) == ["乙", "甲"]
    for ending in ("-wal", "-shm"):
        (home / f"{upgraded_file.name}{ending}").unlink(missing_ok=True)
    Path(backup).replace(home / upgraded_file.name)
    assert units(engine) == ["甲"]
    put(engine, "丙")
    assert units(engine) == ["丙", "甲"]
    engine.dispose()
