"""The folder in which a ceremony's documents meet: on a USB stick, a share, or a server's disk."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from blind.ceremony import names
from blind.ceremony.document import LONGEST
from expertpool.errors import Refusal, Where
from expertpool.party.ceremony_plan import PLAN_FILE
from expertpool.party.handed_in import content_of
from expertpool.whole_file import write_new, write_whole

PROOF = re.compile(r"(seal|void|(?:removals|result)-\d+)-(?:logged|consistency)\.json")
"""Ledger proofs, which are made anew while no witness has signed; the first group is the stem of the document."""


@dataclass(frozen=True)
class Board:
    """One ceremony's folder. Files whose names begin with a dot are not documents."""

    folder: Path

    @property
    def place(self) -> str:
        """The folder as people name it."""
        return str(self.folder)

    def at(self, name: str) -> str:
        """A file in it as people name it."""
        return str(self.folder / name)

    def has(self, name: str) -> bool:
        """Whether a document is there."""
        return (self.folder / name).is_file()

    def content(self, name: str) -> bytes:
        """One file's bytes. Raises Refusal where it is not there."""
        return content_of(self.folder / name)

    def documents(self) -> dict[str, bytes]:
        """File name to bytes, for ``blind.ceremony.steps.read``; strangers and the opened pool stay unread.

        The office's plan lies in the folder too and is no document.

        Raises Refusal where there is no such folder.
        """
        if not self.folder.is_dir():
            raise Refusal("party.no_ceremony", where=Where(file=str(self.folder)), path=str(self.folder))
        files = [path for path in sorted(self.folder.iterdir()) if path.is_file()]
        paths = [path for path in files if not path.name.startswith(".") and path.name != PLAN_FILE]
        return {path.name: _content(path) if _is_read(path.name) else b"" for path in paths}

    def restricted(self, name: str, longest: int) -> bytes:
        """A file for the parties alone. Raises Refusal where it is not in the folder."""
        path = self.folder / name
        if not path.is_file():
            raise missing(name, str(path))
        return _content(path, longest)

    def digest(self, name: str) -> bytes | None:
        """SHA-256 of a file; None where there is none."""
        path = self.folder / name
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()

    def put(self, name: str, data: bytes) -> None:
        """Lay a document down, whole and on the disk; the same again changes nothing. Refuses to replace another."""
        path = self.folder / name
        if not write_new(path, data) and path.read_bytes() != data:
            raise Refusal("party.document_taken", where=Where(file=str(path)), name=name)

    def renew(self, name: str, data: bytes) -> None:
        """Lay a ledger proof down in place of an older one, when the ledger went on. Refuses once it is cosigned."""
        proof = PROOF.fullmatch(name)
        if proof is None or self.has(names.cosigned(proof[1])):
            raise Refusal("party.document_taken", where=Where(file=str(self.folder / name)), name=name)
        write_whole(self.folder / name, data)


def missing(name: str, place: str) -> Refusal:
    """That a file for the parties alone is not in the hall."""
    code = "party.no_opening" if name == names.OPENED_POOL else "common.file_missing"
    return Refusal(code, where=Where(file=place), path=place)


def _is_read(name: str) -> bool:
    return names.KNOWN.fullmatch(name) is not None and name not in names.RESTRICTED


def _content(path: Path, longest: int = 2 * LONGEST) -> bytes:
    """The file's bytes, cut just above what any reader takes, so that a huge file is refused and not swallowed."""
    with path.open("rb") as file:
        return file.read(longest + 1)
