"""A hall over the wire: the list of its documents, and what became of one that was laid down."""

from __future__ import annotations

from pydantic import BaseModel

from expertpool.party.halls import Listed


class ListedDocument(BaseModel):
    """A document's name, size in bytes, and SHA-256 in lower-case hex."""

    name: str
    size: int
    sha256: str

    @classmethod
    def of(cls, listed: Listed) -> ListedDocument:
        """The same from the domain."""
        return cls(name=listed.name, size=listed.size, sha256=listed.sha256)


class Listing(BaseModel):
    """All documents of a hall."""

    hall: str
    documents: list[ListedDocument]


class LaidDown(BaseModel):
    """A document that stands; ``first``: it did not before."""

    name: str
    first: bool
