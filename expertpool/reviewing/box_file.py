"""The open ballot box on the machine in the room: one sealed file of constant length, written anew with each vote.

Nothing about votes goes into the database before the closing, for rows, write-ahead logs and row numbers show an order.
The file holds the votes sorted, padded to the length of a full box, under a key used once; the key of the version
before is overwritten. What lies on the disk at any moment is therefore one state of the box without its history.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from blind.ballot.box import BallotBox
from blind.ballot.definition import Ballot
from blind.errors import BlindError
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.ballot_folder import read_votes, votes_bytes
from expertpool.party.memory import Memory
from expertpool.whole_file import make_folders, sync_folder, write_new, write_whole

BOX, SHUT, DEFINITION = "box", "shut", "ballot.json"
SLOTS = ("key-0", "key-1")
KEY = 32
LENGTH = 8
ROOM = 4096
"""Bytes kept free for one vote; one takes about three thousand with a codename of usual length."""

LONGEST_WAIT = 10
"""Seconds for a box that another program works at."""

SAME_TIME = (0, 0)
"""Times of access and change that the box's files bear, whenever they were written."""


@dataclass(frozen=True)
class BoxFile:
    """The box of one ballot, in a folder of its own on this machine."""

    folder: Path
    ballot: Ballot

    @classmethod
    def of(cls, home: Path, ballot: Ballot) -> BoxFile:
        """Where this machine keeps the box of a ballot."""
        return cls(home / "ballots" / ballot.hash.hex()[:32], ballot)

    def place(self) -> None:
        """Put an empty box up. Doing it again changes nothing."""
        make_folders(self.folder)
        write_new(self.folder / DEFINITION, self.ballot.to_bytes(), private=True)
        if not (self.folder / BOX).exists() and not self.shut:
            self._write(BallotBox(self.ballot))

    @property
    def shut(self) -> bool:
        """Whether nothing more goes in."""
        return (self.folder / SHUT).exists()

    def shut_for_good(self) -> None:
        """Take nothing more, whatever happens to this program next."""
        write_new(self.folder / SHUT, b"", private=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One program at the box at a time; who comes in the same moment waits. Raises Refusal after ten seconds."""
        with Memory(self.folder).locked(wait=LONGEST_WAIT):
            yield

    def read(self) -> BallotBox:
        """The box as it stands. Raises Refusal where there is none on this machine, or it was damaged."""
        path = self.folder / BOX
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise Refusal("ballot.no_box", where=Where(file=str(path))) from None
        try:
            slot, sealed = data[:1], data[1:]
            key = (self.folder / SLOTS[slot[0]]).read_bytes()
            padded = AESGCM(key).decrypt(bytes(12), sealed, self.ballot.hash + slot)
            size = int.from_bytes(padded[:LENGTH], "big")
            votes = read_votes(padded[LENGTH : LENGTH + size])
        except (InvalidTag, IndexError, ValueError, OSError, BlindError):
            raise Refusal("ballot.box_damaged", where=Where(file=str(path)), exit_code=ExitCode.FORGED) from None
        held = {one.public: one for one in votes}
        box = BallotBox(self.ballot, {public: held[public] for public in sorted(held)})
        return replace(box, closed=self.shut)

    def write(self, box: BallotBox) -> None:
        """Put a box in place of the one before, which nobody can read any more afterwards."""
        self._write(box)

    def destroy(self) -> None:
        """Overwrite the keys and remove the box, once its votes are in the ledger."""
        for name in SLOTS:
            self._key(name, secrets.token_bytes(KEY))
        for name in (BOX, *SLOTS):
            (self.folder / name).unlink(missing_ok=True)
        sync_folder(self.folder)

    def _write(self, box: BallotBox) -> None:
        """A key goes into the slot that the present box does not use, so that a kill at any point leaves one box."""
        path = self.folder / BOX
        slot = 1 - path.read_bytes()[0] if path.exists() else 0
        key, text = secrets.token_bytes(KEY), votes_bytes(box.votes.values())
        padded = (len(text).to_bytes(LENGTH, "big") + text).ljust(self._length(), b"\x00")
        self._key(SLOTS[slot], key)
        sealed = AESGCM(key).encrypt(bytes(12), padded, self.ballot.hash + bytes([slot]))
        write_whole(path, bytes([slot]) + sealed, private=True)
        self._key(SLOTS[1 - slot], secrets.token_bytes(KEY))
        for name in (BOX, *SLOTS):
            os.utime(self.folder / name, SAME_TIME)
        os.utime(self.folder, SAME_TIME)

    def _length(self) -> int:
        votes = sum(map(self.ballot.voters, self.ballot.candidates))
        return LENGTH + ROOM * (1 + votes)

    def _key(self, name: str, key: bytes) -> None:
        """Overwrite a key where it lies: replacing the file would leave the old one on the disk."""
        opened = os.open(self.folder / name, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            os.write(opened, key)
            os.fsync(opened)
        finally:
            os.close(opened)


def box_on(home: Path, ballot: Ballot) -> BoxFile:
    """The box of a ballot on this machine. Raises Refusal where the ballot was not opened here."""
    found = BoxFile.of(home, ballot)
    if not (found.folder / DEFINITION).is_file():
        raise Refusal("ballot.no_box", where=Where(file=str(found.folder)))
    return found
