"""Loose handwriting: strokes that no reading explains, and short lines on scans that read, or look, like no print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from blind.redact.box import Box
from blind.redact.page import Line, Pixels, SeenPage, around_line
from blind.redact.sight.ink import Mask, cut, regions, saturated, widened

_LETTERS = 6
_SURELY, _BADLY, _WORSE_THAN_REST = 98.0, 95.0, 4.0
_LOWEST = 16
_FEWEST_LINES = 2
_LEANS, _LARGER = 0.58, 1.6
_THUMB = 120
_WAVES, _TALL = 0.18, 36
"""Share of upright edges and pixels of height: what is taller with fewer is no print, whatever else a page says."""
_UPRIGHT = 14.0
_FIGURES = re.compile(r"[\d\s./\-:：,，、年月日时分第页共号（）()\[\]【】%％]*")


def loose(page: SeenPage, ink: Mask, rules: Mask, odd: Sequence[Line]) -> list[Box]:
    """Clumps of ink that look written by hand and stand alone: no rules, axes or areas of a drawing around them.

    ``ink`` is what no sure reading explains, ``odd`` the short lines among it that look like no print.
    """
    scan = page.scanned
    boxes = [around_line(line) for line in odd]
    found = []
    for box in regions(ink, across=31 if scan else 21, down=13, at_least=120 if scan else 150):
        if not (24 <= box.width <= 700 and _LOWEST <= box.height <= 220):
            continue
        if any(box.meets(line) for line in boxes):
            found.append(box)
            continue
        part = ink[box.top : box.bottom, box.left : box.right]
        around = widened(box, 24, ink.shape)
        alone = rules[around.top : around.bottom, around.left : around.right].sum() <= 40
        if alone and _sized(box, scan=scan) and _written(part, scan=scan):
            on_picture = any(box.meets(picture) for picture in page.pictures)
            found += [box] if scan or not on_picture else []
    return found


def odd_lines(page: SeenPage, flat: Pixels) -> list[Line]:
    """Short lines of a scan, alone in their row, that read badly, lean, or stand in a blue that the print has not.

    A signature is read as a letter or two of another word, and often as surely as print.
    """
    if not page.scanned:
        return []
    short = [line for line in page.lines if _short(line)]
    if not short:
        return []
    blue, print_ = _blue(page.image), _print(page.lines, flat)
    return [
        line
        for line in short
        if _reads_badly(line, print_) or (_alone(line, page.lines) and _looks_written(line, flat, blue, print_))
    ]


class Print(NamedTuple):
    """How a page's longer lines look: sureness 0..100, height in pixels, share of upright edges."""

    sureness: float
    height: float
    uprights: float


def _print(lines: Sequence[Line], flat: Pixels) -> Print | None:
    """The page's own print; None where too few long lines were read to say."""
    long = [line for line in lines if len(line.glyphs) > _LETTERS]
    if len(long) < _FEWEST_LINES:
        return None
    boxes = [around_line(line) for line in long]
    return Print(
        float(np.median([line.sureness for line in long])),
        float(np.median([box.height for box in boxes])),
        float(np.median([_uprights(flat, box) for box in boxes[:12]])),
    )


def _reads_badly(line: Line, usual: Print | None) -> bool:
    """Print in short lines reads at 96 and more on a page whose long lines do."""
    return line.sureness < min(_BADLY, (usual.sureness if usual else _SURELY) - _WORSE_THAN_REST)


def _looks_written(line: Line, flat: Pixels, blue: Mask, usual: Print | None) -> bool:
    """One letter by itself, a pen's blue, or letters larger than the print that lean: large headings stand upright."""
    box = around_line(line)
    if _one_letter(line) or _mostly(blue, box, flat):
        return True
    if usual is None:
        return box.height >= _TALL and _uprights(flat, box) < _WAVES
    return box.height > _LARGER * usual.height and _uprights(flat, box) < _LEANS * usual.uprights


def _short(line: Line) -> bool:
    text = line.text.strip()
    letters = sum(char.isalnum() for char in text)
    box = around_line(line) if line.glyphs else Box(0, 0, 0, 0)
    return 1 <= letters <= _LETTERS and not _FIGURES.fullmatch(text) and text[-1] not in ":：" and box.height >= _LOWEST


def _one_letter(line: Line) -> bool:
    """One Chinese letter by itself: of a name written by hand, often no more is read."""
    letters = [char for char in line.text if char.isalnum()]
    return len(letters) == 1 and ord(letters[0]) > 0x2E7F and letters[0] not in "一二三四五六七八九十甲乙丙丁注附表图"


def _alone(line: Line, lines: Sequence[Line]) -> bool:
    """Whether nothing else is read beside the line, as far as three times its height or a good thumb's breadth."""
    box = around_line(line)
    far = min(3 * box.height, _THUMB)
    reach = Box(box.left - far, box.top, box.right + far, box.bottom)
    return not any(other is not line and other.glyphs and _in_row(reach, around_line(other)) for other in lines)


def _in_row(reach: Box, other: Box) -> bool:
    shared = min(reach.bottom, other.bottom) - max(reach.top, other.top)
    return 3 * shared > min(reach.height, other.height) and other.right > reach.left and other.left < reach.right


def _uprights(flat: Pixels, box: Box) -> float:
    """The share of strokes' edges that stand upright: type has many, a leaning or waving hand few."""
    part = cv2.GaussianBlur(cut(flat, widened(box, 2, flat.shape)).astype(np.float32), (0, 0), 0.8)
    across, down = cv2.Scharr(part, cv2.CV_32F, 1, 0), cv2.Scharr(part, cv2.CV_32F, 0, 1)
    force = np.hypot(across, down)
    edges = force > 0.4 * float(np.percentile(force, 99))
    if not edges.any():
        return 1.0
    lean = np.degrees(np.arctan2(np.abs(down), np.abs(across)))
    return float(force[edges & (lean < _UPRIGHT)].sum() / force[edges].sum())


def _blue(image: Pixels) -> Mask:
    """Ink of a pen: blue or violet, seldom the colour of print in a document."""
    if image.ndim == 2:
        return np.zeros(image.shape, np.uint8)
    hue = cv2.cvtColor(image, cv2.COLOR_RGB2HSV)[:, :, 0]
    return np.asarray(saturated(image) & ((hue >= 95) & (hue < 155)), dtype=np.uint8)


def _mostly(mask: Mask, box: Box, flat: Pixels) -> bool:
    dark = cut(flat, box) < 190
    return bool(dark.any()) and float(cut(mask, box)[dark].mean()) > 0.5


def _sized(box: Box, *, scan: bool) -> bool:
    if scan:
        return box.width >= 32 and box.height >= 20 and box.width > 0.6 * box.height
    return 45 <= box.width <= 520 and 20 <= box.height <= 170 and box.width > 0.9 * box.height


def _written(part: Mask, *, scan: bool) -> bool:
    """Few pieces, all thin, one of them long and bent and no closed figure such as a box of a diagram."""
    density = float(part.mean())
    count, labels, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    if not 0.02 < density < (0.46 if scan else 0.4) or count < 2:
        return False
    longest = 1 + int(stats[1:, cv2.CC_STAT_WIDTH].argmax())
    wide, area = int(stats[longest, cv2.CC_STAT_WIDTH]), int(stats[longest, cv2.CC_STAT_AREA])
    thick = float(cv2.distanceTransform(part, cv2.DIST_L2, 3).max())
    contours, _ = cv2.findContours((labels == longest).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    bends = sum(len(cv2.approxPolyDP(contour, 2.0, True)) for contour in contours)
    outline = max(contours, key=cv2.contourArea)
    if cv2.contourArea(outline) > 0.85 * cv2.contourArea(cv2.convexHull(outline)):
        return False
    least_wide, least_bends, most = (0.2, 10, 0.5) if scan else (0.3, 12, 0.35)
    return (
        wide >= least_wide * part.shape[1]
        and thick <= 8
        and bends >= least_bends
        and area < most * wide * part.shape[0]
    )
