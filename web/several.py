"""Further processes that answer at the server's address: one processor is not enough for hundreds who save at once."""

from __future__ import annotations

import multiprocessing
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import uvicorn

from api.counts import Place
from api.log_lines import logging_to
from api.wiring import Wiring
from expertpool.party.halls import FOLDER, Halls
from expertpool.settings import Settings
from expertpool.words import Language
from web.app import make_site
from web.first_process import asked_at

SHARING = sys.platform == "linux" and hasattr(socket, "SO_REUSEPORT")
"""Whether the system deals an address's connections out to several processes; elsewhere one would get nearly all."""

GRACE = 20.0
"""Seconds that a process has to end its answers when the server stops."""

REST = 1.0
"""Seconds before a process that ended by itself is begun again."""


@dataclass(frozen=True)
class Share:
    """What a further process has to know.

    ``number``: its own among the server's processes; ``common``: where it asks for what they hold in common;
    ``uvicorn``: the server's settings; ``log`` None: to standard error.
    """

    number: int
    common: str
    place: tuple[str, int]
    settings: Settings
    language: Language
    secure: bool
    proxied: bool
    uvicorn: dict[str, Any]
    log: Path | None


def answer_too(share: Share) -> None:
    """Answer at the address until told to end, or until the process that began this one is gone."""
    from web.serve import listening  # noqa: PLC0415  # that module begins this process and imports this one

    halls = Halls(share.settings.home / FOLDER)
    common = asked_at(share.common)
    given: dict[str, Any] = {"secure": share.secure, "proxied": share.proxied}
    place = Place(common.gathered, share.number)
    wiring = Wiring(halls, share.language, settings=share.settings, place=place, **given)
    with listening(*share.place, shared=True) as listener, logging_to(share.log):
        server = uvicorn.Server(uvicorn.Config(make_site(wiring, common.unlocked), **share.uvicorn))
        threading.Thread(target=_end_with_parent, args=(server,), daemon=True).start()
        server.run(sockets=[listener])


def _end_with_parent(server: uvicorn.Server) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        server.should_exit = True


@contextmanager
def helped(shares: list[Share]) -> Iterator[None]:
    """With a process for each share, begun again should it end by itself, until the context ends."""
    over = threading.Event()
    running = {at: _begun(share) for at, share in enumerate(shares)}
    watch = threading.Thread(target=_keep, args=(shares, running, over), daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        for one in running.values():
            one.terminate()
        watch.join(GRACE)
        for one in running.values():
            one.join(GRACE)


def _begun(share: Share) -> BaseProcess:
    process = multiprocessing.get_context("spawn").Process(target=answer_too, args=(share,), daemon=True)
    process.start()
    return process


def _keep(shares: list[Share], running: dict[int, BaseProcess], over: threading.Event) -> None:
    """Begin again whoever ended, as long as the server runs."""
    while running and not over.is_set():
        wait([one.sentinel for one in running.values()], timeout=REST)
        ended = [at for at, one in running.items() if not one.is_alive()]
        if ended and not over.wait(REST):
            running |= {at: _begun(shares[at]) for at in ended}
