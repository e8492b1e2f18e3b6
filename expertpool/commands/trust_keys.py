"""``expertpool trust key``: a holder's root key, made, written on paper, and typed from it."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from blind.errors import Malformed
from expertpool.commands.circumstances import now
from expertpool.commands.console import Console, WordedGroup, current
from expertpool.commands.party_edge import passphrase, passphrase_option
from expertpool.commands.trust_edge import key_folder
from expertpool.commands.typed_paper import typed_paper
from expertpool.errors import Refusal, Where
from expertpool.party.handed_in import text_of
from expertpool.party.keys import LEAST_PASSPHRASE
from expertpool.party.root_keys import (
    KEY_FILE,
    PUBLIC_FILE,
    RootKey,
    new_root_key,
    open_root_key,
    paper_of_root,
    restored_root_key,
)

key = WordedGroup("key", help="trust_file.help.key", no_args_is_help=True)

_holder = click.option("--holder", required=True, help="trust_file.help.key.holder")
folder_option = click.option("--dir", "folder", type=click.Path(path_type=Path), help="trust_file.help.key.dir")


@key.command("new", help="trust_file.help.key.new")
@_holder
@folder_option
@passphrase_option
def new(*, holder: str, folder: Path | None, passphrase_file: Path | None) -> int:
    """Make a root key."""
    console = current()
    target = _free(console, folder)
    typed = passphrase(console, passphrase_file, new=True, least=LEAST_PASSPHRASE)
    return _told(console, new_root_key(holder.strip(), target, typed, fresh=secrets.token_bytes), target)


@key.command("paper", help="trust_file.help.key.paper")
@folder_option
@passphrase_option
def paper(*, folder: Path | None, passphrase_file: Path | None) -> int:
    """Show the paper backup and what to write on its envelope."""
    console = current()
    opened = open_root_key(key_folder(console, folder), lambda: passphrase(console, passphrase_file))
    lines, key_id = paper_of_root(opened).splitlines(), opened.signer.key_id[:16]
    day = now().date().isoformat()
    envelope = console.say("trust_file.key.envelope", holder=opened.holder, key_id=key_id, day=day)
    console.line(console.say("trust_file.key.paper", holder=opened.holder))
    console.line(f"  {envelope}")
    console.line()
    for line in lines:
        console.line(f"  {line}")
    return console.finish({"ok": True, "holder": opened.holder, "key_id": key_id, "envelope": envelope, "lines": lines})


@key.command("restore", help="trust_file.help.key.restore")
@_holder
@folder_option
@click.option("--paper", "file", type=click.Path(path_type=Path), help="party.help.keys.file")
@passphrase_option
def restore(*, holder: str, folder: Path | None, file: Path | None, passphrase_file: Path | None) -> int:
    """Make the key file anew from paper."""
    console = current()
    target = _free(console, folder)
    text = typed_paper(console) if file is None else text_of(file)
    typed = passphrase(console, passphrase_file, new=True, least=LEAST_PASSPHRASE)
    try:
        made = restored_root_key(holder.strip(), target, typed, paper=text, fresh=secrets.token_bytes)
    except Malformed as error:
        lines = ", ".join(str(slip.line) for slip in error.facts.get("slips", []))
        raise Refusal("trust_file.paper_bad", lines=lines or "—", fault=error.code) from None
    return _told(console, made, target)


def _free(console: Console, folder: Path | None) -> Path:
    """The folder for a new key; asked before the passphrase is."""
    target = key_folder(console, folder)
    path = target / KEY_FILE
    if path.exists():
        raise Refusal("party.keys_there", where=Where(file=str(path)), path=str(path))
    return target


def _told(console: Console, made: RootKey, folder: Path) -> int:
    key_id, public = made.signer.key_id, folder / PUBLIC_FILE
    console.line(console.say("trust_file.key.made", holder=made.holder, path=str(folder / KEY_FILE)))
    console.line(console.say("trust_file.key.public", path=str(public), key_id=key_id[:16]))
    files = {"key_file": str(folder / KEY_FILE), "public_file": str(public)}
    return console.finish({"ok": True, "holder": made.holder, "key_id": key_id, **files})
