"""A lock on an open file, on every system: it is free again when its holder ends, however that ends."""

from __future__ import annotations

import os

_FAR = 1 << 30
"""Where Windows locks a byte of a file that others may go on reading."""


def take_lock(descriptor: int) -> None:
    """Take the lock at once. Raises OSError where another process holds it."""
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415  # exists on Windows alone

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # on Windows alone
        return
    import fcntl  # noqa: PLC0415  # exists everywhere but on Windows

    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def wait_for_lock(descriptor: int) -> None:
    """Take the lock once whoever holds it, here or in another process, is done; for what takes moments."""
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415  # exists on Windows alone

        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]  # on Windows alone
        os.lseek(descriptor, 0, os.SEEK_SET)
        return
    import fcntl  # noqa: PLC0415  # exists everywhere but on Windows

    fcntl.flock(descriptor, fcntl.LOCK_EX)
