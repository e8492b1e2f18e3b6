"""Backups: everything comes back as it was, or nothing does and it is said why."""

from __future__ import annotations

import io
import os
import secrets
import signal
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from blind import sealed_stream
from blind.sealed_stream import OpeningStream, SealingStream
from expertpool.actions.import_roster import import_roster
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.backup import taking
from expertpool.backup.restoring import rehearse, restore_backup
from expertpool.backup.taking import take_backup
from expertpool.db import open_session
from expertpool.errors import ExitCode, Refusal
from expertpool.models import METADATA
from expertpool.settings import Settings
from expertpool.stored_rows import stored_rows
from tests.conftest import AT, RosterMaker

WORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_stream, "MEMORY_KIB", 64)
    monkeypatch.setattr(sealed_stream, "PASSES", 1)


def filled(settings: Settings, expert: RosterMaker, people: range = range(1, 9)) -> Settings:
    """An installation with a pool, its keys, and a folder of files."""
    with open_session(settings) as session:
        keys = unlock_pool(session, settings)
        given: dict[str, Any] = {"source": "名册.xlsx", "digest": "00" * 32, "at": AT, "actor": "王", "keys": keys}
        import_roster(session, [expert(number) for number in people], **given)
        session.commit()
    folder = settings.home / "halls" / "甲"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "seal.json").write_text("{}", encoding="utf-8")
    (folder / ".half-written.part").write_text("{", encoding="utf-8")
    return settings


@pytest.fixture
def office(settings: Settings, expert: RosterMaker) -> Settings:
    return filled(settings, expert)


def everything(settings: Settings) -> dict[str, list[dict[str, Any]]]:
    with open_session(settings, reading=True) as session:
        return {table.name: stored_rows(session, table) for table in METADATA.sorted_tables}


def files(home: Path) -> dict[str, bytes]:
    found = (path for path in home.rglob("*") if path.is_file() and "sqlite3" not in path.name)
    return {str(path.relative_to(home)): path.read_bytes() for path in found if not path.name.startswith(".")}


def test_everything_comes_back_as_it_was(office: Settings, tmp_path: Path) -> None:
    take_backup(office, tmp_path / "a.backup", WORD, at=AT)
    other = Settings.embedded(tmp_path / "elsewhere" / "home")
    restored = restore_backup(tmp_path / "a.backup", WORD, other)
    assert everything(other) == everything(office)
    assert (files(other.home), restored.audit.findings) == (files(office.home), ())
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.backup", "elsewhere", "home"]
    assert [one.name for one in (tmp_path / "elsewhere").iterdir()] == ["home"]


def test_a_rehearsal_touches_nothing(office: Settings, tmp_path: Path) -> None:
    take_backup(office, tmp_path / "a.backup", WORD, at=AT)
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    assert rehearse(tmp_path / "a.backup", WORD, tmp_path).audit.size > 0
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before


def test_nothing_personal_can_be_read_from_the_file(office: Settings, tmp_path: Path) -> None:
    take_backup(office, tmp_path / "a.backup", WORD, at=AT)
    data = (tmp_path / "a.backup").read_bytes()
    assert [one for one in ("张1", "云岭第1研究院", "seal.json", "SQLite") if one.encode() in data] == []
    assert (tmp_path / "a.backup").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_changed_backup_restores_nothing(office: Settings, tmp_path: Path, share: float) -> None:
    take_backup(office, tmp_path / "a.backup", WORD, at=AT)
    data = bytearray((tmp_path / "a.backup").read_bytes())
    data[int(share * len(data))] ^= 4
    (tmp_path / "b.backup").write_bytes(data)
    with pytest.raises(Refusal) as refused:
        restore_backup(tmp_path / "b.backup", WORD, Settings.embedded(tmp_path / "new"))
    assert refused.value.code in ("backup.changed", "backup.no_backup", "backup.passphrase_wrong")
    assert not (tmp_path / "new").exists()


def test_a_wrong_passphrase_restores_nothing(office: Settings, tmp_path: Path) -> None:
    take_backup(office, tmp_path / "a.backup", WORD, at=AT)
    with pytest.raises(Refusal) as refused:
        restore_backup(tmp_path / "a.backup", "wrong horse battery", Settings.embedded(tmp_path / "new"))
    assert (refused.value.code, (tmp_path / "new").exists()) == ("backup.passphrase_wrong", False)


def _any(stream: Any) -> Any:
    return stream


def resealed(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A backup by somebody who has the passphrase, with other content."""
    with tarfile.open(fileobj=_any(OpeningStream(path.open("rb"), WORD.encode())), mode="r|gz") as archive:
        held = {one.name: (archive.extractfile(one) or io.BytesIO()).read() for one in archive}
    change(held)
    target = path.with_suffix(".other")
    with target.open("wb") as file:
        out = SealingStream(file, WORD.encode(), salt=bytes(16))
        with tarfile.open(fileobj=_any(out), mode="w|gz") as archive:
            for name, content in held.items():
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
        out.finish()
    return target


@pytest.mark.parametrize(
    "change",
    [
        lambda held: held.update({"../outside": b"x"}),
        lambda held: held.update({"/outside": b"x"}),
        lambda held: held.update({"home/more": b"x"}),
        lambda held: held.pop("home/halls/甲/seal.json"),
        lambda held: held.update({"home/halls/甲/seal.json": b"{ }"}),
        lambda held: held.pop("backup.json"),
        lambda held: held.update({"backup.json": b"[]"}),
    ],
)
def test_content_that_is_not_as_listed_restores_nothing(
    office: Settings, tmp_path: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    take_backup(office, tmp_path / "a.backup", WORD, at=AT)
    other = resealed(tmp_path / "a.backup", change)
    with pytest.raises(Refusal) as refused:
        restore_backup(other, WORD, Settings.embedded(tmp_path / "new"))
    assert (refused.value.code, refused.value.exit_code) == ("backup.not_whole", ExitCode.FORGED)
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "outside").exists()


def test_a_home_that_holds_anything_is_left_alone(office: Settings, tmp_path: Path) -> None:
    take_backup(office, tmp_path / "a.backup", WORD, at=AT)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        restore_backup(tmp_path / "a.backup", WORD, Settings.embedded(tmp_path / "new"))
    assert refused.value.code == "backup.home_filled"
    assert files(tmp_path / "new") == {"thesis.txt": b"years of work"}


def test_a_backup_is_never_written_over_anything_nor_into_its_own_home(office: Settings, tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old", encoding="utf-8")
    codes = []
    for target in (tmp_path / "old", office.home / "inside"):
        with pytest.raises(Refusal) as refused:
            take_backup(office, target, WORD, at=AT)
        codes.append(refused.value.code)
    assert (codes, (tmp_path / "old").read_text(encoding="utf-8")) == (["backup.taken", "backup.inside"], "old")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the kill is sent to a forked process")
def test_a_backup_killed_half_way_leaves_no_file_that_looks_like_one(
    office: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "a.backup"
    target.parent.mkdir()
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(taking, "write_archive", lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
        take_backup(office, target, WORD, at=AT)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert not target.exists()
    take_backup(office, target, WORD, at=AT)
    assert rehearse(target, WORD, tmp_path).audit.findings == ()


def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(
    office: Settings, expert: RosterMaker, tmp_path: Path
) -> None:
    writing = threading.Thread(target=filled, args=(office, expert, range(1, 400)))
    writing.start()
    take_backup(office, tmp_path / "a.backup", WORD, at=AT)
    writing.join()
    other = Settings.embedded(tmp_path / "new")
    assert restore_backup(tmp_path / "a.backup", WORD, other).audit.findings == ()
    assert len(everything(other)["expert"]) in (8, 399)


@pytest.mark.full
def test_a_backup_of_a_server_comes_back_into_a_file_and_into_another_server(
    office: Settings, tmp_path: Path, postgres_server: str
) -> None:
    import sqlalchemy as sa

    take_backup(office, tmp_path / "a.backup", WORD, at=AT)
    other = Settings.embedded(tmp_path / "new")
    assert restore_backup(tmp_path / "a.backup", WORD, other).audit.findings == ()
    administration = sa.create_engine(sa.make_url(postgres_server), isolation_level="AUTOCOMMIT")
    with administration.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {(name := f'restored_{secrets.token_hex(4)}')}")
    address = sa.make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
    server = Settings(home=tmp_path / "again", database_url=address)
    assert restore_backup(tmp_path / "a.backup", WORD, server).audit.findings == ()
    counted = [{name: len(rows) for name, rows in everything(one).items()} for one in (office, other, server)]
    assert counted[0] == counted[1] == counted[2]
    with pytest.raises(Refusal) as refused:
        restore_backup(tmp_path / "a.backup", WORD, Settings(home=tmp_path / "third", database_url=address))
    assert refused.value.code == "exchange.not_empty"
