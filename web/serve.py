"""``expertpool serve``: the desks, the API and the halls of this computer over HTTP."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import uvicorn

from api.wiring import Wiring
from expertpool.commands.circumstances import now
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.errors import Refusal
from expertpool.intake.blinding import resume_all
from expertpool.party.halls import FOLDER, Halls
from web.address import HOST, PORT, PORTS
from web.app import make_site
from web.certificates import certified

FILE = click.Path(exists=False, dir_okay=False, path_type=Path)
QUIETLY: dict[str, Any] = {"log_level": "warning", "lifespan": "off", "server_header": False, "proxy_headers": False}
WAITING = 128
"""Connections that may wait for their turn."""


@click.command("serve", cls=WordedCommand, help="hall.serve.help")
@click.option("--host", default=HOST, show_default=True, help="hall.serve.help.host")
@click.option("--port", type=PORTS, default=PORT, show_default=True, help="hall.serve.help.port")
@click.option("--https", is_flag=True, help="hall.serve.help.https")
@click.option("--certificate", type=FILE, default=None, help="hall.serve.help.certificate")
@click.option("--key", type=FILE, default=None, help="hall.serve.help.key")
@click.option("--behind-https", is_flag=True, help="hall.serve.help.behind")
def serve(*, host: str, port: int, https: bool, certificate: Path | None, key: Path | None, behind_https: bool) -> int:
    """Serve until stopped; says what is served and where once the port is taken."""
    console = current()
    if (certificate is None) is not (key is None):
        raise Refusal("hall.serve.both_files")
    papers = None if certificate is None or key is None else Papers(certificate, key)
    if https and papers is None:
        papers = _own_papers(console, host)
    secure = papers is not None or behind_https
    halls = Halls(console.settings.home / FOLDER)
    wiring = Wiring(halls, console.language, settings=console.settings, secure=secure)
    return serve_until_stopped(console, wiring, host=host, port=port, papers=papers)


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


def serve_until_stopped(console: Console, wiring: Wiring, *, host: str, port: int, papers: Papers | None = None) -> int:
    """Take the port, say where people go, and serve; the command's answer comes when it is stopped."""
    with listening(host, port) as listener:
        address = _address(host, listener.getsockname()[1], "http" if papers is None else "https")
        _prepare(wiring)
        _tell(console, wiring.halls, host, address)
        app = make_site(wiring)
        given: dict[str, Any] = (
            {} if papers is None else {"ssl_certfile": papers.certificate, "ssl_keyfile": papers.key}
        )
        config = uvicorn.Config(app, **QUIETLY, **given)
        _require_papers(config, papers)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])
    return console.finish({"ok": True, "address": address, "halls": wiring.halls.names()})


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
    """The database at its newest shape, the desk's key in place, and work that was cut off begun again."""
    wiring.engine.connect().close()
    wiring.desk.mark("", "")
    resume_all(wiring.own)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 means any that is free. Raises Refusal."""
    listener = None
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
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
