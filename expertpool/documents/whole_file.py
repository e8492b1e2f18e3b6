"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes, *, like: Path | None = None) -> None:
    """Put ``content`` at ``path`` in one step; what stood there before stays until then.

    The file gets the permissions of ``like`` where that is given, so that a copy is no more public than its original.
    Raises OSError with the target's name, leaving nothing behind.
    """
    try:
        number, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=".tmp", dir=path.parent)
    except OSError as failure:
        raise OSError(failure.errno, failure.strerror, str(path)) from failure
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if like is None:
            Path(name).chmod(0o666 & ~_umask())
        else:
            shutil.copymode(like, name)
        Path(name).replace(path)
    except OSError as failure:
        Path(name).unlink(missing_ok=True)
        raise OSError(failure.errno, failure.strerror, str(path)) from failure
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The process's mask for new files; reading it means setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
