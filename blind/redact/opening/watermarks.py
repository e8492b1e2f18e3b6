"""Pale letters set askew behind a page's text: what they say is left out before the page is drawn.

Burning their places would take the text above them along; pale as they are, they are no part of what is read.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import hypot
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

PALE = 160
"""Brightness from which on letters count as pale."""
THIN = 0.5
"""Share of the ink below which letters count as see-through."""
ASKEW = 0.15
"""How far a line rises on its length, or lies over on its height, from which on it is neither level nor upright."""
LARGE = 14.0
"""Points from which on letters are large enough for a mark over the page."""
_DEEPEST, _MOST = 4, 20_000

Matrix = NDArray[np.float64]


def leave_out_watermarks(page: pdfium.PdfPage) -> int:
    """Switch off such letters for everything that is asked of the page from here on; gives how many objects."""
    count = 0
    for at, (thing, matrix) in enumerate(_texts(page)):
        if at == _MOST:
            break
        if _askew(matrix) and _pale(thing) and _size(thing, matrix) >= LARGE:
            count += bool(pdfium_c.FPDFPageObj_SetIsActive(thing, 0))
    return count


def _texts(page: pdfium.PdfPage) -> Iterator[tuple[Any, Matrix]]:
    """The text objects of a page, those in forms included, with what turns their points into the page's."""
    for at in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        yield from _within(pdfium_c.FPDFPage_GetObject(page.raw, at), np.eye(2), 0)


def _within(thing: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    kind = pdfium_c.FPDFPageObj_GetType(thing)
    if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
        yield thing, _matrix(thing) @ outer
    elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = _matrix(thing) @ outer
        for at in range(max(pdfium_c.FPDFFormObj_CountObjects(thing), 0)):
            yield from _within(pdfium_c.FPDFFormObj_GetObject(thing, at), inner, depth + 1)


def _matrix(thing: Any) -> Matrix:
    given = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(thing, given):
        return np.eye(2)
    return np.array([[given.a, given.b], [given.c, given.d]], dtype=np.float64)


def _askew(matrix: Matrix) -> bool:
    (a, b), _ = matrix
    length = hypot(a, b)
    return bool(length > 0 and min(abs(a), abs(b)) > ASKEW * length)


def _pale(thing: Any) -> bool:
    red, green, blue, share = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(thing, red, green, blue, share):
        return False
    ink = (255 - (0.299 * red.value + 0.587 * green.value + 0.114 * blue.value)) * share.value / 255
    return ink <= 255 - PALE or share.value <= THIN * 255


def _size(thing: Any, matrix: Matrix) -> float:
    size = ctypes.c_float()
    pdfium_c.FPDFTextObj_GetFontSize(thing, size)
    return float(size.value * hypot(*matrix[1]))
