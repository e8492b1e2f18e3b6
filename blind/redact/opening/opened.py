"""What opening a file gives when it has fixed pages, or files inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from blind.redact.page import RawPage


@dataclass(frozen=True)
class Pages:
    """``count`` pages, made one at a time and only once; ``dropped`` names what of the file is left behind.

    Iterating may raise FileRefused for a page that cannot be drawn: a page never vanishes.
    """

    count: int
    pages: Iterator[RawPage]
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Archive:
    """Names and bytes of the files inside, one at a time and only once; reading may raise FileRefused."""

    members: Iterator[tuple[str, bytes]]
