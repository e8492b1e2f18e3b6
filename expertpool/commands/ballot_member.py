"""``expertpool ballot device|ask|vote|receipts``: what a member does on a device of the member's own."""

from __future__ import annotations

import secrets
import unicodedata
from pathlib import Path

import click

from blind.ballot.definition import CHOICES
from expertpool.commands.ballot_cast import RECEIPT
from expertpool.commands.ballot_told import tell_secrecy
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.party_edge import passphrase, passphrase_option
from expertpool.documents.filled_table import read_filled, worded_table
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.ballot_folder import votes_bytes
from expertpool.party.token_key import folder_at
from expertpool.reviewing.device_key import LEAST_PASSPHRASE, PUBLIC_FILE, new_device_key, open_device_key
from expertpool.reviewing.member_device import MemberDevice
from expertpool.whole_file import make_folders, write_whole
from expertpool.words import say

DEVICE = "device"
FOLDER = click.argument("folder", type=click.Path(path_type=Path))
keys_option = click.option("--keys", "keys_folder", type=click.Path(path_type=Path), help="ballot.help.device.dir")


@click.command("device", cls=WordedCommand, help="ballot.help.device")
@keys_option
@passphrase_option
def device(*, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Make the key of this device."""
    console = current()
    folder = keys_folder or console.settings.home / DEVICE
    typed = passphrase(console, passphrase_file, new=True, least=LEAST_PASSPHRASE)
    made = new_device_key(folder, typed, fresh=secrets.token_bytes)
    key_id, path = made.signer.key_id, folder / PUBLIC_FILE
    console.line(console.say("ballot.device.made", path=str(path), key_id=key_id[:16]))
    return console.finish({"ok": True, "public_file": str(path), "key_id": key_id})


@click.command("ask", cls=WordedCommand, help="ballot.help.ask")
@FOLDER
@click.option("--fingerprint", help="ballot.help.ask.fingerprint")
@keys_option
@passphrase_option
def ask(*, folder: Path, fingerprint: str | None, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Ask for tokens, once the fingerprint on the wall is this ballot's."""
    console = current()
    own = _device(console, folder, keys_folder, passphrase_file)
    seen = fingerprint or str(click.prompt(console.say("ballot.ask.wall"), err=True))
    first = own.ask(seen=seen)
    console.line(console.say("ballot.ask.done" if first else "ballot.ask.again", member=own.member))
    due = list(own.ballot.votes_on(own.member))
    return console.finish({"ok": True, "member": own.member, "first": first, "candidates": due})


@click.command("vote", cls=WordedCommand, help="ballot.help.vote")
@FOLDER
@click.option("--choice", "given", multiple=True, help="ballot.help.vote.choice")
@click.option("--choices", "table", type=click.Path(path_type=Path), help="ballot.help.vote.choices")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="ballot.help.vote.out")
@click.option("--yes", is_flag=True, help="ballot.help.vote.yes")
@keys_option
@passphrase_option
def vote(
    *,
    folder: Path,
    given: tuple[str, ...],
    table: Path | None,
    out: Path,
    yes: bool,
    keys_folder: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Seal one's votes into a file for the box; once made they are not made otherwise."""
    console = current()
    own = _device(console, folder, keys_folder, passphrase_file)
    chosen = (choices_in(table) if table else {}) | dict(map(choice_of, given))
    for name, choice in chosen.items():
        console.note(f"  {name}  {console.say(f'ballot.choice.{choice}')}")
    if not yes and not click.confirm(console.say("ballot.vote.sure"), err=True):
        raise Refusal("cli.stopped")
    votes = own.vote(chosen)
    make_folders(out.parent)
    write_whole(out, votes_bytes(votes), private=True)
    receipts = sorted(receipt.hex() for receipt in own.receipts().values())
    console.line(console.say("ballot.vote.done", path=str(out)))
    console.line(console.say("ballot.cast.receipts", receipts="  ".join(one[:RECEIPT] for one in receipts)))
    tell_secrecy(console)
    return console.finish({"ok": True, "member": own.member, "out": str(out), "receipts": receipts})


@click.command("receipts", cls=WordedCommand, help="ballot.help.receipts")
@FOLDER
@click.option("--forget", is_flag=True, help="ballot.help.receipts.forget")
@keys_option
@passphrase_option
def receipts(*, folder: Path, forget: bool, keys_folder: Path | None, passphrase_file: Path | None) -> int:
    """Check that one's own votes are in the closed box; exit code 5 where one is not."""
    console = current()
    own = _device(console, folder, keys_folder, passphrase_file)
    missing = own.missing()
    if missing:
        console.line(console.say("ballot.receipts.missing", candidates="、".join(missing)))
        return console.finish({"ok": False, "missing": missing}, ExitCode.FORGED)
    if forget:
        own.forget()
    console.line(console.say("ballot.receipts.there", votes=len(own.receipts())))
    return console.finish({"ok": True, "missing": [], "votes": len(own.receipts())})


def _device(console: Console, folder: Path, keys_folder: Path | None, passphrase_file: Path | None) -> MemberDevice:
    place, home = folder_at(folder), console.settings.home
    key = open_device_key(keys_folder or home / DEVICE, lambda: passphrase(console, passphrase_file))
    return MemberDevice.at(home, key, place)


def choice_of(text: str) -> tuple[str, str]:
    """``CODENAME=CHOICE``. Raises Refusal."""
    name, sign, choice = text.rpartition("=")
    if not sign or not name.strip():
        raise Refusal("ballot.not_a_choice", found=text[:40])
    return name.strip(), meant(choice, Where())


def choices_in(path: Path) -> dict[str, str]:
    """Choices by candidate from a table with the columns candidate and choice. Raises Refusal with the cell."""
    table = worded_table("ballot", ("candidate", "choice"), required=("candidate", "choice"), number="candidate")
    found: dict[str, str] = {}
    for row in read_filled(path, table, code="ballot.choice_columns"):
        name = row.cells["candidate"]
        if not name or name in found:
            raise Refusal("ballot.candidate_empty_or_doubled", where=row.where("candidate"), name=name)
        found[name] = meant(row.cells["choice"], row.where("choice"))
    return found


def meant(text: str, where: Where) -> str:
    """The choice that a word means, in either language."""
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    for choice in CHOICES:
        if word in say(f"ballot.choice_words.{choice}").split("、"):
            return choice
    raise Refusal("ballot.not_a_choice", where=where, found=text[:40])
