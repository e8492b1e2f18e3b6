"""Signatures: what stands beside a label that asks for one, and loose strokes that look written by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np

from blind.redact.box import Box
from blind.redact.hit import Act
from blind.redact.marks import handwriting
from blind.redact.marks.mark import Mark
from blind.redact.page import Line, SeenPage
from blind.redact.sight.ink import Mask, flattened, grey_of, ink, regions, widened, within, without_rules

_LABEL = re.compile(
    r"(?:签\s*[名字章署]|手\s*印|指\s*印|盖\s*章|Signature|Signed\s+by)\s*[）)】\]]?\s*(?P<colon>[:：])?", re.IGNORECASE
)
_DATE = re.compile(r"[年月日\d\s./\-:：日期时间（）()【】\[\]，,。;；_]*")
_REACH = 320
_SURE = 85
_MARGIN = 6


def find(page: SeenPage, words: Sequence[str]) -> list[Mark]:  # noqa: ARG001  # all finders are called alike
    """Signatures beside labels are hidden; loose handwriting is asked about."""
    flat = flattened(grey_of(page.image))
    mask = ink(flat)
    loose = without_rules(mask)
    rules = np.asarray(cv2.subtract(mask, loose), dtype=np.uint8)
    signed = [line for line in page.lines if _stands_after_label(line, page.lines)]
    odd = [line for line in handwriting.odd_lines(page, flat) if not _LABEL.search(line.text)]
    for line in page.lines:
        if line not in signed and line not in odd:
            _take_off(loose, line)
    beside = _beside_labels(page, loose, signed)
    alone = [widened(box, _MARGIN, loose.shape) for box in handwriting.loose(page, loose, rules, odd)]
    return beside + [
        Mark(box, "signature", "handwriting", Act.ASK, 60)
        for box in alone
        if not any(box.meets(other.box) for other in beside)
    ]


def find_typed(page: SeenPage, words: Sequence[str]) -> list[Mark]:
    """The same on a page on which nothing is written by hand: only what stands beside labels."""
    return find(page, words) if any(_LABEL.search(line.text) for line in page.lines) else []


def _take_off(mask: Mask, line: Line) -> None:
    """Take away the ink of letters that were read surely; doubtful letters may be a signature read as words."""
    if line.glyphs and sum(glyph.sureness for glyph in line.glyphs) >= _SURE * len(line.glyphs):
        for glyph in line.glyphs:
            box = widened(glyph.box, 2, mask.shape)
            mask[box.top : box.bottom, box.left : box.right] = 0


def _stands_after_label(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a short word stands to the right of a label: a signature can be read as surely as print."""
    word = line.text.strip()
    if not 1 <= len(word) <= 6 or _DATE.fullmatch(word) or _LABEL.search(word) or word[-1] in ":：":
        return False
    box = line.glyphs[0].box
    for other in lines:
        for label in _LABEL.finditer(other.text) if other is not line else ():
            last = other.glyphs[label.end() - 1].box
            level = box.top < last.bottom and box.bottom > last.top
            ends = label["colon"] or _ends_here(other, label.end())
            if level and ends and last.left < box.left < last.right + _REACH:
                return True
    return False


def _beside_labels(page: SeenPage, loose: Mask, signed: Sequence[Line]) -> list[Mark]:
    found = []
    for line in page.lines:
        for label in _LABEL.finditer(line.text):
            if not label["colon"] and not _ends_here(line, label.end()):
                continue
            last = line.glyphs[label.end() - 1].box
            written = _written_after(line, label.end())
            others = [other for other in page.lines if other not in signed]
            place = _place_after(others, line, last, loose.shape)
            strokes = _ink_box(loose, place)
            both = [box for box in (written, strokes) if box is not None]
            if both:
                box = both[0] if len(both) == 1 else both[0].joined(both[1])
                box = widened(box, _MARGIN, loose.shape)
                box = Box(max(box.left, last.right), box.top, box.right, box.bottom)
                if box.width > 4:
                    found.append(Mark(box, "signature", "signature-beside-label", Act.HIDE, 90))
    return found


def _ends_here(line: Line, end: int) -> bool:
    """Whether a label without a colon closes its line or is followed by room to write in, or by a date."""
    following = line.glyphs[end:]
    if not following or _DATE.fullmatch("".join(glyph.char for glyph in following[:4])):
        return line.glyphs[end - 1].char in "）)】]" or len(line.text) <= 12
    return following[0].box.left - line.glyphs[end - 1].box.right > 1.5 * following[0].box.height


def _written_after(line: Line, start: int) -> Box | None:
    """The word that follows a label in its own line, unless it is a date or the next label."""
    word: list[Box] = []
    for glyph in line.glyphs[start:]:
        if glyph.char.isspace() and not word:
            continue
        wide_gap = bool(word) and glyph.box.left - word[-1].right > 1.5 * glyph.box.height
        if len(word) >= 12 or _DATE.fullmatch(glyph.char) or wide_gap or glyph.char.isspace():
            break
        word.append(glyph.box)
    if not 1 <= len(word) <= 6:
        return None
    box = word[0]
    for other in word[1:]:
        box = box.joined(other)
    return box


def _place_after(lines: Sequence[Line], line: Line, last: Box, shape: tuple[int, ...]) -> Box:
    """The room right of a label, as far as the next surely read word on the same height."""
    high = max(last.height, 16)
    right = last.right + _REACH
    for other in lines:
        for glyph in other.glyphs:
            same_height = glyph.box.top < last.bottom and glyph.box.bottom > last.top
            if same_height and glyph.box.left > last.right and glyph.sureness >= _SURE and not glyph.char.isspace():
                sure = other is not line or _DATE.fullmatch(glyph.char) is not None
                right = min(right, glyph.box.left) if sure else right
    return within(Box(last.right + 1, last.top - high, right, last.bottom + high), shape)


def _ink_box(loose: Mask, place: Box) -> Box | None:
    part = loose[place.top : place.bottom, place.left : place.right]
    if part.size == 0 or int(part.sum()) < 60:
        return None
    clumps = [box for box in regions(part, across=31, down=15, at_least=40) if box.height >= 10 and box.width >= 10]
    if not clumps:
        return None
    whole = clumps[0]
    for box in clumps[1:]:
        whole = whole.joined(box)
    return Box(whole.left + place.left, whole.top + place.top, whole.right + place.left, whole.bottom + place.top)
