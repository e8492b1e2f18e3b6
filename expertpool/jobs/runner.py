"""Where an attempt is made: in a process of its own, so that nothing it does can take the server with it."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from expertpool.errors import Refusal
from expertpool.jobs.at_work import AtWork, Ended, How, Stopped, function_at
from expertpool.jobs.folder import LOG, JobFolder
from expertpool.jobs.kinds import Kind, work_of
from expertpool.settings import child_variables

LOGGER = logging.getLogger("expertpool.jobs")
_ROOT = str(Path(__file__).resolve().parents[2])
_RUN = (
    f"import sys; sys.path.insert(0, {_ROOT!r}); from expertpool.commands.job_child import serve; "
    "from expertpool.__main__ import main; sys.exit(serve(main))"
)
LOOK_EVERY = 0.5
"""Seconds between two looks at whether the work is still wanted."""
TO_END = 10.0
"""Seconds that a process has to end when it is told to."""

Look = Callable[[], How | None]
"""Asked again and again while the work goes on; gives the reason where it is to end."""


class Runner(Protocol):
    """Makes one attempt and says how it ended. ``lock``: the job's, which the work has for as long as it lives."""

    def run(self, kind: Kind, work: AtWork, *, lock: int, look: Look) -> Ended:
        """Until the end."""


@dataclass(frozen=True)
class InChild:
    """A process a job; it ends with the worker that began it, and the worker sees when it ends."""

    def run(self, kind: Kind, work: AtWork, *, lock: int, look: Look) -> Ended:
        """Start it, hear it, stop it where it is no longer wanted."""
        folder = JobFolder.of(work.settings, work.number)
        with _log(folder) as log:
            process = _started(work, folder, lock=lock, log=log)
            try:
                return _heard(process, _order(kind, work), work, look)
            finally:
                _stop(process)


@dataclass(frozen=True)
class InThread:
    """The same functions in the worker's own thread, for work that is short and trusted; commands get a process."""

    def run(self, kind: Kind, work: AtWork, *, lock: int, look: Look) -> Ended:
        """Do the work here."""
        if kind.command:
            return InChild().run(kind, work, lock=lock, look=look)
        try:
            return Ended(How.DONE, function_at(work_of(kind))(work) or {})
        except Refusal as refusal:
            return Ended(How.REFUSED, {"error": refusal.as_dict(work.language)})
        except Stopped as stopped:
            return Ended(stopped.how)
        except Exception:
            LOGGER.exception("job %d of kind %s ended in a bug", work.number, kind.name)
            return Ended(How.BUG)


def _order(kind: Kind, work: AtWork) -> bytes:
    order = {
        "work": work_of(kind),
        "command": kind.command,
        "number": work.number,
        "attempt": work.attempt,
        "arguments": dict(work.arguments),
        "by": work.by,
        "at": work.at.isoformat(),
        "language": work.language.value,
        "secret": work.secret,
        "home": str(work.settings.home),
    }
    return json.dumps(order).encode() + b"\n"


def _started(work: AtWork, folder: JobFolder, *, lock: int, log: Any) -> subprocess.Popen[bytes]:
    given: dict[str, Any] = {"pass_fds": (lock,), "start_new_session": True} if os.name == "posix" else {}
    return subprocess.Popen(  # noqa: S603  # this interpreter with this program's own code
        [sys.executable, "-c", _RUN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        env=child_variables(work.settings),
        cwd=folder.path,
        **given,
    )


def _heard(process: subprocess.Popen[bytes], order: bytes, work: AtWork, look: Look) -> Ended:
    """Hand the order over and follow what is said; the pipe stays open, and its end tells the process to end."""
    said: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(process.stdout, said), daemon=True).start()
    _hand_over(process, order)
    while True:
        try:
            message = said.get(timeout=LOOK_EVERY)
        except queue.Empty:
            message = {}
        if message is None:
            return Ended(How.DIED)
        if "how" in message:
            return Ended(How(message["how"]), message.get("content") or {})
        reason = _told(work, message) or look()
        if reason is not None:
            return Ended(reason)


def _told(work: AtWork, message: dict[str, Any]) -> How | None:
    """Pass a step on; the reason where the work is to end."""
    try:
        if "step" in message:
            work.told(int(message["step"]), int(message["total"]))
    except Stopped as stopped:
        return stopped.how
    return None


def _hand_over(process: subprocess.Popen[bytes], order: bytes) -> None:
    if process.stdin is not None:
        try:
            process.stdin.write(order)
            process.stdin.flush()
        except OSError:
            LOGGER.warning("a job's process ended before it was told what to do")


def _listen(pipe: IO[bytes] | None, said: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    try:
        for line in pipe or ():
            said.put(json.loads(line))
    except ValueError:
        LOGGER.warning("a job's process said something that is no message")
    said.put(None)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it began."""
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
    try:
        process.wait(TO_END if process.poll() is None else None)
    except subprocess.TimeoutExpired:
        _kill(process)
        process.wait()
    _kill(process)
    if process.stdout is not None:
        process.stdout.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    try:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass


def _log(folder: JobFolder) -> Any:
    return os.fdopen(os.open(folder.path / LOG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
