"""A public seed in, a reproducible stream out: lots by HMAC, whole numbers by rejection, noise by SHAKE."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


def derive(seed: bytes, *parts: bytes) -> bytes:
    """32 bytes bound to ``seed`` and every part: SHA-256 over the length-prefixed (4 bytes, big-endian) strings."""
    digest = hashlib.sha256()
    for part in (seed, *parts):
        digest.update(len(part).to_bytes(4, "big") + part)
    return digest.digest()


def below(seed: bytes, limit: int, *, tag: bytes) -> int:
    """A whole number from 0 to ``limit`` - 1, every one equally likely over random seeds.

    Blocks HMAC-SHA256(seed, tag || counter as 8 bytes big-endian) are read as 256-bit numbers; the first one under
    the largest multiple of ``limit`` is taken modulo ``limit``, so no number is favoured.
    """
    if limit < 1:
        raise ValueError("limit must be positive")
    ceiling = (1 << 256) // limit * limit
    counter = 0
    while True:
        block = hmac.new(seed, tag + counter.to_bytes(8, "big"), hashlib.sha256).digest()
        value = int.from_bytes(block, "big")
        if value < ceiling:
            return value % limit
        counter += 1


def by_lot(seed: bytes, names: Iterable[str], *, tag: bytes) -> list[str]:
    """All names in the order of their lots HMAC-SHA256(seed, tag || name); ties, which do not happen, by name."""

    def lot(name: str) -> tuple[bytes, str]:
        return hmac.new(seed, tag + name.encode(), hashlib.sha256).digest(), name

    return sorted(names, key=lot)


class Noise:
    """Plenty of reproducible 16-bit numbers for searches: SHAKE-256 of a seed and a counter, the same everywhere."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._calls = 0

    def draw(self, shape: tuple[int, ...]) -> NDArray[np.int32]:
        """An array of whole numbers from 0 to 65,535."""
        size = int(np.prod(shape, dtype=np.int64))
        self._calls += 1
        stream = hashlib.shake_256(self._seed + self._calls.to_bytes(8, "big")).digest(2 * size)
        return np.frombuffer(stream, dtype="<u2").astype(np.int32).reshape(shape)
