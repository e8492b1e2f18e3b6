"""A packet's page as a picture: its own pixels, as the released file will carry them."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
from PIL import Image

from blind.redact import EncodedPage
from expertpool.intake.drawing_child import SMALL

_WIDTH, _HEIGHT, _BITS, _PACKING, _SENSE, _START, _SAMPLES, _ROWS, _LENGTH = 256, 257, 258, 259, 262, 273, 277, 278, 279
_GROUP4, _INK_IS_SET = 4, 0


def png_of(page: EncodedPage) -> bytes:
    """The page as PNG, sixteen greys or black on white."""
    held = io.BytesIO()
    _image(page).save(held, "PNG", optimize=False)
    return held.getvalue()


def small_of(page: EncodedPage) -> tuple[int, int, bytes]:
    """Width, height, and the page shrunk to a few grey pixels."""
    shrunk = _image(page).convert("L").resize((SMALL, SMALL), Image.Resampling.BOX)
    return page.width, page.height, shrunk.tobytes()


def _image(page: EncodedPage) -> Image.Image:
    if page.bits == 1:
        with Image.open(io.BytesIO(_tiff(page)), formats=("TIFF",)) as opened:
            opened.load()
            return opened.convert("1")
    across = (page.width + 1) // 2
    packed = np.frombuffer(zlib.decompress(page.data), dtype=np.uint8).reshape(page.height, across)
    levels = np.empty((page.height, across * 2), dtype=np.uint8)
    levels[:, 0::2], levels[:, 1::2] = packed >> 4, packed & 15
    return Image.fromarray(levels[:, : page.width] * np.uint8(17))


def _tiff(page: EncodedPage) -> bytes:
    """The encoded strip with the head that names its size: what a decoder of group 4 wants."""
    tags = (
        (_WIDTH, page.width),
        (_HEIGHT, page.height),
        (_BITS, 1),
        (_PACKING, _GROUP4),
        (_SENSE, _INK_IS_SET),
        (_START, 8 + 2 + 9 * 12 + 4),
        (_SAMPLES, 1),
        (_ROWS, page.height),
        (_LENGTH, len(page.data)),
    )
    listed = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + listed + struct.pack("<I", 0) + page.data
