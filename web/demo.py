"""``expertpool demo``: the fictional city; with ``--serve``, its season at the desks behind one-click doors."""

from __future__ import annotations

from pathlib import Path

import click

from expertpool.commands.console import WordedCommand, current
from web.address import PORT, PORTS


@click.command("demo", cls=WordedCommand, help="demo.help")
@click.option("--serve", "served", is_flag=True, help="demo.help.serve")
@click.option("--port", type=PORTS, default=PORT, show_default=True, help="hall.serve.help.port")
def demo(*, served: bool, port: int) -> int:
    """Show the city; then, if wanted, its desks until stopped."""
    from expertpool.commands.demo import whole_demo  # noqa: PLC0415  # every part of the program: only when it runs

    console = current()
    told = whole_demo(console)
    if not served:
        console.line(console.say("demo.look"))
        return console.finish(told)
    from web.demonstration import serve_doors  # noqa: PLC0415  # the pages and their server: only when served

    return serve_doors(console, Path(told["folder"]), port=port)
