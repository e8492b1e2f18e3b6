"""Notes of what was sealed on the server: receipts by packet and version; they say that a sheet counts, never what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from blind.encoding import canonical, from_hex, strict_parse
from blind.fields import exact
from blind.scoresheet.sealed import Receipt
from expertpool.desk.keys import ReaderKeys
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, write_whole


@dataclass(frozen=True)
class Note:
    """One sealed sheet. Whether it was taken in, the database says."""

    version: int
    receipt: Receipt
    at: datetime


@dataclass(frozen=True)
class SentNotes:
    """The notes of one reader."""

    folder: Path

    @classmethod
    def of(cls, settings: Settings, keys: ReaderKeys) -> SentNotes:
        """Where this installation keeps them."""
        return cls(settings.home / "desk" / "receipts" / keys.folder)

    def keep(self, packet: bytes, note: Note) -> None:
        """Note a sheet before it is taken in; a version that was never taken is written over."""
        make_folders(self.folder)
        record = {
            "at": note.at.isoformat(),
            "commitment": note.receipt.commitment.hex(),
            "document": note.receipt.document.hex(),
        }
        path = self.folder / f"{packet.hex()}.{note.version:06}"
        write_whole(path, canonical({**record, "version": note.version}), private=True)

    def of_packet(self, packet: bytes) -> list[Note]:
        """The notes of a packet, oldest first."""
        paths = sorted(self.folder.glob(f"{packet.hex()}.??????")) if self.folder.is_dir() else []
        return [_read(path.read_bytes()) for path in paths]


def _read(data: bytes) -> Note:
    names = ("at", "commitment", "document")
    record = exact(strict_parse(data), {**dict.fromkeys(names, str), "version": int}, what="sent-note")
    receipt = Receipt(from_hex(record["commitment"], 32), from_hex(record["document"], 32))
    return Note(record["version"], receipt, datetime.fromisoformat(record["at"]))
