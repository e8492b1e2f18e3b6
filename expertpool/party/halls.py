"""The halls that one server keeps: each a folder under its name, whose documents are listed, given and laid down."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from blind.ceremony import names
from blind.ceremony.document import LONGEST
from expertpool.errors import Refusal
from expertpool.party.address import NAME
from expertpool.party.board import Board
from expertpool.party.pool_opening import LONGEST as LONGEST_POOL
from expertpool.whole_file import make_folders

LONGEST_NAME = 120
FOLDER = "halls"


@dataclass(frozen=True)
class Listed:
    """A document of a hall: its name, how many bytes it has, and their SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Halls:
    """The folder with all halls. Every name is checked before it becomes part of a path."""

    folder: Path

    def names(self) -> list[str]:
        """The halls there are."""
        if not self.folder.is_dir():
            return []
        return sorted(path.name for path in self.folder.iterdir() if path.is_dir() and NAME.fullmatch(path.name))

    def listed(self, hall: str) -> list[Listed]:
        """A hall's documents, by name. Raises Refusal where there is no such hall."""
        board, found = self._board(hall), []
        if not board.folder.is_dir():
            raise Refusal("hall.no_hall", name=hall)
        for name in board.documents():
            if names.KNOWN.fullmatch(name):
                data = self.document(hall, name)
                found.append(Listed(name, len(data), hashlib.sha256(data).hexdigest()))
        return found

    def document(self, hall: str, name: str) -> bytes:
        """One document's bytes. Raises Refusal for a hall or document that is not there, and for no document's name."""
        board = self._board(hall)
        most = longest(name)
        if not board.has(name):
            raise Refusal("hall.no_document", name=name)
        return board.opened_pool(most) if name in names.RESTRICTED else board.content(name)

    def lay_down(self, hall: str, name: str, data: bytes, *, renewed: bool = False) -> bool:
        """Lay a document down; whether it was not there before. The first one makes the hall.

        Raises Refusal for other bytes under a name that is taken (``renewed``: a ledger proof that no witness has
        signed may be replaced), for too many bytes, and for names that are none.
        """
        board, most = self._board(hall), longest(name)
        if len(data) > most:
            raise Refusal("hall.too_large", name=name, most=most)
        make_folders(board.folder)
        first = not board.has(name)
        (board.renew if renewed else board.put)(name, data)
        return first

    def _board(self, hall: str) -> Board:
        if not NAME.fullmatch(hall):
            raise Refusal("hall.bad_hall_name", found=hall)
        return Board(self.folder / hall)


def longest(name: str) -> int:
    """How many bytes a document of that name may have. Raises Refusal where no document is called so."""
    if len(name) > LONGEST_NAME or not names.KNOWN.fullmatch(name):
        raise Refusal("hall.bad_document_name", found=name)
    return 2 * (LONGEST_POOL if name in names.RESTRICTED else LONGEST)
