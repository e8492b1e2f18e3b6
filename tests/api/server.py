"""Servers of halls for tests: the real application on a port of its own, and one that answers as a test says."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from fastapi import FastAPI

from api.app import make_app
from api.wiring import Wiring
from expertpool.party.halls import Halls
from expertpool.settings import Settings
from expertpool.words import Language
from tests.api.running import Running

FREE: Final[list[FastAPI]] = []
"""Applications that no server runs just now: making one takes longer than most tests."""


class Server:
    """The application over a folder of halls, in a thread; the address stays the same when it is started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self.start()

    def start(self) -> None:
        wiring = Wiring(Halls(self.folder), Language.EN, settings=Settings.embedded(self.folder.parent))
        self.app: FastAPI | None = FREE.pop() if FREE else make_app(wiring)
        self.app.state.wiring = wiring
        self.running = Running(self.app, self.port)
        self.port = self.running.port

    def stop(self) -> None:
        self.running.stop()
        if self.app is not None:
            FREE.append(self.app)
        self.app = None

    @property
    def address(self) -> str:
        return self.running.address

    def hall(self, name: str) -> str:
        return f"{self.address}/hall/{name}"

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class Liar:
    """A server that answers every request as ``answer(handler, body)`` does."""

    def __init__(self, answer: Callable[[BaseHTTPRequestHandler, bytes], None]) -> None:
        class Handler(BaseHTTPRequestHandler):
            def handle_any(self) -> None:
                answer(self, self.rfile.read(int(self.headers.get("Content-Length") or 0)))

            do_GET = do_PUT = handle_any

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def hall(self, name: str) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/hall/{name}"

    def __enter__(self) -> Liar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, **heads: str) -> None:
    """One whole answer."""
    handler.send_response(status)
    for name, value in heads.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
