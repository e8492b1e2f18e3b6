"""Standard output and error as they may really be: of another encoding, full, left by their reader, or not there."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console as Terminal

WIDTH = 140


class Screen(Terminal):
    """A terminal whose reader may go: the work goes on, and is not told to nobody."""

    def on_broken_pipe(self) -> None:
        """Say nothing more, and let what is still in the stream go nowhere."""
        self.quiet = True
        let_go(self.file)


def screen(*, stderr: bool) -> Screen:
    """The terminal, or lines of ``WIDTH`` where output goes to a file."""
    found = Screen(stderr=stderr, highlight=False, soft_wrap=True)
    return found if found.is_terminal else Screen(stderr=stderr, highlight=False, soft_wrap=True, width=WIDTH)


def steady_streams() -> None:
    """Once for the process: what an encoding lacks becomes an escape; a closed stream takes words and drops them."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # it stays open until the process ends
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def write_whole_text(text: str) -> None:
    """Everything to standard output now; a reader that has gone is no error. Raises OSError where it cannot go."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        let_go(sys.stdout)


def speaks_unicode(stream: TextIO) -> bool:
    """Whether every character can be written to it as it is."""
    return (stream.encoding or "utf-8").lower().replace("-", "").startswith("utf")


def let_go(stream: Any) -> None:
    """Point the stream at nothing, so that the end of the process does not stumble over what it still holds."""
    try:
        number = stream.fileno()
    except (AttributeError, OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
