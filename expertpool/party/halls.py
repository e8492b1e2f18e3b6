"""The halls that one server keeps: each a folder under its name, whose documents are listed, given and laid down.

Anybody may list a hall and read what names nobody; laying down is for the parties of the trust file (``hall_door``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from blind.ceremony import names
from blind.ceremony.document import LONGEST
from blind.trust import Trust
from expertpool.errors import Refusal
from expertpool.party.address import NAME
from expertpool.party.board import Board
from expertpool.party.hall_door import Pace, refuse_older, refuse_unsigned
from expertpool.party.hall_pass import Asking, asked_for, require_pass
from expertpool.party.pool_opening import LONGEST as LONGEST_POOL
from expertpool.whole_file import make_folders

LONGEST_NAME = 120
FOLDER = "halls"
MOST = 2000
"""Documents that a hall holds; its readers take no longer a list."""


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
    pace: Pace = field(default_factory=Pace, compare=False)

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
        return board.restricted(name, most) if name in names.RESTRICTED else board.content(name)

    def admit(
        self, shown: str | None, hall: str, name: str, *, renewed: bool, trust: Callable[[], Trust], now: datetime
    ) -> Asking:
        """Who wants to lay a document down, from the pass shown; nothing of the document has to be read for this.

        Raises Refusal for names that are none, for whoever is no party of the trust file, for a key that is too fast,
        and where the hall holds all that it can.
        """
        board = self._board(hall)
        longest(name)
        asking = require_pass(shown, hall, asked_for(name, renewed=renewed), trust=trust, now=now, laying=True)
        self.pace.count(asking.verifier.key_id)
        if board.folder.is_dir() and not board.has(name) and sum(1 for _ in board.folder.iterdir()) >= MOST:
            raise Refusal("hall.full", name=hall, most=MOST)
        return asking

    def lay_down(
        self, hall: str, name: str, data: bytes, *, asking: Asking, trust: Trust, renewed: bool = False
    ) -> bool:
        """Lay a document down for whoever was admitted; whether it was not there before. The first one makes the hall.

        Raises Refusal for bytes other than the pass names or without the signature that they need, for other bytes
        under a name that is taken (``renewed``: a ledger proof that no witness has signed may be replaced by a later
        one), and for too many bytes. Nothing is stored then.
        """
        board, most = self._board(hall), longest(name)
        if len(data) > most:
            raise Refusal("hall.too_large", name=name, most=most)
        if hashlib.sha256(data).hexdigest() != asking.digest:
            raise Refusal("hall.for_parties_alone", name=name)
        refuse_unsigned(name, data, asking, board=board, trust=trust)
        first = not board.has(name)
        if renewed and not first:
            refuse_older(name, board.content(name), data)
        make_folders(board.folder)
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
