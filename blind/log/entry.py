"""Entries: what happened, in which scope, by whom; the body stays outside and only its salted hash is in the log."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from blind.encoding import canonical, from_hex, lp, read_time, strict_parse, time_text
from blind.errors import Forged, Malformed
from blind.fields import exact, natural
from blind.keys.hashes import SIZE, digest

VERSION = 1
SALT = 32
"""Bytes of the salt of a body: without it nobody can guess a deleted body from its hash."""

BODY_HEAD = lp(b"expertpool/body/v1") + SALT.to_bytes(4, "big")
"""How every body is spelled before its salt: ``tagged_hash`` with what never changes put together once."""

KIND = re.compile(r"[a-z][a-z0-9-]*(:[a-z][a-z0-9-]*)+")
FIELDS = {"actor": str, "body_hash": str, "scope": str, "seq": int, "t": str, "type": str, "v": int}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the log: ``seq`` from 0 without gaps, ``kind`` such as ``panel:seat:drawn``.

    ``time`` is what the writer claims; ``scope`` and ``actor`` are ids, never names, for they stay in the tree for
    ever.
    """

    seq: int
    time: datetime
    kind: str
    scope: str
    actor: str
    body_hash: bytes

    def to_bytes(self) -> bytes:
        """The entry as canonical JSON: the leaf of the tree."""
        if not KIND.fullmatch(self.kind):
            raise Malformed("not-an-entry-type", found=self.kind[:80])
        record = {"actor": self.actor, "body_hash": self.body_hash.hex(), "scope": self.scope, "seq": self.seq}
        return canonical({**record, "t": time_text(self.time), "type": self.kind, "v": VERSION})

    @classmethod
    def parse(cls, data: bytes) -> Entry:
        """Reads what ``to_bytes`` wrote; raises ``Malformed``."""
        record = exact(strict_parse(data), FIELDS, what="entry")
        if record["v"] != VERSION:
            raise Malformed("unknown-version", what="entry", version=record["v"])
        if not KIND.fullmatch(record["type"]):
            raise Malformed("not-an-entry-type", found=record["type"][:80])
        return cls(
            seq=natural(record["seq"], what="entry.seq"),
            time=read_time(record["t"]),
            kind=record["type"],
            scope=record["scope"],
            actor=record["actor"],
            body_hash=from_hex(record["body_hash"], SIZE),
        )


@dataclass(frozen=True)
class Body:
    """What an entry is about, with the salt of its hash; may be deleted by law without touching the tree."""

    salt: bytes
    content: bytes

    def hash(self, *, algorithm: str = "sha256") -> bytes:
        """The hash the entry carries. Raises ``Malformed`` for a salt of another length."""
        return body_hash(self.salt, self.content, algorithm=algorithm)


def body_hash(salt: bytes, content: bytes, *, algorithm: str = "sha256") -> bytes:
    """The hash over a body and its salt. Raises ``Malformed`` for a salt of another length."""
    if len(salt) != SALT:
        raise Malformed("wrong-salt", bytes=len(salt), expected=SALT)
    return digest(algorithm)(b"".join((BODY_HEAD, salt, len(content).to_bytes(4, "big"), content)))


def check_body(entry: Entry, body: Body, *, algorithm: str = "sha256") -> None:
    """Raise ``Forged`` ("body-changed") unless this body is the one the entry was written for."""
    if body.hash(algorithm=algorithm) != entry.body_hash:
        raise Forged("body-changed", seq=entry.seq)
