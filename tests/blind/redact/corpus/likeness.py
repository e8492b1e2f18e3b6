"""How much of the ink of an original page is still to be seen on the page that came of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.blind.redact.corpus.vector import Grey, Patch

AGREES = 0.3
"""Correlation of light and dark inside a place, below which it is something else that stands there now."""
REACH = 1
"""Pixels by which a place may stand off from where the whole page has moved."""


def edges(page: Grey) -> NDArray[np.bool_]:
    """Where light changes to dark, thin strokes and faint ones included."""
    soft = cv2.GaussianBlur(page, (3, 3), 0).astype(np.int16)
    across = np.abs(cv2.Sobel(soft, cv2.CV_16S, 1, 0))
    down = np.abs(cv2.Sobel(soft, cv2.CV_16S, 0, 1))
    return np.asarray((across + down) > 40)


@dataclass
class Comparison:
    """An upright original page against the page that came of it."""

    before: Grey
    after: Grey
    placed: bool = False
    """Whether ``after`` is known to stand where ``before`` stands."""
    anchor: tuple[int, int, int, int] = (0, 0, 10**6, 10**6)
    """Left, top, right and bottom of something on the page before that stays."""
    turned: Grey = field(init=False)
    shift: tuple[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.turned, self.shift = (self.after, (0, 0)) if self.placed else self._registered()
        self._before = edges(self.before)
        self._after = edges(self.turned) & ~_box_rims(self.turned)
        if not self.placed:
            self.shift = self._refined()

    def _refined(self) -> tuple[int, int]:
        """The shift at which most edges of the whole page meet again."""
        across, down = self.shift
        tried = [(x, y) for y in range(down - 4, down + 5) for x in range(across - 4, across + 5)]
        return max(tried, key=lambda at: (_overlap(self._after, self._before, *at), -abs(at[0]) - abs(at[1])))

    def _registered(self) -> tuple[Grey, tuple[int, int]]:
        """The page after, standing as before, and how far it has moved: where what stays is found again.

        Light writing on a dark ground may come out dark on light: what agrees the other way round agrees too.
        """
        best: tuple[float, Grey, tuple[int, int]] = (-2.0, self.after, (0, 0))
        height, width = self.before.shape
        left, top, right, bottom = self.anchor
        anchor = cv2.GaussianBlur(self.before[top:bottom, left:right], (3, 3), 0)
        for quarter in range(4):
            page = np.ascontiguousarray(np.rot90(self.after, quarter))
            if abs(page.shape[0] - height) > 40 or abs(page.shape[1] - width) > 40:
                continue
            fitted = cv2.copyMakeBorder(page, 48, 48, 48, 48, cv2.BORDER_CONSTANT, value=(255,))
            where = fitted[top : bottom + 96, left : right + 96]
            score = cv2.matchTemplate(cv2.GaussianBlur(where, (3, 3), 0), anchor, cv2.TM_CCOEFF_NORMED)
            _, value, _, place = cv2.minMaxLoc(np.abs(score))
            if value > best[0]:
                fitted = fitted[48 : 48 + height, 48 : 48 + width]
                best = (value, np.ascontiguousarray(fitted), (place[0] - 48, place[1] - 48))
        return best[1], best[2]

    def share(self, patch: Patch) -> float:
        """How many of the edges inside the patch are still there, at the best small shift.

        The rims of a box that was drawn over the ink count for nothing: light and dark inside have to agree as well.
        Edges of small type fill the whole place, so that several shifts show as many: the first that agrees counts.
        """
        rows, columns = patch.mask.shape
        inside = _wide(patch.mask, 1) & self._before[patch.top : patch.top + rows, patch.left : patch.left + columns]
        total = int(inside.sum())
        if not total:
            return 0.0
        near = range(-REACH, REACH + 1)
        tried = [(self.shift[0] + across, self.shift[1] + down) for across in near for down in near]
        found = [(_overlap(self._after, inside, patch.left + x, patch.top + y) / total, (x, y)) for x, y in tried]
        agreeing = (share for share, shift in sorted(found, reverse=True) if self._agreement(patch, shift) > AGREES)
        return next(agreeing, 0.0)

    def _agreement(self, patch: Patch, shift: tuple[int, int]) -> float:
        rows, columns = patch.mask.shape
        before = self.before[patch.top : patch.top + rows, patch.left : patch.left + columns]
        left, top = max(patch.left + shift[0], 0), max(patch.top + shift[1], 0)
        after = self.turned[top : top + rows, left : left + columns]
        rows, columns = after.shape
        where = _wide(patch.mask, 1)[:rows, :columns]
        one, other = before[:rows, :columns][where].astype(np.float64), after[where].astype(np.float64)
        if not len(one) or one.std() < 1 or other.std() < 1:
            return 0.0
        return abs(float(np.corrcoef(one, other)[0, 1]))


def _box_rims(page: Grey) -> NDArray[np.bool_]:
    """The rims of solid dark rectangles: no letter has so broad a stroke."""
    dark = (page < 60).astype(np.uint8)
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((8, 16), np.uint8))
    inner, outer = cv2.erode(solid, np.ones((5, 5), np.uint8)), cv2.dilate(solid, np.ones((7, 7), np.uint8))
    return np.asarray((outer > 0) & (inner == 0))


def _overlap(after: NDArray[np.bool_], inside: NDArray[np.bool_], left: int, top: int) -> int:
    height, width = after.shape
    rows, columns = inside.shape
    y0, x0 = max(top, 0), max(left, 0)
    y1, x1 = min(top + rows, height), min(left + columns, width)
    if y0 >= y1 or x0 >= x1:
        return 0
    return int((after[y0:y1, x0:x1] & inside[y0 - top : y1 - top, x0 - left : x1 - left]).sum())


def _wide(mask: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    return np.asarray(cv2.dilate(mask.astype(np.uint8), kernel)) > 0
