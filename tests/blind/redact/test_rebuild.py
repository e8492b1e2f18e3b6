"""The new file: its pixels, its text layer as three programs read it, and nothing else in it."""

from __future__ import annotations

import io
import re
import unicodedata

import numpy as np
import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_text

from blind.redact.box import Box
from blind.redact.page import Glyph, Line, Sight
from blind.redact.rebuild import TOKEN, encode_page, pdf_bytes, with_tokens

WIDTH, HEIGHT = 1240, 1754


def line(text: str, *, top: int = 100, left: int = 80, size: int = 24) -> Line:
    glyphs = []
    for char in text:
        wide = size if ord(char) > 0x2E80 else size // 2
        glyphs.append(Glyph(char, Box(left, top, left + wide, top + size), Sight.DRAWN))
        left += wide
    return Line(tuple(glyphs))


def blank(value: int = 255) -> np.ndarray:
    return np.full((HEIGHT, WIDTH), value, np.uint8)


def drawn() -> np.ndarray:
    image = blank()
    image[100:200, 100:700] = 0
    image[300:310, :] = 0
    return image


def file_with(*texts: str) -> bytes:
    lines = tuple(line(text, top=100 + 50 * at) for at, text in enumerate(texts))
    return pdf_bytes([encode_page(blank(), bits=1, lines=lines)])


def test_equal_pages_give_equal_bytes():
    pages = [encode_page(drawn(), bits=bits, lines=(line("同样的字"),)) for bits in (1, 4)]
    again = [encode_page(drawn(), bits=bits, lines=(line("同样的字"),)) for bits in (1, 4)]
    assert pdf_bytes(pages) == pdf_bytes(again)


@pytest.mark.parametrize("size", [(1754, 1240), (1240, 1754), (1650, 1275), (40, 60), (1753, 1241), (2481, 1754)])
@pytest.mark.parametrize("bits", [1, 4])
def test_pixels_come_back_as_they_went_in(bits, size):
    image = np.where(np.random.default_rng(3).random(size) < 0.3, 0, 255).astype(np.uint8)
    data = pdf_bytes([encode_page(image, bits=bits, lines=())])
    bitmap = pdfium.PdfDocument(data)[0].render(scale=150 / 72, grayscale=True).to_numpy()
    assert np.array_equal(bitmap.reshape(bitmap.shape[:2]) < 128, image < 128)


def test_sixteen_levels_of_grey_come_back():
    image = np.repeat(np.arange(0, 256, 17, dtype=np.uint8), 75)[None, :].repeat(64, axis=0)
    with pikepdf.open(io.BytesIO(pdf_bytes([encode_page(image, bits=4, lines=())]))) as file:
        shown = pikepdf.PdfImage(file.pages[0].Resources.XObject.I).obj.read_bytes()
    packed = np.frombuffer(shown, np.uint8).reshape(64, -1)
    levels = np.stack([packed >> 4, packed & 15], axis=2).reshape(64, -1)
    assert np.array_equal(levels * 17, image)


@pytest.mark.parametrize(
    "text",
    [
        "在技术高峰期内，applicant 主持了重点项目（编号2021-07）。",
        "𠮷林省的𠮷字与𪚥字",
        "ünïcödé Ω→∞",
        "AVA To fi WWW iii",
        "a" * 60,
    ],
)
def test_three_readers_extract_the_text_as_written(text):
    data = file_with(text)
    pages = (
        pdfium.PdfDocument(data)[0].get_textpage().get_text_range(),
        pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text(),
        extract_text(io.BytesIO(data)),
    )
    assert [page.strip() for page in pages] == [text] * 3


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=("C", "Z", "M")), min_size=1, max_size=30).filter(
        lambda text: not {"R", "AL", "AN"} & {unicodedata.bidirectional(sign) for sign in text}
    )
)
def test_any_characters_are_extracted_in_their_order(text):
    page = pypdf.PdfReader(io.BytesIO(file_with(text))).pages[0].extract_text()
    assert re.sub(r"\s", "", page) == text


def test_characters_stand_at_their_boxes():
    row = line("编号 No. 2021 与姓名")
    text = pdfium.PdfDocument(pdf_bytes([encode_page(blank(), bits=1, lines=(row,))]))[0].get_textpage()
    for at, glyph in enumerate(row.glyphs):
        left, bottom, right, top = (edge * 150 / 72 for edge in text.get_charbox(at))
        assert abs(left - glyph.box.left) <= 1.5
        assert abs(right - glyph.box.right) <= 2
        assert abs(HEIGHT - top - glyph.box.top) <= 1.5
        assert abs(HEIGHT - bottom - glyph.box.bottom) <= 1.5


def test_the_text_layer_leaves_no_ink():
    with_text = pdfium.PdfDocument(file_with("不可见的文字"))[0].render(scale=2).to_numpy()
    assert int(with_text.min()) == 255


def test_the_file_holds_nothing_but_images_text_and_its_font():
    with pikepdf.open(io.BytesIO(file_with("甲", "乙"))) as file:
        assert set(file.Root.keys()) == {"/Type", "/Pages"}
        assert set(file.trailer.keys()) == {"/Size", "/Root"}
        assert set(file.pages[0].keys()) == {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"}
        assert file.check_pdf_syntax() == [] if hasattr(file, "check_pdf_syntax") else True


def test_the_font_knows_only_characters_that_are_on_the_pages():
    with pikepdf.open(io.BytesIO(file_with("甲乙"))) as file:
        table = file.pages[0].Resources.Font.F.ToUnicode.read_bytes()
    assert re.findall(rb"<([0-9A-F]{4})><[0-9A-F]{4}>\n", table.split(b"beginbfchar")[1]) == [b"4E59", b"7532"]


def test_more_rare_characters_than_codes_become_replacement_characters():
    rare = "".join(chr(0x20000 + at) for at in range(1_036))
    rows = tuple(line(rare[at : at + 40], top=30 + at // 40 * 30) for at in range(0, len(rare), 40))
    text = "".join(
        pypdf.PdfReader(io.BytesIO(pdf_bytes([encode_page(blank(), bits=1, lines=rows)])))
        .pages[0]
        .extract_text()
        .split()
    )
    assert text == rare[:1024] + "\ufffd" * 12


def test_a_token_stands_inside_the_line_it_was_cut_from():
    before, after = line("姓名：", left=80), line("，男", left=400)
    row = Line((*before.glyphs, *after.glyphs))
    hole = Box(160, 96, 392, 128)
    assert [one.text for one in with_tokens([row], [hole])] == [f"姓名：{TOKEN}，男"]


def test_a_token_without_a_line_is_a_line_of_its_own():
    assert [one.text for one in with_tokens([line("第一行")], [Box(80, 900, 300, 930)])] == ["第一行", TOKEN]


def test_a_dense_page_of_text_stays_below_120_kilobytes():
    generator = np.random.default_rng(7)
    image = blank()
    for top in range(100, 1650, 36):
        for left in range(80, 1160, 24):
            image[top : top + 22, left : left + 22] = (
                np.where(generator.random((11, 11)) < 0.4, 0, 255).repeat(2, 0).repeat(2, 1)
            )
    rows = tuple(line("汉" * 45, top=top) for top in range(100, 1650, 36))
    assert len(pdf_bytes([encode_page(image, bits=1, lines=rows)])) < 120 * 1024


def test_a_letter_drawn_in_several_widths_makes_no_blank_in_any_of_them():
    """The same character stands in a tall line, where it is narrow for its height, and in lines of its own height."""
    tall = [Glyph(char, Box(80 + 26 * at, 40, 106 + 26 * at, 76), Sight.OCR) for at, char in enumerate("高峰工作")]
    lines = (Line(tuple(tall)), line("技术高峰期的业务工作总结", top=100), line("高峰工作", top=150, size=40))
    data = pdf_bytes([encode_page(blank(), bits=1, lines=lines)])
    for read in (
        pdfium.PdfDocument(data)[0].get_textpage().get_text_range(),
        pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text(),
        extract_text(io.BytesIO(data)),
    ):
        assert read.split() == ["高峰工作", "技术高峰期的业务工作总结", "高峰工作"]


def test_more_widths_than_a_file_has_numbers_for_leave_the_text_whole():
    chars = [chr(0x4E00 + at) for at in range(1_200)]
    rows = [
        line("".join(chars[at : at + 40]), top=20 + 20 * (at // 40), size=wide) for wide in (16, 20) for at in (0, 40)
    ]
    rows += [
        Line(tuple(Glyph(char, Box(20 + 24 * at, top, 20 + 24 * at + wide, top + 18), Sight.DRAWN)
                   for at, char in enumerate(chars[row * 40 : row * 40 + 40])))
        for row in range(30)
        for top, wide in ((60 + 54 * row, 18), (80 + 54 * row, 9))
    ]  # fmt: skip  # laid out as a page
    data = pdf_bytes([encode_page(blank(), bits=1, lines=tuple(rows))])
    read = "".join(pdfium.PdfDocument(data)[0].get_textpage().get_text_range().split())
    assert read == "".join(row.text for row in rows)
