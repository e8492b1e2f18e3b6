"""One page looked at: turned upright, its layer witnessed, its other ink recognised, and what stays unread named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import cv2
import numpy as np

from blind.redact.box import Box
from blind.redact.page import Doubt, Line, Pixels, RawPage, SeenPage, Sight, around_line
from blind.redact.sight.ground import on_light_ground
from blind.redact.sight.ink import (
    Mask,
    colour_shows,
    cut,
    flattened,
    grey_of,
    ink,
    regions,
    saturated,
    side_to_look_at,
    visible_from,
    widened,
    within,
    without_colour,
    without_rules,
)
from blind.redact.sight.level import levelled, slant
from blind.redact.sight.reader import Quad, Reader, rectangle
from blind.redact.sight.reading_order import in_reading_order
from blind.redact.sight.shapes import Shape
from blind.redact.sight.upright import on_its_feet, quarter_turns, runs_backwards, turned
from blind.redact.sight.witness import Witness, same_letter

_SURE_LINE = 85.0
_DOUBTFUL_LINE = 60.0
_FEW_REGIONS = 24
_DETECT_SIDE = 1056
_SOME_INK = 0.002


def see(
    page: RawPage,
    witness: Witness,
    reader: Reader | None,
    *,
    upright: bool = False,
    unread: Callable[[Pixels], Sequence[Box]] | None = None,
) -> SeenPage:
    """Everything an expert could read on the page.

    The text layer counts only where the witness saw its glyphs; all other ink is recognised, twice where the first
    look leaves ink unread, and once more without colour where a seal or a coloured pen lies over it. What no look can
    read becomes a doubt; without a recogniser, all that would need one. ``upright``: it is known to stand upright.
    ``unread`` gives the places of the upright page that are burnt whatever stands in them: what lies all inside of one
    is not read.
    """
    quads: list[Quad] | None = None
    places: Sequence[Box] | None = None
    page = on_light_ground(page)
    if not page.pictures and not colour_shows(page.image):
        page = replace(page, image=grey_of(page.image))
    if not upright and runs_backwards(page):
        page = on_its_feet(page)
    elif not upright and reader is not None and _may_lie(page) and int(grey_of(page.image).min()) < 200:
        places = unread(page.image) if unread is not None else ()
        turns, quads = quarter_turns(page.image, reader, places)
        askew = slant(quads)
        page, quads, places = turned(page, turns), None if turns else quads, None if turns else places
        if askew:
            (page, quads), places = levelled(page, askew, quads), None
    flat = flattened(grey_of(page.image))
    whole = ink(flat, under=visible_from(flat, page.pictures))
    left = whole.copy()
    trusted, open_lines = _witnessed(page, flat, witness, reader, left)
    if cv2.countNonZero(left):
        left &= without_rules(whole)
    if not cv2.countNonZero(left) and not page.pictures and not colour_shows(page.image):
        return replace(_seen(page, trusted, (), ()), plain=True)
    if reader is None:
        return _seen(page, trusted, (), _needs_recogniser(page, left))
    lines, confirmed = _settled(open_lines, flat, witness, reader, left)
    if places is None:
        places = unread(page.image) if unread is not None and left.any() else ()
    found = _recognised(page, flat, left, reader, quads)
    inside = [] if _crossed(places, found) else places
    for box in inside:
        _blank(left, box)
    found += _second_look(flat, left, reader)
    kept, others = _without_colour(page, trusted + lines + confirmed + found, reader, inside)
    return _seen(page, kept, others, [*_doubtful(page, kept), *_unread(page, kept, left)])


def _seen(page: RawPage, lines: Sequence[Line], others: Sequence[Line], doubts: Sequence[Doubt]) -> SeenPage:
    return SeenPage(
        number=page.number,
        image=page.image,
        lines=tuple(in_reading_order(lines)),
        claimed=(*page.layer, *others),
        pictures=page.pictures,
        doubts=tuple(doubts),
    )


def _may_lie(page: RawPage) -> bool:
    """Whether the page may stand on a side: a scan, a page without a layer, or a layer whose lines run up or down."""
    long = [around_line(line) for line in page.layer if len(line.glyphs) >= 4]
    tall = sum(box.height > 2 * box.width for box in long)
    return not page.layer or covered(page) > 0.6 or tall * 2 > len(long) > 0


def covered(page: RawPage | SeenPage) -> float:
    """The share of the page that embedded pictures cover, 0..1."""
    height, width = page.image.shape[:2]
    area = sum(max(0, box.width) * max(0, box.height) for box in (within(b, (height, width)) for b in page.pictures))
    return float(area / (height * width))


def _witnessed(
    page: RawPage, flat: Pixels, witness: Witness, reader: Reader | None, left: Mask
) -> tuple[list[Line], list[Line]]:
    """The layer's lines of believed glyphs, whose ink is taken off what is left to read; and the other lines."""
    lines = tuple(line for line in page.layer if line.glyphs)
    if covered(page) > 0.6:
        return [], []
    trusted, others = [], []
    for line, shapes in zip(lines, witness.judge(lines, flat, reader), strict=True):
        believed = [shape for shape in shapes if isinstance(shape, Shape)]
        if len(believed) == sum(shape is not True for shape in shapes):
            for _, _, (first, top, last, bottom) in believed:
                left[top - (top > 0) : bottom + 1, first - (first > 0) : last + 1] = 0
            if believed:
                trusted.append(_drawn(line, shapes))
        else:
            others.append(line)
    return trusted, others


def _drawn(line: Line, shapes: Sequence[Shape | bool | None]) -> Line:
    """The line without letters that draw nothing; blanks stay."""
    return Line(
        tuple(
            glyph
            for glyph, shape in zip(line.glyphs, shapes, strict=True)
            if isinstance(shape, Shape) or glyph.char.isspace()
        )
    )


def _settled(
    lines: Sequence[Line], flat: Pixels, witness: Witness, reader: Reader, left: Mask
) -> tuple[list[Line], list[Line]]:
    """Lines of the layer that recognition reads as they claim, and what it reads where they claim otherwise."""
    confirmed, other = [], []
    for line in lines:
        box = widened(around_line(line), 3, flat.shape)
        if box.height > 2 * box.width or not box.width or not left[box.top : box.bottom, box.left : box.right].any():
            continue
        read = reader.line(flat, rectangle(box))
        if read is None or read.sureness < _SURE_LINE:
            continue
        if _same_text(line, read):
            witness.accept(line, flat)
            confirmed.append(line)
        else:
            other.append(read)
        _blank(left, box)
    return other, confirmed


def _same_text(one: Line, other: Line) -> bool:
    first, second = ("".join(line.text.split()) for line in (one, other))
    return len(first) == len(second) and all(map(same_letter, first, second))


def _recognised(page: RawPage, flat: Pixels, left: Mask, reader: Reader, quads: Sequence[Quad] | None) -> list[Line]:
    """Lines in ink that no believed glyph explains: few clumps are read one by one, many by looking at the page.

    ``quads``: where lines stand, if somebody looked for them on this page before.
    """
    clumps = [box for box in regions(left, across=21, down=3) if _like_text(box)]
    if not clumps:
        return []
    if len(clumps) <= _FEW_REGIONS and covered(page) < 0.5:
        return _read_clumps(clumps, flat, left, reader)
    if quads is None or covered(page) < 0.5:
        scale = min(1.0, side_to_look_at(flat, _DETECT_SIDE) / max(flat.shape))
        shown = _only(flat, left) if covered(page) < 0.5 else flat
        small = cv2.resize(shown, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        quads = [quad / scale for quad in reader.detect(np.asarray(small, dtype=np.uint8))]
    return _kept([reader.line(flat, quad) for quad in quads], left)


def _read_clumps(clumps: Sequence[Box], flat: Pixels, left: Mask, reader: Reader) -> list[Line]:
    found = []
    for box in clumps:
        around = widened(box, 4, flat.shape)
        if 7 <= box.height <= 70 and box.width >= box.height:
            line = reader.line(flat, rectangle(around))
            if line is not None and line.sureness >= _SURE_LINE:
                found += _kept([line], left)
                continue
        if box.height > 6 and box.width > 6:
            part = widened(box, 12, flat.shape)
            found += _kept(reader.lines(cut(flat, part), origin=(part.left, part.top)), left)
    return found


def _second_look(flat: Pixels, left: Mask, reader: Reader) -> list[Line]:
    """Ink that the first look left unread, enlarged and with its contrast stretched: small type and faint type."""
    found = []
    for box in regions(left, across=25, down=9):
        if not _like_text(box) or box.width < 14:
            continue
        around = widened(box, 6, flat.shape)
        part = _stretched(cut(flat, around))
        scale = 2.0 if around.height < 400 and around.width < 900 else 1.0
        large = np.asarray(cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
        lines = [_shrunk(line, scale, around) for line in reader.lines(large)]
        found += _kept([line for line in lines if line.sureness >= _DOUBTFUL_LINE], left)
    return found


def _shrunk(line: Line, scale: float, around: Box) -> Line:
    """A line read in an enlarged part, back at its place on the page."""

    def back(box: Box) -> Box:
        return Box(
            int(box.left / scale) + around.left,
            int(box.top / scale) + around.top,
            int(np.ceil(box.right / scale)) + around.left,
            int(np.ceil(box.bottom / scale)) + around.top,
        )

    return Line(tuple(glyph._replace(box=back(glyph.box)) for glyph in line.glyphs))


def _crossed(places: Sequence[Box], lines: Sequence[Line]) -> bool:
    """Whether a line of writing runs into one of the places from outside, or ends close to it."""
    for line in lines:
        box = around_line(line)
        near = Box(box.left - box.height, box.top, box.right + box.height, box.bottom)
        if any(near.meets(place) and not _mostly_inside(box, place) for place in places):
            return True
    return False


def _mostly_inside(box: Box, place: Box) -> bool:
    return _overlap(box, place) > 0.9 and box.width <= place.width and box.height <= place.height


def _without_colour(
    page: RawPage, lines: list[Line], reader: Reader, burnt: Sequence[Box]
) -> tuple[list[Line], list[Line]]:
    """Read once more, with colour removed, where colour lies over letters; the surer reading counts, both are kept.

    Returns the lines that count and the ones they replaced.
    """
    clumps = [box for box in regions(saturated(page.image), across=15, down=15, at_least=150) if box.height >= 40]
    kept, others = list(lines), list[Line]()
    for box in (box for box in clumps if box.width >= 40 and not _dense(page.image, box)):
        if any(_mostly_inside(box, place) for place in burnt):
            continue
        around = widened(box, 8, page.image.shape)
        flat = flattened(without_colour(cut(page.image, around)))
        if not ink(flat).any():
            continue
        for line in reader.lines(flat, origin=(around.left, around.top)):
            if line.glyphs:
                _weigh(line, kept, others)
    return kept, others


def _weigh(line: Line, kept: list[Line], others: list[Line]) -> None:
    """Put a second reading in the place of the one it covers when it is surer and no shorter, else beside it."""
    rivals = [known for known in kept if _overlap(around_line(line), around_line(known)) > 0.4]
    trusted = any(glyph.sight is Sight.LAYER for rival in rivals for glyph in rival.glyphs)
    shorter = sum(len(rival.glyphs) for rival in rivals) > len(line.glyphs)
    if not rivals and line.sureness >= _DOUBTFUL_LINE:
        kept.append(line)
    elif rivals and not trusted and not shorter and line.sureness > max(rival.sureness for rival in rivals):
        others.extend(rivals)
        kept[:] = [known for known in kept if known not in rivals] + [line]
    else:
        others.append(line)


def _overlap(one: Box, other: Box) -> float:
    shared = one.shared(other)
    return shared / min(one.area, other.area) if shared else 0.0


def _dense(image: Pixels, box: Box) -> bool:
    """Whether a coloured clump is a picture rather than strokes: little paper in it."""
    part = cut(grey_of(image), box)
    return bool((part > 225).mean() < 0.2)


def _kept(lines: Iterable[Line | None], left: Mask) -> list[Line]:
    """Lines that stand where ink was left to read; their ink is then read."""
    found = []
    for line in lines:
        if line is None or not line.glyphs:
            continue
        box = within(around_line(line), left.shape)
        if left[box.top : box.bottom, box.left : box.right].sum() < 6:
            continue
        found.append(line)
    for line in found:
        _blank(left, widened(around_line(line), 2, left.shape))
    return found


def _blank(mask: Mask, box: Box) -> None:
    mask[max(0, box.top) : max(0, box.bottom), max(0, box.left) : max(0, box.right)] = 0


def _only(flat: Pixels, left: Mask) -> Pixels:
    """The page with only the ink that is left to read."""
    near = cv2.dilate(left, np.ones((5, 5), np.uint8))
    return np.where(near > 0, flat, 255).astype(np.uint8)


def _stretched(part: Pixels) -> Pixels:
    dark, light = (float(level) for level in np.percentile(part, (1, 90)))
    if light - dark < 12:
        return part
    stretched = np.clip((part.astype(np.float32) - dark) * 255 / (light - dark), 0, 255)
    return np.asarray(stretched, dtype=np.uint8)


def _like_text(box: Box) -> bool:
    return box.height >= 5 and box.width >= 5


def _needs_recogniser(page: RawPage, left: Mask) -> list[Doubt]:
    unread = [box for box in regions(left, across=25, down=25) if _like_text(box)]
    if not unread:
        return []
    around = unread[0]
    for box in unread[1:]:
        around = around.joined(box)
    return [Doubt("no-recogniser", page.number, around)]


def _doubtful(page: RawPage, lines: Sequence[Line]) -> list[Doubt]:
    return [
        Doubt(
            "low-confidence",
            page.number,
            around_line(line),
            {"sureness": round(line.sureness), "letters": len(line.text)},
        )
        for line in lines
        if line.sureness < _DOUBTFUL_LINE and _could_name(line.text)
    ]


def _could_name(text: str) -> bool:
    """Whether a doubtful reading is long enough to hide a name; strokes of drawings read as one letter or two."""
    letters = [char for char in text if char.isalnum()]
    return len(letters) >= 4 or sum(not char.isascii() for char in letters) >= 2


def _unread(page: RawPage, lines: Sequence[Line], left: Mask) -> list[Doubt]:
    """Places whose ink looks like a line of writing and was not read by any look; a scan on which nothing was read."""
    if covered(page) > 0.6 and not lines and float(left.mean()) > _SOME_INK:
        return [Doubt("nothing-read", page.number)]
    found = []
    for box in regions(left, across=15, down=3, at_least=60):
        part = left[box.top : box.bottom, box.left : box.right]
        on_picture = any(box.meets(picture) for picture in page.pictures) and covered(page) < 0.6
        if 8 <= box.height <= 60 and box.width >= 2 * box.height and _strokes(part) and not on_picture:
            found.append(Doubt("unreadable-ink", page.number, box))
    return found


def _strokes(part: Mask) -> bool:
    """Several separate clumps of similar height, neither a solid bar nor a lone curve."""
    density = float(part.mean())
    count, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    tall = sum(int(stats[at, cv2.CC_STAT_HEIGHT]) >= 0.4 * part.shape[0] for at in range(1, count))
    return 0.06 < density < 0.65 and tall >= 3
