"""Reading order: columns of writing one after the other, tables and forms row by row, climbing lines in pieces."""

from __future__ import annotations

import numpy as np
import pytest

from blind.redact.box import Box
from blind.redact.page import Glyph, Line, RawPage, SeenPage, Sight
from blind.redact.readings import of_pages
from blind.redact.sight.reading_order import in_reading_order
from blind.redact.sight.upright import on_its_feet, runs_backwards

HIGH, STEP = 24, 40


def line(text: str, left: int, top: int) -> Line:
    boxes = (Box(left + HIGH * at, top, left + HIGH * (at + 1), top + HIGH) for at in range(len(text)))
    return Line(tuple(Glyph(char, box, Sight.LAYER) for char, box in zip(text, boxes, strict=True)))


def column(letter: str, left: int, *, top: int, rows: int = 4, wide: int = 12) -> list[Line]:
    return [line(letter * (wide - 1) + str(at), left, top + STEP * at) for at in range(rows)]


def order(lines: list[Line]) -> list[str]:
    return [one.text[0] + one.text[-1] for one in in_reading_order(lines)]


@pytest.mark.parametrize("shift", [0, STEP // 2])
def test_the_left_column_is_read_to_its_end_before_the_right_one(shift: int) -> None:
    lines = [
        line("题目横跨两栏的一行标题文字写得很长很长很长一", 120, 0),
        *column("右", 400, top=STEP * 2 + shift),
        *column("左", 0, top=STEP * 2),
        line("末尾又是横跨两栏的一行文字也写得很长很长很二", 120, 400),
    ]
    assert order(lines) == ["题一", "左0", "左1", "左2", "左3", "右0", "右1", "右2", "右3", "末二"]


def test_cells_of_a_table_are_read_row_by_row() -> None:
    lines = [*column("名", 0, top=0, wide=3), *column("值", 200, top=0, wide=4)]
    assert order(lines) == ["名0", "值0", "名1", "值1", "名2", "值2", "名3", "值3"]


def test_two_lines_beside_two_lines_are_no_columns() -> None:
    assert order([*column("左", 0, top=0, rows=2), *column("右", 400, top=0, rows=2)]) == ["左0", "右0", "左1", "右1"]


def test_a_word_broken_inside_a_column_is_joined_and_not_mixed_with_the_other_column() -> None:
    """What stands in one column must not seem to go on with what stands beside it."""
    left, right = column("左", 0, top=0), column("右", 400, top=0)
    page = SeenPage(1, np.zeros((1, 1), np.uint8), tuple(in_reading_order([*right, *left])))
    assert "左0\n左左" in of_pages([page])[-1].text


def test_every_line_comes_out_once() -> None:
    random = np.random.default_rng(4)
    for _ in range(60):
        places = random.integers(0, 900, (25, 2)).tolist()
        lines = [line(f"{at:02}" * int(random.integers(1, 9)), left, top) for at, (left, top) in enumerate(places)]
        assert sorted(map(id, in_reading_order(lines))) == sorted(map(id, lines))


def test_a_slanted_text_is_hidden_letter_by_letter_and_not_as_one_large_box() -> None:
    glyphs = [
        Glyph(char, Box(50 * at, 600 - 25 * at, 50 * at + 60, 660 - 25 * at), Sight.LAYER)
        for at, char in enumerate("泽州市农业科学研究所")
    ]
    page = SeenPage(1, np.zeros((1, 1), np.uint8), (Line(tuple(glyphs)),))
    reading = of_pages([page])[0]
    places = [place.box for place in reading.where(0, 10)]
    assert max(box.height for box in places) <= 90
    assert all(any(place.meets(glyph.box) for place in places) for glyph in glyphs)


def upside_down(parts: list[tuple[str, int]]) -> RawPage:
    """A page on its head, as the renderer gives it: parts of a line in any order, letters from right to left."""
    glyphs = []
    for text, right in parts:
        for at, char in enumerate(text):
            glyphs.append(Glyph(char, Box(right - HIGH * (at + 1), 500, right - HIGH * at, 524), Sight.LAYER))
    return RawPage(1, np.full((600, 900, 3), 255, np.uint8), (Line(tuple(glyphs)),))


def test_a_page_on_its_head_is_turned_and_its_lines_read_in_order_however_their_parts_come() -> None:
    page = upside_down([("登录", 300), ("平台", 800), ("账号", 500)])
    assert runs_backwards(page)
    assert [one.text for one in on_its_feet(page).layer] == ["平台账号登录"]


def test_a_page_on_its_feet_is_left_as_it_is() -> None:
    page = RawPage(1, np.full((600, 900, 3), 255, np.uint8), (line("平台账号登录", 0, 20), line("二〇二三", 0, 60)))
    assert not runs_backwards(page)
