"""Restore a backup: into an empty home and an empty database, held against its own ledger before it counts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from blind.errors import BlindError, Malformed, WrongSecret
from blind.sealed_stream import OpeningStream
from expertpool.backup.archive import DATABASE, HOME, Listed, read_archive, settle
from expertpool.backup.database_copy import embedded_file, restored_rows, settings_of
from expertpool.db import open_session
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.queries.ledger_audit import LedgerAudit, audit_ledger
from expertpool.settings import Settings
from expertpool.whole_file import sync_folder


@dataclass(frozen=True)
class Restored:
    """What came back: the list the backup carried, and what its ledger says of every record."""

    listed: Listed
    audit: LedgerAudit


def restore_backup(file: Path, passphrase: str, settings: Settings) -> Restored:
    """Bring a backup back, whole or not at all.

    Refuses a home or database that holds anything, a wrong passphrase, and (exit code 5) a file that was changed. A
    ledger whose findings are not empty comes back all the same: what was wrong when the backup was made is no reason
    to lose it; the caller says so.
    """
    home, embedded = settings.home, embedded_file(settings)
    _refuse_filled(home)
    if embedded is not None and (embedded.exists() or embedded.parent != home):
        raise Refusal("backup.database_elsewhere", path=str(embedded))
    with opened(file, passphrase, home.with_name(f".{home.name}.restore-in-progress")) as (staged, listed):
        database, files = staged / DATABASE, staged / HOME
        files.mkdir(mode=0o700, exist_ok=True)
        audit = audited(database)
        settle(staged)
        if embedded is not None:
            database.replace(files / embedded.name)
            _put(files, home)
        else:
            with restored_rows(database, settings) as session:
                _put(files, home)
                _commit(session, home)
    return Restored(listed, audit)


def rehearse(file: Path, passphrase: str, scratch: Path) -> Restored:
    """Everything that restoring does, in a folder that is removed again; nothing else is touched."""
    with opened(file, passphrase, scratch / "rehearsal") as (staged, listed):
        return Restored(listed, audited(staged / DATABASE))


def audited(database: Path) -> LedgerAudit:
    """What the ledger in this file says of its records; an older file is brought up to date first."""
    with open_session(settings_of(database), reading=True) as session:
        audit = audit_ledger(session)
    for end in ("-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)
    return audit


@contextmanager
def opened(file: Path, passphrase: str, staged: Path) -> Iterator[tuple[Path, Listed]]:
    """The content of a backup in a folder of its own, which is gone afterwards."""
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(mode=0o700, parents=True)
    where = Where(file=str(file))
    try:
        with file.open("rb") as sealed:
            stream = OpeningStream(sealed, passphrase.encode())
            listed = read_archive(stream, staged)
            stream.read()
        yield staged, listed
    except FileNotFoundError:
        raise Refusal("common.file_missing", path=str(file)) from None
    except Malformed:
        raise Refusal("backup.no_backup", where=where) from None
    except WrongSecret:
        raise Refusal("backup.passphrase_wrong", where=where) from None
    except BlindError:
        raise Refusal("backup.changed", where=where, exit_code=ExitCode.FORGED) from None
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _refuse_filled(home: Path) -> None:
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise Refusal("backup.home_filled", home=str(home))


def _put(files: Path, home: Path) -> None:
    if home.exists():
        home.rmdir()
    home.parent.mkdir(parents=True, exist_ok=True)
    files.replace(home)
    sync_folder(home.parent)


def _commit(session: Session, home: Path) -> None:
    try:
        session.commit()
    except BaseException:
        shutil.rmtree(home)
        raise
