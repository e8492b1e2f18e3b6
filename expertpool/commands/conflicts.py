"""``expertpool conflicts``: who must not read whom, found before the assignment and checked after it."""

from __future__ import annotations

import click

from expertpool.commands.console import WordedGroup

COMMANDS = {
    "find": "expertpool.commands.conflicts_find:find",
    "check": "expertpool.commands.conflicts_check:check",
}


@click.group("conflicts", cls=WordedGroup, lazy=COMMANDS, help="conflicts.help", no_args_is_help=True)
def conflicts() -> None:
    """The group."""
