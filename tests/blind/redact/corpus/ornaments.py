"""Seals, signatures, portraits and codes, drawn so that their ink is known."""

from __future__ import annotations

import math
import random
from functools import cache

import cv2
import numpy as np
import pylopdf_fonts_zh_cn as chinese_fonts
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from tests.blind.redact.corpus.sheet import Colour, patch_of
from tests.blind.redact.corpus.vector import Mask, Patch

Alpha = NDArray[np.uint8]


@cache
def font(size: int, *, serif: bool = True) -> ImageFont.FreeTypeFont:
    """The corpus's typeface."""
    return ImageFont.truetype(str(chinese_fonts.serif_path() if serif else chinese_fonts.sans_path()), size)


def ring_seal(text: str, *, size: int = 240, inner: str = "专用章", oval: bool = False) -> Alpha:
    """A round or oval seal: text in the ring, a star, a line beneath."""
    big = size * 2
    height = int(big * 0.7) if oval else big
    seal = Image.new("L", (big, height), 0)
    pen = ImageDraw.Draw(seal)
    pen.ellipse((6, 6, big - 7, height - 7), outline=255, width=10)
    middle = (big / 2, height / 2)
    sweep = min(250, 26 * len(text))
    for number, char in enumerate(text):
        angle = math.radians(-90 - sweep / 2 + sweep * (number + 0.5) / len(text))
        tile = Image.new("L", (90, 90), 0)
        ImageDraw.Draw(tile).text((45, 45), char, 255, font(56), anchor="mm")
        turned = tile.rotate(-math.degrees(angle) - 90, resample=Image.Resampling.BICUBIC)
        at = (
            int(middle[0] + (big / 2 - 62) * math.cos(angle) - 45),
            int(middle[1] + (height / 2 - 62) * math.sin(angle) - 45),
        )
        seal.paste(255, at, turned)
    if not oval:
        points = [
            (
                middle[0] + (60 if corner % 2 == 0 else 24) * math.sin(math.pi * corner / 5),
                middle[1] - (60 if corner % 2 == 0 else 24) * math.cos(math.pi * corner / 5),
            )
            for corner in range(10)
        ]
        pen.polygon(points, fill=255)
    pen.text((middle[0], height * 0.78), inner, 255, font(44), anchor="mm")
    return np.asarray(seal.resize((size, height // 2), Image.Resampling.LANCZOS))


def square_seal(name: str, *, size: int = 96) -> Alpha:
    """A personal seal: the name in a square, two letters a column."""
    seal = Image.new("L", (size * 2, size * 2), 0)
    pen = ImageDraw.Draw(seal)
    pen.rectangle((4, 4, size * 2 - 5, size * 2 - 5), outline=255, width=8)
    letters = [char for char in f"{name}印" if char.isalpha()][:4]
    cell = (size * 2 - 24) // 2
    for number, char in enumerate(letters):
        column, row = number // 2, number % 2
        centre = (size * 2 - 12 - cell * (column + 0.5), 12 + cell * (row + 0.5))
        pen.text(centre, char, 255, font(int(cell * 0.9)), anchor="mm")
    return np.asarray(seal.resize((size, size), Image.Resampling.LANCZOS))


def signature(name: str, dice: random.Random, *, height: int = 64) -> Alpha:
    """A name as if written by hand: sheared, waving, of changing pressure."""
    plain = Image.new("L", (height * (len(name) + 1), height * 2), 0)
    pen = ImageDraw.Draw(plain)
    at = height // 3
    for char in name:
        pen.text(
            (at, height + dice.randint(-8, 8)), char, 255, font(dice.randint(height - 10, height + 8)), anchor="lm"
        )
        at += int(height * dice.uniform(0.62, 0.8))
    letters = np.asarray(plain)
    rows, columns = np.mgrid[0 : letters.shape[0], 0 : letters.shape[1]].astype(np.float32)
    wave = 4 * np.sin(columns / 17 + dice.random() * 6) + 3 * np.sin(rows / 9 + dice.random() * 6)
    bent = cv2.remap(letters, columns + 0.35 * (rows - height) + wave, rows + wave * 0.7, cv2.INTER_LINEAR)
    start = (int(height * 0.2), int(height * 1.5))
    cv2.line(bent, start, (int(letters.shape[1] * 0.8), int(height * 1.3)), 255, 2, cv2.LINE_AA)
    return np.asarray(bent, dtype=np.uint8)


def portrait(dice: random.Random, *, width: int = 150, height: int = 210) -> Colour:
    """A photograph of nobody: a face before a blue ground, with grain."""
    ground = Image.new("RGB", (width, height), (60, 120, 200))
    pen = ImageDraw.Draw(ground)
    pen.ellipse((-10, height * 0.72, width + 10, height * 1.5), fill=(40, 40, 60))
    skin = (225 - dice.randrange(30), 180 - dice.randrange(25), 150 - dice.randrange(20))
    pen.ellipse((width * 0.25, height * 0.2, width * 0.75, height * 0.75), fill=skin)
    pen.pieslice((width * 0.22, height * 0.14, width * 0.78, height * 0.6), 180, 360, fill=(25, 20, 20))
    for side in (0.4, 0.6):
        pen.ellipse((width * side - 8, height * 0.44, width * side + 8, height * 0.48), fill=(30, 25, 25))
    pen.line((width * 0.5, height * 0.48, width * 0.5, height * 0.58), fill=(150, 100, 90), width=3)
    pen.arc((width * 0.4, height * 0.56, width * 0.6, height * 0.67), 20, 160, fill=(150, 60, 60), width=4)
    grain = np.random.default_rng(dice.randrange(2**32)).normal(0, 9, (height, width, 3))
    soft = cv2.GaussianBlur(np.asarray(ground), (5, 5), 0).astype(np.float32) + grain
    return np.asarray(np.clip(soft, 0, 255), dtype=np.uint8)


def code(text: str, form: str, *, scale: int = 4) -> Alpha:
    """A bar or matrix code as ink (255 where dark)."""
    barcode = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, form))
    drawn = np.asarray(zxingcpp.write_barcode_to_image(barcode, scale=scale, add_quiet_zones=True))
    return np.asarray(255 - (drawn if drawn.ndim == 2 else drawn[:, :, 0]), dtype=np.uint8)


def ink(
    page: Colour,
    alpha: Alpha,
    at: tuple[int, int],
    colour: tuple[int, int, int],
    strength: float = 1.0,
    number: int = 0,
) -> Patch:
    """Print ``alpha`` onto the page in ``colour``; gives the place of its ink."""
    left, top = at
    height, width = alpha.shape
    share = (alpha.astype(np.float32) / 255 * strength)[:, :, None]
    place = page[top : top + height, left : left + width]
    place[:] = (place * (1 - share) + np.array(colour, np.float32) * share).astype(np.uint8)
    return _placed(page, alpha > 90, at, number)


def paste(page: Colour, picture: Colour, at: tuple[int, int], number: int = 0) -> Patch:
    """Put a picture onto the page; gives its place."""
    left, top = at
    height, width = picture.shape[:2]
    page[top : top + height, left : left + width] = picture
    return _placed(page, np.ones((height, width), np.bool_), at, number)


def _placed(page: Colour, mask: Mask, at: tuple[int, int], number: int) -> Patch:
    whole = np.zeros(page.shape[:2], np.bool_)
    whole[at[1] : at[1] + mask.shape[0], at[0] : at[0] + mask.shape[1]] = mask
    return patch_of(number, whole)


def worn(alpha: Alpha, dice: random.Random) -> Alpha:
    """A seal printed unevenly: parts of it nearly missing."""
    noise = np.random.default_rng(dice.randrange(2**32)).random((8, 8)).astype(np.float32)
    share = cv2.resize(noise, (alpha.shape[1], alpha.shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(alpha * np.clip(0.35 + share, 0, 1), dtype=np.uint8)


def embossed(page: Colour, alpha: Alpha, at: tuple[int, int]) -> Patch:
    """A seal pressed into the paper without ink: light and shadow only."""
    left, top = at
    height, width = alpha.shape
    relief = cv2.Sobel(cv2.GaussianBlur(alpha, (5, 5), 0).astype(np.float32), cv2.CV_32F, 1, 1, ksize=3)
    relief = relief / max(float(np.abs(relief).max()), 1) * 70
    place = page[top : top + height, left : left + width]
    place[:] = np.clip(place.astype(np.float32) - 12 * (alpha[:, :, None] > 90) + relief[:, :, None], 0, 255)
    return _placed(page, alpha > 90, at, 0)
