"""Burning: nothing of what is hidden reaches the output, neither as letters nor as a trace beside the hole."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from blind.redact.box import Box
from blind.redact.burn import FIXED_WIDTH, GRID, burnt
from blind.redact.page import Glyph, Line, SeenPage, Sight

sys.path.insert(0, str(Path(__file__).parent))
from tests.blind.redact.drawn_pages import LEFT, PITCH, SIZE, TOP, drawn, portrait, scanned, seen

ROWS = ["参加本项目的人员均已签字确认", "申请人张三丰主持了全部工作", "以上内容属实特此证明"]


def name_box(name: str = "张三丰", *, row: int = 1, before: int = 3) -> Box:
    top = TOP + row * PITCH
    return Box(LEFT + SIZE * before, top, LEFT + SIZE * (before + len(name)), top + round(SIZE * 1.4))


def with_name(name: str) -> list[str]:
    return [row.replace("张三丰", name) for row in ROWS]


@pytest.mark.parametrize("other", ["李小明", "一一一", "囊露警"])
def test_two_drawn_pages_that_differ_only_in_a_name_of_equal_width_burn_to_the_same_page(other: str) -> None:
    pages = [burnt(seen(with_name(name)), [name_box()]) for name in ("张三丰", other)]
    assert np.array_equal(pages[0].image, pages[1].image)
    assert (pages[0].bits, pages[0].holes) == (pages[1].bits, pages[1].holes)
    assert [line.text for line in pages[0].lines] == [line.text for line in pages[1].lines]


@pytest.mark.parametrize("quality", [35, 75, 95])
def test_in_a_jpeg_scan_not_one_pixel_beside_the_hole_tells_two_names_apart(quality: int) -> None:
    pictures = [scanned(drawn(with_name(name))[0], quality=quality) for name in ("张三丰", "囊露警")]
    beside = Box(*(edge + by for edge, by in zip(vars_of(name_box()), (-1, 0, 1, 0), strict=True)))
    outside = np.ones(pictures[0].shape[:2], bool)
    outside[beside.top : beside.bottom, beside.left : beside.right] = False
    assert (pictures[0] != pictures[1]).any(axis=2)[outside].any(), "the scans differ beside the name"
    pages = [burnt(seen(ROWS, image=picture, scan=True), [name_box()]) for picture in pictures]
    assert np.array_equal(pages[0].image, pages[1].image)


def vars_of(box: Box) -> tuple[int, int, int, int]:
    return box.left, box.top, box.right, box.bottom


def test_a_hole_on_a_scan_lies_on_the_grid_and_reaches_a_block_further() -> None:
    page = seen(ROWS, image=scanned(drawn(ROWS)[0]), scan=True)
    page = replace(page, lines=page.lines[1:2])
    (hole,) = burnt(page, [name_box()]).holes
    assert [edge % GRID for edge in (hole.left, hole.top, hole.bottom)] == [0, 0, 0]
    assert hole.left <= name_box().left - GRID
    assert hole.bottom >= name_box().bottom + GRID


def test_a_hole_on_a_scan_of_small_type_spares_the_lines_above_and_below_and_reaches_a_block_beyond_its_own() -> None:
    """Lines as far apart as on a sheet copied to half its size: twelve pixels between letters of thirteen."""
    box, height = Box(120, 201, 200, 224), 400
    rows = [
        Line(tuple(Glyph("字", Box(40 + 14 * at, top, 54 + 14 * at, top + 23), Sight.OCR) for at in range(20)))
        for top in (176, 201, 226)
    ]
    image = np.full((height, 400, 3), 255, np.uint8)
    for row in rows:
        for glyph in row.glyphs:
            image[glyph.box.top + 5 : glyph.box.bottom - 5, glyph.box.left + 1 : glyph.box.right - 1] = 0
    page = SeenPage(1, image, tuple(rows), pictures=(Box(0, 0, 400, height),))
    done = burnt(page, [box])
    (hole,) = done.holes
    assert (hole.top, hole.bottom) == (201 + 5 - GRID, 224 - 5 + GRID)
    for row in (rows[0], rows[2]):
        top, bottom = row.box.top, row.box.bottom
        assert np.array_equal(done.image[top + 5 : bottom - 5] == 0, image[top + 5 : bottom - 5, :, 0] == 0)


def test_letters_beside_a_hole_in_drawn_text_keep_every_pixel() -> None:
    page = seen(ROWS)
    done = burnt(page, [name_box()])
    top = TOP + PITCH
    beside = (slice(top, top + 34), slice(LEFT, LEFT + 3 * SIZE - 1))
    assert np.array_equal(done.image[beside] == 0, burnt(page, []).image[beside] == 0)


def test_hidden_letters_leave_the_lines_and_their_neighbours_stay() -> None:
    assert [line.text for line in burnt(seen(ROWS), [name_box()]).lines] == [
        ROWS[0],
        "申请人主持了全部工作",
        ROWS[2],
    ]


def test_short_names_at_the_end_of_a_line_leave_holes_of_one_width() -> None:
    widths = set()
    for name in ("李四", "张三丰", "欧阳建国"):
        page = seen(["申请人" + name])
        (hole,) = burnt(page, [name_box(name, row=0)]).holes
        widths.add(hole.width)
    assert widths == {FIXED_WIDTH}


def test_a_hole_does_not_widen_over_text_that_stays() -> None:
    (hole,) = burnt(seen(ROWS), [name_box()]).holes
    assert hole.width < FIXED_WIDTH


def test_what_sticks_out_of_a_hole_of_a_letter_that_lies_in_it_is_wiped_too() -> None:
    page = seen(with_name("囊露警"))
    low = name_box()
    cut = Box(low.left, low.top + 10, low.right, low.bottom)
    full = burnt(page, [low]).image
    clipped = burnt(page, [cut]).image
    over = (slice(low.top, cut.top), slice(low.left, low.right))
    assert (clipped[over] == 0).sum() < 0.35 * (burnt(page, []).image[over] == 0).sum()
    assert (full[over] == 0).any()


def test_text_pages_come_out_in_black_and_white_and_tones_in_sixteen_greys() -> None:
    image, _ = drawn(ROWS)
    toned = image.copy()
    toned[140:280, 350:550] = np.linspace(40, 220, 200)[None, :, None].astype(np.uint8)
    text, grey = burnt(seen(ROWS), []), burnt(seen(ROWS, image=toned), [])
    assert (text.bits, set(np.unique(text.image))) == (1, {0, 255})
    assert grey.bits == 4
    assert (grey.image % 17 == 0).all()


def test_bleed_through_and_printer_dots_of_a_scan_are_dropped_and_its_text_stays() -> None:
    image, _ = drawn(ROWS)
    through = np.full_like(image, 255)
    ghost, _ = drawn(["背面透过来的名字张三丰"], ink=(215, 215, 215))
    through[150:290] = ghost[:140]
    dots = np.full_like(image, 255)
    dots[::25, ::25, 2] = 160
    marked = np.minimum(np.minimum(image, through), dots)
    page = seen(ROWS, image=marked, scan=True)
    clean = seen(ROWS, image=image, scan=True)
    assert np.array_equal(burnt(page, []).image, burnt(clean, []).image)


def test_paper_that_is_grey_and_uneven_becomes_white() -> None:
    image, _ = drawn(ROWS)
    shade = np.linspace(150, 235, image.shape[1])[None, :, None] / 255
    done = burnt(seen(ROWS, image=(image * shade).astype(np.uint8), scan=True), [])
    assert (done.image[200:] == 255).mean() > 0.99


def test_faint_letters_that_the_layer_was_seen_to_say_stay() -> None:
    image, layer = drawn(["浅色文字也是正文"], ink=(190, 190, 190))
    page = SeenPage(1, image, layer, layer)
    assert (burnt(page, []).image < 255).any()


def test_boxes_outside_the_page_and_empty_boxes_burn_nothing() -> None:
    page = seen(ROWS)
    plain = burnt(page, [])
    strange = burnt(page, [Box(-90, -90, -10, -10), Box(5000, 5000, 6000, 6000)])
    assert np.array_equal(plain.image, strange.image)
    assert strange.holes == ()


def test_a_large_hole_becomes_a_frame_and_shows_nothing_of_what_was_there() -> None:
    image, _ = drawn(ROWS)
    pages = []
    for picture in (portrait(), np.ascontiguousarray(portrait()[::-1])):
        shown = image.copy()
        shown[90:290, 400:550] = picture
        pages.append(burnt(seen(ROWS, image=shown, scan=True), [Box(396, 86, 554, 294)]))
    assert np.array_equal(pages[0].image, pages[1].image)
    assert (pages[0].image[120:260, 430:520] == 255).all()


def test_a_row_of_letter_feet_close_above_a_hole_is_wiped_and_whole_letters_are_not() -> None:
    image = np.full((200, 400, 3), 255, np.uint8)
    for at in range(6):
        image[80:86, 110 + at * 20 : 120 + at * 20] = 0
        image[132:160, 110 + at * 20 : 120 + at * 20] = 0
    done = burnt(SeenPage(1, image, (), ()), [Box(100, 90, 240, 120)])
    assert (done.image[78:88, 100:240] == 255).all()
    assert (done.image[132:160, 110:120] == 0).all()
