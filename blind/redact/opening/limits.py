"""How much one file may ask for; beyond that it is refused by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds on one file; the defaults leave room for any honest dossier."""

    file_bytes: int = 256 << 20
    """Of the file itself."""
    pages: int = 3_000
    """Pages, pictures in a TIFF, sheets or slides."""
    page_pixels: int = 40_000_000
    """Of one page or one picture as it is unpacked."""
    members: int = 5_000
    """Entries of an archive or an Office package."""
    unpacked_bytes: int = 512 << 20
    """Of all members of one archive together."""
    part_bytes: int = 32 << 20
    """Of one XML part that is held as a tree."""
    sheet_bytes: int = 256 << 20
    """Of one sheet, which is read row by row."""
    nested: int = 2
    """Archives inside archives."""
    characters: int = 3_000_000
    """Of visible text."""
    cells: int = 500_000
    """Of all visible tables together, empty ones inside them included."""
    depth: int = 200
    """Of nested elements."""


LIMITS = Limits()
