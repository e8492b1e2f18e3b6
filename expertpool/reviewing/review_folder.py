"""The folder in which a review's files travel between the office, the readers and the trustees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from blind.ceremony import names
from expertpool.errors import Refusal, Where
from expertpool.whole_file import make_folders, write_new, write_whole

GROUP, READERS, CLOSED, HALVES = "group.json", "readers", "closed", "halves"
CLOSING, SHEETS, CONSENTS = "closing", "sheets.json", "without-third"
_ROUND = re.compile(r"round-(\d+)")


@dataclass(frozen=True)
class ReviewFolder:
    """``group.json``, ``readers/CODE-MARK.bundle``, and for every closed round ``closed/round-N/`` with its halves."""

    root: Path

    def bundle(self, reader: str, mark: str) -> Path:
        """An offline packet of one reader; ``mark`` tells one task from another."""
        return self.root / READERS / f"{reader}-{mark}.bundle"

    def round(self, number: int) -> Path:
        """The papers of a closed round."""
        return self.root / CLOSED / f"round-{number}"

    def rounds(self) -> list[int]:
        """The closed rounds whose papers lie here, first to last."""
        folder = self.root / CLOSED
        found = [_ROUND.fullmatch(path.name) for path in folder.iterdir()] if folder.is_dir() else []
        return sorted(int(one[1]) for one in found if one)

    def closing(self, number: int) -> Path:
        """The closing record of a round."""
        return self.round(number) / f"{CLOSING}.json"

    def logged(self, number: int) -> Path:
        """The closing's place in the ledger."""
        return self.round(number) / names.logged(CLOSING)

    def consistency(self, number: int) -> Path:
        """The proof for the witness that the ledger grew."""
        return self.round(number) / names.consistency(CLOSING)

    def cosigned(self, number: int) -> Path:
        """The head that the witness cosigned."""
        return self.round(number) / names.cosigned(CLOSING)

    def sheets(self, number: int) -> Path:
        """The sealed sheets that count."""
        return self.round(number) / SHEETS

    def halves(self, number: int, holder: str) -> Path:
        """One trustee's halves."""
        return self.round(number) / HALVES / f"{holder}.json"

    def consent(self, number: int, holder: str) -> Path:
        """One trustee's consent to open a round without the third."""
        return self.round(number) / CONSENTS / f"{holder}.json"

    def halves_there(self, number: int) -> list[Path]:
        """The halves that trustees laid down so far."""
        folder = self.round(number) / HALVES
        return sorted(folder.glob("*.json")) if folder.is_dir() else []

    def put(self, path: Path, data: bytes) -> None:
        """Lay a file down, whole; the same again changes nothing. Refuses to replace another."""
        make_folders(path.parent)
        if not write_new(path, data) and path.read_bytes() != data:
            raise Refusal("scores.file_there", where=Where(file=str(path)), path=str(path))

    def renew(self, path: Path, data: bytes, *, unless: Path) -> None:
        """Lay a proof down in place of an older one, as long as ``unless`` is not there."""
        make_folders(path.parent)
        if not unless.exists():
            write_whole(path, data)
