"""Files that appear whole or not at all, and are on the disk before anything else happens."""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

UNSUPPORTED = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
"""What file systems answer that cannot make a folder's entries durable apart from its files."""


def write_whole(path: Path, content: bytes, *, like: Path | None = None, private: bool = False) -> None:
    """Put a file in place of the old one, in one step; what stood there before stays until then.

    ``private``: readable by its owner alone. ``like``: with that file's permissions, so that a copy is no more public
    than its original. Raises OSError with the target's name, leaving nothing behind.
    """
    try:
        part = _part(path, content, private=private or like is not None)
        try:
            if like is not None:
                shutil.copymode(like, part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as failure:
        raise OSError(failure.errno, failure.strerror, str(path)) from failure


def write_json(path: Path, content: Any) -> None:
    """Write plain values as JSON for people and programs: Chinese readable, one blank deep, a line's end at the end."""
    write_whole(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def write_new(path: Path, content: bytes, *, private: bool = False) -> bool:
    """Put a file in place that is never written a second time; False, and nothing changed, where one is there already.

    Two at a time cannot both succeed where the disk knows hard links; USB sticks mostly do not, and there the last
    look is just before the file is put in place.
    """
    if path.exists():
        return False
    part = _part(path, content, private=private)
    try:
        _place(part, path)
    except FileExistsError:
        return False
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)
    return True


def make_folders(folder: Path) -> None:
    """Make a folder and those above it, for the owner alone, each on the disk before the next."""
    if folder.is_dir():
        return
    make_folders(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def write_all(descriptor: int, content: bytes) -> None:
    """Write every byte where the open file stands; systems may take less at a time."""
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def sync_content(descriptor: int) -> None:
    """Have what was written to an open file on the disk, and of what is known about it only what reading needs."""
    getattr(os, "fdatasync", os.fsync)(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the folder's entries durable; systems that cannot open folders do so by themselves."""
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as fault:
        if fault.errno not in UNSUPPORTED:
            raise
    finally:
        os.close(opened)


def _part(path: Path, content: bytes, *, private: bool) -> Path:
    part = path.with_name(f".{path.name[:60]}.{secrets.token_hex(4)}.part")
    mode = 0o600 if private else 0o666
    opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(opened, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _place(part: Path, path: Path) -> None:
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(str(path)) from None
        part.rename(path)
