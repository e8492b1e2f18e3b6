"""Pictures as pages: JPEG, PNG and TIFF, turned as their camera says, on white, at the raster of pages."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator

import numpy as np
from PIL import ExifTags, Image, ImageOps

from blind.redact.box import Box
from blind.redact.opening.limits import LIMITS
from blind.redact.opening.opened import Pages
from blind.redact.opening.refused import FileRefused
from blind.redact.page import DPI, Pixels, RawPage

FORMATS = ("JPEG", "PNG", "TIFF")
"""What may be opened as a file of its own; Office packages also hold GIF and BMP."""

_LONG_SIDE = 1754
_TAGGED = range(100, 1201)
_FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    OverflowError,
    EOFError,
    ArithmeticError,
    AttributeError,
    NotImplementedError,
    MemoryError,
    struct.error,
)


def open_image(data: bytes) -> Pages:
    """The page (TIFF: pages) of a picture file.

    Raises FileRefused: ``damaged``, ``page-too-large``, ``too-many-pages``.
    """
    picture = open_picture(data, FORMATS)
    count = _frames(picture) if picture.format == "TIFF" else 1
    if count > LIMITS.pages:
        raise FileRefused("too-many-pages", pages=count, limit=LIMITS.pages)
    return Pages(count=count, pages=_pages(picture, count), dropped=_left_behind(picture))


def _left_behind(picture: Image.Image) -> tuple[str, ...]:
    found = {"exif"} if "exif" in picture.info or picture.format == "TIFF" else set()
    found |= {"metadata"} & {
        "metadata" for key in picture.info if key in {"xmp", "comment", "photoshop", "icc_profile"}
    }
    found |= {"animation"} if picture.format != "TIFF" and _frames(picture) > 1 else set()
    return tuple(sorted(found))


def open_picture(data: bytes, formats: tuple[str, ...]) -> Image.Image:
    """A picture whose header was read and whose size is within bounds; no pixel is unpacked yet."""
    Image.MAX_IMAGE_PIXELS = None  # the bound below is ours and names the picture's size
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=formats)
    except _FAULTS as fault:
        raise FileRefused("damaged", kind="picture") from fault
    _bounded(picture)
    return picture


def _bounded(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > LIMITS.page_pixels or not width or not height:
        raise FileRefused("page-too-large", page=picture.tell() + 1, width=width, height=height)


def _frames(picture: Image.Image) -> int:
    """Pictures in the file, counted by going through them and no further than the bound."""
    count = 0
    try:
        while count <= LIMITS.pages:
            picture.seek(count)
            count += 1
    except EOFError:
        pass
    except _FAULTS as fault:
        raise FileRefused("damaged", kind="picture", page=count + 1) from fault
    finally:
        if count:
            picture.seek(0)
    return count


def _pages(picture: Image.Image, count: int) -> Iterator[RawPage]:
    for index in range(count):
        try:
            if count > 1:
                picture.seek(index)
            _bounded(picture)
            image = pixels_of(picture, resolution=True)
        except _FAULTS as fault:
            raise FileRefused("page-unreadable", page=index + 1) from fault
        whole = Box(0, 0, image.shape[1], image.shape[0])
        yield RawPage(number=index + 1, image=image, pictures=(whole,))


def pixels_of(picture: Image.Image, *, resolution: bool = False, fit: tuple[int, int] | None = None) -> Pixels:
    """The picture's colours on white, upright as its own tags say.

    With ``resolution`` a picture tagged with its dots per inch comes at the raster of pages; without a believable tag,
    or with ``fit``, it is made smaller until it fits, never larger.
    """
    dots = picture.info.get("dpi") if resolution else None
    plain = _plain(upright(picture))
    target = _target(plain.size, dots, fit)
    if target != plain.size:
        plain = plain.resize(target, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return np.asarray(_on_white(plain), dtype=np.uint8)


def upright(picture: Image.Image) -> Image.Image:
    """The picture turned as its camera tag says."""
    orientation = picture.getexif().get(ExifTags.Base.Orientation, 1)
    return ImageOps.exif_transpose(picture) if orientation in range(2, 9) else picture


def _plain(picture: Image.Image) -> Image.Image:
    """The same picture as grey, colours, or colours with transparency, eight bits each."""
    if picture.mode.startswith(("I", "F")):
        values = np.asarray(picture, dtype=np.float32)
        low, high = float(values.min()), float(values.max())
        top = 65535.0 if high > 255 and low >= 0 and high <= 65535 else max(high, 1.0)
        return Image.fromarray(np.clip(values / top * 255, 0, 255).astype(np.uint8))
    if picture.mode in {"LA", "PA", "RGBA", "La", "RGBa"} or "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture if picture.mode in {"L", "RGB"} else picture.convert("L" if picture.mode == "1" else "RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGBA":
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=picture.getchannel("A"))
        return white
    return picture.convert("RGB")


def _target(size: tuple[int, int], dpi: object, fit: tuple[int, int] | None) -> tuple[int, int]:
    width, height = size
    if fit is not None:
        scale = min(1.0, fit[0] / width, fit[1] / height)
    elif (dots := _tagged(dpi)) and max(size) * DPI / dots <= 2 * _LONG_SIDE:
        scale = min(1.0, DPI / dots)
    else:
        scale = min(1.0, _LONG_SIDE / max(size))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _tagged(dpi: object) -> float:
    """Dots per inch where both directions name the same believable number, else 0."""
    try:
        across, down = (float(value) for value in dpi)  # type: ignore[attr-defined]  # whatever the file says
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0
    return across if round(across) in _TAGGED and abs(across - down) < 1 else 0.0
