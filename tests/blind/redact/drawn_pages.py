"""Small pages drawn for tests: text in the packaged font with exact glyph boxes, seals, photographs, scribbles."""

from __future__ import annotations

import math
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from blind.redact.box import Box
from blind.redact.page import Glyph, Line, Pixels, RawPage, SeenPage, Sight

SIZE = 24
PITCH = 40
LEFT, TOP = 43, 30


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    home = find_spec("pylopdf_fonts_zh_cn")
    assert home is not None
    assert home.origin is not None
    return ImageFont.truetype(str(Path(home.origin).parent / "NotoSansSC-Regular.otf"), size)


def drawn(
    lines: list[str], *, width: int = 600, height: int = 300, size: int = SIZE, ink: tuple[int, int, int] = (0, 0, 0)
) -> tuple[Pixels, tuple[Line, ...]]:
    """A picture with the lines on it, every character in a cell of its own, and the text layer that goes with it."""
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    layer = []
    for row, text in enumerate(lines):
        at, glyphs = LEFT, []
        for char in text:
            wide = size if ord(char) > 0x2E7F else round(size * 0.6)
            pen.text((at, TOP + row * PITCH), char, font=font(size), fill=ink)
            cell = Box(at, TOP + row * PITCH, at + wide, TOP + row * PITCH + round(size * 1.4))
            glyphs.append(Glyph(char, cell, Sight.LAYER, 100, f"f0:{ord(char):x}"))
            at += wide
        layer.append(Line(tuple(glyphs)))
    return np.array(picture), tuple(layer)


def raw(lines: list[str], **how: int) -> RawPage:
    image, layer = drawn(lines, **how)  # type: ignore[arg-type]  # numbers only, ink stays black
    return RawPage(1, image, layer)


def seen(lines: list[str], *, image: Pixels | None = None, scan: bool = False, height: int = 300) -> SeenPage:
    """A page as if sight had read it without fault."""
    picture, layer = drawn(lines, height=height)
    picture = picture if image is None else image
    whole = (Box(0, 0, picture.shape[1], picture.shape[0]),) if scan else ()
    return SeenPage(1, picture, layer, layer, whole)


def scanned(image: Pixels, *, quality: int = 80) -> Pixels:
    """The page as a JPEG at the same size."""
    done, data = cv2.imencode(".jpg", image[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return np.ascontiguousarray(cv2.imdecode(data, cv2.IMREAD_COLOR)[:, :, ::-1])


def seal(image: Pixels, centre: tuple[int, int], colour: tuple[int, int, int], *, radius: int = 110) -> Pixels:
    """A round seal with letters along its ring and a star in its middle."""
    picture = Image.fromarray(image)
    pen = ImageDraw.Draw(picture)
    x, y = centre
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=colour, width=5)
    text = "云岭稀土研究院专用章"
    for at, char in enumerate(text):
        angle = math.pi * (0.85 + 1.3 * at / (len(text) - 1))
        letter = Image.new("L", (40, 40))
        ImageDraw.Draw(letter).text((8, 2), char, font=font(round(radius * 0.2)), fill=255)
        letter = letter.rotate(-math.degrees(angle) - 90)
        place = (int(x + radius * 0.78 * math.cos(angle) - 20), int(y + radius * 0.78 * math.sin(angle) - 20))
        picture.paste(colour, place, letter)
    pen.regular_polygon((x, y, radius * 0.3), 5, fill=colour)
    return np.array(picture)


def portrait(width: int = 150, height: int = 200) -> Pixels:
    """A passport photograph as simple as can be: skin on blue."""
    picture = Image.new("RGB", (width, height), (70, 130, 200))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((width * 0.25, height * 0.2, width * 0.75, height * 0.7), fill=(236, 188, 160))
    pen.rectangle((width * 0.1, height * 0.72, width * 0.9, height), fill=(30, 30, 40))
    return np.array(picture)


def scribble(image: Pixels, at: tuple[int, int], colour: tuple[int, int, int] = (10, 10, 10)) -> Pixels:
    """One bent line such as a hand writes."""
    steps = np.linspace(0, 1, 120)
    points = [
        (
            int(at[0] + 180 * step + 14 * math.sin(17 * step)),
            int(at[1] + 22 * math.sin(23 * step) * math.cos(9 * step)),
        )
        for step in steps
    ]
    cv2.polylines(image, [np.array(points)], False, colour, 3, cv2.LINE_AA)
    return image
