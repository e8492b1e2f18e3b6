"""Small type is misread: a letter in doubt is searched for as the one of the record that may stand there."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from blind.identity import Identity
from blind.redact import finders
from blind.redact.blinding import letters_of
from blind.redact.box import Box
from blind.redact.burn import Burnt, burnt
from blind.redact.deciding import Decisions
from blind.redact.fixed import Bench, seen_on
from blind.redact.hit import Act, Level
from blind.redact.leak import second_look
from blind.redact.misread import respelt, wanted_letters
from blind.redact.page import Glyph, Line, Pixels, SeenPage, Sight
from blind.redact.rebuild import encode_page, pdf_bytes
from blind.redact.sight import Reader, open_reader
from blind.redact.sight.reader import rectangle

SOMEBODY = Identity("A1", "常青", employer="云岭县教育局")
STRIP, NAME = Box(26, 6, 108, 30), Box(78, 8, 102, 28)
"""Where the scan's line stands, and in it the name."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    found = open_reader()
    if found is None:
        pytest.skip("rapidocr is not installed")
    return found


@pytest.fixture(scope="module")
def scan() -> Pixels:
    """A line of six points scanned at 150 dots per inch: a label and a name of two letters."""
    path = Path(__file__).parent / "scans" / "name-in-6-point-type.png"
    return np.asarray(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE), dtype=np.uint8)


def page_of(scan: Pixels, reader: Reader) -> SeenPage:
    line = reader.line(scan, rectangle(STRIP))
    assert line is not None
    assert "常" in line.text
    assert "青" not in line.text, "the scan is here because it is misread"
    return SeenPage(1, scan, (line,), pictures=(Box(0, 0, scan.shape[1], scan.shape[0]),))


def found_on(page: SeenPage) -> list[Box]:
    bench = Bench(
        searcher=finders.prepare(SOMEBODY, Level.STANDARD),
        words=(),
        reader=None,
        decisions=Decisions.of(()),
        digest="",
        beat=lambda: None,
        drawing=lambda _page: None,
        letters=letters_of(SOMEBODY),
    )
    return [box for found, box in seen_on(page, bench) if found.act is not Act.KEEP]


def test_a_name_of_which_one_small_letter_is_misread_is_found_and_burnt(scan: Pixels, reader: Reader) -> None:
    page = page_of(scan, reader)
    boxes = found_on(page)
    assert any(box.shared(NAME) > NAME.area // 2 for box in boxes)
    (hole,) = burnt(page, boxes).holes
    assert hole.left <= NAME.left
    assert hole.right >= NAME.right


def test_the_second_look_notices_a_name_of_which_one_small_letter_is_misread(scan: Pixels, reader: Reader) -> None:
    done = burnt(page_of(scan, reader), [])
    packet = pdf_bytes([encode_page(done.image, bits=done.bits, lines=())])
    assert {leak.code for leak in second_look(packet, SOMEBODY, reader=reader, ours=[done])} == {"pixels"}


def test_small_scanned_type_keeps_its_tones_and_usual_type_is_black_and_white(scan: Pixels, reader: Reader) -> None:
    usual = cv2.resize(scan, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    line = reader.line(np.asarray(usual, np.uint8), rectangle(Box(*(2 * edge for edge in STRIP))))
    assert line is not None
    large = SeenPage(1, np.asarray(usual, np.uint8), (line,), pictures=(Box(0, 0, usual.shape[1], usual.shape[0]),))
    assert [burnt(page, []).bits for page in (page_of(scan, reader), large)] == [4, 1]


def test_the_second_look_notices_a_family_name_left_beside_a_hole_in_small_type(scan: Pixels, reader: Reader) -> None:
    page = page_of(scan, reader)
    large = np.full((200, 400), 255, np.uint8)
    large[80 : 80 + scan.shape[0], 100 : 100 + scan.shape[1]] = scan
    large[84:112, 191:220] = 0
    done = Burnt(large, 4, page.lines, (Box(189, 82, 222, 114),))
    packet = pdf_bytes([encode_page(large, bits=4, lines=())])
    assert "leftover" in {leak.code for leak in second_look(packet, SOMEBODY, reader=reader, ours=[done])}


def line_of(*letters: tuple[str, str]) -> SeenPage:
    glyphs = (
        Glyph(char, Box(9 * at, 0, 9 * at + 9, 9), Sight.OCR, 60, others=also)
        for at, (char, also) in enumerate(letters)
    )
    return SeenPage(1, np.full((9, 99), 255, np.uint8), (Line(tuple(glyphs)),))


@pytest.mark.parametrize(
    ("letters", "read"),
    [
        ((("常", ""), ("旨", "育青")), "常青"),
        ((("中", "申"), ("报", "")), "申报"),
        ((("常", ""), ("育", "青")), "常青"),
        ((("l", "1I"), ("3", "8")), "13"),
    ],
    ids=["what the record has", "a label", "a name before the employer's letters", "digits read as letters"],
)
def test_a_letter_in_doubt_is_read_as_the_weightiest_that_may_stand_there(
    letters: tuple[tuple[str, str], ...], read: str
) -> None:
    wanted = wanted_letters(["常青"], ["教育局", "13812345678"], ["申报人"])
    again = respelt([line_of(*letters)], wanted)
    assert again is not None
    assert again[0].lines[0].text == read


@pytest.mark.parametrize("letters", [(("常", "棠"), ("春", "香")), (("青", "育"), ("常", "")), (("字", ""),)])
def test_letters_without_doubt_or_without_a_wanted_other_stay(letters: tuple[tuple[str, str], ...]) -> None:
    assert respelt([line_of(*letters)], wanted_letters(["常青"])) is None
