"""A guarded process: this interpreter with a fixed line of code, isolated, asked and heard through its pipes alone."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import Any

from blind.redact.frames import BrokenPipe, receive, send

Message = tuple[dict[str, Any], bytes]

_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""Processes stand side by side; a process's libraries would take each other's turns."""


class TooSlow(BrokenPipe):
    """The process said nothing for longer than it was given."""


class GuardedProcess:
    """What asks such a process builds on this: it starts the process, says what is wanted, hears answers, and stops it.

    ``environment``: the only variables that the process gets, besides those that keep it to one thread.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[Message | None] = queue.Queue()

    @property
    def _alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _start(self, code: str, *, root: str) -> None:
        """Run the line of code in a new process that works in the folder ``root``; one there was is ended."""
        GuardedProcess.stop(self)
        self._answers = queue.Queue()
        process = subprocess.Popen(  # noqa: S603  # this interpreter with a fixed line of code, isolated
            [sys.executable, "-I", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**_ONE_THREAD, **self._environment},
            cwd=root,
        )
        self._process = process
        threading.Thread(target=_listen, args=(process, self._answers), daemon=True).start()

    def _say(self, head: Mapping[str, object], data: bytes) -> None:
        """Hand a request over, in a thread beside: an answer may come before all of it was read."""
        process = self._process
        if process is None or process.stdin is None:
            raise BrokenPipe("closed")
        threading.Thread(target=_write, args=(process.stdin, head, data), daemon=True).start()

    def _hear(self, seconds: float) -> Message:
        """The next message. Raises TooSlow, and BrokenPipe where the process has ended or speaks otherwise."""
        try:
            message = self._answers.get(timeout=max(seconds, 0.01))
        except queue.Empty as fault:
            raise TooSlow("too slow") from fault
        if message is None:
            raise BrokenPipe("end")
        return message

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _write(pipe: Any, head: Mapping[str, object], data: bytes) -> None:
    with contextlib.suppress(BrokenPipe):
        send(pipe, head, data)


def _listen(process: subprocess.Popen[bytes], answers: queue.Queue[Message | None]) -> None:
    try:
        while process.stdout is not None:
            answers.put(receive(process.stdout))  # type: ignore[arg-type]  # a pipe is a binary stream
    except (BrokenPipe, ValueError):
        answers.put(None)
