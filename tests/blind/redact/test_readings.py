"""Readings: names broken over lines, columns, cells and pages stand together in some order."""

from __future__ import annotations

import numpy as np

from blind.redact.box import Box
from blind.redact.page import Glyph, Line, SeenPage, Sight
from blind.redact.readings import Place, of_pages, of_story
from blind.redact.story import PageBreak, Paragraph, Story, Table

EMPTY = np.zeros((1, 1), np.uint8)


def line(text: str, left: int, top: int) -> Line:
    return Line(
        tuple(
            Glyph(char, Box(left + 20 * at, top, left + 20 * at + 20, top + 24), Sight.OCR)
            for at, char in enumerate(text)
        )
    )


def page(*lines: Line, number: int = 1, claimed: tuple[Line, ...] = ()) -> SeenPage:
    return SeenPage(number, EMPTY, tuple(lines), claimed)


def letters(text: str) -> str:
    return "".join(text.split())


def test_a_reading_has_a_place_for_every_character_and_none_for_gaps() -> None:
    for reading in of_pages([page(line("申请人张", 0, 0), line("三丰工作", 0, 40))]):
        assert len(reading.text) == len(reading.places)
        assert [char.isspace() for char in reading.text] == [place is None for place in reading.places]


def test_a_name_broken_over_two_lines_gives_one_box_on_each() -> None:
    reading = of_pages([page(line("申请人张", 0, 0), line("三丰工作", 0, 40))])[0]
    start = reading.text.index("张")
    assert reading.where(start, start + 4) == (Place(1, Box(60, 0, 80, 24)), Place(1, Box(0, 40, 40, 64)))


def test_cells_of_one_row_are_parted_by_a_gap_and_pieces_of_one_line_are_not() -> None:
    reading = of_pages([page(line("姓名", 0, 0), line("张三", 42, 2), line("单位", 300, 0))])[0]
    assert reading.text == "姓名张三\t单位\n\f"


def test_a_name_broken_inside_a_column_stands_together_in_the_reading_by_columns() -> None:
    two = page(
        line("左栏文字说明张", 0, 0), line("右栏另有其他内", 300, 0),
        line("三丰完成了项目", 0, 40), line("容与此人无关联", 300, 40),
    )  # fmt: skip  # laid out as a table
    by_rows, by_columns = of_pages([two])[:2]
    assert "张\n三丰" in by_columns.text
    assert "张\n三丰" not in by_rows.text


def test_a_name_broken_over_the_end_of_a_column_stands_together_in_the_reading_by_columns() -> None:
    two = page(
        line("左栏文字说明内", 0, 0), line("三丰右栏另有其", 300, 0),
        line("容完成的人是张", 0, 40), line("容与此人无关联", 300, 40),
    )  # fmt: skip  # laid out as a table
    assert any("张三丰" in letters(reading.text) for reading in of_pages([two]))


def test_a_name_broken_over_a_page_end_stands_together_though_a_footer_and_a_header_come_between() -> None:
    first = page(line("完成该项目的人是张", 0, 1500), line("第1页", 500, 1600))
    second = page(line("年度总结", 400, 20), line("三丰同志", 0, 80), number=2)
    readings = of_pages([first, second])
    assert [reading.text for reading in readings if "张\f三丰" in reading.text] == [readings[-1].text]
    reading = readings[-1]
    start = reading.text.index("张\f三丰")
    assert [place.page for place in reading.where(start, start + 4)] == [1, 2]


def test_a_layer_that_says_more_than_the_pixels_is_a_reading_of_its_own() -> None:
    hidden = line("张三丰", 0, 0)
    assert any("张三丰" in reading.text for reading in of_pages([page(line("公开", 0, 40), claimed=(hidden,))]))


def test_a_layer_that_says_the_same_is_not_read_twice() -> None:
    same = line("公开内容", 0, 0)
    assert len(of_pages([page(same, claimed=(same,))])) == 1


def test_an_empty_page_has_no_reading() -> None:
    assert of_pages([page()]) == ()


def test_a_story_reads_paragraphs_cells_and_page_breaks_and_tables_by_columns_too() -> None:
    story = Story((Paragraph("第一段"), Table((("姓", "名"), ("张", "三"))), PageBreak(), Paragraph("末段")))
    by_rows, by_columns = of_story(story)
    assert by_rows.text == "第一段\n姓\t名\n张\t三\n\f末段\n"
    assert by_columns.text == "姓\n张\n\f名\n三\n\f"


def test_a_stretch_over_two_cells_of_a_story_gives_two_places() -> None:
    reading = of_story(Story((Table((("申报人张", "三丰作"),)),)))[0]
    start = reading.text.index("张")
    where = reading.where(start, start + 4)
    assert [(place.block, place.row, place.column, place.offset, place.length) for place in where] == [
        (0, 0, 0, 3, 1),
        (0, 0, 1, 0, 2),
    ]
