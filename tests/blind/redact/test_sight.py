"""Sight: the layer is believed where its glyphs look like their letters, other ink is recognised or doubted."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from blind.redact import marks
from blind.redact.box import Box
from blind.redact.burn import burnt
from blind.redact.page import Glyph, Line, Pixels, RawPage, Sight
from blind.redact.sight import Reader, Witness, open_reader, see
from blind.redact.sight.ink import grey_of
from blind.redact.sight.level import levelled, slant
from blind.redact.sight.upright import turned, turned_box

sys.path.insert(0, str(Path(__file__).parent))
from tests.blind.redact.drawn_pages import drawn, raw, scanned, seal

ROWS = ["主持完成省级科研项目", "申请人张三丰"]


@pytest.fixture(scope="module")
def reader() -> Reader:
    found = open_reader()
    if found is None:
        pytest.skip("rapidocr is not installed")
    return found


def small(lines: list[str]) -> RawPage:
    return raw(lines, width=420, height=130)


def scan_of(image: Pixels) -> RawPage:
    return RawPage(1, image, (), (Box(0, 0, image.shape[1], image.shape[0]),))


def claiming(page: RawPage, row: int, text: str) -> RawPage:
    """The same pixels under a layer that says something else in one row."""
    lines = list(page.layer)
    lines[row] = Line(
        tuple(
            glyph._replace(char=char, face=f"f0:{ord(char):x}")
            for glyph, char in zip(lines[row].glyphs, text, strict=True)
        )
    )
    return replace(page, layer=tuple(lines))


def sights(lines: tuple[Line, ...]) -> list[tuple[str, set[Sight]]]:
    return [("".join(line.text.split()), {glyph.sight for glyph in line.glyphs}) for line in lines]


def test_a_layer_that_tells_the_truth_is_believed_and_later_pages_cost_no_recognition(reader: Reader) -> None:
    page, witness = small(ROWS), Witness()
    assert sights(see(page, witness, reader).lines) == [(row, {Sight.LAYER}) for row in ROWS]
    before = reader.strips_read
    again = small(["申请人主持科研", "省级项目完成"])
    assert sights(see(again, witness, reader).lines) == [
        ("申请人主持科研", {Sight.LAYER}),
        ("省级项目完成", {Sight.LAYER}),
    ]
    assert reader.strips_read == before


def test_a_layer_that_lies_is_replaced_by_what_the_pixels_say_and_still_searched(reader: Reader) -> None:
    seen = see(claiming(small(ROWS), 1, "天气很好无云"), Witness(), reader)
    assert [line.text for line in seen.lines] == ROWS
    assert [line.text for line in seen.claimed] == [ROWS[0], "天气很好无云"]


def test_a_letter_that_was_witnessed_does_not_cover_a_lie_elsewhere(reader: Reader) -> None:
    witness = Witness()
    see(small(ROWS), witness, reader)
    lie = claiming(small(["省级项目", "张三丰"]), 1, "科研人")
    assert [line.text for line in see(lie, witness, reader).lines] == ["省级项目", "张三丰"]


def test_a_layer_over_nothing_is_claimed_and_not_seen(reader: Reader) -> None:
    page = small(ROWS)
    white = replace(page, image=np.full_like(page.image, 255))
    seen = see(white, Witness(), reader)
    assert seen.lines == ()
    assert [line.text for line in seen.claimed] == ROWS


def test_ink_without_text_is_recognised(reader: Reader) -> None:
    page = small(ROWS)
    seen = see(replace(page, layer=page.layer[:1]), Witness(), reader)
    assert sights(seen.lines) == [(ROWS[0], {Sight.LAYER}), (ROWS[1], {Sight.OCR})]


def test_a_scan_is_recognised_with_a_box_on_every_letter(reader: Reader) -> None:
    image, layer = drawn(ROWS, width=420, height=130)
    seen = see(scan_of(scanned(image)), Witness(), reader)
    assert ["".join(line.text.split()) for line in seen.lines] == ROWS
    for read, true in zip(seen.lines[1].glyphs, layer[1].glyphs, strict=True):
        middle = (read.box.left + read.box.right) / 2
        assert true.box.left < middle < true.box.right


@pytest.mark.parametrize(("ground", "letters"), [((0, 0, 0), (255, 255, 255)), ((165, 20, 30), (240, 205, 110))])
def test_light_writing_on_a_dark_ground_becomes_dark_writing_that_is_read(
    reader: Reader, ground: tuple[int, ...], letters: tuple[int, ...]
) -> None:
    image, _ = drawn(ROWS, width=420, height=130)
    share = (255 - image.astype(np.float32)) / 255
    dark = ((1 - share) * np.array(ground) + share * np.array(letters)).astype(np.uint8)
    seen = see(scan_of(dark), Witness(), reader)
    assert ["".join(line.text.split()) for line in seen.lines] == ROWS
    assert seen.doubts == ()
    assert float(np.median(seen.image)) > 150
    done = burnt(seen, [seen.lines[0].box])
    assert float((done.image > 200).mean()) > 0.6


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_on_its_side_or_head_is_turned_and_its_boxes_fit_the_turned_page(reader: Reader, turns: int) -> None:
    image, layer = drawn(ROWS, width=420, height=130)
    seen = see(scan_of(np.ascontiguousarray(np.rot90(image, turns))), Witness(), reader)
    assert seen.image.shape == image.shape
    assert ["".join(line.text.split()) for line in seen.lines] == ROWS
    first = seen.lines[1].glyphs[0].box
    assert first.meets(layer[1].glyphs[0].box)
    assert not first.meets(layer[1].glyphs[2].box)


def test_letters_under_a_seal_are_read_with_the_colour_removed(reader: Reader) -> None:
    image, _ = drawn(["", "", "云岭项目验收合格"], width=420, height=240)
    ring = seal(np.full_like(image, 255), (200, 125), (230, 40, 40))
    seen = see(scan_of(np.minimum(image, ring)), Witness(), reader)
    assert any("项目验收" in line.text for line in seen.lines)


def test_faint_letters_are_read(reader: Reader) -> None:
    image, _ = drawn(ROWS[1:], width=420, height=90, ink=(170, 170, 170))
    assert ["".join(line.text.split()) for line in see(RawPage(1, image), Witness(), reader).lines] == ROWS[1:]


def test_letters_of_seven_points_are_read(reader: Reader) -> None:
    image, _ = drawn(["主持完成省级科研项目张三丰"], width=300, height=90, size=15)
    assert ["".join(line.text.split()) for line in see(RawPage(1, image), Witness(), reader).lines] == [
        "主持完成省级科研项目张三丰"
    ]


def test_white_letters_on_a_dark_bar_are_read(reader: Reader) -> None:
    image, _ = drawn(ROWS[1:], width=420, height=90)
    dark = image.copy()
    dark[20:75, 30:320] = 255 - dark[20:75, 30:320]
    assert any("张三丰" in line.text for line in see(RawPage(1, dark), Witness(), reader).lines)


def test_an_empty_page_is_seen_without_recognition(reader: Reader) -> None:
    before = reader.strips_read
    seen = see(RawPage(1, np.full((200, 200, 3), 255, np.uint8)), Witness(), reader)
    assert (seen.lines, seen.doubts, reader.strips_read) == ((), (), before)


def test_without_a_recogniser_ink_is_doubtful_and_an_empty_page_is_not() -> None:
    page = small(ROWS)
    assert [doubt.code for doubt in see(page, Witness(), None).doubts] == ["no-recogniser"]
    empty = replace(page, image=np.full_like(page.image, 255), layer=())
    assert see(empty, Witness(), None).doubts == ()


def test_boxes_turn_with_their_page_and_four_turns_change_nothing() -> None:
    image = np.zeros((40, 90), np.uint8)
    image[5:15, 20:50] = 1
    box = Box(20, 5, 50, 15)
    for turns in range(4):
        there, moved = turned_box(box, turns, image.shape), np.rot90(image, turns)
        rows, columns = np.nonzero(moved)
        assert there == Box(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    glyph = Glyph("字", box, Sight.LAYER)
    page = RawPage(1, image, (Line((glyph,)),), (box,))
    assert turned(turned(page, 3), 1).layer == page.layer


def test_a_dirty_scan_line_is_doubted_rather_than_passed(reader: Reader) -> None:
    image, _ = drawn(["申请人张三丰主持项目"], width=420, height=90)
    noise = np.random.default_rng(2).normal(0, 1, image.shape[:2])
    torn = (
        cv2.GaussianBlur(image, (0, 0), 3.2).astype(np.float32)
        + 70 * cv2.GaussianBlur(noise, (0, 0), 1.2)[..., None] * 3
    )
    seen = see(scan_of(np.clip(torn, 0, 255).astype(np.uint8)), Witness(), reader)
    read = any("张三丰" in line.text for line in seen.lines)
    assert read or seen.doubts


def test_a_line_too_long_for_one_strip_is_read_in_parts_with_its_letters_in_place(reader: Reader) -> None:
    text = "主持完成省级科研项目申请人同意上报" * 5
    image, layer = drawn([text], width=1600, height=80, size=18)
    (line,) = see(RawPage(1, image), Witness(), reader).lines
    assert line.text == text
    assert all(
        true.box.left <= (read.box.left + read.box.right) / 2 <= true.box.right
        for read, true in zip(line.glyphs, layer[0].glyphs, strict=True)
    )


@pytest.mark.parametrize("shape", [(1, 1), (3, 400), (400, 3), (9, 9), (64, 64)])
@pytest.mark.parametrize("fill", ["black", "white", "noise"])
def test_pages_of_any_size_and_content_are_seen_and_burnt(reader: Reader, shape: tuple[int, int], fill: str) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (*shape, 3), dtype=np.uint8)
    image = {"black": np.zeros_like(noise), "white": np.full_like(noise, 255), "noise": noise}[fill]
    seen = see(scan_of(image), Witness(), reader)
    assert burnt(seen, [mark.box for mark in marks.find(seen)]).image.shape == seen.image.shape[:2]


def test_a_drawn_page_whose_layer_runs_backwards_is_turned_by_its_layer_alone() -> None:
    upright = raw(["项目由本单位完成", "获得省级奖励两项"])
    page = see(turned(upright, 2), Witness(), None)
    assert np.array_equal(page.image, grey_of(upright.image))
    assert [line.text for line in page.claimed] == ["项目由本单位完成", "获得省级奖励两项"]
    assert page.claimed == upright.layer


def test_a_page_is_plain_only_without_colour_pictures_and_unexplained_ink(reader: Reader) -> None:
    page = raw(["工作总结报告"])
    reddish, struck = page.image.copy(), page.image.copy()
    reddish[250, 500] = (255, 225, 225)
    cv2.line(struck, (300, 200), (340, 250), (0, 0, 0), 2)
    ruled = page.image.copy()
    ruled[200:202, 50:500] = 0

    def plain(**changes: object) -> bool:
        return see(replace(page, **changes), Witness(), reader).plain  # type: ignore[arg-type]  # fields of a page

    assert plain()
    assert plain(image=ruled)
    assert not plain(image=reddish)
    assert not plain(image=struck)
    assert not plain(pictures=(Box(10, 250, 20, 260),))


def test_typed_signatures_are_found_on_a_plain_page_too(reader: Reader) -> None:
    page = see(raw(["本人签名：张三丰"]), Witness(), reader)
    assert page.plain
    assert [mark.reason for mark in marks.find(page)] == ["signature-beside-label"]


def lines_at(degrees: float) -> list[np.ndarray]:
    """The frames of six lines, all turned about one point."""
    turn = cv2.getRotationMatrix2D((300, 400), -degrees, 1)
    frames = [np.array([[100, y], [700, y], [700, y + 24], [100, y + 24]], np.float32) for y in range(200, 500, 50)]
    return [np.asarray(frame @ turn[:, :2].T + turn[:, 2], np.float32) for frame in frames]


@pytest.mark.parametrize("degrees", [-8, -3, 2.5, 5, 11])
def test_lines_askew_are_turned_level_with_everything_on_the_page(degrees: float) -> None:
    frames = lines_at(degrees)
    image = np.full((900, 800), 255, np.uint8)
    for frame in frames:
        cv2.fillPoly(image, [frame.astype(np.int32)], 0)
    assert slant(frames) == pytest.approx(degrees, abs=0.1)
    page, quads = levelled(scan_of(image), slant(frames), frames)
    assert quads is not None
    for frame in quads:
        assert np.ptp(frame[:2, 1]) < 1
        middle = frame.mean(axis=0).astype(int)
        assert (page.image[middle[1], middle[0] - 280], page.image[middle[1], middle[0] + 280]) == (0, 0)
    assert int((page.image < 128).sum()) == pytest.approx(int((image < 128).sum()), rel=0.02)
    assert page.pictures[0].width <= page.image.shape[1]


@pytest.mark.parametrize("degrees", [0, 1.5, -1.9, 20, 45])
def test_lines_nearly_level_or_far_off_are_left_as_they_are(degrees: float) -> None:
    assert slant(lines_at(degrees)) == 0


def test_lines_that_do_not_agree_turn_nothing() -> None:
    assert slant([*lines_at(5)[:3], *lines_at(-5)[3:]]) == 0
    assert slant(lines_at(5)[:2]) == 0


@pytest.mark.parametrize("degrees", [6.0])
def test_a_hole_on_a_page_that_lay_askew_spares_the_lines_beside_it(reader: Reader, degrees: float) -> None:
    lines = ["主持完成省级科研项目", "申请人张三丰现任职务", "课堂观察表从提问记录", "灌溉定额比常规减少"]
    image = raw(lines, width=560, height=260).image
    turn = cv2.getRotationMatrix2D((280, 130), degrees, 1)
    askew = cv2.warpAffine(image, turn, (560, 260), borderValue=(255, 255, 255))
    seen = see(scan_of(np.asarray(askew, np.uint8)), Witness(), reader)
    boxes = [glyph.box for line in seen.lines for glyph in line.glyphs if glyph.char in "张三丰"]
    left = "".join(line.text for line in burnt(seen, boxes).lines).replace(" ", "")
    assert (lines[0] in left, lines[2] in left, "张三" in left) == (True, True, False)
