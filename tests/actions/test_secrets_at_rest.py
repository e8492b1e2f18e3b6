"""Nobody who takes the database file finds an identity number, a telephone or an e-mail in it."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from expertpool.actions.freeze_roster import freeze_roster
from expertpool.actions.import_roster import import_roster
from expertpool.actions.undo_import import undo_import
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.db import open_session
from expertpool.documents.roster.expert import RosterExpert
from expertpool.models import METADATA, Unit
from expertpool.pool_keys import key_file
from expertpool.settings import Settings

Expert = Callable[..., RosterExpert]


def secrets_of(people: list[RosterExpert]) -> list[str]:
    return [secret for one in people for secret in (one.id_number, one.phone, one.email) if secret]


def found_in(content: bytes, secrets: list[str]) -> list[str]:
    """Secrets that stand in the bytes as they are, in UTF-16, in hex, in Base64, or as a bare digest."""

    def spellings(text: str) -> list[bytes]:
        raw = text.encode()
        bare = hashlib.sha256(raw)
        return [
            raw,
            text.encode("utf-16-le"),
            raw.hex().encode(),
            b64encode(raw).rstrip(b"=")[:-1],
            bare.digest(),
            bare.hexdigest().encode(),
        ]

    return [secret for secret in secrets if any(spelling in content for spelling in spellings(secret))]


def work_with(session: Session, settings: Settings, people: list[RosterExpert], at: datetime) -> None:
    """Import, change, remove, bring back, undo, and freeze: all that leaves traces."""
    keys = unlock_pool(session, settings)
    common = {"source": "a.xlsx", "digest": "0", "at": at, "actor": "王", "keys": keys, "allow_shrink": True}
    half = len(people) // 2
    import_roster(session, people, **common)
    changed = [replace(one, facts=replace(one.facts, expert_no=f"X{n}")) for n, one in enumerate(people[:half])]
    batch = import_roster(session, [replace(one, phone="13700000000") for one in changed], **common)
    assert batch is not None
    undo_import(session, batch.id or 0, at=at, actor="王")
    import_roster(session, people[half:], **common)
    freeze_roster(session, experts=people, at=at, source="a.xlsx")


@pytest.fixture
def people(expert: Expert) -> list[RosterExpert]:
    return [expert(number) for number in range(1, 61)]


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_no_secret_stands_in_the_database_file_or_its_log(
    sqlite_settings: Settings, people: list[RosterExpert], at: datetime
) -> None:
    with open_session(sqlite_settings, reading=True) as reader:
        reader.exec(select(Unit)).all()
        with open_session(sqlite_settings) as session:
            work_with(session, sqlite_settings, people, at)
            session.commit()
        open_files = files(sqlite_settings.home)
        assert people[0].name.encode() in open_files["expertpool.sqlite3-wal"]
    closed_files = files(sqlite_settings.home)
    assert set(open_files) == {f"expertpool.sqlite3{end}" for end in ("", "-wal", "-shm")}
    assert len(secrets_of(people)) == 180
    for content in [*open_files.values(), *closed_files.values()]:
        assert found_in(content, [*secrets_of(people), "13700000000"]) == []


def test_the_search_finds_what_is_planted(sqlite_settings: Settings, people: list[RosterExpert], at: datetime) -> None:
    with open_session(sqlite_settings) as session:
        work_with(session, sqlite_settings, people, at)
        planted = [people[0].phone, b64encode((people[1].email or "").encode()).decode()]
        for secret in planted:
            session.connection().exec_driver_sql("INSERT INTO unit (name) VALUES (?)", (secret,))
        session.commit()
    content = files(sqlite_settings.home)["expertpool.sqlite3"]
    assert found_in(content, secrets_of(people)) == [people[0].phone, people[1].email]
    assert people[0].name.encode() in content


def test_the_key_does_not_stand_in_the_database(
    sqlite_settings: Settings, people: list[RosterExpert], at: datetime
) -> None:
    with open_session(sqlite_settings) as session:
        work_with(session, sqlite_settings, people, at)
        session.commit()
    key = key_file(sqlite_settings).read_text().strip()
    content = files(sqlite_settings.home)["expertpool.sqlite3"]
    assert key.encode() not in content
    assert bytes.fromhex(key) not in content


@pytest.mark.full
def test_no_secret_stands_in_a_dump_of_postgresql(
    session: Session, settings: Settings, people: list[RosterExpert], at: datetime
) -> None:
    work_with(session, settings, people, at)
    session.flush()
    rows = [repr(row) for table in METADATA.sorted_tables for row in session.connection().execute(table.select())]
    assert len(rows) > 200
    assert found_in("\n".join(rows).encode(), secrets_of(people)) == []
