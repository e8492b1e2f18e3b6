"""A hall: where a ceremony's documents meet, in a folder or behind an address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from expertpool.errors import Refusal, Where
from expertpool.party.address import is_address
from expertpool.party.board import Board
from expertpool.party.served_board import ServedBoard

if TYPE_CHECKING:
    from expertpool.party.attendance import PartyHome

HALLS = "halls"


class Hall(Protocol):
    """What office and parties ask of a hall. Nothing in it is believed because it lies there: all of it is signed."""

    @property
    def place(self) -> str:
        """The hall as people name it: a folder or an address."""

    def at(self, name: str) -> str:
        """One document in it as people name it."""

    def has(self, name: str) -> bool:
        """Whether a document is there."""

    def documents(self) -> dict[str, bytes]:
        """File name to bytes; strangers and the opened pool stay unread. Raises Refusal without such a hall."""

    def content(self, name: str) -> bytes:
        """One file's bytes. Raises Refusal where it is not there."""

    def restricted(self, name: str, longest: int) -> bytes:
        """A file of ``names.RESTRICTED``; a server hands it out only to a party that signs for it.

        Raises Refusal where it is not there, or not for whoever asks.
        """

    def digest(self, name: str) -> bytes | None:
        """SHA-256 of a document, which need not be handed out for that; None where there is none."""

    def put(self, name: str, data: bytes) -> None:
        """Lay a document down, whole; the same again changes nothing. Refuses to replace another."""

    def renew(self, name: str, data: bytes) -> None:
        """Lay a ledger proof down in place of an older one. Refuses once the witness has signed."""


def hall_at(place: str | Path, home: PartyHome) -> Hall:
    """The hall of that folder or address, for the party of this machine, which keeps what it saw there."""
    if is_address(str(place)):
        return ServedBoard.named(str(place), home.folder / HALLS, home=home)
    return Board(Path(place))


def document_at(place: str, home: PartyHome) -> tuple[Hall, str]:
    """The hall and the name of one document in it, from a path or an address that ends with the name."""
    if not is_address(place):
        path = Path(place)
        return Board(path.parent), path.name
    hall, _, name = place.rpartition("/")
    if not name:
        raise Refusal("hall.address_bad", where=Where(file=place), found=place)
    return hall_at(hall, home), name
