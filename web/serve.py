"""``expertpool serve``: the desks, the API and the halls of this computer over HTTP."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress

import click
import uvicorn

from api.wiring import Wiring
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.errors import Refusal
from expertpool.party.halls import FOLDER, Halls
from web.app import make_site

HOST, PORT = "127.0.0.1", 8000
PORTS = click.IntRange(0, 65535)
WAITING = 128
"""Connections that may wait for their turn."""


@click.command("serve", cls=WordedCommand, help="hall.serve.help")
@click.option("--host", default=HOST, show_default=True, help="hall.serve.help.host")
@click.option("--port", type=PORTS, default=PORT, show_default=True, help="hall.serve.help.port")
def serve(*, host: str, port: int) -> int:
    """Serve until stopped; says what is served and where once the port is taken."""
    console = current()
    wiring = Wiring(Halls(console.settings.home / FOLDER), console.language, settings=console.settings)
    return serve_until_stopped(console, wiring, host=host, port=port)


def serve_until_stopped(console: Console, wiring: Wiring, *, host: str, port: int) -> int:
    """Take the port, say where people go, and serve; the command's answer comes when it is stopped."""
    with listening(host, port) as listener:
        address = _address(host, listener.getsockname()[1])
        _prepare(wiring)
        _tell(console, wiring.halls, host, address)
        app = make_site(wiring)
        config = uvicorn.Config(app, log_level="warning", lifespan="off", server_header=False, proxy_headers=False)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])
    return console.finish({"ok": True, "address": address, "halls": wiring.halls.names()})


def _prepare(wiring: Wiring) -> None:
    """The database at its newest shape and the desk's key in place, before anybody is told an address."""
    wiring.engine.connect().close()
    wiring.desk.mark("", "")


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


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
