"""A record in the log under a head the witness cosigned: the gate before anything sealed may be opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from blind.encoding import canonical, from_hex, strict_parse
from blind.errors import Forged, Malformed, Untrusted
from blind.fields import exact, natural, texts
from blind.log.entry import SALT, Body, Entry, check_body
from blind.log.head import Head
from blind.log.tree import verify_inclusion

FORMAT = "expertpool-placed/1"


@dataclass(frozen=True)
class Placed:
    """A record's place in the log: its entry, the salt of its body, and its path in the tree of ``size`` entries."""

    entry: Entry
    salt: bytes
    size: int
    inclusion: tuple[bytes, ...]

    def to_bytes(self) -> bytes:
        """The place as canonical JSON."""
        record = {"entry": strict_parse(self.entry.to_bytes()), "format": FORMAT, "salt": self.salt.hex()}
        return canonical({**record, "inclusion": [node.hex() for node in self.inclusion], "size": self.size})

    @classmethod
    def parse(cls, data: bytes) -> Placed:
        """Reads ``to_bytes``; raises ``Malformed``. Nothing is verified."""
        fields = {"entry": dict, "format": str, "inclusion": list, "salt": str, "size": int}
        record: dict[str, Any] = exact(strict_parse(data), fields, what="placed")
        if record["format"] != FORMAT:
            raise Malformed("unknown-version", what="placed", format=record["format"][:40])
        return cls(
            entry=Entry.parse(canonical(record["entry"])),
            salt=from_hex(record["salt"], SALT),
            size=natural(record["size"], what="placed.size"),
            inclusion=tuple(from_hex(node, 32) for node in texts(record["inclusion"], what="placed.inclusion")),
        )


def check_cosigned(body: bytes, placed: Placed, head: Head, *, kind: str, scope: str, witnesses: int = 1) -> None:
    """Return if ``head``, seen by this many witnesses, contains an entry of this kind and scope about ``body``.

    ``head`` comes from ``read_head``, so its signatures hold. Raises ``Untrusted`` ("not-witnessed") and ``Forged``.
    """
    if len(head.witnessed) < witnesses:
        raise Untrusted("not-witnessed", found=len(head.witnessed), needed=witnesses)
    if (placed.entry.kind, placed.entry.scope) != (kind, scope):
        raise Forged("entry-of-another-kind", found=[placed.entry.kind, placed.entry.scope], expected=[kind, scope])
    if head.size != placed.size:
        raise Forged("head-of-another-size", head=head.size, placed=placed.size)
    check_body(placed.entry, Body(placed.salt, body))
    path = placed.inclusion
    verify_inclusion(placed.entry.to_bytes(), path, index=placed.entry.seq, size=head.size, root=head.root)
