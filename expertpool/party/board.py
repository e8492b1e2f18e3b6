"""The folder in which a ceremony's documents meet: on a USB stick, a share, or a server's disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from expertpool.errors import Refusal, Where
from expertpool.party.durable import write_new

LONGEST = 256 << 20


@dataclass(frozen=True)
class Board:
    """One ceremony's folder. Files whose names begin with a dot are not documents."""

    folder: Path

    def documents(self) -> dict[str, bytes]:
        """File name to bytes, of every document. Raises Refusal where there is no such folder."""
        if not self.folder.is_dir():
            raise Refusal("party.no_ceremony", where=Where(file=str(self.folder)), path=str(self.folder))
        paths = [path for path in sorted(self.folder.iterdir()) if path.is_file() and not path.name.startswith(".")]
        return {path.name: self._read(path) for path in paths}

    def put(self, name: str, data: bytes) -> None:
        """Lay a document down, whole and on the disk; the same again changes nothing. Refuses to replace another."""
        path = self.folder / name
        if not write_new(path, data) and path.read_bytes() != data:
            raise Refusal("party.document_taken", where=Where(file=str(path)), name=name)

    def _read(self, path: Path) -> bytes:
        if path.stat().st_size > LONGEST:
            raise Refusal("party.document_too_long", where=Where(file=str(path)), name=path.name)
        return path.read_bytes()
