"""The container of old Office files (compound file, MS-CFB): stream names, and one stream's bytes."""

from __future__ import annotations

import struct
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""Sector numbers from here on are marks (free, end of chain), not sectors."""


@dataclass(frozen=True)
class Stream:
    """A stream's place: first sector and length in bytes."""

    start: int
    size: int


class CompoundFile:
    """A compound file held in memory. Every method raises ValueError or struct.error where the bytes make no sense."""

    def __init__(self, content: bytes) -> None:
        if not content.startswith(SIGNATURE):
            raise ValueError("not a compound file")
        self._content = content
        self._sector = 1 << _at("<H", content, 30)
        self._small = 1 << _at("<H", content, 32)
        if self._sector not in (512, 4096) or self._small != 64:
            raise ValueError("odd sector size")
        self._next = self._table(self._fat_sectors())
        self.streams = self._directory(_at("<I", content, 48))
        self._next_small = self._table(self._chain(_at("<I", content, 60), self._next))

    def read(self, name: str) -> bytes:
        """The bytes of a stream; short streams lie in small sectors inside the root's own stream."""
        stream = self.streams[name]
        if stream.size >= 4096:
            return self._join(stream)[: stream.size]
        root = self._join(self.streams["Root Entry"])
        chain = self._chain(stream.start, self._next_small)
        return b"".join(root[at * self._small : (at + 1) * self._small] for at in chain)[: stream.size]

    def _block(self, sector: int) -> bytes:
        return self._content[(sector + 1) * self._sector : (sector + 2) * self._sector]

    def _join(self, stream: Stream) -> bytes:
        return b"".join(self._block(sector) for sector in self._chain(stream.start, self._next))

    def _fat_sectors(self) -> list[int]:
        listed = list(struct.unpack_from("<109I", self._content, 76))
        further, seen = _at("<I", self._content, 68), 0
        while further < _END and seen < 10_000:
            words = struct.unpack(f"<{self._sector // 4}I", self._block(further))
            listed += words[:-1]
            further, seen = words[-1], seen + 1
        return [sector for sector in listed if sector < _END]

    def _table(self, sectors: list[int]) -> list[int]:
        joined = b"".join(self._block(sector) for sector in sectors)
        return list(struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4]))

    def _chain(self, start: int, following: list[int]) -> list[int]:
        chain: list[int] = []
        while start < _END:
            if start >= len(following) or len(chain) > len(following):
                raise ValueError("broken chain")
            chain.append(start)
            start = following[start]
        return chain

    def _directory(self, start: int) -> dict[str, Stream]:
        joined = b"".join(self._block(sector) for sector in self._chain(start, self._next))
        found = {}
        for at in range(0, len(joined) - 127, 128):
            length = min(_at("<H", joined, at + 64), 64)
            name = joined[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            if name:
                found[name] = Stream(_at("<I", joined, at + 116), _at("<I", joined, at + 120))
        return found


def _at(layout: str, content: bytes, offset: int) -> int:
    number = struct.unpack_from(layout, content, offset)[0]
    return int(number)
