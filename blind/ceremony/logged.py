"""A document's place in the ledger: its entry, and the proof that a signed head contains it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from blind.ceremony.values import hash32, listed
from blind.encoding import canonical, from_hex, strict_parse
from blind.errors import Forged, Malformed
from blind.fields import exact, natural
from blind.log.entry import SALT, Body, Entry, check_body
from blind.log.head import Head
from blind.log.tree import verify_inclusion

FORMAT = "expertpool-draw-logged/1"
KINDS = {
    "seal": "draw:ceremony:sealed",
    "removals": "draw:removals:listed",
    "result": "draw:result:recorded",
    "void": "draw:ceremony:voided",
}
"""Kind of document to the tag of its ledger entry."""


@dataclass(frozen=True)
class Logged:
    """An entry with the salt of its body, its path in the tree of ``size`` entries, and the head the log signed."""

    entry: Entry
    salt: bytes
    size: int
    inclusion: tuple[bytes, ...]
    checkpoint: bytes

    @property
    def index(self) -> int:
        """The entry's place in the log."""
        return self.entry.seq

    def to_bytes(self) -> bytes:
        """The file beside the document, as canonical JSON."""
        record = {"entry": strict_parse(self.entry.to_bytes()), "salt": self.salt.hex(), "size": self.size}
        path = [node.hex() for node in self.inclusion]
        return canonical({"format": FORMAT, **record, "inclusion": path, "checkpoint": self.checkpoint.decode()})

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Reads ``to_bytes``; raises ``Malformed``. Nothing is verified."""
        kinds = {"format": str, "entry": dict, "salt": str, "size": int, "inclusion": list, "checkpoint": str}
        record: dict[str, Any] = exact(strict_parse(data), kinds, what="logged")
        if record["format"] != FORMAT:
            raise Malformed("other-format", expected=FORMAT)
        return cls(
            entry=Entry.parse(canonical(record["entry"])),
            salt=from_hex(record["salt"], SALT),
            size=natural(record["size"], what="size"),
            inclusion=tuple(map(hash32, listed(record["inclusion"], what="inclusion"))),
            checkpoint=record["checkpoint"].encode(),
        )


def check_logged(logged: Logged, body: bytes, *, kind: str, scope: str, head: Head) -> None:
    """Return if ``head`` contains the entry, and the entry is about this body, kind of document and scope.

    Raises ``Forged`` where one of these does not hold.
    """
    entry = logged.entry
    if (entry.kind, entry.scope) != (KINDS[kind], scope):
        raise Forged("entry-of-another-kind", found=[entry.kind, entry.scope], expected=[KINDS[kind], scope])
    if head.size != logged.size:
        raise Forged("head-of-another-size", head=head.size, logged=logged.size)
    check_body(entry, Body(logged.salt, body))
    verify_inclusion(entry.to_bytes(), logged.inclusion, index=logged.index, size=head.size, root=head.root)


def seals_of(entries: Iterable[Entry], scope: str) -> tuple[Entry, ...]:
    """Every seal of a committee and year among a log's entries, whatever the draw was said to be for."""
    return tuple(entry for entry in entries if (entry.kind, entry.scope) == (KINDS["seal"], scope))
