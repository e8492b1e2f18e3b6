"""Pages of light writing on a dark ground, turned to dark writing on a light one before anybody reads them."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from blind.redact.page import Pixels, RawPage
from blind.redact.sight.ink import grey_of

_DARKEST_GROUNDS, _ONE_TONE, _MOST = 120, 20, 0.7
"""A ground is dark up to the first level, all of it lies within the second of one level, and it fills such a share."""
_LIGHTER, _LEAST_WRITING, _MOST_WRITING = 50, 0.001, 0.25
"""Writing is so many levels lighter, and covers a share between these two."""
_SHRUNK, _SPARSELY = 4, 16


def on_light_ground(page: RawPage) -> RawPage:
    """The page, its light and dark exchanged and its colour left out where it is written in light on a dark ground."""
    if not _may_be_dark(page.image):
        return page
    grey = grey_of(page.image)
    return replace(page, image=255 - grey) if _written_in_light(grey) else page


def _may_be_dark(image: Pixels) -> bool:
    """Whether a few pixels from all over the page are not mostly light: nearly every page is done with at that."""
    few = grey_of(np.ascontiguousarray(image[::_SPARSELY, ::_SPARSELY]))
    return bool(few.size) and float((few <= _DARKEST_GROUNDS + _ONE_TONE).mean()) > _MOST / 2


def _written_in_light(grey: Pixels) -> bool:
    height, width = grey.shape
    if min(height, width) < 4 * _SHRUNK:
        return False
    small = cv2.resize(grey, (width // _SHRUNK, height // _SHRUNK), interpolation=cv2.INTER_AREA)
    levels = np.bincount(small.ravel(), minlength=256)
    ground = int(np.argmax(np.convolve(levels, np.ones(9), mode="same")))
    near = levels[max(0, ground - _ONE_TONE) : ground + _ONE_TONE + 1].sum() / small.size
    written = levels[ground + _LIGHTER :].sum() / small.size
    return ground <= _DARKEST_GROUNDS and near >= _MOST and _LEAST_WRITING <= written <= _MOST_WRITING
