"""Letterheads: emblems and pictures at the head of a page, which say from where it comes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from blind.redact.box import Box
from blind.redact.hit import Act
from blind.redact.marks.mark import Mark
from blind.redact.page import SeenPage
from blind.redact.sight.ink import cut, flattened, grey_of, ink, regions, saturated, widened, without_rules

_HEAD = 0.15
_MARGIN = 6
_A_SCAN = 0.6


def find(page: SeenPage, words: Sequence[str]) -> list[Mark]:
    """Pictures, and coloured drawings without readable letters, in the top of the page.

    Beside the employer's name all of them go; elsewhere only those too small to be an illustration.
    """
    height, width = page.image.shape[:2]
    head = Box(0, 0, width, int(height * _HEAD))
    named = any(
        word and word in line.text for line in page.lines for word in words if _in_head(line.glyphs[0].box, head)
    )
    found = []
    for box in [*_pictures(page, head), *_emblems(page, head)]:
        lettered = sum(glyph.box.meets(box) for line in page.lines for glyph in line.glyphs if not glyph.char.isspace())
        if named or lettered < 2:
            sureness = 90 if named else 65
            reason = "letterhead-of-employer" if named else "emblem-at-head"
            found.append(Mark(widened(box, _MARGIN, page.image.shape), "letterhead", reason, Act.HIDE, sureness))
    return found


def _in_head(box: Box, head: Box) -> bool:
    return (box.top + box.bottom) // 2 < head.bottom


def _pictures(page: SeenPage, head: Box) -> list[Box]:
    """Pictures in the head; the strips of which a scanner makes up a whole page are none."""
    height, width = page.image.shape[:2]
    if sum(box.width * box.height for box in page.pictures) > _A_SCAN * height * width:
        return []
    return [
        box
        for box in page.pictures
        if box.bottom <= head.bottom + box.height // 3
        and box.width * box.height < 0.12 * width * height
        and box.width > 12
    ]


def _emblems(page: SeenPage, head: Box) -> list[Box]:
    """Clumps of coloured ink that are no letters and no rule."""
    part = cut(page.image, head)
    if part.ndim == 2:
        return []
    mask = without_rules(ink(flattened(grey_of(part)))) & saturated(part)
    for line in page.lines:
        for glyph in line.glyphs:
            box = glyph.box
            if glyph.sureness >= 60 and not glyph.char.isspace():
                mask[max(0, box.top - 2) : max(0, box.bottom + 2), max(0, box.left - 2) : max(0, box.right + 2)] = 0
    boxes = regions(np.asarray(mask, dtype=np.uint8), across=9, down=9, at_least=150)
    return [box for box in boxes if 24 <= box.height <= 260 and 0.3 < box.width / box.height < 8]
