"""``expertpool backup``: one sealed file of everything, its rehearsal, and the way back."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import click

from expertpool.backup.restoring import Restored, rehearse, restore_backup
from expertpool.backup.taking import take_backup
from expertpool.commands.circumstances import now
from expertpool.commands.console import Console, WordedGroup, current
from expertpool.commands.party_edge import passphrase, passphrase_option
from expertpool.errors import ExitCode, Refusal

LEAST = 12
"""Characters of a passphrase, as for the key of a party."""

backup = WordedGroup("backup", help="backup.help", no_args_is_help=True)

file_argument = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@backup.command("make", help="backup.help.make")
@file_argument
@passphrase_option
def make(*, file: Path, passphrase_file: Path | None) -> int:
    """Seal the database and every file of the home into one new file, while others go on working."""
    console = current()
    secret = passphrase(console, passphrase_file, new=True, least=LEAST)
    if len(secret) < LEAST:
        raise Refusal("backup.passphrase_short", least=LEAST)
    listed = take_backup(console.settings, file.absolute(), secret, at=now())
    size = file.stat().st_size
    console.line(console.say("backup.made", file=str(file), files=len(listed.files), size=size))
    console.line(console.say("backup.keep_apart"))
    if console.settings.pool_key_file is not None:
        console.line(console.say("backup.key_elsewhere", path=str(console.settings.pool_key_file)))
    return console.finish({"ok": True, "file": str(file), "files": len(listed.files), "bytes": size})


@backup.command("rehearse", help="backup.help.rehearse")
@file_argument
@passphrase_option
def rehearse_restore(*, file: Path, passphrase_file: Path | None) -> int:
    """Restore into a folder that is removed again, and hold every record against the ledger."""
    console, began = current(), time.monotonic()
    secret = passphrase(console, passphrase_file)
    with tempfile.TemporaryDirectory(prefix="expertpool-rehearsal-") as scratch:
        restored = rehearse(file, secret, Path(scratch))
    seconds = round(time.monotonic() - began, 1)
    console.line(console.say("backup.rehearsed", seconds=seconds))
    return _tell(console, restored, {"seconds": seconds})


@backup.command("restore", help="backup.help.restore")
@file_argument
@passphrase_option
def restore(*, file: Path, passphrase_file: Path | None) -> int:
    """Bring everything back into an empty home, and say up to where the ledger goes."""
    console = current()
    restored = restore_backup(file, passphrase(console, passphrase_file), console.settings)
    console.line(console.say("backup.restored", home=str(console.settings.home)))
    return _tell(console, restored, {"home": str(console.settings.home)})


def _tell(console: Console, restored: Restored, more: dict[str, Any]) -> int:
    audit, listed = restored.audit, restored.listed
    console.line(console.say("backup.of", made=listed.made, program=listed.program, files=len(listed.files)))
    console.line(console.say("backup.ledger", size=audit.size, records=audit.records, root=audit.root.hex()))
    sound = not [one for one in audit.findings if one.code != "ledger-empty"]
    console.line(console.say("backup.newer_lost" if sound else "backup.ledger_wrong"))
    told = {"made": listed.made, "program": listed.program, "files": len(listed.files), **more}
    told |= {"entries": audit.size, "records": audit.records, "root": audit.root.hex()}
    return console.finish({"ok": sound, **told}, ExitCode.DONE if sound else ExitCode.FORGED)
