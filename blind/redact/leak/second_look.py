"""The second look itself: every way in which a finished packet could still say whose it is, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium

from blind.redact.box import Box
from blind.redact.burn import Burnt
from blind.redact.hit import Level
from blind.redact.leak.extracted import Unextractable
from blind.redact.leak.finding import Kept, Leak
from blind.redact.leak.inside import hidden_channels, in_bytes
from blind.redact.leak.leftovers import leftovers
from blind.redact.leak.packet import in_extracted
from blind.redact.leak.rims import holes_seen, stumps, without_holes
from blind.redact.leak.search import search, spelt_in
from blind.redact.leak.spellings import PEOPLE, Sought, sought
from blind.redact.marks.codes import read_places
from blind.redact.misread import Wanted, respelt, wanted_letters
from blind.redact.page import DPI, Line, Pixels, RawPage, SeenPage, Sight
from blind.redact.readings import IN_A_ROW, Reading, of_pages, over_ends, sparse
from blind.redact.sight.look import see
from blind.redact.sight.reader import Reader
from blind.redact.sight.witness import Witness

_OTHER_SCALE, _SCALE_OF_SMALL = 1.25, 2.0
_A_LINE, _SURE, _SMALL = 3, 95, 30
"""Letters, mean sureness and height of a box from which, or up to which, a line is one of small letters read surely."""


def second_look(
    pdf: bytes,
    identity: Any,
    *,
    level: Level = Level.STANDARD,  # noqa: ARG001  # the record is searched for whatever was asked to be hidden
    kept: Sequence[Kept] = (),
    reader: Reader | None,
    ours: Sequence[Burnt] = (),
) -> list[Leak]:
    """What of the record is still to be found in a finished packet; nothing found is the condition for its release.

    ``ours`` tells which lines were drawn letters and which were scanned: letters drawn alike are looked at once, by a
    witness that starts anew on the packet, and scanned lines are all recognised again at another scale. A page that
    cannot be opened, drawn or extracted is a finding itself ("unread").
    """
    wanted = sought(identity)
    found = [*hidden_channels(pdf), *in_bytes(pdf, wanted)]
    try:
        found += in_extracted(pdf, wanted, kept)
        found += _in_pixels(pdf, wanted, kept, reader, ours)
    except (Unextractable, pdfium.PdfiumError) as fault:
        found.append(Leak("unread", 0, None, type(fault).__name__))
    return sorted(set(found), key=lambda leak: (leak.page, leak.code, leak.what, leak.box or Box(0, 0, 0, 0)))


def _in_pixels(
    pdf: bytes, wanted: Sequence[Sought], kept: Sequence[Kept], reader: Reader | None, ours: Sequence[Burnt]
) -> Iterator[Leak]:
    document = pdfium.PdfDocument(pdf)
    witness = Witness(two_levels=True)
    letters = _letters(wanted)
    try:
        before: list[SeenPage] = []
        for index in range(len(document)):
            grey = _drawn(document[index])
            number = index + 1
            bars = holes_seen(grey)
            lines = tuple(ours[index].lines) if index < len(ours) else ()
            known = ours[index].holes if index < len(ours) else ()
            clear = without_holes(grey, _set_by_us(lines))
            if reader is None:
                yield from _rims(clear, number, [*known, *bars])
                yield from _codes(grey, number)
                if bool((grey < 128).any()):
                    yield Leak("unread", number, None, "no-recogniser")
                continue
            seen = _seen(without_holes(grey, bars), lines, number, witness, reader)
            yield from _rims(without_holes(clear, _surely_read(seen.lines)), number, [*known, *bars])
            if not seen.plain:
                yield from _codes(grey, number)
            for left in leftovers(seen.lines, [*known, *bars], wanted):
                yield Leak("leftover", number, left.box, left.what)
            here = [one for one in kept if one.page == number]
            for pages in _spellings([seen], letters):
                for reading in of_pages(pages):
                    yield from _in_reading(reading, wanted, here)
            for first in range(len(before)):
                for pages in _spellings([*before[first:], seen], letters):
                    yield from (
                        leak for leak in _in_reading(over_ends(pages), wanted, kept) if leak.page == pages[0].number
                    )
            before = before if sparse(seen) and len(before) < IN_A_ROW else []
            before = [*before, replace(seen, image=np.zeros((1, 1), np.uint8))]
    finally:
        document.close()


def _letters(wanted: Sequence[Sought]) -> Wanted:
    """The letters of names, then those of all else that is looked for."""
    return wanted_letters([one.folded for one in wanted if one.what in PEOPLE], [one.folded for one in wanted])


def _spellings(pages: list[SeenPage], letters: Wanted) -> Iterator[list[SeenPage]]:
    """The pages as they were read, and with the letters in doubt read as those that are looked for."""
    yield pages
    again = respelt(pages, letters)
    if again is not None:
        yield again


def _drawn(page: pdfium.PdfPage) -> Pixels:
    image = page.render(scale=DPI / 72, grayscale=True, may_draw_forms=True, draw_annots=True).to_numpy()
    return np.array(image if image.ndim == 2 else image[:, :, 0], dtype=np.uint8)


def _codes(grey: Pixels, number: int) -> Iterator[Leak]:
    for box in read_places(grey):
        yield Leak("code", number, box, "code")


def _set_by_us(lines: Sequence[Line]) -> list[Box]:
    """Letters that this program set itself: whole ones by nature, as close to a hole as they may stand."""
    return [glyph.box for line in lines for glyph in line.glyphs if glyph.sight is Sight.DRAWN]


def _surely_read(lines: Sequence[Line]) -> list[Box]:
    """Lines of small scanned letters that are read without doubt: whole ones, though their strokes are short."""
    return [
        line.box
        for line in lines
        if line.glyphs and line.glyphs[0].sight is Sight.OCR
        if len(line.glyphs) >= _A_LINE and line.sureness >= _SURE and line.box.height <= _SMALL
    ]


def _rims(grey: Pixels, number: int, holes: Sequence[Box]) -> Iterator[Leak]:
    """Parts of letters close to a hole; what lies in another hole is part of that."""
    clear = without_holes(grey, holes)
    for hole in holes:
        for box in stumps(clear, hole):
            yield Leak("rim", number, box, "letters")


def _seen(grey: Pixels, lines: Sequence[Line], number: int, witness: Witness, reader: Reader) -> SeenPage:
    """The page as read anew: drawn lines by a fresh witness at this scale, a scanned page enlarged and without them."""
    drawn = tuple(line for line in lines if line.glyphs and line.glyphs[0].sight is not Sight.OCR)
    height, width = grey.shape
    if drawn or not lines:
        return see(RawPage(number, grey, drawn), witness, reader, upright=True)
    scale = _SCALE_OF_SMALL if any(line.glyphs and line.box.height <= _SMALL for line in lines) else _OTHER_SCALE
    large = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    whole = Box(0, 0, large.shape[1], large.shape[0])
    seen = see(RawPage(number, large, (), (whole,)), witness, reader, upright=True)
    small = tuple(
        Line(tuple(glyph._replace(box=_smaller(glyph.box, scale)) for glyph in line.glyphs)) for line in seen.lines
    )
    return replace(seen, lines=small, image=grey[: height or 1, : width or 1])


def _smaller(box: Box, scale: float) -> Box:
    left, top, right, bottom = (round(edge / scale) for edge in (box.left, box.top, box.right, box.bottom))
    return Box(left, top, right, bottom)


def _in_reading(reading: Reading, wanted: Sequence[Sought], kept: Sequence[Kept]) -> Iterator[Leak]:
    for one in search(reading.text, wanted):
        places = reading.where(one.start, one.end)
        if not places:
            continue
        allowed = any(spelt_in(near, one) and near.box.meets(place.box) for near in kept for place in places)
        if not allowed:
            yield Leak("pixels", places[0].page, places[0].box, one.what)
