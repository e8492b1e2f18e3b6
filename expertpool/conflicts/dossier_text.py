"""What the original dossiers say, page by page and line by line: read in a guarded process, kept by content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from blind.redact.frames import BrokenPipe
from blind.redact.guarded import GuardedProcess
from expertpool.packets.dossiers import Dossier
from expertpool.whole_file import make_folders, write_whole

_ROOT = str(Path(__file__).resolve().parents[2])
_CHILD = (
    f"import sys; sys.path.insert(0, {_ROOT!r}); from blind.guard import close_in; close_in(); "
    "from expertpool.conflicts.reading_child import main; main()"
)
_PATIENCE = 300.0
VERSION = "1"
"""Part of the name under which lines are kept: readings of another release are not used."""


@dataclass(frozen=True)
class FileText:
    """One file: its path inside the dossier, the lines of each page, and what of it could not be read."""

    shown: str
    pages: tuple[tuple[str, ...], ...]
    unread: tuple[str, ...] = ()


class GuardedReader(GuardedProcess):
    """One guarded process that reads files; a context manager. What makes it fall over counts as not read."""

    def __enter__(self) -> GuardedReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def read(self, name: str, data: bytes) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """The pages of a file as lines, and what was not read."""
        try:
            said = json.loads(self._asked(name, data))
            return tuple(tuple(map(str, page)) for page in said["pages"]), tuple(map(str, said["unread"]))
        except (BrokenPipe, ValueError, KeyError, TypeError):
            self.stop()
            return (), (f"{name}: worker-died",)

    def _asked(self, name: str, data: bytes) -> bytes:
        if not self._alive:
            self._start(_CHILD, root=_ROOT)
            self._hear(_PATIENCE)
        self._say({"name": name}, data)
        while True:
            head, body = self._hear(_PATIENCE)
            if head.get("done") is True:
                return body


def read_dossiers(
    dossiers: Sequence[Dossier],
    cache: Path,
    reader: GuardedReader,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> dict[str, tuple[FileText, ...]]:
    """The text of every file by application key; what was read before from ``cache``. Raises OSError."""
    total = sum(len(dossier.files) for dossier in dossiers)
    done = 0
    found: dict[str, tuple[FileText, ...]] = {}
    make_folders(cache)
    for dossier in dossiers:
        texts = []
        for file in dossier.files:
            data = file.path.read_bytes()
            texts.append(_text(file.shown, file.path.name, data, cache, reader))
            done += 1
            progress(done, total)
        found[dossier.identity.key] = tuple(texts)
    return found


def _text(shown: str, name: str, data: bytes, cache: Path, reader: GuardedReader) -> FileText:
    digest = hashlib.sha256(VERSION.encode() + Path(name).suffix.lower().encode() + b"\0" + data).hexdigest()
    kept = cache / f"{digest}.json"
    if kept.exists():
        said = json.loads(kept.read_text(encoding="utf-8"))
        return FileText(shown, tuple(map(tuple, said["pages"])), tuple(said["unread"]))
    pages, unread = reader.read(name, data)
    if not unread:
        content = json.dumps({"pages": pages, "unread": unread}, ensure_ascii=False)
        write_whole(kept, content.encode(), private=True)
    return FileText(shown, pages, unread)
