"""``expertpool party keys`` and ``party trust``: what a party needs on its machine before any ceremony."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import click

from blind.ceremony.reasons import ROLES
from blind.errors import BlindError, Malformed
from blind.keys.paper import Slip
from expertpool.commands.console import Console, WordedCommand, WordedGroup, current
from expertpool.commands.party_edge import home_of, passphrase, passphrase_option
from expertpool.commands.typed_paper import typed_paper
from expertpool.errors import Refusal, Where
from expertpool.party.handed_in import content_of, text_of
from expertpool.party.keys import (
    KEY_FILE,
    LEAST_PASSPHRASE,
    PUBLIC_FILE,
    PartyKeys,
    new_keys,
    open_keys,
    paper_of,
    restored_keys,
)

keys = WordedGroup("keys", help="party.help.keys", no_args_is_help=True)

_role = click.option("--role", type=click.Choice(sorted(ROLES)), required=True, help="party.help.keys.role")
_folder = click.option("--dir", "folder", type=click.Path(path_type=Path), help="party.help.keys.dir")


@keys.command("new", help="party.help.keys.new")
@_role
@_folder
@passphrase_option
def new(*, role: str, folder: Path | None, passphrase_file: Path | None) -> int:
    """Make a party's keys."""
    console = current()
    target = folder or home_of(console).folder
    _refuse_present(target)
    typed = passphrase(console, passphrase_file, new=True, least=LEAST_PASSPHRASE)
    made = new_keys(role, target, typed, fresh=secrets.token_bytes)
    return _told(console, "party.keys.made", made, target)


@keys.command("paper", help="party.help.keys.paper")
@_folder
@passphrase_option
def paper(*, folder: Path | None, passphrase_file: Path | None) -> int:
    """Show the paper backup."""
    console = current()
    home = home_of(console)
    opened = open_keys(folder or home.folder, lambda: passphrase(console, passphrase_file))
    lines = paper_of(opened).splitlines()
    key_id = opened.signer.key_id[:16]
    role = console.say(f"ceremony.role.{opened.role}")
    console.line(console.say("party.keys.paper", role=role))
    envelope = console.say("party.keys.envelope", role=role, key_id=key_id, day=home.now.date().isoformat())
    console.line(f"  {envelope}")
    console.line()
    for line in lines:
        console.line(f"  {line}")
    return console.finish({"ok": True, "role": opened.role, "key_id": key_id, "envelope": envelope, "lines": lines})


@keys.command("restore", help="party.help.keys.restore")
@_role
@_folder
@click.option("--paper", "file", type=click.Path(path_type=Path), help="party.help.keys.file")
@passphrase_option
def restore(*, role: str, folder: Path | None, file: Path | None, passphrase_file: Path | None) -> int:
    """Make the key file anew from paper."""
    console = current()
    target = folder or home_of(console).folder
    _refuse_present(target)
    text = typed_paper(console) if file is None else text_of(file)
    typed = passphrase(console, passphrase_file, new=True, least=LEAST_PASSPHRASE)
    try:
        made = restored_keys(role, target, typed, paper=text, fresh=secrets.token_bytes)
    except Malformed as error:
        raise _paper_refusal(console, error, role) from None
    return _told(console, "party.keys.restored", made, target)


@click.command("trust", cls=WordedCommand, help="party.help.trust")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--fingerprint", help="party.help.trust.fingerprint")
def trust(*, file: Path, fingerprint: str | None) -> int:
    """Accept a trust file."""
    console = current()
    data = content_of(file)
    home = home_of(console)
    typed = fingerprint.strip().lower().replace(" ", "") if fingerprint else None
    with home.memory.locked():
        accepted = home.trust_store.accept(data, fingerprint=typed, file=str(file))
    version, _ = accepted.mark
    console.line(console.say("party.trust.accepted", version=version, fingerprint=accepted.fingerprint))
    return console.finish({"ok": True, "version": version, "fingerprint": accepted.fingerprint})


def _refuse_present(folder: Path) -> None:
    if (folder / KEY_FILE).exists():
        raise Refusal("party.keys_there", where=Where(file=str(folder / KEY_FILE)), path=str(folder / KEY_FILE))


def _told(console: Console, key: str, made: PartyKeys, folder: Path) -> int:
    key_id, path = made.signer.key_id, folder / PUBLIC_FILE
    console.line(console.say(key, role=console.say(f"ceremony.role.{made.role}"), path=str(folder / KEY_FILE)))
    console.line(console.say("party.keys.public", path=str(path), key_id=key_id[:16]))
    files = {"key_file": str(folder / KEY_FILE), "public_file": str(path)}
    return console.finish({"ok": True, "role": made.role, "key_id": key_id, **files, "public": made.public()})


def _paper_refusal(console: Console, error: BlindError, role: str) -> Refusal:
    slips: list[Any] = error.facts.get("slips", [])
    if not slips:
        return Refusal("party.paper_bad", role=console.say(f"ceremony.role.{role}"), fault=error.code)
    return Refusal("party.paper_slips", slips="; ".join(_slip(console, one) for one in slips))


def _slip(console: Console, slip: Slip) -> str:
    places = ", ".join(map(str, slip.places))
    where = console.say("party.paper_places", places=places) if places else ""
    return console.say("party.paper_slip", line=slip.line, places=where)
