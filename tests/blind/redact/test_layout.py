"""Stories laid out anew: one token whatever was hidden, nothing lost, nothing moved by a name's length."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blind.redact.box import Box
from blind.redact.burn import Burnt
from blind.redact.layout import HEIGHT, WIDTH, laid_out
from blind.redact.page import Glyph, Line, Sight
from blind.redact.rebuild import TOKEN
from blind.redact.story import PageBreak, Paragraph, Picture, Table
from blind.redact.typeset import Span, atoms, broken, type_of


def no_picture(block, picture):
    raise AssertionError((block, picture))


def pages(blocks, spans=None):
    return list(laid_out(blocks, spans or {}, no_picture))


def text_of(page):
    return "\n".join(line.text for line in page.lines)


def story(name):
    return (
        Paragraph("工作总结", heading=1),
        Paragraph(f"本人{name}，一直从事稀土冶金工作。" + "主持完成了多个项目。" * 60),
        Table((("姓名", "成果"), (name, "一种冶炼方法"))),
    )


def spans(name):
    return {(1, 0, 0): [Span(2, len(name), 0, True)], (2, 1, 0): [Span(0, len(name), 1, True)]}


@settings(max_examples=12, deadline=None)
@given(st.text("黄建国欧阳诸葛·ABab ", min_size=1, max_size=18))
def test_a_hidden_name_of_any_length_gives_the_same_pages(name):
    one, other = pages(story("王五"), spans("王五")), pages(story(name), spans(name))
    assert [page.image.tobytes() for page in one] == [page.image.tobytes() for page in other]
    assert [page.lines for page in one] == [page.lines for page in other]
    assert [page.where for page in one] == [page.where for page in other]


def test_nothing_of_a_hidden_span_is_in_the_lines():
    laid = pages(story("欧阳建国"), spans("欧阳建国"))
    assert "欧阳" not in "".join(text_of(page) for page in laid)
    assert "".join(text_of(page) for page in laid).count(TOKEN) == 2


def test_spans_that_touch_become_one_token():
    face = type_of(24)
    row = atoms("甲乙丙丁", [Span(0, 2, 0, True), Span(2, 1, 1, True)], face)
    assert [(atom.char, atom.refs) for atom in row] == [(TOKEN, (0, 1)), ("丁", ())]


def test_a_kept_span_is_drawn_and_its_place_is_known():
    (page,) = pages((Paragraph("技术高峰期"),), {(0, 0, 0): [Span(2, 2, 5, False)]})
    assert text_of(page) == "技术高峰期"
    assert page.where == {5: (Box(148, 100, 196, 138),)}


def test_characters_have_ink_inside_their_boxes_and_none_elsewhere():
    (page,) = pages((Paragraph("国国国"),))
    covered = np.zeros((HEIGHT, WIDTH), bool)
    for glyph in page.lines[0].glyphs:
        box = glyph.box
        assert (page.image[box.top : box.bottom, box.left : box.right] == 0).any()
        covered[box.top : box.bottom, box.left : box.right] = True
    assert (page.image[~covered] == 255).all()


def test_a_page_without_tones_is_black_and_white():
    (page,) = pages((Paragraph("黑白"),))
    assert page.bits == 1
    assert set(np.unique(page.image)) == {0, 255}


def test_a_character_without_a_glyph_is_spelled_out_in_picture_and_text():
    (page,) = pages((Paragraph("𠮷林"),))
    assert text_of(page) == "〔U+20BB7〕林"


@settings(max_examples=60, deadline=None)
@given(st.text("汉字，。（）abc123 ", max_size=200), st.integers(60, 400))
def test_lines_hold_every_character_once_and_fit(text, width):
    face = type_of(20)
    row = atoms(text, (), face)
    lines = broken(row, width)
    kept = "".join(atom.char for line in lines for atom in line)
    assert kept.replace(" ", "") == text.replace(" ", "")
    assert all(sum(atom.width for atom in line) <= width + 4 * face.size for line in lines)


def test_a_closing_mark_never_starts_a_line():
    face = type_of(20)
    lines = broken(atoms("字" * 10 + "，" + "字" * 5, (), face), 200)
    assert [line[0].char for line in lines] == ["字", "字"]


def test_a_page_break_starts_a_page_and_two_make_no_empty_one():
    laid = pages((Paragraph("一"), PageBreak(), PageBreak(), Paragraph("二")))
    assert [text_of(page) for page in laid] == ["一", "二"]


def test_a_long_text_runs_over_pages_without_loss():
    text = "".join(chr(0x4E00 + at) for at in range(4000))
    laid = pages((Paragraph(text),))
    assert len(laid) > 1
    shown = "".join(text_of(page).replace("\n", "") for page in laid)
    assert [char for char in shown if "\u4e00" <= char <= "\u9fff"] != []
    assert laid[0].number == 1 and laid[-1].number == len(laid)


def test_a_row_higher_than_a_page_goes_on_over_its_end():
    laid = pages((Table((("甲", "长" * 3000),)),))
    assert len(laid) == 2
    assert sum(text_of(page).count("长") for page in laid) == 3000


def test_a_table_with_sixty_columns_shows_all_of_them():
    laid = pages((Table((tuple(f"列{at}" for at in range(60)),)),))
    shown = "".join("".join(line.text for line in page.lines) for page in laid)
    assert all(f"列{at}" in shown for at in range(60))


def test_a_table_stays_inside_the_margins():
    laid = pages((Table((("甲" * 200, "乙" * 200, "丙"),)),))
    ink = np.nonzero((laid[0].image == 0).any(axis=0))[0]
    assert ink[0] >= 100 and ink[-1] <= WIDTH - 100


@pytest.mark.parametrize("bits", [1, 4])
def test_a_picture_stands_on_the_page_with_its_text_and_holes(bits):
    image = np.full((300, 400), 255, np.uint8)
    image[100:200, 100:200] = 136 if bits == 4 else 0
    glyph = Glyph("证", Box(10, 10, 40, 40), Sight.OCR, 90)
    burnt = Burnt(image, bits, (Line((glyph,)),), (Box(300, 200, 350, 240),))
    (page,) = laid_out((Picture(image),), {}, lambda *_: burnt)
    (block, place) = page.pictures[0]
    assert block == 0 and page.bits == bits
    assert np.array_equal(page.image[place.top : place.bottom, place.left : place.right], image)
    assert page.holes == (Box(place.left + 300, place.top + 200, place.left + 350, place.top + 240),)
    assert page.lines[0].glyphs[0].box == Box(place.left + 10, place.top + 10, place.left + 40, place.top + 40)
