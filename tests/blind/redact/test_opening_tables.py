"""Workbooks and slides: visible cells and texts are read, hidden ones dropped and named."""

from __future__ import annotations

import datetime
import io
import zipfile

import pptx
import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from blind.redact.opening import FileRefused, open_file
from blind.redact.opening.numbers import shown, shows_nothing
from blind.redact.opening.sheet import Grid, letters
from blind.redact.story import PageBreak, Paragraph, Picture, Table
from tests.blind.redact import hostile_files as hostile
from tests.blind.redact import made_files as made


def workbook(fill) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    fill(book, book.add_worksheet("成果"))
    book.close()
    return held.getvalue()


def only_table(story):
    (table,) = [block for block in story.blocks if isinstance(block, Table)]
    return table.rows


def test_hidden_rows_columns_and_sheets_are_dropped_and_named():
    def fill(book, sheet):
        sheet.write_row(0, 0, ["看", "藏", "看"])
        sheet.write_row(1, 0, ["藏", "藏", "藏"])
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_row(1, None, None, {"hidden": True})
        other = book.add_worksheet("藏")
        other.write(0, 0, "藏")
        other.hide()

    story = open_file("a.xlsx", workbook(fill))
    assert story.blocks == (Paragraph("成果", heading=2), Table((("看", "看"),)))
    assert {"hidden-rows", "hidden-columns", "hidden-sheets"} <= set(story.dropped)


def test_white_tiny_and_emptied_cells_are_dropped_and_named():
    def fill(book, sheet):
        sheet.write(0, 0, "看")
        sheet.write(0, 1, "白", book.add_format({"font_color": "white"}))
        sheet.write(0, 2, "小", book.add_format({"font_size": 1}))
        sheet.write(0, 3, 42, book.add_format({"num_format": ";;;"}))
        sheet.write(0, 4, "反", book.add_format({"font_color": "white", "bg_color": "black"}))

    story = open_file("a.xlsx", workbook(fill))
    assert only_table(story) == (("看", "反"),)
    assert {"white-text", "tiny-text", "hidden-text"} <= set(story.dropped)


def test_values_are_written_as_the_sheet_shows_them():
    def fill(book, sheet):
        for column, (value, code) in enumerate(
            [
                (datetime.datetime(2024, 5, 6), "yyyy年m月d日"),  # noqa: DTZ001  # a calendar day without a zone
                (0.256, "0.0%"),
                (12345.678, "#,##0.00"),
                (13812345678, "General"),
                (3.10, "General"),
            ]
        ):
            style = book.add_format({"num_format": code})
            write = sheet.write_datetime if isinstance(value, datetime.datetime) else sheet.write_number
            write(0, column, value, style)
        sheet.write_formula(0, 5, "=1+1", None, 2)
        sheet.write_boolean(0, 6, True)

    story = open_file("a.xlsx", workbook(fill))
    assert only_table(story) == (("2024年5月6日", "25.6%", "12,345.68", "13812345678", "3.1", "2", "TRUE"),)
    assert "formulas" in story.dropped


def test_merged_cells_show_only_the_first():
    def fill(_, sheet):
        sheet.merge_range(0, 0, 1, 1, "合并")
        sheet.write(0, 3, "旁")

    assert only_table(open_file("a.xlsx", workbook(fill))) == (("合并", "旁"),)


def test_pictures_and_text_boxes_of_a_sheet_are_shown_and_comments_are_not():
    def fill(_, sheet):
        sheet.write(0, 0, "一")
        sheet.write_comment(0, 0, "批注")
        sheet.insert_image(2, 0, "x.png", {"image_data": io.BytesIO(made.half_black())})
        sheet.insert_textbox(3, 0, "框内")

    story = open_file("a.xlsx", workbook(fill))
    assert Paragraph("框内") in story.blocks
    assert [block.image.shape for block in story.blocks if isinstance(block, Picture)] == [(40, 80, 3)]
    assert "comments" in story.dropped


def test_a_chart_is_shown_as_the_table_of_its_values():
    def fill(book, sheet):
        sheet.write_column(0, 0, ["一季度", "二季度"])
        sheet.write_column(0, 1, [1.5, 2])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"categories": "=成果!$A$1:$A$2", "values": "=成果!$B$1:$B$2", "name": "回收率"})
        chart.set_title({"name": "逐季变化"})
        sheet.insert_chart(4, 0, chart)

    story = open_file("a.xlsx", workbook(fill))
    assert ("chart" in story.dropped, "chart-as-table" in story.dropped) == (False, True)
    assert Paragraph("逐季变化") in story.blocks
    assert Table(rows=(("", "回收率"), ("一季度", "1.5"), ("二季度", "2"))) in story.blocks


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_charts_of_documents_and_slides_are_tables_too(kind):
    data = CategoryChartData()
    data.categories = ["甲组", "乙组"]
    data.add_series("回收率", (1, 2))
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.PIE, Inches(1), Inches(1), Inches(3), Inches(3), data)
    held = io.BytesIO()
    deck.save(held)
    file = held.getvalue()
    if kind == "docx":
        shape = '<w:r><w:drawing><c:chart xmlns:c="c" r:id="rId1"/></w:drawing></w:r>'
        relation = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/chart" Target="chart1.xml"/></Relationships>'  # noqa: E501 - markup in one piece
        held = io.BytesIO(made.word(made.paragraph(shape)))
        with zipfile.ZipFile(held, "a") as package:
            package.writestr("word/chart1.xml", frame.chart.part.blob)
            package.writestr("word/_rels/document.xml.rels", relation)
        file = held.getvalue()
    story = open_file(f"a.{kind}", file)
    assert Table(rows=(("", "回收率"), ("甲组", "1"), ("乙组", "2"))) in story.blocks
    assert "chart" not in story.dropped


def test_a_chart_that_keeps_no_values_holds_the_file():
    def fill(book, sheet):
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=成果!$A$1:$A$3"})
        sheet.write(0, 1, "说明")
        sheet.insert_chart(4, 0, chart)

    assert "chart" in open_file("a.xlsx", workbook(fill)).dropped


def test_an_old_workbook_reads_like_a_new_one():
    book = xlwt.Workbook()
    sheet = book.add_sheet("成果")
    sheet.write(0, 0, "看")
    sheet.write(0, 1, 0.5, xlwt.easyxf(num_format_str="0%"))
    sheet.write(0, 2, "白", xlwt.easyxf("font: colour white"))
    sheet.write(1, 0, "藏")
    sheet.row(1).hidden = True
    sheet.write(0, 5, "藏")
    sheet.col(5).hidden = True
    sheet.write_merge(2, 2, 0, 1, "合并")
    hidden = book.add_sheet("藏")
    hidden.write(0, 0, "藏")
    hidden.visibility = 2
    held = io.BytesIO()
    book.save(held)
    story = open_file("a.xls", held.getvalue())
    assert story.blocks == (Paragraph("成果", heading=2), Table((("看", "50%"), ("合并", ""))))
    assert story.dropped == ("hidden-columns", "hidden-rows", "hidden-sheets", "metadata", "white-text")


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (45418, "yyyy-mm-dd", "2024-05-06"),
        (45418.5, "yyyy-mm-dd hh:mm", "2024-05-06 12:00"),
        (45418, "yyyy年m月", "2024年5月"),
        (45418, "m月d日", "5月6日"),
        (0.75, "h:mm", "18:00"),
        (1234.5, "0", "1234"),
        (1234.5, "0.000", "1234.500"),
        (-5, "0.0", "-5.0"),
        (1e300, "yyyy", "1e+300"),
        (float("nan"), "0", "nan"),
        (7, '"第"0', "第7"),
    ],
)
def test_formats_are_followed(value, code, text):
    assert shown(value, code) == text


@given(st.floats(allow_nan=True, allow_infinity=True), st.text('yYmdhs0#,.%;"[]年月日 @-E+', max_size=20))
def test_no_number_and_no_format_is_too_strange(value, code):
    assert isinstance(shown(value, code), str)
    assert isinstance(shows_nothing(code, float), bool)


def test_a_grid_leaves_out_empty_columns_however_far():
    grid = Grid()
    grid.row(1, hidden=False)
    grid.put(1, 1, "一")
    grid.put(1, 16_384, "末")
    assert grid.visible() == (("一", "末"),)
    assert letters("XFD") == 16_384


def test_slides_show_text_tables_pictures_and_no_notes():
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "标题"
    slide.placeholders[1].text = "一\n二"
    slide.notes_slide.notes_text_frame.text = "备注"
    slide.shapes.add_table(1, 2, Inches(1), Inches(6), Inches(3), Inches(1)).table.cell(0, 1).text = "格"
    slide.shapes.add_picture(io.BytesIO(made.half_black()), Inches(1), Inches(8.5))
    hidden = show.slides.add_slide(show.slide_layouts[5])
    hidden.shapes.title.text = "藏"
    hidden._element.set("show", "0")
    last = show.slides.add_slide(show.slide_layouts[5])
    last.shapes.title.text = "末"
    held = io.BytesIO()
    show.save(held)
    story = open_file("a.pptx", held.getvalue())
    assert story.blocks == (
        Paragraph("标题", heading=2),
        Paragraph("一"),
        Paragraph("二"),
        Table((("", "格"),)),
        PageBreak(),
        Paragraph("末", heading=2),
    )
    assert {"notes", "hidden-slides", "off-slide"} <= set(story.dropped)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_of_any_usual_encoding_reads_the_same(encoding):
    story = open_file("a.txt", "黄建国\r\n第二行\f第二页".encode(encoding))
    assert story.blocks == (Paragraph("黄建国"), Paragraph("第二行"), PageBreak(), Paragraph("第二页"))


def test_members_of_an_archive_come_in_natural_order_with_chinese_names():
    data = made.zipped({"附件10.txt": "b", "附件2.txt": "a", "__MACOSX/._附件2.txt": "x", "Thumbs.db": "x"})
    assert list(open_file("a.zip", data).members) == [("附件2.txt", b"a"), ("附件10.txt", b"b")]


def test_an_archive_with_names_in_gbk_reads_them():
    placed = made.zipped({"AAAA.txt": "a"}).replace(b"AAAA.txt", "附件".encode("gbk") + b".txt")
    assert [name for name, _ in open_file("a.zip", placed).members] == ["附件.txt"]


def test_a_password_on_one_member_is_named():
    for data, code in hostile.ARCHIVES.values():
        if code == "encrypted":
            with pytest.raises(FileRefused) as refused:
                list(open_file("a.zip", data()).members)
            assert refused.value.code == "encrypted"


@pytest.mark.parametrize("owner", ["", "None", "Owner", "x" * 109])
def test_an_old_workbook_whose_last_writer_is_written_in_a_way_of_its_own_is_read(owner):
    book = xlwt.Workbook()
    book.set_owner(owner)
    book.add_sheet("表").write(0, 0, "一")
    held = io.BytesIO()
    book.save(held)
    assert open_file("a.xls", held.getvalue()).blocks == (Paragraph("表", heading=2), Table((("一",),)))
