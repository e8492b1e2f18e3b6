"""The worker's side of the pipe: inside its walls it blinds one file after another until the pipe ends."""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, BinaryIO

import cv2

from blind import guard
from blind.identity import Identity
from blind.redact.blinding import blind_here
from blind.redact.frames import BrokenPipe, receive, send
from blind.redact.hit import Level
from blind.redact.outcome import Blinded
from blind.redact.page import Doubt
from blind.redact.sight import open_reader
from blind.redact.wire import decision_in, pack

_START_SECONDS, _PAGE_SECONDS = 180, 60
_DRAW_SECONDS = 30
"""Of processor time, for a file to draw one page."""


def main(walls: tuple[str, ...]) -> None:
    """Serve files from standard input to standard output; ``walls`` names those that already stand."""
    source, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    cv2.setNumThreads(1)
    os.dup2(2, 1)  # whatever a library prints must not get between messages
    try:
        send(out, {"walls": list(walls)})
        while True:
            head, data = receive(source)
            send(out, {"done": True}, _served(head, data, out))
    except BrokenPipe:
        sys.exit(0)


def _served(head: dict[str, Any], data: bytes, out: BinaryIO) -> bytes:
    """A packed result for one request; a fault of any kind becomes one that is held."""
    pages = 0

    def beat() -> None:
        nonlocal pages
        pages += 1
        guard.processor_time(_START_SECONDS + _PAGE_SECONDS * (1 + pages // 4))
        send(out, {"page": pages})

    def drawing(page: int) -> None:
        guard.processor_time(_DRAW_SECONDS if page else _START_SECONDS + _PAGE_SECONDS * (1 + pages // 4))
        send(out, {"drawing": page})

    guard.processor_time(_START_SECONDS)
    name, digest = str(head["name"]), hashlib.sha256(data).hexdigest()
    try:
        return pack(_blinded(head, data, beat, drawing))
    except BrokenPipe:
        raise
    except MemoryError:
        doubt = Doubt(code="out-of-memory", page=0, facts={"file": name})
    except Exception as fault:  # decoders raise anything on hostile files; the run goes on
        where = traceback.extract_tb(fault.__traceback__)[-1]
        facts = {"file": name, "fault": type(fault).__name__, "at": f"{PurePath(where.filename).name}:{where.lineno}"}
        doubt = Doubt(code="not-processed", page=0, facts=facts)
    return pack(Blinded(name=name, digest=digest, held=(doubt,)))


def _blinded(head: dict[str, Any], data: bytes, beat: Callable[[], None], drawing: Callable[[int], None]) -> Blinded:
    return blind_here(
        data,
        name=str(head["name"]),
        identity=Identity(**head["identity"]),
        level=Level(head["level"]),
        decisions=[decision_in(item) for item in head["decisions"]],
        reader=open_reader(),
        beat=beat,
        drawing=drawing,
    )
