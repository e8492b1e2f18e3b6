"""``expertpool ballot cast``: one member's votes into the box on this machine, without time, order or name."""

from __future__ import annotations

from pathlib import Path

import click

from blind.ballot.box import cast_all
from expertpool.commands.console import WordedCommand, current
from expertpool.errors import Refusal, Where
from expertpool.party.ballot_folder import BallotFolder, read_votes
from expertpool.party.ballot_words import tried
from expertpool.party.handed_in import content_of
from expertpool.party.token_key import folder_at
from expertpool.reviewing.box_file import BoxFile, box_on

RECEIPT = 12
"""Hex characters of a receipt that are shown; the device has the whole."""


@click.command("cast", cls=WordedCommand, help="ballot.help.cast")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("votes", type=click.Path(path_type=Path))
def cast(*, folder: Path, votes: Path) -> int:
    """Put votes into the box: all of them, or none. The same again changes nothing; the file is then destroyed."""
    console = current()
    place, data = folder_at(folder), content_of(votes)
    box = box_on(console.settings.home, place.ballot())
    receipts = put_in(box, place, data, file=str(votes))
    destroy(votes)
    shown = sorted(one.hex()[:RECEIPT] for one in receipts)
    console.line(console.say("ballot.cast.done", votes=len(shown)))
    console.line(console.say("ballot.cast.receipts", receipts="  ".join(shown)))
    return console.finish({"ok": True, "receipts": sorted(one.hex() for one in receipts)})


def put_in(box: BoxFile, folder: BallotFolder, data: bytes, *, file: str) -> list[bytes]:
    """The receipts, once all votes are on the disk. Raises Refusal for votes that are not of this ballot's tokens."""
    given = tried(lambda: read_votes(data), file)
    if not given:
        raise Refusal("ballot.no_votes", where=Where(file=file))
    with box.locked():
        if box.shut and not (box.folder / "box").exists():
            raise Refusal("ballot.wrong.ballot-closed", where=Where(file=str(folder.path)))
        before = box.read()
        after, receipts = tried(lambda: cast_all(before, [one.to_bytes() for one in given]), file)
        if after != before:
            box.write(after)
    return receipts


def destroy(path: Path) -> None:
    """Overwrite and remove a file that holds one member's votes side by side."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(bytes(size))
        file.flush()
    path.unlink()
