"""Command lines that are written wrongly, as refusals in the reader's language."""

from __future__ import annotations

import re

import click

from expertpool.commands.typed_day import TypedDay
from expertpool.errors import Refusal

_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
_NO_COMMAND = "Missing command."
_NO_VALUE = "requires an argument"


def usage_refusal(usage: click.UsageError) -> Refusal:
    """What is wrong with a command line and how to see what would be right; the parser's words where it has others."""
    command = usage.ctx.command_path if usage.ctx else "expertpool"
    if isinstance(usage, click.BadParameter):
        return _bad_value(usage, command)
    if isinstance(usage, click.NoSuchOption):
        codes = ("cli.no_option", "cli.no_option_near")
        return _unknown(codes, usage.option_name, usage.possibilities, command)
    if isinstance(usage, click.NoSuchCommand):
        codes = ("cli.no_command", "cli.no_command_near")
        return _unknown(codes, usage.command_name, _near(usage), command)
    return _misplaced(usage, command)


def _misplaced(usage: click.UsageError, command: str) -> Refusal:
    """Something is missing, or one word is too many."""
    extra = _EXTRA.fullmatch(usage.message)
    if extra:
        return Refusal("cli.extra", words=extra[1], command=command)
    if usage.message == _NO_COMMAND:
        return Refusal("cli.command_missing", command=command)
    if isinstance(usage, click.BadOptionUsage) and _NO_VALUE in usage.message:
        return Refusal("cli.no_value", name=usage.option_name, command=command)
    return Refusal("cli.usage_error", detail=usage.format_message(), command=command)


def _near(usage: click.NoSuchCommand) -> list[str] | None:
    """The commands that may have been meant, also those that are imported only when they run."""
    group = usage.ctx.command if usage.ctx else None
    known = group.list_commands(usage.ctx) if usage.ctx and isinstance(group, click.Group) else []
    return click.NoSuchCommand(usage.command_name, possibilities=known).possibilities


def _bad_value(usage: click.BadParameter, command: str) -> Refusal:
    name = (usage.param.opts[0] if usage.param else usage.param_hint) or ""
    wanted = usage.param.type if usage.param else None
    if isinstance(usage, click.MissingParameter):
        return Refusal("cli.missing", name=name, command=command)
    if isinstance(wanted, click.Choice):
        return Refusal("cli.want_choice", name=name, choices=", ".join(map(str, wanted.choices)), command=command)
    if isinstance(wanted, click.IntRange) and wanted.min is not None:
        code = "cli.want_at_least" if wanted.max is None else "cli.want_between"
        return Refusal(code, name=name, least=wanted.min, most=wanted.max, command=command)
    if wanted is click.INT:
        return Refusal("cli.want_whole", name=name, command=command)
    if isinstance(wanted, TypedDay):
        return Refusal("cli.want_day", name=name, command=command)
    return Refusal("cli.bad_value", name=name, detail=usage.message, command=command)


def _unknown(codes: tuple[str, str], name: str, near: list[str] | None, command: str) -> Refusal:
    """The first code; the second where something like it exists."""
    if near:
        return Refusal(codes[1], name=name, near=", ".join(near), command=command)
    return Refusal(codes[0], name=name, command=command)
