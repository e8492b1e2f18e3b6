"""Pages of originals as pictures: the untrusted file is opened in a guarded process and never leaves it as a file."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from blind.redact.frames import BrokenPipe, receive, send
from expertpool.errors import ExitCode, Refusal

_ROOT = str(Path(__file__).resolve().parents[2])
_CHILD = (
    f"import sys; sys.path.insert(0, {_ROOT!r}); from expertpool.intake.drawing_child import main; "
    "sys.dont_write_bytecode = True; from blind.guard import close_in; close_in(); main()"
)
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_TO_START, _TO_DRAW = 120.0, 120.0
_JPEG = b"\xff\xd8\xff"


class Drawer:
    """One guarded process that draws pages, one at a time; it is started when needed and renewed after a failure."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[tuple[dict[str, Any], bytes] | None] = queue.Queue()

    def draw(
        self, name: str, data: bytes, page: int, *, like: tuple[int, int, bytes], environment: Mapping[str, str]
    ) -> bytes:
        """A page of a file as JPEG, upright like the packet's page: its width, height and small picture.

        Raises Refusal where it cannot be drawn.
        """
        width, height, small = like
        head = {"name": name, "page": page, "width": width, "height": height, "small": small.hex()}
        with self._turn:
            try:
                said, picture = self._asked(head, data, environment)
            except BrokenPipe:
                self._stop()
                raise Refusal("intake.not_drawn", exit_code=ExitCode.HELD_BACK, why="worker-died") from None
        if said.get("code") or not picture.startswith(_JPEG):
            why = str(said.get("code") or "no-picture")[:60]
            raise Refusal("intake.not_drawn", exit_code=ExitCode.HELD_BACK, why=why)
        return picture

    def _asked(
        self, head: Mapping[str, object], data: bytes, environment: Mapping[str, str]
    ) -> tuple[dict[str, Any], bytes]:
        process = self._ready(environment)
        if process.stdin is None:
            raise BrokenPipe("closed")
        writer = threading.Thread(target=_write, args=(process.stdin, head, data), daemon=True)
        writer.start()
        return self._next(_TO_DRAW)

    def _next(self, seconds: float) -> tuple[dict[str, Any], bytes]:
        try:
            message = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise BrokenPipe("too slow") from None
        if message is None:
            raise BrokenPipe("end")
        return message

    def _ready(self, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._answers = queue.Queue()
            self._process = subprocess.Popen(  # noqa: S603  # this interpreter with a fixed line of code, isolated
                [sys.executable, "-I", "-c", _CHILD],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**_ONE_THREAD, **environment},
                cwd=_ROOT,
            )
            threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
            self._next(_TO_START)
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def stop(self) -> None:
        """End the process, if there is one."""
        with self._turn:
            self._stop()


DRAWER = Drawer()
"""The one of this server; its process ends with the server's."""


def _write(pipe: Any, head: Mapping[str, object], data: bytes) -> None:
    try:
        send(pipe, head, data)
    except BrokenPipe:
        return


def _listen(process: subprocess.Popen[bytes], answers: queue.Queue[tuple[dict[str, Any], bytes] | None]) -> None:
    try:
        while process.stdout is not None:
            answers.put(receive(process.stdout))  # type: ignore[arg-type]  # a pipe is a binary stream
    except (BrokenPipe, ValueError):
        answers.put(None)
