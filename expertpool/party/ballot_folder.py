"""The folder of one electronic ballot: which document lies where, each written whole and never a second time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from blind.ballot.box import BallotClosing
from blind.ballot.definition import Ballot
from blind.ballot.vote import Vote
from blind.ceremony.logged import Logged
from blind.cosigned import Placed
from blind.encoding import canonical, strict_parse
from blind.fields import exact, texts
from expertpool.errors import Refusal, Where
from expertpool.party.ballot_words import tried
from expertpool.party.handed_in import content_of
from expertpool.whole_file import make_folders, write_new

TOKEN_KEY, DEFINITION, ISSUED = "token-key.json", "ballot.json", "issued.json"
REQUESTS, TOKENS, CLOSED, HALVES, CONSENTS = "requests", "tokens", "closed", "halves", "without-third"
CLOSING, VOTES, LOGGED, COSIGNED = "closing.json", "votes.json", "closing-logged.json", "closing-cosigned.note"
CONSISTENCY = "closing-consistency.json"
VOTES_FORMAT = "expertpool-votes/1"

T = TypeVar("T")


@dataclass(frozen=True)
class BallotFolder:
    """One ballot's folder: on a stick that goes round, or on a share. Nothing is believed because it lies there."""

    path: Path

    def file(self, *names: str) -> Path:
        """A file below it."""
        return self.path.joinpath(*names)

    def has(self, *names: str) -> bool:
        """Whether a document is there."""
        return self.file(*names).is_file()

    def put(self, data: bytes, *names: str) -> None:
        """Lay a document down; the same again changes nothing. Refuses to replace another."""
        path = self.file(*names)
        make_folders(path.parent)
        if not write_new(path, data) and path.read_bytes() != data:
            raise Refusal("party.document_taken", where=Where(file=str(path)), name=path.name)

    def content(self, *names: str) -> bytes:
        """A document's bytes. Raises Refusal where it is not there."""
        return content_of(self.file(*names))

    def ballot(self) -> Ballot:
        """The definition, unverified: its fingerprint is what people compare."""
        return tried(lambda: Ballot.parse(self.content(DEFINITION)), self.file(DEFINITION))

    def closing(self) -> BallotClosing:
        """The record of the closing, unverified."""
        return tried(lambda: BallotClosing.parse(self.content(CLOSED, CLOSING)), self.file(CLOSED, CLOSING))

    def placed(self) -> Placed:
        """The closing's place in the ledger, unverified."""
        data, path = self.content(CLOSED, LOGGED), self.file(CLOSED, LOGGED)
        logged = tried(lambda: Logged.parse(data), path)
        return Placed(logged.entry, logged.salt, logged.size, logged.inclusion)

    def votes(self) -> tuple[Vote, ...]:
        """The votes as they were laid down at the closing, each read and none verified."""
        data, path = self.content(CLOSED, VOTES), self.file(CLOSED, VOTES)
        return tried(lambda: read_votes(data), path)

    def members_in(self, part: str) -> list[str]:
        """The members of whom a document lies in ``requests`` or ``tokens``, sorted."""
        folder = self.file(part)
        return sorted(path.stem for path in folder.glob("*.json")) if folder.is_dir() else []


def votes_bytes(votes: Iterable[Vote]) -> bytes:
    """Votes as a file, sorted by their hashes: no order of arrival is left."""
    listed = sorted(votes, key=lambda one: one.hash)
    return canonical({"format": VOTES_FORMAT, "votes": [one.to_bytes().decode() for one in listed]})


def read_votes(data: bytes) -> tuple[Vote, ...]:
    """Reads ``votes_bytes``; raises ``Malformed``."""
    record = exact(strict_parse(data, longest=LONGEST), {"format": str, "votes": list}, what="votes")
    return tuple(Vote.parse(one.encode()) for one in texts(record["votes"], what="votes"))


LONGEST = 1 << 28
"""Bytes of the largest file of votes that is read."""
