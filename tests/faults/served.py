"""An installation whose server is a process of its own: started, killed without warning, started again at its port."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from expertpool.__main__ import main
from expertpool.actions.sign_in import begin_stay
from expertpool.db import open_session
from expertpool.queries.accounts import account_named
from expertpool.settings import Settings, child_variables

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120
File = tuple[str, bytes]


class Broken(Exception):
    """The server went away, or its database did, before it had answered: nobody knows yet whether the act was done."""


@dataclass(frozen=True)
class Answer:
    """Status, headers with small names, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


class Warm:
    """The process from which servers are forked."""

    def __init__(self) -> None:
        few = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.warm"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=os.environ | few,
            text=True,
        )
        assert self._line() == "ready"

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def fork(self, asked: Mapping[str, Any]) -> int:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return int(self._line())

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(30)


def free_port() -> int:
    """A port below those that the system gives to clients, one of which might take it while the server is down."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as found, contextlib.suppress(OSError):
            found.bind(("127.0.0.1", port))
            return port


@dataclass
class Installation:
    """One home, one database, one server at a time."""

    settings: Settings
    warm: Warm
    port: int = field(default_factory=free_port)
    options: dict[str, Any] = field(default_factory=dict)
    pid: int = 0

    @property
    def errors(self) -> Path:
        """What the server has written to standard error, over all its lives."""
        return self.settings.home.with_name(f"{self.settings.home.name}.errors")

    @property
    def clock_file(self) -> Path:
        """The seconds by which the server's clock is ahead of the machine's, where it is told to read them."""
        return self.settings.home.with_name(f"{self.settings.home.name}.clock")

    def now(self) -> datetime:
        """What the server's clock says."""
        ahead = float(self.clock_file.read_text(encoding="utf-8")) if self.clock_file.exists() else 0.0
        return (datetime.now(UTC) + timedelta(seconds=ahead)).astimezone()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> Installation:
        words = ["--home", str(self.settings.home), "--host", "127.0.0.1", "--port", str(self.port)]
        variables = {name: value for name, value in child_variables(self.settings).items() if "EXPERTPOOL" in name}
        asked = {"words": words, "variables": variables, "errors": str(self.errors), **self.options}
        self.pid = self.warm.fork(asked)
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert time.monotonic() < until, self.errors.read_text(encoding="utf-8")[-2000:]
            if not self.alive:
                said = self.errors.read_text(encoding="utf-8")[-2000:]
                assert "Address already in use" in said, said
                time.sleep(0.5)  # a child that was being made when the server was killed holds the port for a moment
                self.pid = self.warm.fork(asked)
            time.sleep(0.02)
        return self

    def answers(self) -> bool:
        with contextlib.suppress(Broken):
            return Browser(self, patience=PATIENCE).ask("GET", "/static/desk.css").status == 200
        return False

    @property
    def alive(self) -> bool:
        with contextlib.suppress(OSError):
            return Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
        return False

    def kill(self) -> None:
        """At once, with no chance to finish anything."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        until = time.monotonic() + 10
        while self.alive and time.monotonic() < until:
            time.sleep(0.005)

    def workers(self) -> list[int]:
        """Processes of this installation beside its server."""
        found = []
        for place in Path("/proc").iterdir():
            if place.name.isdigit() and int(place.name) not in (self.pid, os.getpid()):
                with contextlib.suppress(OSError):
                    if f"--home={self.settings.home}".encode() in (place / "cmdline").read_bytes().split(b"\0"):
                        found.append(int(place.name))
        return found

    def clear(self) -> None:
        """Nothing of it runs any more."""
        self.kill()
        for worker in self.workers():
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)

    def browser(self, account: str | None = None) -> Browser:
        """A browser on which that account is signed in; None: nobody."""
        found = Browser(self)
        if account is not None:
            with open_session(self.settings) as session:
                row = account_named(session, account)
                assert row is not None
                found.cookie = begin_stay(session, row, at=self.now(), device="faults", weaker=True)
                session.commit()
        return found

    def verify(self) -> dict[str, Any]:
        """What ``expertpool ledger verify`` says, and that it ends with 0."""
        told = io.StringIO()
        before = {name: os.environ.get(name) for name in ("EXPERTPOOL_DATABASE_URL",)}
        os.environ["EXPERTPOOL_DATABASE_URL"] = self.settings.database_url
        try:
            with contextlib.redirect_stdout(told), contextlib.redirect_stderr(io.StringIO()):
                code = main(["ledger", "verify", "--json", "--home", str(self.settings.home)])
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})
        assert code == 0, told.getvalue()
        found: dict[str, Any] = json.loads(told.getvalue())
        return found


@dataclass
class Browser:
    """Sends one request a connection; ``address``: the loopback address it comes from: tries are counted by it."""

    at: Installation
    cookie: str = ""
    address: str = "127.0.0.1"
    patience: float = 60

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """Raises Broken where no whole answer came."""
        given = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "zh"}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie:
            given["Cookie"] = f"expertpool={self.cookie}"
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.at.port, timeout=self.patience, source_address=(self.address, 0)
        )
        try:
            connection.request(method, path, body, given)
            answer = connection.getresponse()
            data = answer.read()
            if answer.status >= 500:
                raise Broken(f"{answer.status} {data.decode('utf-8', 'replace')}")
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, data)
        except (OSError, http.client.HTTPException) as fault:
            raise Broken(repr(fault)) from None
        finally:
            connection.close()

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, data: Mapping[str, str] | None = None, *, once: str = "", **headers: str) -> Answer:
        """A form; ``once``: its key, as the pages' forms carry one."""
        given = {"Content_Type": "application/x-www-form-urlencoded", **headers}
        return self.ask("POST", path + (f"?once={once}" if once else ""), urlencode(data or {}).encode(), **given)

    def send(
        self,
        path: str,
        data: Mapping[str, str] | None = None,
        files: Sequence[tuple[str, File]] = (),
        *,
        once: str = "",
    ) -> Answer:
        """A form with files."""
        mark = secrets.token_hex(12)
        body = multipart(mark, data or {}, files)
        path += f"?once={once}" if once else ""
        return self.ask("POST", path, body, Content_Type=f"multipart/form-data; boundary={mark}")


def multipart(mark: str, data: Mapping[str, str], files: Sequence[tuple[str, File]]) -> bytes:
    """The body of such a form."""
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in data.items()
    ]
    body = "".join(parts).encode()
    for name, (file, content) in files:
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        body += (head + "Content-Type: application/octet-stream\r\n\r\n").encode() + content + b"\r\n"
    return body + f"--{mark}--\r\n".encode()
