"""Checkpoints (C2SP tlog-checkpoint): the log's name, size and root in three lines, signed by the log's key."""

from __future__ import annotations

import re
from dataclasses import dataclass

from blind.dsse import from_base64, to_base64
from blind.errors import Malformed
from blind.keys.hashes import SIZE, sha256
from blind.keys.signer import Signer
from blind.log.note import PLAIN, Note, NoteKey, NoteSignature, has_control
from blind.log.tree import LARGEST_SIZE, checked_hash


@dataclass(frozen=True)
class Checkpoint:
    """What a log says of itself: its origin (a name no other log bears), its size and its root."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        NoteKey(self.origin, bytes(32))
        if not 0 <= self.size <= LARGEST_SIZE:
            raise Malformed("size-outside-tree", size=self.size, largest=LARGEST_SIZE)
        checked_hash(self.root)
        if self.size == 0 and self.root != sha256(b""):
            raise Malformed("empty-log-with-a-root")

    def to_text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Reads what ``to_text`` wrote; further lines, signs or leading zeros are ``Malformed``."""
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or has_control("".join(lines)):
            raise Malformed("not-a-checkpoint", lines=len(lines) - 1)
        if not re.fullmatch(r"0|[1-9][0-9]{0,18}", lines[1]):
            raise Malformed("not-a-checkpoint-size", found=lines[1][:40])
        root = from_base64(lines[2])
        if len(root) != SIZE:
            raise Malformed("not-a-hash", bytes=len(root))
        return cls(lines[0], int(lines[1]), root)


def sign_checkpoint(checkpoint: Checkpoint, signer: Signer) -> Note:
    """The checkpoint signed by the log's key, whose name is the log's origin.

    A log must never sign two checkpoints of one size with different roots: that is the proof of its forgery.
    """
    text = checkpoint.to_text()
    key = NoteKey(checkpoint.origin, signer.verifier.public, PLAIN, signer.alg)
    return Note(text, (NoteSignature(key.name, key.key_hash, signer.sign(text.encode())),))
