"""The ink of glyphs cut out of a page: sweeping all lines at once gives what looking into each cell gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from blind.redact.box import Box
from blind.redact.page import Glyph, Line, Pixels, Sight
from blind.redact.sight.shapes import own_cells, shape_of, shapes_on

HEIGHT, WIDTH = 300, 200


def one_by_one(lines: list[Line], grey: Pixels) -> list[list[object]]:
    """Each glyph's key and box, every cell by itself."""
    return [
        [
            None if glyph.char.isspace() or (shape := shape_of(Box(*cell), grey)) is None else (shape.exact, shape.box)
            for glyph, cell in zip(line.glyphs, own_cells(line).tolist(), strict=True)
        ]
        for line in lines
    ]


@st.composite
def a_line(draw: st.DrawFn) -> Line:
    """Glyphs side by side with gaps or overlaps, of slightly different height, a few blank, now and then very high."""
    left, top = draw(st.integers(0, 20)), draw(st.integers(0, 200))
    height = draw(st.sampled_from([3, 20, 90]))
    glyphs = []
    for char in draw(st.text("字一 a", min_size=1, max_size=8)):
        wide, lower, higher = draw(st.integers(1, 20)), draw(st.integers(0, 2)), draw(st.integers(0, 2))
        glyphs.append(Glyph(char, Box(left, top + lower, left + wide, top + height - higher), Sight.LAYER))
        left += wide + draw(st.integers(-2, 3))
        left = max(left, 0)
    return Line(tuple(glyphs))


@given(st.lists(a_line(), max_size=6), st.integers(0, 9), st.sampled_from([0.0, 0.02, 0.4]))
def test_lines_swept_together_have_the_shapes_of_their_cells(lines: list[Line], seed: int, share: float) -> None:
    dots = np.random.default_rng(seed).random((HEIGHT, WIDTH))
    grey = np.where(dots < share, 20, 240).astype(np.uint8)
    swept = [[shape and (shape.exact, shape.box) for shape in line] for line in shapes_on(lines, grey)]
    assert swept == one_by_one(lines, grey)


def test_the_pixels_of_a_shape_are_those_inside_its_box() -> None:
    grey = np.full((40, 60), 255, np.uint8)
    grey[10:20, 12:18] = 0
    line = Line((Glyph("口", Box(10, 5, 30, 30), Sight.LAYER), Glyph("白", Box(30, 5, 50, 30), Sight.LAYER)))
    ((shape, blank),) = shapes_on([line], grey)
    assert blank is None
    assert shape is not None
    assert shape.box == Box(12, 10, 18, 20)
    assert np.array_equal(shape.pixels, grey[10:20, 12:18])
