"""``expertpool assign``: draws who reads which packet; its other commands draw again to check, and replace a reader."""

from __future__ import annotations

import click

from expertpool.commands.console import WordedGroup

COMMANDS = {
    "draw": "expertpool.commands.assign_draw:assign",
    "check": "expertpool.commands.assign_check:check",
    "recuse": "expertpool.commands.assign_recuse:recuse",
}
_VALUED = ("--lang", "--home")


class DrawsByDefault(WordedGroup):
    """A group that takes what is no command of its own for the options of ``draw``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``draw`` before options that are not the group's."""
        at = 0
        while at < len(args) and (args[at] == "--json" or args[at].split("=")[0] in _VALUED):
            at += 2 if args[at] in _VALUED else 1
        if at < len(args) and args[at] not in (*self.lazy, "--help"):
            args = ["draw", *args]
        return super().parse_args(ctx, args)


@click.group("assign", cls=DrawsByDefault, lazy=COMMANDS, help="assign.help", no_args_is_help=True)
def assign() -> None:
    """The group."""
