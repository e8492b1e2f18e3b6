"""PDF files: pages drawn with their forms and notes, and the text layer with a box for every character."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from itertools import islice
from math import isfinite, sqrt
from typing import Any

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from blind.redact.box import Box
from blind.redact.opening.layer import FontFaces, Placement, layer_of
from blind.redact.opening.limits import LIMITS
from blind.redact.opening.opened import Pages
from blind.redact.opening.refused import FileRefused
from blind.redact.opening.watermarks import leave_out_watermarks
from blind.redact.page import DPI, RawPage

_NAMED = (("/EmbeddedFiles", "attachments"), ("/JavaScript", "scripts"))
_PICTURES_LISTED = 2_000
_NEARLY = 0.99
"""Room for sides that are rounded up."""
_LEFT_BEHIND = (
    ("/Outlines", "bookmarks"),
    ("/Metadata", "metadata"),
    ("/OpenAction", "scripts"),
    ("/AA", "scripts"),
    ("/OCProperties", "layers"),
    ("/StructTreeRoot", "structure"),
    ("/AcroForm", "form-fields"),
    ("/PieceInfo", "private-data"),
)


def open_pdf(data: bytes) -> Pages:
    """The pages of a PDF file, counted by walking its page tree.

    Raises FileRefused: ``encrypted``, ``damaged``, ``portfolio`` (the content is in attached files), ``xfa-form``
    (the content is not on the pages), ``too-many-pages``, ``page-count-differs`` where two parsers disagree.
    """
    walked, units, dropped = _walk(data)
    document = _load(data)
    if document.get_formtype() == pdfium_c.FORMTYPE_XFA_FULL:
        document.close()
        raise FileRefused("xfa-form")
    drawn = len(document)
    if drawn != walked:
        document.close()
        raise FileRefused("page-count-differs", walked=walked, drawn=drawn)
    if not drawn:
        raise FileRefused("no-visible-content")
    document.init_forms()
    return Pages(count=drawn, pages=_pages(document, units), dropped=dropped)


def _load(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        code = "encrypted" if getattr(fault, "err_code", 0) == pdfium_c.FPDF_ERR_PASSWORD else "damaged"
        raise FileRefused(code, kind="pdf") from fault


def _walk(data: bytes) -> tuple[int, dict[int, float], tuple[str, ...]]:
    """Pages as a second parser finds them, those that are magnified, and names of what the catalogue holds beside them.

    The renderer knows nothing of a page's own unit (above a 72nd of an inch); without it small numbers make small type.
    """
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as file:
            if "/Collection" in file.Root:
                raise FileRefused("portfolio")
            count = len(file.pages)
            dropped = {code for key, code in _LEFT_BEHIND if key in file.Root}
            units = _units(file) if count <= LIMITS.pages else {}
            names: Any = file.Root.get("/Names", {})
            dropped |= {code for key, code in _NAMED if key in names}
            dropped |= {"metadata"} if "/Info" in file.trailer else set()
    except pikepdf.PasswordError as fault:
        raise FileRefused("encrypted", kind="pdf") from fault
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise FileRefused("damaged", kind="pdf") from fault
    if count > LIMITS.pages:
        raise FileRefused("too-many-pages", pages=count, limit=LIMITS.pages)
    return count, units, tuple(sorted(dropped))


def _units(file: pikepdf.Pdf) -> dict[int, float]:
    """How many 72nds of an inch one unit is, on pages where it is more than one."""
    given: Iterator[tuple[int, Any]] = ((at, page.obj.get("/UserUnit")) for at, page in enumerate(file.pages))
    numbers = {at: float(unit) for at, unit in given if isinstance(unit, int | float | Decimal)}
    return {at: unit for at, unit in numbers.items() if unit > 1 and isfinite(unit)}


def _pages(document: pdfium.PdfDocument, units: dict[int, float]) -> Iterator[RawPage]:
    faces = FontFaces()
    with closing(document):
        for index in range(len(document)):
            try:
                page = document[index]
            except pdfium.PdfiumError as fault:
                raise FileRefused("page-unreadable", page=index + 1) from fault
            kept = False
            try:
                raw, kept = _page(page, index + 1, faces, units.get(index, 1.0))
            finally:
                if not kept:
                    page.close()
            yield raw


def _page(page: pdfium.PdfPage, number: int, faces: FontFaces, unit: float) -> tuple[RawPage, bool]:
    """The page, and whether its handle has to stay open because a font was first met on it.

    A page is magnified by its own unit as far as a page may be large.
    """
    leave_out_watermarks(page)
    width, height = page.get_size()
    most = sqrt(LIMITS.page_pixels / max(width * height, 1.0)) * _NEARLY
    scale = max(DPI / 72, min(DPI / 72 * unit, most))
    across, down = (round(points * scale) for points in (width, height))
    if across < 1 or down < 1 or across * down > LIMITS.page_pixels:
        raise FileRefused("page-too-large", page=number, width=across, height=down)
    try:
        bitmap = page.render(scale=scale, may_draw_forms=True, draw_annots=True, rev_byteorder=True)
    except (pdfium.PdfiumError, MemoryError, ValueError) as fault:
        raise FileRefused("page-unreadable", page=number) from fault
    with closing(bitmap):
        image = np.array(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)
    placement = _placement(page, width=image.shape[1], height=image.shape[0])
    lines, kept = layer_of(page, placement, faces)
    return RawPage(number=number, image=image, layer=lines, pictures=_pictures(page, placement)), kept


def _placement(page: pdfium.PdfPage, *, width: int, height: int) -> Placement:
    """Where page points stand on the raster, asked from the renderer itself: it knows rotation and cropping."""
    fine = 64
    corner, right, up = (_device(page, at, width * fine, height * fine) for at in ((0, 0), (1000, 0), (0, 1000)))
    return Placement(
        origin=(corner[0] / fine, corner[1] / fine),
        across=((right[0] - corner[0]) / fine / 1000, (right[1] - corner[1]) / fine / 1000),
        up=((up[0] - corner[0]) / fine / 1000, (up[1] - corner[1]) / fine / 1000),
        width=width,
        height=height,
    )


def _device(page: pdfium.PdfPage, point: tuple[int, int], width: int, height: int) -> tuple[int, int]:
    x, y = pdfium_c.c_int(), pdfium_c.c_int()
    pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, *point, x, y)
    return x.value, y.value


def _pictures(page: pdfium.PdfPage, placement: Placement) -> tuple[Box, ...]:
    listed: Iterator[Any] = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4)
    boxes: list[Box] = []
    for picture in islice(listed, _PICTURES_LISTED):
        try:
            box = placement.box(*picture.get_bounds())
        except pdfium.PdfiumError:  # an image without a place is not drawn either
            continue
        if box is not None:
            boxes.append(box)
    return tuple(boxes)
