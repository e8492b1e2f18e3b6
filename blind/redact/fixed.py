"""Files with fixed pages: each page seen, searched, burnt and packed; seldom more than two are unpacked at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

import numpy as np

from blind.redact import marks
from blind.redact.box import Box, around
from blind.redact.burn import Burnt, burnt
from blind.redact.deciding import Decisions, Found, folded, short_hash
from blind.redact.hit import Act
from blind.redact.leak import Kept
from blind.redact.misread import Wanted, respelt
from blind.redact.opening.opened import Pages
from blind.redact.packed_lines import PackedLines
from blind.redact.page import Doubt, Line, RawPage, SeenPage, Sight, around_line
from blind.redact.readings import IN_A_ROW, Place, of_pages, over_ends, sparse
from blind.redact.rebuild import TOKEN, EncodedPage, encode_page, with_tokens
from blind.redact.search_text import Searcher, found_in
from blind.redact.sight import Reader, Witness, see

_SHORT = 5
_WHOLE = frozenset(("seal", "photo", "code", "signature", "letterhead"))
"""Finders of marks; what they hide needs no reading."""
_EMPTY = np.zeros((1, 1), np.uint8)


@dataclass(frozen=True)
class Bench:
    """What one file is worked on with: finders, employer's spellings, recogniser, decisions, the file's digest.

    ``beat`` is called after each page and each picture, so that whoever waits knows that work goes on; ``drawing`` with
    a page's number before its file draws it, and with 0 when it is drawn. A letter that recognition is not sure of is
    also read as one of ``letters``, where it may be one.
    """

    searcher: Searcher
    words: tuple[str, ...]
    reader: Reader | None
    decisions: Decisions
    digest: str
    beat: Callable[[], None]
    drawing: Callable[[int], None]
    letters: Wanted = ()


class LightBurnt(Burnt):
    """A burnt page without its pixels; its lines, without tokens, are unpacked when somebody looks at them."""

    def __init__(self, done: Burnt) -> None:
        written = (Line(tuple(glyph for glyph in line.glyphs if glyph.char != TOKEN)) for line in done.lines)
        lines = PackedLines.of((line for line in written if line.glyphs), origins=True)
        super().__init__(image=_EMPTY, bits=done.bits, lines=lines, holes=done.holes)  # type: ignore[arg-type]  # only ever read


@dataclass
class Work:
    """What comes of a file page by page; ``burnt`` keeps lines and holes, not pixels."""

    pages: list[EncodedPage] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    placed: list[tuple[Found, int, Box | None]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    burnt: list[LightBurnt] = field(default_factory=list)
    shifts: int = 0

    def page(self, done: Burnt, lines: tuple[Line, ...]) -> None:
        """A finished page."""
        self.pages.append(encode_page(done.image, bits=done.bits, lines=lines))
        self.texts.append("".join(line.text for line in lines))
        self.burnt.append(LightBurnt(done))

    def place(self, found: Found, page: int, box: Box | None) -> None:
        """Something found, at one of its places in the result."""
        self.placed.append((found, page, box))
        if found.act is Act.KEEP and box is not None:
            self.kept.append(Kept(page=page, box=box, text=found.text))


def blind_pages(opened: Pages, bench: Bench) -> Work:
    """All pages; a name may begin on one page and end on another, so a page is burnt when those after it were seen.

    Those are its follower, and where that says next to nothing also the next, up to so many in a row.
    """
    work = Work()
    witness = Witness()
    waiting: list[SeenPage] = []
    carried: list[tuple[Found, Place]] = []
    for raw in _drawn(opened, bench):
        seen = see(raw, witness, bench.reader, unread=marks.burnt_whole)
        for first in range(len(waiting)):
            carried += _over_the_end([*waiting[first:], seen], bench)
        if len(waiting) == IN_A_ROW or not sparse(seen):
            _finish_all(waiting, carried, bench, work)
            waiting = []
        waiting.append(seen)
    _finish_all(waiting, carried, bench, work)
    return work


def _finish_all(pages: Sequence[SeenPage], carried: Sequence[tuple[Found, Place]], bench: Bench, work: Work) -> None:
    for page in pages:
        _finish(page, [pair for pair in carried if pair[1].page == page.number], bench, work)


def _drawn(opened: Pages, bench: Bench) -> Iterator[RawPage]:
    """The pages as their file draws them, each announced before: a hostile one may take for ever."""
    pages = iter(opened.pages)
    for number in count(1):
        bench.drawing(number)
        raw = next(pages, None)
        bench.drawing(0)
        if raw is None:
            return
        yield raw


def _over_the_end(pages: Sequence[SeenPage], bench: Bench) -> list[tuple[Found, Place]]:
    """What stands across the ends of all these pages, each of its places by itself."""
    again = respelt(pages, bench.letters)
    orders = [over_ends(pages), *([over_ends(again)] if again else [])]
    return [
        (found, place)
        for found, places in found_in(orders, bench.searcher, bench.digest)
        if len({place.page for place in places if isinstance(place, Place)}) == len(pages)
        for place in places
        if isinstance(place, Place)
    ]


def _finish(page: SeenPage, carried: Sequence[tuple[Found, Place]], bench: Bench, work: Work) -> None:
    found = [(one, place.box) for one, place in carried]
    found += [*seen_on(page, bench)]
    settled = _without_moot([(bench.decisions.settle(one), box) for one, box in found])
    for one, box in settled:
        work.place(one, page.number, box)
    boxes = [_with_the_rest(box, page) for one, box in settled if one.act is not Act.KEEP]
    boxes += [*_decided(page, boxes, bench, work)]
    done = burnt(page, boxes)
    work.page(done, with_tokens(done.lines, done.holes))
    work.shifts += _shifts(page, boxes)
    bench.beat()


def seen_on(page: SeenPage, bench: Bench) -> Iterator[tuple[Found, Box]]:
    """Everything found on one page by itself: text in every order, and marks."""
    again = respelt([page], bench.letters)
    orders = [*of_pages([page]), *(of_pages(again) if again else ())]
    for found, places in found_in(orders, bench.searcher, bench.digest):
        for place in places:
            if isinstance(place, Place):
                yield found, place.box
    for mark in marks.find(page, bench.words):
        identity = short_hash(bench.digest, page.number, mark.box, mark.finder)
        yield (
            Found(
                id=identity,
                question=short_hash(mark.finder, mark.reason, bench.digest),
                finder=mark.finder,
                reason=mark.reason,
                text="",
                snippet="",
                sureness=mark.sureness,
                act=mark.act,
            ),
            mark.box,
        )


def _without_moot(found: Sequence[tuple[Found, Box]]) -> list[tuple[Found, Box]]:
    """Nobody is asked about words inside a seal, a photograph or a code that goes whatever stands in it."""
    gone = [box for one, box in found if one.act is Act.HIDE and one.finder in _WHOLE]
    return [
        (replace(one, act=Act.HIDE) if one.act is Act.ASK and any(_mostly_in(box, each) for each in gone) else one, box)
        for one, box in found
    ]


def _decided(page: SeenPage, hidden: Sequence[Box], bench: Bench, work: Work) -> Iterator[Box]:
    """Places the office added, and doubts it wants hidden; the page's other doubts hold it."""
    for box, decision in bench.decisions.boxes_added(page.number):
        identity = short_hash(bench.digest, page.number, box, "office")
        work.place(
            Found(
                id=identity,
                question=identity,
                finder="office",
                reason="added",
                text=folded(decision.reason)[:200],
                snippet="",
                sureness=100,
                act=Act.HIDE,
                decided_by=decision.by,
            ),
            page.number,
            box,
        )
        yield box
    for doubt in open_doubts(page.doubts, hidden):
        said = bench.decisions.about_doubt(doubt)
        if said is not None and said.act is Act.HIDE:
            yield doubt.box or Box(0, 0, page.image.shape[1], page.image.shape[0])
        elif said is None or said.act is not Act.KEEP:
            work.doubts.append(doubt)


def open_doubts(doubts: Sequence[Doubt], hidden: Sequence[Box]) -> list[Doubt]:
    """Doubts about more than what is hidden anyway: a seal, a signature or a code reads badly by nature."""
    return [doubt for doubt in doubts if doubt.box is None or not any(_mostly_in(doubt.box, box) for box in hidden)]


def _mostly_in(box: Box, other: Box) -> bool:
    shared = box.shared(other)
    return shared > 0 and shared * 2 >= box.area


def _shifts(page: SeenPage, boxes: Sequence[Box]) -> int:
    """Lines of drawn text in which something stands to the right of a hidden place: its length moved that."""
    return sum(_shifted(line, [box for box in boxes if box.meets(around_line(line))]) for line in page.lines)


def _with_the_rest(box: Box, page: SeenPage) -> Box:
    """The box and the rest of a short recognised line of which it hides half: a signature is read in part only."""
    for line in page.lines:
        written = [glyph.box for glyph in line.glyphs if not glyph.char.isspace()]
        if not 2 <= len(written) <= _SHORT or line.glyphs[0].sight is not Sight.OCR:
            continue
        if sum(box.meets(each) for each in written) * 2 >= len(written):
            box = box.joined(around(written))
    return box


def _shifted(line: Line, near: Sequence[Box]) -> bool:
    met = any(box.meets(glyph.box) for box in near for glyph in line.glyphs)
    return met and any(
        box.top < glyph.box.bottom and glyph.box.top < box.bottom and glyph.box.left >= box.right
        for box in near
        for glyph in line.glyphs
    )
