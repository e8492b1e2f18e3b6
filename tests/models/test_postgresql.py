"""On PostgreSQL: round trips, prepared statements, and connections that died while nobody used them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from expertpool import postgresql
from expertpool.db import asking_session, plain_refusals, prepared_engine, session_on
from expertpool.errors import Refusal
from expertpool.models import Unit
from expertpool.settings import Settings

pytestmark = [pytest.mark.full, pytest.mark.parametrize("settings", ["postgresql"], indirect=True)]
OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@pytest.fixture
def engine(settings: Settings) -> Iterator[sa.Engine]:
    found = prepared_engine(settings, kept=True)
    yield found
    found.dispose()


def counted(session: Session) -> int:
    return session.exec(select(sa.func.count()).select_from(Unit)).one()


def put(engine: sa.Engine, name: str) -> None:
    with session_on(engine) as session:
        session.add(Unit(name=name))
        session.commit()


def process(session: Session) -> int:
    return int(session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one())


def every_client_thrown_out(settings: Settings) -> None:
    administration = sa.create_engine(settings.database_url, poolclass=sa.pool.NullPool, isolation_level="AUTOCOMMIT")
    with administration.connect() as connection:
        connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid, 5000) {OTHERS}")


def in_use_at_once(engine: sa.Engine, count: int) -> None:
    """Leaves so many connections in the pool."""
    sessions = [asking_session(engine) for _ in range(count)]
    assert len({process(one) for one in sessions}) == count
    for one in sessions:
        one.close()


def test_request_after_the_server_threw_every_client_out_is_served_by_a_fresh_connection(
    settings: Settings, engine: sa.Engine
) -> None:
    in_use_at_once(engine, 3)
    every_client_thrown_out(settings)
    with session_on(engine, reading=True) as one, asking_session(engine) as two, session_on(engine) as three:
        assert [counted(each) for each in (one, two, three)] == [0, 0, 0]
    every_client_thrown_out(settings)
    put(engine, "甲")
    with session_on(engine, reading=True) as session:
        assert counted(session) == 1


def test_connection_lost_in_the_middle_of_a_write_is_a_refusal_and_nothing_stands(
    settings: Settings, engine: sa.Engine
) -> None:
    with pytest.raises(Refusal) as refused, plain_refusals(settings), session_on(engine) as session:
        session.add(Unit(name="甲"))
        session.flush()
        every_client_thrown_out(settings)
        session.commit()
    assert refused.value.code == "store.unreachable"
    with session_on(engine, reading=True) as session:
        assert counted(session) == 0


def test_connection_that_rested_long_is_asked_before_it_is_used(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_use_at_once(engine, 1)
    asked: list[object] = []
    ping = engine.dialect.do_ping

    def noted(connection: Any) -> bool:
        asked.append(connection)
        return ping(connection)

    monkeypatch.setattr(engine.dialect, "do_ping", noted)
    in_use_at_once(engine, 1)
    assert not asked
    monkeypatch.setattr(postgresql, "RESTED", -1.0)
    in_use_at_once(engine, 1)
    assert len(asked) == 1


def test_readers_statement_is_prepared_once_and_stays_so(engine: sa.Engine) -> None:
    for _ in range(12):
        with session_on(engine, reading=True) as session:
            counted(session)
    with asking_session(engine) as session:
        held = session.connection().exec_driver_sql("SELECT statement FROM pg_prepared_statements").scalars().all()
    assert sum("unit" in one for one in held) == 1


def test_reader_of_one_state_cannot_write_and_leaves_no_transaction_open(engine: sa.Engine) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="read-only"), session_on(engine, reading=True) as session:
        session.add(Unit(name="甲"))
        session.flush()
    with asking_session(engine) as session:
        states = session.connection().exec_driver_sql(f"SELECT state {OTHERS}").scalars()
        assert set(states) <= {"idle"}


def test_writers_follow_one_another_and_one_that_fails_leaves_nothing(engine: sa.Engine) -> None:
    with pytest.raises(RuntimeError), session_on(engine) as session:
        session.add(Unit(name="甲"))
        session.flush()
        raise RuntimeError
    writers = [threading.Thread(target=put, args=(engine, f"单位{at}")) for at in range(8)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    with session_on(engine, reading=True) as session:
        assert counted(session) == 8
