"""``expertpool doctor``: each thing that is wrong is named, and nothing that is right."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from expertpool.commands import circumstances, doctor
from tests.commands.conftest import Ran


@pytest.fixture
def home_with_pool(run: Callable[..., Ran], roster: Path, home: Path) -> Path:
    """An installation that has imported a roster."""
    assert run("roster", "import", roster, "--home", home).code == 0
    return home


def marks(ran: Ran) -> dict[str, str]:
    return {one["name"]: one["mark"] for one in ran.json["findings"]}


def bad(ran: Ran) -> list[str]:
    return [name for name, mark in marks(ran).items() if mark == "bad"]


def test_a_sound_installation_has_nothing_bad(run: Callable[..., Ran], home_with_pool: Path) -> None:
    ran = run("doctor", "--home", home_with_pool, "--json")
    assert (ran.code, bad(ran), ran.json["ok"]) == (0, [], True)
    assert set(marks(ran)) == {
        *("python", "space", "database", "ledger", "keys", "clock", "calendar", "copy", "fonts", "readers", "https")
    }


def test_an_empty_folder_is_told_and_left_empty(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("doctor", "--home", tmp_path / "none", "--json")
    assert (ran.code, marks(ran)["database"], (tmp_path / "none").exists()) == (0, "doubtful", False)


def test_a_pool_key_that_is_gone_is_named(run: Callable[..., Ran], home_with_pool: Path) -> None:
    shutil.rmtree(home_with_pool / "keys")
    ran = run("doctor", "--home", home_with_pool, "--json")
    assert (ran.code, bad(ran)) == (2, ["keys"])


def test_a_damaged_database_is_named(run: Callable[..., Ran], home_with_pool: Path) -> None:
    for end in ("-wal", "-shm"):
        (home_with_pool / f"expertpool.sqlite3{end}").unlink(missing_ok=True)
    (home_with_pool / "expertpool.sqlite3").write_bytes(b"no database" * 1000)
    ran = run("doctor", "--home", home_with_pool, "--json")
    assert (ran.code, bad(ran)) == (2, ["database"])


def test_a_clock_that_went_back_and_a_year_without_calendar_are_named(
    run: Callable[..., Ran], home_with_pool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = circumstances.clock()
    monkeypatch.setattr(circumstances, "clock", lambda: real - timedelta(days=400))
    assert bad(run("doctor", "--home", home_with_pool, "--json")) == ["clock"]
    monkeypatch.setattr(circumstances, "clock", lambda: real.replace(year=2050))
    assert bad(run("doctor", "--home", home_with_pool, "--json")) == ["calendar"]


def test_a_record_changed_past_the_ledger_is_named(run: Callable[..., Ran], home_with_pool: Path) -> None:
    import sqlite3

    with sqlite3.connect(home_with_pool / "expertpool.sqlite3") as database:
        database.execute("UPDATE expert SET name = '别人' WHERE id = 1")
    assert bad(run("doctor", "--home", home_with_pool, "--json")) == ["ledger"]


def test_a_full_disk_and_missing_readers_are_told(
    run: Callable[..., Ran], home_with_pool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "SPACE", 1 << 70)
    monkeypatch.setattr(doctor, "READERS", ("a_reader_nobody_has",))
    ran = run("doctor", "--home", home_with_pool, "--json")
    assert (bad(ran), marks(ran)["readers"]) == (["space"], "doubtful")


def test_a_certificate_that_runs_out_is_named(run: Callable[..., Ran], home_with_pool: Path) -> None:
    from web.certificates import certified

    certified(home_with_pool / "https", "127.0.0.1", at=datetime.now().astimezone())
    assert marks(run("doctor", "--home", home_with_pool, "--json"))["https"] == "good"
    (home_with_pool / "https" / "server.pem").write_text("no certificate", encoding="utf-8")
    assert bad(run("doctor", "--home", home_with_pool, "--json")) == ["https"]
