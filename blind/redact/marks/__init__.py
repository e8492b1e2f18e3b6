"""Things on a page that identify without being text: the table of contents of their finders."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from blind.redact.hit import Act
from blind.redact.marks import codes, letterheads, photos, seals, signatures
from blind.redact.marks.mark import Mark
from blind.redact.marks.seals import burnt_whole
from blind.redact.page import SeenPage

__all__ = ["FINDERS", "Mark", "burnt_whole", "find"]

_SMALLEST_PAGE = 24
"""Pixels; a sliver that is narrower has no room for a mark."""

Finder = Callable[[SeenPage, Sequence[str]], list[Mark]]

FINDERS: tuple[Finder, ...] = (seals.find, photos.find, signatures.find, codes.find, letterheads.find)
"""Each takes the page and the employer's spellings."""


def find(page: SeenPage, words: Sequence[str] = ()) -> list[Mark]:
    """All marks of a page, from top to bottom; a mark inside one that is hidden anyway is left out.

    ``words`` are spellings of the employer: a picture at the head of a page that carries one of them is a letterhead.
    """
    if min(page.image.shape[:2]) < _SMALLEST_PAGE:
        return []
    finders = (signatures.find_typed,) if page.plain else FINDERS
    found = [mark for finder in finders for mark in finder(page, words)]
    found.sort(key=lambda mark: (mark.act is not Act.HIDE, -mark.box.area, -mark.sureness, mark.box))
    kept: list[Mark] = []
    for mark in found:
        if not any(mark.box.shared(other.box) * 10 >= 9 * mark.box.area for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: (mark.box.top, mark.box.left))
