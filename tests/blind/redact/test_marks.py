"""Marks: seals, portraits, signatures and codes are found; charts, red headlines, rules and diagrams are not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp

from blind.redact import marks
from blind.redact.box import Box
from blind.redact.hit import Act
from blind.redact.marks import letterheads
from blind.redact.page import Glyph, Line, Pixels, SeenPage, Sight

sys.path.insert(0, str(Path(__file__).parent))
from tests.blind.redact.drawn_pages import drawn, portrait, scanned, scribble, seal, seen

ROWS = ["参加本项目的人员均已签字确认", "主持完成了全部工作内容属实", "以上内容属实特此证明"]


def plain() -> Pixels:
    return drawn(ROWS, height=500)[0]


def page_of(image: Pixels, *, scan: bool = False) -> SeenPage:
    return seen(ROWS, image=scanned(image) if scan else image, scan=scan, height=500)


def reasons(page: SeenPage, words: tuple[str, ...] = ()) -> list[tuple[str, Act]]:
    return [(mark.reason, mark.act) for mark in marks.find(page, words)]


def covers(mark: marks.Mark, box: Box) -> bool:
    inside = mark.box
    return (
        inside.left <= box.left and inside.top <= box.top and inside.right >= box.right and inside.bottom >= box.bottom
    )


SEAL = Box(190, 230, 410, 450)


@pytest.mark.every
@pytest.mark.parametrize("scan", [False, True], ids=["drawn", "scan"])
@pytest.mark.parametrize(
    ("colour", "reason"),
    [
        ((220, 30, 30), "seal-ring"),
        ((40, 60, 200), "seal-ring"),
        ((240, 170, 170), "seal-ring"),
        ((30, 30, 30), "seal-black"),
        ((120, 120, 120), "seal-black"),
    ],
    ids=["red", "blue", "faded", "black", "grey"],
)
def test_the_whole_of_a_seal_is_hidden_whatever_its_colour(
    colour: tuple[int, int, int], reason: str, scan: bool
) -> None:
    found = marks.find(page_of(seal(plain(), (300, 340), colour), scan=scan))
    assert [(mark.reason, mark.act) for mark in found] == [(reason, Act.HIDE)]
    assert covers(found[0], SEAL)


def test_two_seals_that_overlap_are_hidden_whole() -> None:
    image = plain()
    for left, top in ((300, 160), (390, 250)):
        image = seal(image, (left, top), (200, 30, 40))
    inked = np.argwhere(image[:, :, 0].astype(int) - image[:, :, 1] > 60)
    (top, left), (bottom, right) = inked.min(axis=0), inked.max(axis=0)
    found = [mark for mark in marks.find(page_of(image)) if mark.finder == "seal"]
    assert [mark.act for mark in found] == [Act.HIDE]
    assert covers(found[0], Box(int(left), int(top), int(right), int(bottom)))


def test_a_seal_over_text_is_hidden() -> None:
    assert reasons(page_of(seal(plain(), (300, 130), (220, 40, 40)))) == [("seal-ring", Act.HIDE)]


def test_half_a_seal_over_the_edge_of_a_page_is_hidden() -> None:
    wide = cv2.copyMakeBorder(plain(), 0, 0, 0, 200, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    halved = np.ascontiguousarray(seal(np.asarray(wide, np.uint8), (600, 340), (220, 30, 30))[:, :600])
    assert reasons(page_of(halved)) == [("seal-over-page-edge", Act.HIDE)]


@pytest.mark.parametrize("scan", [False, True], ids=["drawn", "scan"])
def test_a_portrait_is_hidden_to_its_edges(scan: bool) -> None:
    image = plain()
    image[230:430, 300:450] = portrait()
    found = marks.find(page_of(image, scan=scan))
    assert [mark.finder for mark in found] == ["photo"]
    assert covers(found[0], Box(300, 230, 450, 430))


def test_a_grey_portrait_is_hidden() -> None:
    image = plain()
    image[230:430, 300:450] = cv2.cvtColor(portrait(), cv2.COLOR_RGB2GRAY)[:, :, None]
    found = marks.find(page_of(image))
    assert [mark.finder for mark in found] == ["photo"]
    assert covers(found[0], Box(300, 230, 450, 430))


def test_a_square_name_seal_is_hidden() -> None:
    image = plain()
    cv2.rectangle(image, (300, 300), (395, 395), (205, 30, 40), 4)
    for at, char in enumerate("张三之印"):
        glyph, _ = drawn([char], width=90, height=80, size=36, ink=(205, 30, 40))
        left, top = 305 + 42 * (at % 2), 302 + 44 * (at // 2)
        part = image[top : top + 46, left : left + 42]
        part[:] = np.minimum(part, glyph[30:76, 43:85])
    assert reasons(page_of(image)) == [("seal-square", Act.HIDE)]


def test_a_fingerprint_in_red_is_hidden_whole() -> None:
    image = plain()
    down, across = np.mgrid[0 : image.shape[0], 0 : image.shape[1]]
    ridge = np.sin((down + 6 * np.sin(across / 14)) * 2 * np.pi / 7) > 0
    image[ridge & (np.hypot((down - 380) / 65, (across - 350) / 48) < 1)] = (205, 30, 40)
    found = marks.find(page_of(image))
    assert [(mark.reason, mark.act) for mark in found] == [("fingerprint", Act.HIDE)]
    assert covers(found[0], Box(302, 315, 398, 445))


def test_a_hatched_rectangle_in_red_is_no_fingerprint() -> None:
    image = plain()
    down, across = np.mgrid[0 : image.shape[0], 0 : image.shape[1]]
    image[((down - 315) // 4 % 2 == 0) & (abs(down - 380) < 65) & (abs(across - 350) < 48)] = (205, 30, 40)
    assert reasons(page_of(image)) == []


def test_a_photograph_in_many_tones_is_hidden() -> None:
    image = plain()
    down, across = np.mgrid[0:200, 0:300]
    noise = np.random.default_rng(5).normal(0, 9, (200, 300, 3))
    tones = np.stack([120 + 60 * np.sin(across / 40), 90 + down / 3, 140 + 50 * np.cos((down + across) / 30)], axis=2)
    image[220:420, 200:500] = np.clip(tones + noise, 0, 255).astype(np.uint8)
    assert reasons(page_of(image)) == [("photo-tones", Act.HIDE)]


def chart() -> Pixels:
    image = plain()
    colours = [(200, 60, 60), (60, 160, 60), (60, 60, 200), (220, 160, 40)]
    for at, (high, colour) in enumerate(zip((120, 180, 80, 150), colours, strict=True)):
        cv2.rectangle(image, (80 + at * 60, 450 - high), (120 + at * 60, 450), colour, -1)
    cv2.line(image, (60, 450), (330, 450), (0, 0, 0), 2)
    cv2.line(image, (60, 240), (60, 450), (0, 0, 0), 2)
    cv2.ellipse(image, (460, 350), (80, 80), 0, 0, 140, (200, 60, 60), -1)
    cv2.ellipse(image, (460, 350), (80, 80), 0, 140, 360, (60, 60, 200), -1)
    return image


def diagram() -> Pixels:
    image = plain()
    cv2.circle(image, (160, 340), 70, (200, 30, 30), 3)
    cv2.circle(image, (420, 340), 70, (30, 30, 30), 3)
    cv2.arrowedLine(image, (235, 340), (345, 340), (0, 0, 0), 2)
    return image


def red_headline() -> Pixels:
    image, _ = drawn(ROWS[:1], height=500, ink=(220, 20, 20))
    cv2.line(image, (20, 120), (580, 120), (220, 20, 20), 4)
    return image


def table() -> Pixels:
    image = plain()
    for at in range(5):
        cv2.line(image, (40, 240 + at * 50), (560, 240 + at * 50), (0, 0, 0), 2)
        cv2.line(image, (40 + at * 130, 240), (40 + at * 130, 440), (0, 0, 0), 2)
    return image


@pytest.mark.parametrize("scan", [False, True], ids=["drawn", "scan"])
@pytest.mark.parametrize("draw", [plain, chart, diagram, red_headline, table])
def test_ordinary_drawings_of_a_page_stay(draw: object, scan: bool) -> None:
    assert reasons(page_of(draw(), scan=scan)) == []  # type: ignore[operator]  # one of the functions above


def signed_page() -> SeenPage:
    rows = ["本人签名：", "", "日期：2024年3月1日"]
    page = seen(rows)
    return replace(page, image=scribble(page.image.copy(), (200, 55)))


def test_what_is_written_beside_a_signature_label_is_hidden_and_the_label_and_date_stay() -> None:
    (mark,) = marks.find(signed_page())
    assert (mark.reason, mark.act) == ("signature-beside-label", Act.HIDE)
    assert covers(mark, Box(200, 40, 370, 70))
    assert mark.box.left > 43 + 4 * 24
    assert not any(mark.box.meets(glyph.box) for glyph in signed_page().lines[2].glyphs)


def test_a_printed_name_after_a_signature_label_is_hidden() -> None:
    (mark,) = marks.find(seen(["申请人（签字）：张三丰"]))
    assert mark.reason == "signature-beside-label"
    assert covers(mark, Box(43 + 8 * 24 + 4, 34, 43 + 11 * 24, 60))


def test_a_signature_that_reads_like_print_is_hidden_beside_its_label_and_a_date_there_is_not() -> None:
    page = seen(["本人签名："])
    for text, hidden in (("石林", True), ("2024年5月", False)):
        word = Line(
            tuple(Glyph(char, Box(260 + 30 * at, 28, 290 + 30 * at, 66), Sight.OCR) for at, char in enumerate(text))
        )
        image = page.image.copy()
        cv2.putText(image, "Shi Lin", (262, 60), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 0.8, (0, 0, 0), 2)
        found = marks.find(replace(page, image=image, lines=(*page.lines, word)))
        assert [mark.reason for mark in found] == (["signature-beside-label"] if hidden else [])


def test_the_word_signature_in_running_text_is_no_label() -> None:
    assert marks.find(seen(["合同须经双方签字后生效并存档", "领导签名之后方可报销有关费用"])) == []


def test_an_empty_place_for_a_signature_is_left_alone() -> None:
    assert marks.find(seen(["本人签名：", "单位盖章："])) == []


@pytest.mark.parametrize("scan", [False, True], ids=["drawn", "scan"])
def test_loose_handwriting_is_asked_about(scan: bool) -> None:
    assert reasons(page_of(scribble(plain(), (300, 350)), scan=scan)) == [("handwriting", Act.ASK)]


@pytest.mark.parametrize(
    ("kind", "scale"),
    [
        (zxingcpp.BarcodeFormat.QRCode, 4),
        (zxingcpp.BarcodeFormat.DataMatrix, 5),
        (zxingcpp.BarcodeFormat.Code128, 2),
    ],
    ids=["qr", "datamatrix", "code128"],
)
def test_codes_are_hidden_whole(kind: zxingcpp.BarcodeFormat, scale: int) -> None:
    code = np.array(zxingcpp.create_barcode("ZS-2024-0117", kind).to_image(scale=scale))
    high, wide = code.shape
    image = plain()
    image[260 : 260 + high, 150 : 150 + wide] = code[..., None]
    found = marks.find(page_of(image))
    assert {mark.finder for mark in found} == {"code"}
    dark = np.argwhere(code < 128)
    inner = Box(150 + dark[:, 1].min(), 260 + dark[:, 0].min(), 151 + dark[:, 1].max(), 261 + dark[:, 0].max())
    assert any(covers(mark, inner) for mark in found)


def test_a_code_too_damaged_to_be_read_is_hidden_all_the_same() -> None:
    code = np.array(zxingcpp.create_barcode("ZS-2024-0117-ZS-2024", zxingcpp.BarcodeFormat.QRCode).to_image(scale=4))
    code[40:60, 30:80] = 255
    code[60:80, 20:60] = 0
    image = plain()
    image[260 : 260 + code.shape[0], 150 : 150 + code.shape[1]] = code[..., None]
    assert {mark.finder for mark in marks.find(page_of(image))} == {"code"}


def test_a_coloured_emblem_at_the_head_is_hidden_and_the_same_emblem_in_the_text_stays() -> None:
    image = np.full((1000, 600, 3), 255, np.uint8)
    cv2.circle(image, (60, 60), 36, (20, 90, 160), -1)
    cv2.circle(image, (60, 60), 18, (255, 255, 255), -1)
    below = np.roll(image, 500, axis=0)
    assert reasons(SeenPage(1, image, ())) == [("emblem-at-head", Act.HIDE)]
    assert reasons(SeenPage(1, below, ())) == []


def test_a_picture_beside_the_employers_name_at_the_head_is_a_letterhead() -> None:
    name = Line(tuple(Glyph(char, Box(200 + 24 * at, 40, 224 + 24 * at, 70), Sight.OCR)
                      for at, char in enumerate("云岭稀土研究院")))  # fmt: skip  # laid out as a table
    page = SeenPage(1, np.full((1000, 600, 3), 255, np.uint8), (name,), pictures=(Box(60, 20, 160, 90),))
    assert ("letterhead-of-employer", Act.HIDE) in reasons(page, ("云岭稀土研究院",))


def test_marks_of_an_empty_page_are_none() -> None:
    assert marks.find(SeenPage(1, np.full((300, 200, 3), 255, np.uint8), ())) == []
    assert marks.find(SeenPage(1, np.full((300, 200), 255, np.uint8), ())) == []


def with_a_word_below(text: str, sureness: int, colour: tuple[int, int, int] = (10, 10, 10)) -> SeenPage:
    """A scan of six printed lines and a short word below them, read with this sureness."""
    image, lines = drawn([*ROWS, *ROWS], height=500)
    word, (read,) = drawn([text], width=240, height=80, size=34, ink=colour)
    image[380:460, 300:540] = word
    moved = (Glyph(glyph.char, replace_box(glyph.box, 300, 380), Sight.OCR, sureness) for glyph in read.glyphs)
    whole = Box(0, 0, image.shape[1], image.shape[0])
    return SeenPage(1, image, (*lines, Line(tuple(moved))), (), (whole,))


def replace_box(box: Box, across: int, down: int) -> Box:
    return Box(box.left + across, box.top + down, box.right + across, box.bottom + down)


@pytest.mark.parametrize(
    ("text", "sureness", "colour"),
    [("五品", 80, (10, 10, 10)), ("群", 99, (10, 10, 10)), ("方正", 99, (40, 60, 170))],
    ids=["badly read", "one letter", "a pen's blue"],
)
def test_a_short_word_on_a_scan_that_looks_like_no_print_is_asked_about(
    text: str, sureness: int, colour: tuple[int, int, int]
) -> None:
    assert reasons(with_a_word_below(text, sureness, colour)) == [("handwriting", Act.ASK)]


@pytest.mark.parametrize("text", ["合格", "以资鼓励", "第一章"])
def test_a_short_printed_word_on_a_scan_stays(text: str) -> None:
    assert reasons(with_a_word_below(text, 99)) == []


def halftone(grey: Pixels) -> Pixels:
    down, across = np.mgrid[0 : grey.shape[0], 0 : grey.shape[1]]
    screen = (np.sin(down * 2 * np.pi / 5) * np.sin(across * 2 * np.pi / 5) + 1) / 2 * 255
    return np.where(grey > screen, 255, 0).astype(np.uint8)


@pytest.mark.parametrize("how", [lambda grey: grey, lambda grey: 255 - (255 - grey) // 2, halftone])
def test_a_grey_portrait_on_a_scan_is_found_sharp_faded_or_in_dots(how: Callable[[Pixels], Pixels]) -> None:
    image = plain()
    image[230:430, 300:450] = how(np.asarray(cv2.cvtColor(portrait(), cv2.COLOR_RGB2GRAY), np.uint8))[:, :, None]
    found = marks.find(page_of(image, scan=True))
    assert [(mark.finder, mark.act is Act.KEEP) for mark in found] == [("photo", False)]


def test_grey_bars_of_a_chart_on_a_scan_stay() -> None:
    image = plain()
    for at, high in enumerate((120, 180, 150)):
        cv2.rectangle(image, (80 + at * 140, 450 - high), (190 + at * 140, 450), (130, 130, 130), -1)
    assert reasons(page_of(image, scan=True)) == []


def test_strips_of_which_a_scan_is_made_up_are_no_letterhead() -> None:
    image, lines = drawn(ROWS, height=500)
    strips = tuple(Box(0, top, image.shape[1], top + 50) for top in range(0, 500, 50))
    words = ("".join(lines[0].text.split())[:4],)
    page = replace(page_of(image), lines=tuple(lines), pictures=strips)
    assert letterheads.find(page, words) == []
