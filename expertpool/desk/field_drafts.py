"""Drafts on the server: what a reader typed into each field, as ciphertext of one length under the reader's key."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from blind.encoding import tagged_hash
from expertpool.desk.keys import ReaderKeys
from expertpool.errors import Refusal
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, write_whole

NONCE, LENGTH = 12, 4
ROOM = 16 << 10
"""Bytes each field is padded to, so that no length tells what was typed."""

LONGEST = 2000
"""Characters that a field takes at all; what its form allows is less."""


@dataclass(frozen=True)
class Typed:
    """A field's text as it was typed, and when it was saved."""

    text: str
    at: datetime


@dataclass(frozen=True)
class FieldDrafts:
    """The drafts of one packet. A file a field, replaced whole: two tabs never undo each other's other fields."""

    folder: Path
    key: bytes

    @classmethod
    def of(cls, settings: Settings, keys: ReaderKeys, packet: bytes) -> FieldDrafts:
        """Where this installation keeps them; no name of a file tells whose they are, or what of."""
        reader = tagged_hash("expertpool/desk-folder/v1", keys.signer.verifier.public).hex()[:32]
        return cls(settings.home / "desk" / "drafts" / reader / packet.hex()[:32], keys.draft_key)

    def save(self, field: str, text: str, *, at: datetime) -> None:
        """Keep a field. Refuses a text over ``LONGEST`` characters."""
        if len(text) > LONGEST:
            raise Refusal("desk.too_long", found=str(len(text)), longest=str(LONGEST))
        content = json.dumps({"at": at.isoformat(), "text": text}, ensure_ascii=False).encode("utf-8", "replace")
        padded = len(content).to_bytes(LENGTH, "big") + content.ljust(ROOM, b"\x00")
        nonce, path = secrets.token_bytes(NONCE), self._path(field)
        make_folders(self.folder)
        write_whole(path, nonce + AESGCM(self.key).encrypt(nonce, padded, self._bound(field)), private=True)

    def read(self, fields: Iterable[str]) -> dict[str, Typed]:
        """What was typed into those of the fields that were saved. Refuses a file that was tampered with."""
        return {field: self._read(field) for field in fields if self._path(field).is_file()}

    @property
    def begun(self) -> bool:
        """Whether anything was saved."""
        return self.folder.is_dir() and any(self.folder.iterdir())

    def forget(self) -> None:
        """Remove them all, once the sheet is sealed or the packet given back."""
        for path in list(self.folder.iterdir()) if self.folder.is_dir() else []:
            path.unlink(missing_ok=True)

    def _read(self, field: str) -> Typed:
        data = self._path(field).read_bytes()
        try:
            padded = AESGCM(self.key).decrypt(data[:NONCE], data[NONCE:], self._bound(field))
        except (InvalidTag, ValueError):
            raise Refusal("desk.draft_damaged") from None
        size = int.from_bytes(padded[:LENGTH], "big")
        record = json.loads(padded[LENGTH : LENGTH + size])
        return Typed(record["text"], datetime.fromisoformat(record["at"]))

    def _path(self, field: str) -> Path:
        return self.folder / tagged_hash("expertpool/desk-field/v1", self.key, field.encode()).hex()[:32]

    def _bound(self, field: str) -> bytes:
        return self.folder.name.encode() + b"\x00" + field.encode()
