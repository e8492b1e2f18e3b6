"""The job's own process: it hears from its worker what to do, does it, tells its steps, and ends with its worker."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from expertpool.commands.console import Console
from expertpool.errors import Refusal
from expertpool.jobs.at_work import AtWork, Ended, How, function_at
from expertpool.jobs.folder import SAID, JobFolder
from expertpool.settings import Settings
from expertpool.words import Language

Main = Callable[[list[str]], int]


class _Line:
    """What is said to the worker: one message a line."""

    def __init__(self, descriptor: int) -> None:
        self._pipe = os.fdopen(descriptor, "wb")
        self._turn = threading.Lock()

    def say(self, **message: Any) -> None:
        """One message; nobody hears it where the worker is gone."""
        with self._turn:
            try:
                self._pipe.write(json.dumps(message, default=str).encode() + b"\n")
                self._pipe.flush()
            except OSError:
                _end_all()

    def told(self, step: int, total: int) -> None:
        """How far the work is."""
        self.say(step=step, total=total)


def serve(main: Main) -> int:
    """Do the one job that standard input names; ``main`` runs a command line of this program."""
    asked, line = os.dup(0), _Line(os.dup(1))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)  # whatever prints must not get between messages
    order = _order(asked)
    threading.Thread(target=_end_with, args=(asked,), daemon=True).start()
    ended = _done(order, _work(order, line), main, line)
    line.say(how=ended.how.value, content=dict(ended.content))
    return 0


def _order(descriptor: int) -> dict[str, Any]:
    whole = b""
    while not whole.endswith(b"\n"):
        part = os.read(descriptor, 1 << 16)
        if not part:
            _end_all()
        whole += part
    order: dict[str, Any] = json.loads(whole)
    return order


def _end_with(descriptor: int) -> None:
    """When the pipe ends the worker is gone, or wants no more: the work ends, and whatever it began."""
    while os.read(descriptor, 1):
        pass
    _end_all()


def _end_all() -> None:
    if os.name == "posix" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _work(order: dict[str, Any], line: _Line) -> AtWork:
    return AtWork(
        settings=Settings.read(home=Path(order["home"])),
        number=order["number"],
        attempt=order["attempt"],
        arguments=order["arguments"],
        by=order["by"],
        at=datetime.fromisoformat(order["at"]),
        language=Language(order["language"]),
        told=line.told,
        secret=order["secret"],
    )


def _done(order: dict[str, Any], work: AtWork, main: Main, line: _Line) -> Ended:
    try:
        if order["command"]:
            return _commanded(function_at(order["work"])(work), work, main, line)
        return Ended(How.DONE, function_at(order["work"])(work) or {})
    except Refusal as refusal:
        return Ended(How.REFUSED, {"error": refusal.as_dict(work.language)})
    except Exception:
        traceback.print_exc()
        return Ended(How.BUG)


def _commanded(arguments: list[str], work: AtWork, main: Main, line: _Line) -> Ended:
    """Run a command of this program with its answer kept as JSON, its progress told to the worker."""
    Console.listeners.append(line.told)
    folder = JobFolder.of(work.settings, work.number)
    with _private(folder.path / SAID) as said:
        kept = os.dup(1)
        os.dup2(said.fileno(), 1)
        try:
            main([*arguments, "--json", f"--home={work.settings.home}", f"--lang={work.language.value}"])
        finally:
            sys.stdout.flush()
            os.dup2(kept, 1)
            os.close(kept)
    content = folder.said()
    if not content:
        return Ended(How.BUG)
    return Ended(How.REFUSED if "error" in content else How.DONE, content)


def _private(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
