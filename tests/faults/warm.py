"""A process that has everything imported and makes servers by forking: one line asks for one, one line names it."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from expertpool.__main__ import main
from expertpool.commands import circumstances

NEEDED = (
    "web.serve",
    "expertpool.commands.ceremony",
    "expertpool.commands.ceremony_office",
    "expertpool.commands.conduct",
    "expertpool.commands.report",
    "expertpool.actions.issue_report",
    "expertpool.documents.papers.forms",
    "expertpool.reporting.made_paper",
    "expertpool.reporting.sealed_files",
    "expertpool.packets.engine",
    "alembic.command",
    "solver.lottery",
)
"""What requests import late. A server that starts cold takes five seconds of processor time; a forked one a tenth."""


def _serve(asked: dict[str, Any]) -> int:
    """This process as ``expertpool serve``; ``clock``: a file with the seconds by which its clock is ahead."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for stream, descriptor in ((asked["errors"], 2), (os.devnull, 1), (os.devnull, 0)):
        os.dup2(os.open(stream, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), descriptor)
    os.environ.update(asked["variables"])
    if asked.get("largest_file"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["largest_file"], resource.RLIM_INFINITY))
    if asked.get("clock"):
        circumstances.clock = lambda: datetime.now(UTC) + _ahead(Path(asked["clock"]))
    return main(["serve", *asked["words"]])


def _ahead(file: Path) -> timedelta:
    with contextlib.suppress(OSError, ValueError):
        return timedelta(seconds=float(file.read_text(encoding="utf-8")))
    return timedelta(0)


def forking() -> None:
    """Until the one who asks goes away."""
    for name in NEEDED:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            code = 70
            try:
                code = _serve(json.loads(line))
            finally:
                os._exit(code)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    forking()
