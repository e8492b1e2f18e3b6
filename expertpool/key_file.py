"""A secret in a file of its own: one line of hex, for its owner alone, written whole or not at all."""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from pathlib import Path

from expertpool.errors import Refusal

KEY_BYTES = 32


def read_key(path: Path, *, malformed: str, readable: str | None) -> bytes | None:
    """The 32 bytes; None where there is no file yet.

    Refuses with the code ``malformed`` a file that is no key, and, where ``readable`` is a code, with that one a file
    that other accounts could read.
    """
    text = read_line(path, malformed=malformed, readable=readable)
    if text is None:
        return None
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise Refusal(malformed, path=str(path))
    return key


def read_line(path: Path, *, malformed: str, readable: str | None) -> str | None:
    """The one line of a key file, whatever it says; None and refusals as for ``read_key``."""
    try:
        text = path.read_text(encoding="ascii").strip()
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise Refusal(malformed, path=str(path)) from None
    if readable is not None and sys.platform != "win32" and mode & 0o077:
        raise Refusal(readable, path=str(path))
    return text


def create_key(path: Path) -> None:
    """Write a new key (mode 0600), unless another process was faster."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_hex(KEY_BYTES) + "\n")
            out.flush()
            os.fsync(out.fileno())
        _publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _publish(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:
        if path.exists():
            return
        draft.replace(path)  # file systems without hard links
