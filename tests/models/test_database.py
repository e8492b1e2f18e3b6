"""The database opens, upgrades, goes back, waits its turn, and refuses in words what it cannot use."""

from __future__ import annotations

import os
import stat
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import Session, select

from expertpool import db
from expertpool.db import database_engine, downgrade, open_session, upgrade
from expertpool.errors import Refusal
from expertpool.migrations import HEAD, REVISIONS
from expertpool.models import METADATA, Unit
from expertpool.settings import Settings
from expertpool.words import Language


def tables(settings: Settings) -> set[str]:
    engine = database_engine(settings)
    found = set(sa.inspect(engine).get_table_names())
    engine.dispose()
    return found


def units(session: Session) -> int:
    return len(session.exec(select(Unit.name)).all())


def differences(settings: Settings) -> list[object]:
    engine = database_engine(settings)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        found = list(compare_metadata(context, METADATA))
    engine.dispose()
    return found


def test_upgraded_database_has_exactly_the_models_tables(settings: Settings) -> None:
    upgrade(settings)
    assert tables(settings) == {*METADATA.tables, "alembic_version"}


def test_upgraded_database_differs_in_nothing_from_the_models(settings: Settings) -> None:
    upgrade(settings)
    assert differences(settings) == []


def test_alembics_own_check_finds_nothing_new(settings: Settings) -> None:
    upgrade(settings)
    engine = database_engine(settings)
    with engine.begin() as connection:
        command.check(db.alembic_config(connection))
    engine.dispose()


def test_comparison_notices_a_missing_column(sqlite_settings: Settings) -> None:
    upgrade(sqlite_settings)
    engine = database_engine(sqlite_settings)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE expert DROP COLUMN region")
    engine.dispose()
    assert len(differences(sqlite_settings)) == 1


def test_downgrade_leaves_nothing_and_upgrade_comes_back(settings: Settings) -> None:
    upgrade(settings)
    downgrade(settings, to="base")
    assert tables(settings) == {"alembic_version"}
    upgrade(settings)
    assert differences(settings) == []


def test_revisions_listed_are_the_revision_files_in_order(sqlite_settings: Settings) -> None:
    engine = database_engine(sqlite_settings)
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(db.alembic_config(connection))
    engine.dispose()
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == REVISIONS
    assert scripts.get_current_head() == HEAD


def test_open_session_makes_and_upgrades_the_database_at_first_use(settings: Settings) -> None:
    with open_session(settings) as session:
        session.add(Unit(name="云岭稀土研究院"))
        session.commit()
    with open_session(settings, reading=True) as session:
        assert session.exec(select(Unit.name)).all() == ["云岭稀土研究院"]


def test_session_left_without_commit_leaves_nothing(settings: Settings) -> None:
    with open_session(settings) as session:
        session.add(Unit(name="云岭稀土研究院"))
        session.flush()
    with open_session(settings, reading=True) as session:
        assert units(session) == 0


def test_two_first_openings_at_once_both_succeed(settings: Settings) -> None:
    failures: list[Exception] = []

    def open_once(number: int) -> None:
        try:
            with open_session(settings) as session:
                session.add(Unit(name=f"单位{number}"))
                session.commit()
        except Exception as failure:
            failures.append(failure)

    openers = [threading.Thread(target=open_once, args=(number,)) for number in range(4)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join()
    assert failures == []
    with open_session(settings, reading=True) as session:
        assert units(session) == 4


def test_sqlite_connections_have_the_settings_that_keep_data_safe(sqlite_settings: Settings) -> None:
    with open_session(sqlite_settings, reading=True) as session:
        values = {
            name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert values == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}


def test_second_writer_is_refused_in_words_when_the_first_does_not_end(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(settings)
    monkeypatch.setattr(db, "BUSY_SECONDS", 1)
    with open_session(settings) as first:
        first.add(Unit(name="甲"))
        first.flush()
        with pytest.raises(Refusal) as refused, open_session(settings) as second:
            second.add(Unit(name="乙"))
            second.flush()
    assert refused.value.code == "store.busy"
    assert "1 秒" in refused.value.message(Language.ZH)


def test_reader_neither_waits_for_a_writer_nor_sees_unfinished_work(settings: Settings) -> None:
    with open_session(settings) as writer:
        writer.add(Unit(name="甲"))
        writer.flush()
        with open_session(settings, reading=True) as reader:
            assert units(reader) == 0
        writer.commit()


def test_reader_sees_one_state_from_its_first_statement_to_its_last(settings: Settings) -> None:
    upgrade(settings)
    with open_session(settings, reading=True) as reader:
        assert units(reader) == 0
        with open_session(settings) as writer:
            writer.add(Unit(name="甲"))
            writer.commit()
        assert units(reader) == 0
    with open_session(settings, reading=True) as reader:
        assert units(reader) == 1


def test_foreign_keys_are_enforced(settings: Settings) -> None:
    with open_session(settings) as session, pytest.raises(sa.exc.IntegrityError):
        session.add(Unit(name="甲", affiliate_of="没有这个单位"))
        session.flush()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_embedded_database_is_for_its_owner_alone(sqlite_settings: Settings) -> None:
    before = os.umask(0)
    try:
        with open_session(sqlite_settings) as session:
            session.add(Unit(name="甲"))
            session.flush()
            files = list(sqlite_settings.home.iterdir())
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in files}
    finally:
        os.umask(before)
    assert modes == {f"expertpool.sqlite3{end}": 0o600 for end in ("", "-wal", "-shm")}


def test_database_of_a_newer_program_is_refused_and_left_alone(settings: Settings) -> None:
    upgrade(settings)
    engine = database_engine(settings)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(Refusal) as refused, open_session(settings):
        pass
    assert (refused.value.code, refused.value.params["revision"]) == ("store.newer", "9999")


def test_file_that_is_no_database_is_refused_and_left_alone(sqlite_settings: Settings) -> None:
    file = sqlite_settings.home / "expertpool.sqlite3"
    file.parent.mkdir()
    file.write_bytes(b"PK\x03\x04 a workbook, by mistake" * 100)
    before = file.read_bytes()
    with pytest.raises(Refusal) as refused, open_session(sqlite_settings):
        pass
    assert refused.value.code == "store.damaged"
    assert file.read_bytes() == before


def test_full_disk_is_refused_in_words(sqlite_settings: Settings) -> None:
    upgrade(sqlite_settings)
    with pytest.raises(Refusal) as refused, open_session(sqlite_settings) as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1")
        session.add_all(Unit(name=f"单位{number}" * 50) for number in range(2000))
        session.flush()
    assert refused.value.code == "common.disk_full"
    with open_session(sqlite_settings, reading=True) as session:
        assert units(session) == 0


@pytest.mark.parametrize(
    "address", ["mysql://root@localhost/pool", "sqlite://", "sqlite:///:memory:", "not an address", "oracle:///x"]
)
def test_address_of_another_kind_is_refused(sqlite_settings: Settings, address: str) -> None:
    with pytest.raises(Refusal) as refused, open_session(replace(sqlite_settings, database_url=address)):
        pass
    assert refused.value.code == "store.address"


def test_server_out_of_reach_is_refused_without_showing_the_password(sqlite_settings: Settings) -> None:
    address = "postgresql://office:s3cret@127.0.0.1:1/pool"
    with pytest.raises(Refusal) as refused, open_session(replace(sqlite_settings, database_url=address)):
        pass
    said = refused.value.message(Language.ZH) + (refused.value.hint(Language.ZH) or "")
    assert refused.value.code == "store.unreachable"
    assert "s3cret" not in said


def test_failing_statement_does_not_show_personal_values(settings: Settings) -> None:
    with open_session(settings) as session, pytest.raises(sa.exc.IntegrityError) as failure:
        session.add(Unit(name="张建国", affiliate_of="13900001234"))
        session.flush()
    shown = str(failure.value).replace(str(failure.value.orig), "")
    assert "张建国" not in shown
    assert "13900001234" not in shown


def test_packaged_migrations_are_found_wherever_the_program_is_started(
    sqlite_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "百分号%目录"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    upgrade(sqlite_settings)
    assert differences(sqlite_settings) == []


@pytest.mark.parametrize("name", ["百分号%20目录", "带 空格", "井号#目录", "引号'目录"])
def test_home_folder_may_have_any_name(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EXPERTPOOL_DATABASE_URL", raising=False)
    settings = Settings.read(home=tmp_path / name)
    with open_session(settings) as session:
        session.add(Unit(name="甲"))
        session.commit()
    with open_session(settings, reading=True) as session:
        assert units(session) == 1
    assert (tmp_path / name / "expertpool.sqlite3").exists()
