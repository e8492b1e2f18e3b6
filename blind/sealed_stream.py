"""A file under a passphrase, sealed piece by piece, so that its size needs no memory and no end can be cut off.

The key is Argon2id of the passphrase (RFC 9106, its second recommended cost) over a salt of the file's own. Pieces of
64 KiB are sealed by ChaCha20-Poly1305 under a counter and a mark of the last piece: the STREAM construction (Hoang,
Reyhanitabar, Rogaway, Vizár 2015). Bytes: ``FORMATS.md``.
"""

from __future__ import annotations

from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from blind.errors import Forged, Malformed, WrongSecret

MAGIC: Final = b"expertpool-sealed-stream/1\n"
SALT: Final = 16
PIECE: Final = 64 * 1024
TAG: Final = 16
PASSES, LANES, MEMORY_KIB = 3, 4, 64 * 1024


class SealingStream:
    """Write to it as to a file, then ``finish``; without that, no reader takes the result for whole."""

    def __init__(self, file: BinaryIO, passphrase: bytes, *, salt: bytes) -> None:
        """``salt``: 16 fresh bytes from a secure source; one salt is never used for two files."""
        if len(salt) != SALT:
            raise ValueError(f"a salt has {SALT} bytes")
        self._file, self._header = file, MAGIC + salt
        self._box, self._count, self._held = _box(passphrase, salt), 0, bytearray()
        file.write(self._header)

    def write(self, data: bytes) -> int:
        """Take these bytes in."""
        self._held += data
        while len(self._held) > PIECE:
            self._put(bytes(self._held[:PIECE]), last=False)
            del self._held[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Seal what is left as the last piece."""
        self._put(bytes(self._held), last=True)
        self._held.clear()

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._box.encrypt(_nonce(self._count, last=last), piece, self._header))
        self._count += 1


class OpeningStream:
    """Read from it as from a file. Every piece is checked before a byte of it is given out."""

    def __init__(self, file: BinaryIO, passphrase: bytes) -> None:
        """Raises Malformed where this is no sealed stream, WrongSecret where the passphrase does not open it."""
        header = file.read(len(MAGIC) + SALT)
        if len(header) != len(MAGIC) + SALT or not header.startswith(MAGIC):
            raise Malformed("sealed-stream.no-header")
        self._file, self._header = file, header
        self._box, self._count = _box(passphrase, header[len(MAGIC) :]), 0
        self._next, self._held, self._ended = file.read(PIECE + TAG), bytearray(), False
        self._take()

    def read(self, size: int = -1) -> bytes:
        """The next bytes; fewer than asked for at the end only. Raises Forged for a changed or shortened file."""
        while not self._ended and (size < 0 or len(self._held) < size):
            self._take()
        end = len(self._held) if size < 0 else size
        given = bytes(self._held[:end])
        del self._held[:end]
        return given

    def _take(self) -> None:
        sealed, self._next = self._next, self._file.read(PIECE + TAG)
        last = not self._next
        try:
            self._held += self._box.decrypt(_nonce(self._count, last=last), sealed, self._header)
        except InvalidTag:
            if self._count == 0:
                raise WrongSecret("sealed-stream.does-not-open") from None
            raise Forged("sealed-stream.changed", piece=self._count) from None
        self._count, self._ended = self._count + 1, last


def _box(passphrase: bytes, salt: bytes) -> ChaCha20Poly1305:
    kdf = Argon2id(salt=salt, length=32, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB)
    return ChaCha20Poly1305(kdf.derive(passphrase))


def _nonce(count: int, *, last: bool) -> bytes:
    return count.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
