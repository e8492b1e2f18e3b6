"""A secret as two halves of which neither says anything alone."""

from __future__ import annotations

from collections.abc import Callable

from blind.errors import Malformed

Fresh = Callable[[int], bytes]
"""Gives that many bytes from the system's secure source, e.g. ``secrets.token_bytes``; tests give fixed ones."""


def halved(secret: bytes, fresh: Fresh) -> tuple[bytes, bytes]:
    """Two strings as long as ``secret``: a random one, and their exclusive or."""
    first = fresh(len(secret))
    return first, joined(first, secret)


def joined(first: bytes, second: bytes) -> bytes:
    """The secret of two halves.

    Halves that do not belong together give other bytes without an error: the caller compares the result with a
    commitment made before, as ``pair_envelope`` and the escrow of a draw do. Raises ``Malformed`` for other lengths.
    """
    if len(first) != len(second):
        raise Malformed("halves-differ-in-length", first=len(first), second=len(second))
    return bytes(a ^ b for a, b in zip(first, second, strict=True))
