"""What the commands of a party share: its home from options and clock, the passphrase, and one program at a time."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from blind.errors import BlindError
from expertpool.commands import circumstances
from expertpool.commands.console import Console
from expertpool.party.attendance import Attendance, PartyHome, attend
from expertpool.party.findings import as_refusal
from expertpool.party.hall import hall_at
from expertpool.party.handed_in import text_of

FOLDER = "party"
F = TypeVar("F", bound=Callable[..., Any])


def signing(command: F) -> F:
    """The options of every command that opens the party's keys."""
    option = click.option("--keys", "keys_folder", type=click.Path(path_type=Path), help="party.help.keys.dir")
    return option(passphrase_option(command))


def passphrase_option(command: F) -> F:
    """``--passphrase-file``; a passphrase is never an argument, where others on the machine could read it."""
    option = click.option("--passphrase-file", type=click.Path(path_type=Path), help="party.help.passphrase_file")
    return option(command)


ceremony_argument = click.argument("ceremony")
"""A hall: its folder, or its address on a server."""


def home_of(console: Console, *, keys_folder: Path | None = None, passphrase_file: Path | None = None) -> PartyHome:
    """The party's machine as this command line describes it."""
    folder = console.settings.home / FOLDER
    return PartyHome(
        folder=folder,
        keys_folder=keys_folder or folder,
        passphrase=lambda: passphrase(console, passphrase_file),
        fresh=secrets.token_bytes,
        now=circumstances.now(),
    )


@contextmanager
def attending(
    console: Console, ceremony: str, *, keys_folder: Path | None, passphrase_file: Path | None
) -> Iterator[Attendance]:
    """The party at a ceremony, while no other program works with its memory."""
    home = home_of(console, keys_folder=keys_folder, passphrase_file=passphrase_file)
    with worded(ceremony), home.memory.locked():
        yield attend(hall_at(ceremony, home), home)


@contextmanager
def worded(file: Path | str) -> Iterator[None]:
    """Turn whatever a core refuses on the way into a refusal in words about ``file``."""
    try:
        yield
    except BlindError as error:
        raise as_refusal(error, file=str(file)) from None


def passphrase(console: Console, file: Path | None, *, new: bool = False, least: int = 0) -> str:
    """The passphrase from the first line of a file, or typed without showing; twice for a new one."""
    if file is not None:
        return _first_line(file)
    prompt = console.say("party.ask.passphrase_new", least=least) if new else console.say("party.ask.passphrase")
    return str(click.prompt(prompt, hide_input=True, confirmation_prompt=new, err=True))


def _first_line(file: Path) -> str:
    lines = text_of(file).splitlines()
    return lines[0] if lines else ""
