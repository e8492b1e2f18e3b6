"""Drafts on the server: what a reader typed into each field, as ciphertext of one length under the reader's key."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from blind.encoding import tagged_hash
from expertpool.desk.keys import ReaderKeys
from expertpool.errors import Refusal
from expertpool.file_lock import wait_for_lock
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, sync_content, write_all, write_new

NONCE, TAG, NUMBER, LENGTH = 12, 16, 8, 4
LEAF = 8 << 10
"""Bytes of each of a file's two leaves: every field is padded to this, so that no length tells what was typed."""

ROOM = LEAF - NONCE - TAG

LONGEST = 2000
"""Characters that a field takes at all; what its form allows is less. The longest has room in a leaf."""


@dataclass(frozen=True)
class Typed:
    """A field's text as it was typed, and when it was saved."""

    text: str
    at: datetime


@dataclass(frozen=True)
class FieldDrafts:
    """The drafts of one packet. A file a field, so that two tabs never undo each other's other fields.

    A file has two leaves. Each save goes over the older one and is on the disk before it is answered: whatever stops
    the machine in between, the newer leaf stands. That asks the disk for one write where a new file asks for five.
    """

    folder: Path
    key: bytes

    @classmethod
    def of(cls, settings: Settings, keys: ReaderKeys, packet: bytes) -> FieldDrafts:
        """Where this installation keeps them; no name of a file tells whose they are, or what of."""
        return cls(settings.home / "desk" / "drafts" / keys.folder / packet.hex()[:32], keys.draft_key)

    def save(self, field: str, text: str, *, at: datetime) -> None:
        """Keep a field. Refuses a text over ``LONGEST`` characters."""
        if len(text) > LONGEST:
            raise Refusal("desk.too_long", found=str(len(text)), longest=str(LONGEST))
        typed, path = Typed(text, at), self._path(field)
        while not self._renew(path, field, typed):
            make_folders(self.folder)
            if write_new(path, self._sealed(1, typed, field) + bytes(LEAF), private=True):
                return

    def read(self, fields: Iterable[str]) -> dict[str, Typed]:
        """What was typed into those of the fields that were saved.

        A leaf that does not open is one whose writing was cut off, and the other counts. Refuses a file neither of
        whose leaves opens: that was tampered with.
        """
        found = {field: self._read(field) for field in fields}
        return {field: typed for field, typed in found.items() if typed is not None}

    @property
    def begun(self) -> bool:
        """Whether anything was saved."""
        return self.folder.is_dir() and any(self.folder.iterdir())

    def forget(self) -> None:
        """Remove them all, once the sheet is sealed or the packet given back."""
        for path in list(self.folder.iterdir()) if self.folder.is_dir() else []:
            path.unlink(missing_ok=True)

    def _renew(self, path: Path, field: str, typed: Typed) -> bool:
        """Whether there was a file to write into; one that is removed meanwhile is none."""
        with _locked(path, os.O_RDWR) as file:
            if file is None or os.fstat(file).st_nlink == 0:
                return False
            number = max((found for found, _ in self._leaves(os.read(file, 2 * LEAF), field)), default=0) + 1
            os.lseek(file, (number + 1) % 2 * LEAF, os.SEEK_SET)
            write_all(file, self._sealed(number, typed, field))
            sync_content(file)
            return True

    def _read(self, field: str) -> Typed | None:
        with _locked(self._path(field), os.O_RDONLY) as file:
            if file is None:
                return None
            leaves = list(self._leaves(os.read(file, 2 * LEAF), field))
        if not leaves:
            raise Refusal("desk.draft_damaged")
        return max(leaves, key=lambda one: one[0])[1]

    def _sealed(self, number: int, typed: Typed, field: str) -> bytes:
        content = f"{typed.at.isoformat()}\n{typed.text}".encode("utf-8", "replace")
        head, nonce = number.to_bytes(NUMBER, "big") + len(content).to_bytes(LENGTH, "big"), secrets.token_bytes(NONCE)
        return nonce + self._cipher.encrypt(nonce, (head + content).ljust(ROOM, b"\x00"), self._bound(field))

    def _leaves(self, data: bytes, field: str) -> Iterator[tuple[int, Typed]]:
        """The leaves that open, each with its number: later saves have higher ones."""
        for leaf in (data[:LEAF], data[LEAF : 2 * LEAF]):
            try:
                opened = self._cipher.decrypt(leaf[:NONCE], leaf[NONCE:], self._bound(field))
            except (InvalidTag, ValueError):
                continue
            number, size = (
                int.from_bytes(opened[:NUMBER], "big"),
                int.from_bytes(opened[NUMBER : NUMBER + LENGTH], "big"),
            )
            at, _, text = opened[NUMBER + LENGTH : NUMBER + LENGTH + size].decode().partition("\n")
            yield number, Typed(text, datetime.fromisoformat(at))

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self.key)

    def _path(self, field: str) -> Path:
        return self.folder / tagged_hash("expertpool/desk-field/v2", self.key, field.encode()).hex()[:32]

    def _bound(self, field: str) -> bytes:
        return self.folder.name.encode() + b"\x00" + field.encode()


@contextmanager
def _locked(path: Path, how: int) -> Iterator[int | None]:
    """The open file, for whoever has it alone; None where there is none."""
    try:
        file = os.open(path, how | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        yield None
        return
    try:
        wait_for_lock(file)
        yield file
    finally:
        os.close(file)
