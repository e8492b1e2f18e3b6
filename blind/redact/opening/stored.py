"""A picture of a story that stays packed until somebody looks at it."""

from __future__ import annotations

from typing import Any

from blind.redact.opening.image import open_picture, pixels_of, upright
from blind.redact.opening.refused import FileRefused
from blind.redact.page import Pixels
from blind.redact.story import Picture

FIT = (1040, 1500)
"""The widest and highest a picture of a story can be on a page, in pixels."""

Crop = tuple[float, float, float, float]
"""Shares cut off left, top, right, bottom."""

_FORMATS = ("JPEG", "PNG", "TIFF", "GIF", "BMP")


class StoredPicture(Picture):
    """Unpacks anew each time ``image`` is asked for, so that a file with many pictures needs the room of one.

    ``crop`` gives what is cut off left, top, right and bottom, in shares of the picture's sides.
    """

    def __init__(self, packed: bytes, *, crop: Crop = (0, 0, 0, 0), turned: int = 0) -> None:
        object.__setattr__(self, "_packed", packed)
        object.__setattr__(self, "_crop", crop)
        object.__setattr__(self, "_turned", turned)

    @property
    def image(self) -> Pixels:
        """The visible part of the picture."""
        held: Any = self
        picture = open_picture(held._packed, _FORMATS)
        left, top, right, bottom = (min(max(share, 0.0), 1.0) for share in held._crop)
        try:
            picture = upright(picture)
            width, height = picture.size
            if any(held._crop):
                edges = (
                    round(width * left),
                    round(height * top),
                    round(width * (1 - right)),
                    round(height * (1 - bottom)),
                )
                picture = picture.crop(edges)
            if held._turned:
                picture = picture.rotate(-90 * held._turned, expand=True)
            return pixels_of(picture, fit=FIT)
        except FileRefused:
            raise
        except Exception as fault:  # Pillow raises whatever its decoders raise on damaged pictures
            raise FileRefused("damaged", kind="picture") from fault

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StoredPicture) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))


def stored_picture(packed: bytes, *, crop: Crop = (0, 0, 0, 0), turned: int = 0) -> Picture:
    """A picture that is known to open: it is unpacked once here.

    Raises FileRefused (``damaged``, ``page-too-large``) for one that does not, or of which nothing is visible.
    """
    picture = StoredPicture(packed, crop=crop, turned=turned)
    if not picture.image.size:
        raise FileRefused("damaged", kind="picture")
    return picture
