"""``expertpool serve``: the desks, the API and the halls of this computer over HTTP."""

from __future__ import annotations

import ipaddress
import signal
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
import uvicorn

from api.counts import Place
from api.log_lines import logging_to
from api.wiring import Wiring
from expertpool.backup.known_heads import behind, keep_mark
from expertpool.beijing import second
from expertpool.commands.circumstances import now
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.errors import Refusal
from expertpool.party.halls import FOLDER, Halls
from expertpool.queries.ledger import last_entries
from expertpool.queries.ledger_audit import TOLERANCE
from web.address import HOST, PORT, PORTS
from web.app import make_site
from web.certificates import certified
from web.first_process import held
from web.several import SHARING, Share, helped

FILE = click.Path(exists=False, dir_okay=False, path_type=Path)
QUIETLY: dict[str, Any] = {
    "log_config": None,
    "log_level": "warning",
    "access_log": False,
    "lifespan": "off",
    "server_header": False,
    "proxy_headers": False,
}
"""Requests are logged by ourselves: a server's own lines would hold addresses, and addresses name people."""

SLACK = timedelta(seconds=TOLERANCE)
WAITING = 1024
"""Connections that may wait for their turn: a hall full of telephones begins at one moment."""

LOG, TO_TERMINAL = Path("log") / "server.jsonl", Path("-")
"""Where the log lies below the data folder, and what asks for it on standard error."""


@click.command("serve", cls=WordedCommand, help="hall.serve.help")
@click.option("--host", default=HOST, show_default=True, help="hall.serve.help.host")
@click.option("--port", type=PORTS, default=PORT, show_default=True, help="hall.serve.help.port")
@click.option("--https", is_flag=True, help="hall.serve.help.https")
@click.option("--certificate", type=FILE, default=None, help="hall.serve.help.certificate")
@click.option("--key", type=FILE, default=None, help="hall.serve.help.key")
@click.option("--behind-https", is_flag=True, help="hall.serve.help.behind")
@click.option("--workers", type=click.IntRange(1, 32), default=1, show_default=True, help="hall.serve.help.workers")
@click.option("--log", type=click.Path(path_type=Path, dir_okay=False), default=None, help="hall.serve.help.log")
def serve(
    *,
    host: str,
    port: int,
    https: bool,
    certificate: Path | None,
    key: Path | None,
    behind_https: bool,
    workers: int,
    log: Path | None,
) -> int:
    """Serve until stopped; says what is served and where once the port is taken."""
    console = current()
    if (certificate is None) is not (key is None):
        raise Refusal("hall.serve.both_files")
    papers = None if certificate is None or key is None else Papers(certificate, key)
    if https and papers is None:
        papers = _own_papers(console, host)
    secure = papers is not None or behind_https
    halls = Halls(console.settings.home / FOLDER)
    if workers > 1 and not SHARING:
        raise Refusal("hall.serve.alone")
    given: dict[str, Any] = {"secure": secure, "proxied": behind_https}
    wiring = Wiring(halls, console.language, settings=console.settings, **given)
    to = None if log == TO_TERMINAL else log or console.settings.home / LOG
    with logging_to(to):
        return serve_until_stopped(console, wiring, host=host, port=port, papers=papers, logs=_logs(to, workers))


def _logs(first: Path | None, workers: int) -> tuple[Path | None, ...]:
    """Where each further process logs: a file is turned over by the one process that writes it."""
    numbers = range(2, workers + 1)
    return tuple(first and first.with_name(f"{first.stem}-{number}{first.suffix}") for number in numbers)


@dataclass(frozen=True)
class Papers:
    """What HTTPS needs: the certificate (with those above it) and its key."""

    certificate: Path
    key: Path


def _own_papers(console: Console, host: str) -> Papers:
    """A certificate under the office's own authority; says how people's computers come to trust it."""
    made = certified(console.settings.home / "https", host, at=now())
    console.note(console.say("hall.serve.authority", file=str(made.authority), fingerprint=made.fingerprint))
    return Papers(made.certificate, made.key)


def serve_until_stopped(
    console: Console,
    wiring: Wiring,
    *,
    host: str,
    port: int,
    papers: Papers | None = None,
    logs: tuple[Path | None, ...] = (),
) -> int:
    """Take the port, say where people go, and serve; the command's answer comes when it is stopped.

    ``logs``: that of each further process that answers at the same address.
    """
    if logs:
        with listening(host, port) as free:
            port = free.getsockname()[1]
    several = bool(logs)
    with listening(host, port, shared=several) as listener, held(by_several=several) as (common, at):
        place = listener.getsockname()[1]
        address = _address(host, place, "http" if papers is None else "https")
        wiring = replace(wiring, place=Place(common.gathered, 0) if several else None)
        _prepare(wiring)
        _look_at_ledger(console, wiring)
        _tell(console, wiring.halls, host, address)
        how = {**QUIETLY, **_sealed(papers)}
        config = uvicorn.Config(make_site(wiring, common.unlocked), **how)
        _require_papers(config, papers)
        wiring.worker.start()
        given: dict[str, Any] = {"secure": wiring.secure, "proxied": wiring.proxied, "uvicorn": how}
        where = ((host, place), wiring.own, wiring.language)
        shares = [Share(number, at, *where, **given, log=log) for number, log in enumerate(logs, start=1)]
        try:
            with suppress(KeyboardInterrupt), _ended_by_signal(), helped(shares):
                uvicorn.Server(config).run(sockets=[listener])
        finally:
            wiring.worker.stop()
    return console.finish({"ok": True, "address": address, "halls": wiring.halls.names()})


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """Being told to end (SIGTERM) is like the keyboard's Ctrl-C: the worker gets time to end what it does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _sealed(papers: Papers | None) -> dict[str, Any]:
    return {} if papers is None else {"ssl_certfile": papers.certificate, "ssl_keyfile": papers.key}


def _require_papers(config: uvicorn.Config, papers: Papers | None) -> None:
    """Refuses files that are no certificate with its key, before the server starts."""
    if papers is None:
        return
    try:
        config.load()
    except (OSError, ssl.SSLError) as fault:
        path = str(papers.certificate)
        raise Refusal("hall.serve.bad_papers", path=path, key=str(papers.key), reason=str(fault)) from None


def _prepare(wiring: Wiring) -> None:
    """The database at its newest shape, and the desk's key in place."""
    wiring.engine.connect().close()
    wiring.desk.mark("", "")


def _look_at_ledger(console: Console, wiring: Wiring) -> None:
    """Say loudly that the database was put back from an old copy, or that the clock is behind its newest entry."""
    with wiring.reading() as session:
        old, newest = behind(session, wiring.own.home), last_entries(session, 1)
        if old is not None:
            console.note(console.say("known_heads.behind", size=old.size, seen=old.seen.size, source=old.seen.source))
        elif newest:
            keep_mark(session, wiring.own)
    at = wiring.clock()
    if newest and newest[-1].time > at + SLACK:
        said = {"now": second(at), "entry": second(newest[-1].time)}
        console.note(console.say("known_heads.clock", **said))


def listening(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """A socket that listens there; port 0 means any that is free. Raises Refusal.

    ``shared``: other processes of this server listen there as well, and connections are dealt out among them.
    """
    listener = None
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named: small answers go out at once
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind(place)
        listener.listen(WAITING)
    except (OSError, UnicodeError) as fault:
        if listener is not None:
            listener.close()
        raise Refusal("hall.serve.port_taken", host=host, port=port, reason=str(fault)) from None
    return listener


def _tell(console: Console, halls: Halls, host: str, address: str) -> None:
    """What is served, on standard error: standard output is the command's own answer at its end."""
    console.note(console.say("hall.serve.started", address=address))
    console.note(console.say("hall.serve.halls", folder=str(halls.folder), address=address))
    for name in halls.names():
        console.note(console.say("hall.serve.hall", address=address, name=name))
    if not halls.names():
        console.note(console.say("hall.serve.no_halls"))
    if not _loopback(host):
        console.note(console.say("hall.serve.open", host=host))


def _address(host: str, port: int, scheme: str) -> str:
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
