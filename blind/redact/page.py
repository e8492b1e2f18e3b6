"""A page as pixels, with what its file claims is written there and what a reader's eye finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from blind.redact.box import Box, around

DPI = 150
"""Dots per inch of every page raster."""

Pixels = NDArray[np.uint8]
"""Height by width by three (red, green, blue), or height by width (grey)."""


class Sight(StrEnum):
    """Where a character comes from."""

    LAYER = "layer"
    """The file's own text layer claims it."""
    OCR = "ocr"
    """Recognised from pixels."""
    DRAWN = "drawn"
    """Drawn by this program itself from a story."""


class Glyph(NamedTuple):
    """One character at its place. ``sureness`` is 0..100; ``face``: font and glyph in the file, or "".

    ``others``: what else may stand there as far as recognition can tell, likeliest first; mostly "".
    """

    char: str
    box: Box
    sight: Sight
    sureness: int = 100
    face: str = ""
    others: str = ""


@dataclass(frozen=True)
class Line:
    """Characters that stand in one visual line, in the order they are read."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The line's characters."""
        return "".join([glyph.char for glyph in self.glyphs])

    @property
    def sureness(self) -> float:
        """The mean sureness of the characters, blanks left out; 0 where nothing else stands."""
        letters = [glyph.sureness for glyph in self.glyphs if not glyph.char.isspace()]
        return sum(letters) / len(letters) if letters else 0.0

    @cached_property
    def box(self) -> Box:
        """The box around the characters, of which there is at least one."""
        return around([glyph.box for glyph in self.glyphs])


def around_line(line: Line) -> Box:
    """The box around a line's characters; a line has at least one."""
    return line.box


@dataclass(frozen=True)
class RawPage:
    """A page of fixed layout as its file gives it, before anybody looked at the pixels.

    ``layer`` is the text layer in the order the file has it, with pixel boxes; ``pictures`` are places of embedded
    raster pictures. The picture may still stand on its side or upside down.
    """

    number: int
    image: Pixels
    layer: tuple[Line, ...] = ()
    pictures: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """A place that could not be read with confidence; an open doubt holds the packet back."""

    code: str
    page: int
    box: Box | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SeenPage:
    """A page that stands upright, with all lines an expert could read on it.

    ``lines`` is the truth as far as pixels go: witnessed lines of the layer, and recognised lines elsewhere.
    ``claimed`` is the whole text layer (searched too, because a layer may say more than the pixels show).
    ``plain``: all ink is believed letters and thin rules, without colour and pictures, so there is nothing else to
    look for.
    """

    number: int
    image: Pixels
    lines: tuple[Line, ...]
    claimed: tuple[Line, ...] = ()
    pictures: tuple[Box, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    plain: bool = False

    @property
    def scanned(self) -> bool:
        """Whether one picture makes up most of the page."""
        height, width = self.image.shape[:2]
        return any(box.area > 0.6 * height * width for box in self.pictures)
