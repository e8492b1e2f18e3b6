"""Take a backup: the database first, then the files, so that no record names a file that is missing."""

from __future__ import annotations

import itertools
import os
import secrets
import tempfile
from datetime import datetime
from pathlib import Path

from blind.sealed_stream import SALT, SealingStream
from expertpool import __version__
from expertpool.backup.archive import DATABASE, Listed, files_of_home, write_archive
from expertpool.backup.database_copy import copy_database, embedded_file
from expertpool.errors import Refusal
from expertpool.migrations import HEAD
from expertpool.settings import Settings
from expertpool.whole_file import sync_folder


def take_backup(settings: Settings, target: Path, passphrase: str, *, at: datetime) -> Listed:
    """Write one sealed file, whole or not at all, readable by its owner alone. Refuses to write over anything.

    Others may go on working: the database is copied as it stands at one moment. Files written meanwhile may come
    along without their record, as after a crash; the other way round never.
    """
    if target.exists():
        raise Refusal("backup.taken", path=str(target))
    if target.absolute().is_relative_to(settings.home):
        raise Refusal("backup.inside", path=str(target), home=str(settings.home))
    if not settings.home.is_dir():
        raise Refusal("backup.nothing", home=str(settings.home))
    staged = target.with_name(f".{target.name[:60]}.{secrets.token_hex(4)}.part")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as scratch:
        copy = Path(scratch) / DATABASE
        copy_database(settings, copy)
        own = files_of_home(settings.home, database=embedded_file(settings))
        files = itertools.chain([(DATABASE, copy)], own)
        try:
            with os.fdopen(os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                out = SealingStream(file, passphrase.encode(), salt=secrets.token_bytes(SALT))
                listed = write_archive(out, files, made=at.isoformat(), program=__version__, revision=HEAD)
                out.finish()
                file.flush()
                os.fsync(file.fileno())
            staged.replace(target)
        finally:
            staged.unlink(missing_ok=True)
    sync_folder(target.parent)
    return listed
