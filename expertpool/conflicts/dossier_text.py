"""What the original dossiers say, page by page and line by line: read in a guarded process, kept by content."""

from __future__ import annotations

import hashlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blind.redact.frames import BrokenPipe, receive, send
from expertpool.packets.dossiers import Dossier
from expertpool.whole_file import make_folders, write_whole

_ROOT = str(Path(__file__).resolve().parents[2])
_CHILD = (
    f"import sys; sys.path.insert(0, {_ROOT!r}); from blind.guard import close_in; close_in(); "
    "from expertpool.conflicts.reading_child import main; main()"
)
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_PATIENCE = 300.0
VERSION = "1"
"""Part of the name under which lines are kept: readings of another release are not used."""


@dataclass(frozen=True)
class FileText:
    """One file: its path inside the dossier, the lines of each page, and what of it could not be read."""

    shown: str
    pages: tuple[tuple[str, ...], ...]
    unread: tuple[str, ...] = ()


class GuardedReader:
    """One guarded process that reads files; a context manager. What makes it fall over counts as not read."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[tuple[dict[str, Any], bytes] | None] = queue.Queue()

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
        process = self._ready()
        if process.stdin is None:
            raise BrokenPipe("closed")
        send(process.stdin, {"name": name}, data)  # type: ignore[arg-type]  # a pipe is a binary stream
        while True:
            head, body = self._next()
            if head.get("done") is True:
                return body

    def _next(self) -> tuple[dict[str, Any], bytes]:
        try:
            message = self._answers.get(timeout=_PATIENCE)
        except queue.Empty:
            raise BrokenPipe("too slow") from None
        if message is None:
            raise BrokenPipe("end")
        return message

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._answers = queue.Queue()
            self._process = subprocess.Popen(  # noqa: S603  # this interpreter with a fixed line of code, isolated
                [sys.executable, "-I", "-c", _CHILD],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**_ONE_THREAD, **self._environment},
                cwd=_ROOT,
            )
            threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
            self._next()
        return self._process

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


def _listen(process: subprocess.Popen[bytes], answers: queue.Queue[tuple[dict[str, Any], bytes] | None]) -> None:
    try:
        while process.stdout is not None:
            answers.put(receive(process.stdout))  # type: ignore[arg-type]  # a pipe is a binary stream
    except (BrokenPipe, ValueError):
        answers.put(None)


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
