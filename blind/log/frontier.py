"""The right edge of a growing tree: enough to append and give the root, 32 bytes for each doubling of the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from blind.encoding import canonical, from_hex, strict_parse
from blind.errors import Malformed
from blind.fields import exact, natural
from blind.keys.hashes import SIZE, digest
from blind.log.tree import LARGEST_SIZE, checked_hash


@dataclass(frozen=True)
class Frontier:
    """The roots of the whole subtrees that make up a log of ``size`` entries, largest first.

    One appending writer keeps it beside the log: appending reads and writes at most 63 hashes, whatever the size.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()
    algorithm: str = "sha256"

    def __post_init__(self) -> None:
        digest(self.algorithm)
        if not 0 <= self.size <= LARGEST_SIZE or self.size.bit_count() != len(self.peaks):
            raise Malformed("not-a-frontier", size=self.size, peaks=len(self.peaks))
        for peak in self.peaks:
            checked_hash(peak)

    @classmethod
    def of(cls, entries: Iterable[bytes], *, algorithm: str = "sha256") -> Frontier:
        """The frontier after appending all these entries to an empty log."""
        frontier = cls(algorithm=algorithm)
        for entry in entries:
            frontier = frontier.append(entry)
        return frontier

    def append(self, entry: bytes) -> Frontier:
        """The frontier with one more entry; its index is the old ``size``."""
        return self.append_hash(digest(self.algorithm)(b"\x00" + entry))

    def append_hash(self, leaf: bytes) -> Frontier:
        """The frontier with one more entry, given by its leaf hash."""
        make, peaks, node, size = digest(self.algorithm), list(self.peaks), leaf, self.size
        while size & 1:
            node, size = make(b"\x01" + peaks.pop() + node), size >> 1
        return replace(self, size=self.size + 1, peaks=(*peaks, node))

    def root(self) -> bytes:
        """The tree's root, as ``Tree.root`` gives it."""
        make = digest(self.algorithm)
        if not self.peaks:
            return make(b"")
        node = self.peaks[-1]
        for peak in self.peaks[-2::-1]:
            node = make(b"\x01" + peak + node)
        return node

    def as_dict(self) -> dict[str, Any]:
        """The frontier as an object for JSON."""
        return {"algorithm": self.algorithm, "peaks": [peak.hex() for peak in self.peaks], "size": self.size}

    def to_bytes(self) -> bytes:
        """The frontier as canonical JSON, at most 4.4 KB."""
        return canonical(self.as_dict())

    @classmethod
    def parse(cls, data: bytes) -> Frontier:
        """Reads what ``to_bytes`` wrote; raises ``Malformed``. Whether it belongs to a log, only its root can tell."""
        record = exact(strict_parse(data), {"algorithm": str, "peaks": list, "size": int}, what="frontier")
        peaks = tuple(from_hex(peak, SIZE) for peak in record["peaks"])
        return cls(natural(record["size"], what="frontier.size"), peaks, record["algorithm"])
