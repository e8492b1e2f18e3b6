"""Files without fixed pages: the story searched, its pictures burnt, and everything set anew around the tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from blind.redact.box import Box
from blind.redact.burn import Burnt, burnt
from blind.redact.deciding import Found, short_hash
from blind.redact.fixed import Bench, Work, open_doubts, seen_on
from blind.redact.hit import Act
from blind.redact.layout import Cell, LaidPage, laid_out, moved
from blind.redact.opening.stored import FIT
from blind.redact.page import Doubt, Pixels, RawPage, SeenPage
from blind.redact.readings import StoryPlace, of_story
from blind.redact.rebuild import with_tokens
from blind.redact.search_text import found_in
from blind.redact.sight import Witness, see
from blind.redact.story import Picture, Story
from blind.redact.typeset import Span


def blind_story(story: Story, bench: Bench) -> Work:
    """The laid out pages; what was found in a text stands where its token (or the kept word) came to stand."""
    work = Work()
    known = [(bench.decisions.settle(found), places) for found, places in _searched(story, bench)]
    spans: dict[Cell, list[Span]] = {}
    for ref, (found, places) in enumerate(known):
        for place in places:
            cell = (place.block, place.row, place.column)
            span = Span(offset=place.offset, length=place.length, ref=ref, hidden=found.act is not Act.KEEP)
            spans.setdefault(cell, []).append(span)
    pictures = _Pictures(bench)
    for page in laid_out(story.blocks, spans, pictures.burn):
        bench.beat()
        doubted = pictures.settle(page, work)
        for ref, boxes in sorted(page.where.items()):
            for box in boxes:
                work.place(known[ref][0], page.number, box)
        _add(page, doubted, bench, work)
    shown = {found.id for found, _, _ in work.placed}
    for found, _ in known:
        if found.id not in shown:
            work.place(found, 0, None)
    return work


def _searched(story: Story, bench: Bench) -> list[tuple[Found, tuple[StoryPlace, ...]]]:
    return [
        (found, tuple(place for place in places if isinstance(place, StoryPlace)))
        for found, places in found_in(of_story(story), bench.searcher, bench.digest)
    ]


def _add(page: LaidPage, doubted: Sequence[Box], bench: Bench, work: Work) -> None:
    """Finish a page, with the places the office added to it burnt as on any other page."""
    done = Burnt(image=page.image, bits=page.bits, lines=page.lines, holes=page.holes)
    added = bench.decisions.boxes_added(page.number)
    if not added and not doubted:
        work.page(done, page.lines)
        return
    for box, decision in added:
        identity = short_hash(bench.digest, page.number, box, "office")
        found = Found(identity, identity, "office", "added", decision.reason[:200], "", 100, Act.HIDE, decision.by)
        work.place(found, page.number, box)
    again = burnt(
        SeenPage(number=page.number, image=page.image, lines=page.lines), [*doubted, *(box for box, _ in added)]
    )
    image = again.image if page.bits == 1 else _over(page.image, again)
    lines = with_tokens(again.lines, again.holes)
    work.page(Burnt(image=image, bits=page.bits, lines=lines, holes=(*page.holes, *again.holes)), lines)


def _over(image: Pixels, again: Burnt) -> Pixels:
    """A page with tones keeps them outside the new holes."""
    copy = image.copy()
    for hole in again.holes:
        copy[hole.top : hole.bottom, hole.left : hole.right] = 0
    return copy


@dataclass
class _Pictures:
    """A story's pictures on the pixel way; what was found on each waits until its place on a page is known."""

    bench: Bench
    witness: Witness = field(default_factory=Witness)
    found: dict[int, list[tuple[Found, Box]]] = field(default_factory=dict)
    doubts: dict[int, tuple[Doubt, ...]] = field(default_factory=dict)

    def burn(self, block: int, picture: Picture) -> Burnt:
        """A picture without what identifies."""
        seen = self._seen(block, picture.image)
        settled = [(self.bench.decisions.settle(found), box) for found, box in seen_on(seen, self.bench)]
        self.found[block] = settled
        hidden = [box for found, box in settled if found.act is not Act.KEEP]
        self.doubts[block] = tuple(open_doubts(seen.doubts, hidden))
        self.bench.beat()
        done = burnt(seen, hidden)
        return replace(done, lines=with_tokens(done.lines, done.holes))

    def _seen(self, block: int, image: Pixels) -> SeenPage:
        seen = see(_raw(block, image), self.witness, self.bench.reader)
        height, width = seen.image.shape[:2]
        scale = min(FIT[0] / width, FIT[1] / height)
        if scale >= 1:
            return seen
        size = (max(int(width * scale), 1), max(int(height * scale), 1))
        smaller = np.asarray(cv2.resize(seen.image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        return see(_raw(block, smaller), self.witness, self.bench.reader)

    def settle(self, page: LaidPage, work: Work) -> list[Box]:
        """The pictures of a page found their places: so did what was found on them; places a person wants hidden."""
        hidden: list[Box] = []
        for block, place in page.pictures:
            for found, box in self.found.pop(block, []):
                work.place(found, page.number, moved(box, place.left, place.top))
            for doubt in self.doubts.pop(block, ()):
                box = moved(doubt.box, place.left, place.top) if doubt.box is not None else place
                here = replace(doubt, page=page.number, box=box)
                said = self.bench.decisions.about_doubt(here)
                if said is not None and said.act is Act.HIDE:
                    hidden.append(box)
                elif said is None or said.act is not Act.KEEP:
                    work.doubts.append(here)
        return hidden


def _raw(block: int, image: Pixels) -> RawPage:
    return RawPage(number=block + 1, image=image, pictures=(Box(0, 0, image.shape[1], image.shape[0]),))
