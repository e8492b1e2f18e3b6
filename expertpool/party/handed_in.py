"""Files that a party is handed: read whole, or refused with the path and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from expertpool.errors import Refusal, Where


def content_of(path: Path) -> bytes:
    """The file's bytes. Raises Refusal where there is no such file, a folder, or no permission."""
    where = Where(file=str(path))
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refusal("common.file_missing", where=where, path=str(path)) from None
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise Refusal("rules.file_unreadable", where=where, path=str(path), reason=reason) from None


def text_of(path: Path) -> str:
    """The file's text, UTF-8 with or without the mark some editors put in front. Raises Refusal."""
    try:
        return content_of(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("rules.file_not_utf8", where=Where(file=str(path)), encoding="?") from None
