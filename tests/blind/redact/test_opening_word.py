"""Word files: visible runs are read, everything hidden is dropped and named."""

from __future__ import annotations

import io

import docx
import pytest
from docx.shared import Pt, RGBColor
from PIL import Image

from blind.redact.opening import FileRefused, open_file
from blind.redact.story import PageBreak, Paragraph, Picture, Table
from tests.blind.redact import made_files as made


def texts(data: bytes, name: str = "a.docx"):
    return [block.text for block in open_file(name, data).blocks if isinstance(block, Paragraph)]


def word(*paragraphs: str, **parts: str):
    return texts(made.word("".join(paragraphs), **parts))


def saved(document) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


HIDDEN = {
    "hidden": ("<w:vanish/>", "hidden-text"),
    "white": ('<w:color w:val="FFFFFF"/>', "white-text"),
    "nearly white": ('<w:color w:val="FEFEFE"/>', "white-text"),
    "one point": ('<w:sz w:val="2"/>', "tiny-text"),
}


@pytest.mark.parametrize("look", HIDDEN)
def test_text_nobody_sees_is_dropped_and_named(look):
    properties, code = HIDDEN[look]
    story = open_file("a.docx", made.word(made.paragraph(made.run("看得见"), made.run("看不见", properties))))
    assert story.blocks == (Paragraph("看得见"),)
    assert story.dropped == (code,)


def test_white_text_on_a_dark_ground_stays():
    properties = '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>'
    assert word(made.paragraph(made.run("反白", properties))) == ["反白"]


def test_a_look_is_inherited_from_styles():
    styles = (
        '<w:styles><w:style w:type="character" w:styleId="B"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:basedOn w:val="B"/></w:style></w:styles>'
    )
    body = made.paragraph(made.run("看得见"), made.run("看不见", '<w:rStyle w:val="C"/>'))
    assert word(body, styles=styles) == ["看得见"]


def test_styles_that_inherit_in_a_circle_end():
    styles = (
        '<w:styles><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    assert word(made.paragraph(made.run("一", '<w:rStyle w:val="A"/>')), styles=styles) == ["一"]


def test_deleted_text_goes_and_inserted_text_stays():
    body = "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>" + made.run("新") + "</w:ins></w:p>"
    story = open_file("a.docx", made.word(body))
    assert story.blocks == (Paragraph("新"),)
    assert story.dropped == ("tracked-deletions",)


def test_text_moved_away_is_only_at_its_new_place():
    body = made.paragraph("<w:moveFrom>" + made.run("句子") + "</w:moveFrom>", made.run("头"))
    assert word(body, made.paragraph("<w:moveTo>" + made.run("句子") + "</w:moveTo>")) == ["头", "句子"]


def test_a_field_shows_its_result_and_not_its_code():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>AUTHOR 黄建国</w:instrText><w:t>密</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>结果</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>之后</w:t></w:r>'
    )
    assert word(made.paragraph(field)) == ["结果之后"]


def test_comments_are_left_behind_and_named():
    story = open_file(
        "a.docx", made.word(made.paragraph(made.run("正文"), '<w:r><w:commentReference w:id="0"/></w:r>'))
    )
    assert (story.blocks, story.dropped) == ((Paragraph("正文"),), ("comments",))


def test_a_name_split_over_runs_is_one_text():
    assert word(made.paragraph(made.run("黄"), made.run("建", "<w:b/>"), made.run("国"))) == ["黄建国"]


def test_reading_aids_above_characters_are_shown():
    aid, base = made.run("huáng"), made.run("黄")
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{aid}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"
    assert word(made.paragraph(ruby)) == ["(huáng)黄"]


def test_word_art_and_text_boxes_are_shown():
    art = '<w:r><w:pict><v:shape><v:textpath string="水印文字"/></v:shape></w:pict></w:r>'
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + made.paragraph(made.run("框内"))
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    assert word(made.paragraph(art), made.paragraph(made.run("正文"), box)) == ["水印文字", "正文", "框内"]


def test_of_two_alternatives_only_the_shown_one_is_read():
    choice = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>新</w:t></mc:Choice>'
        "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert word(made.paragraph(choice)) == ["新"]


def test_an_element_nobody_knows_holds_the_file_if_it_has_text():
    story = open_file("a.docx", made.word(made.paragraph(made.run("一"), "<w:strange><w:t>二</w:t></w:strange>")))
    assert (story.blocks, story.dropped) == ((Paragraph("一"),), ("unknown-content",))


def test_covered_cells_and_hidden_rows_are_dropped():
    def cell(text, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{made.paragraph(made.run(text))}</w:tc>"

    table = (
        "<w:tbl><w:tr>" + cell("一", "<w:vMerge w:val='restart'/>") + cell("二") + "</w:tr>"
        "<w:tr>" + cell("盖", "<w:vMerge/>") + cell("四") + "</w:tr>"
        "<w:tr><w:trPr><w:hidden/></w:trPr>" + cell("藏") + cell("藏") + "</w:tr></w:tbl>"
    )
    story = open_file("a.docx", made.word(table))
    assert story.blocks == (Table((("一", "二"), ("", "四"))),)
    assert story.dropped == ("covered-cells", "hidden-rows")


def test_numbers_of_lists_are_written_as_word_shows_them():
    numbering = (
        '<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    body = "".join(made.paragraph(made.run(text), properties=listed) for text in ("甲", "乙"))
    assert word(body, numbering=numbering) == ["一、 甲", "二、 乙"]


def test_a_document_of_a_real_writer_reads_in_order():
    document = docx.Document()
    document.core_properties.author = "黄建国"
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_heading("总结", 1)
    line = document.add_paragraph("正文")
    line.add_run("小").font.size = Pt(1)
    line.add_run("白").font.color.rgb = RGBColor(255, 255, 255)
    document.add_page_break()
    document.add_table(1, 2).cell(0, 0).text = "格"
    story = open_file("a.docx", saved(document))
    assert story.blocks == (
        Paragraph("页眉"),
        Paragraph("总结", heading=1),
        Paragraph("正文"),
        PageBreak(),
        Table((("格", ""),)),
        Paragraph("页脚"),
    )
    assert {"metadata", "tiny-text", "white-text"} <= set(story.dropped)


def test_a_picture_comes_as_cropped_in_the_file():
    document = docx.Document()
    document.add_picture(io.BytesIO(made.half_black()))
    crop = '<a:srcRect xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" l="50000"/>'
    blip = next(document.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
    blip.addnext(docx.oxml.parse_xml(crop))
    (picture,) = [block for block in open_file("a.docx", saved(document)).blocks if isinstance(block, Picture)]
    assert picture.image.shape == (40, 40, 3)
    assert int(picture.image.min()) == 255


def test_a_picture_in_a_form_nobody_reads_holds_the_file():
    document = docx.Document()
    document.add_paragraph("一")
    document.add_picture(io.BytesIO(made.half_black()))
    data = saved(document)
    broken = made.zipped(
        {name: (b"\x01\0\0\0 EMF" if name.startswith("word/media/") else part) for name, part in _parts(data).items()}
    )
    assert "picture-not-readable" in open_file("a.docx", broken).dropped


def _parts(data: bytes) -> dict[str, bytes]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_invisible_characters_are_taken_out():
    assert word(made.paragraph(made.run("黄\u200b建\u2060国\ufeff\U000e0041"))) == ["黄建国"]


def test_marks_that_turn_the_direction_hold_the_file():
    story = open_file("a.docx", made.word(made.paragraph(made.run("\u202e国建黄"))))
    assert story.dropped == ("direction-marks",)


def test_an_old_word_file_shows_what_a_reader_sees():
    data = made.doc(
        "标题\r正文隐白删完\r甲\x07乙\x07\x07\x13AUTHOR 黄\x14结果\x15\r",
        hidden=[(5, 6, b"\x3c\x08\x01"), (6, 7, b"\x70\x68\xff\xff\xff\x00"), (7, 8, b"\x00\x08\x01")],
        comments="批注\r",
    )
    story = open_file("a.doc", data)
    assert [block.text for block in story.blocks] == ["标题", "正文完", "甲\t乙", "结果"]
    assert story.dropped == ("comments", "hidden-text", "metadata", "tracked-deletions", "white-text")


def test_a_picture_in_an_old_word_file_holds_it():
    assert "drawn-objects" in open_file("a.doc", made.doc("一\x01二\r")).dropped


def test_the_same_text_twice_gives_the_same_story():
    data = made.plain_docx("一", "二")
    assert open_file("a.docx", data) == open_file("a.docx", data)


def test_a_refusal_names_both_kinds():
    with pytest.raises(FileRefused) as refused:
        open_file("a.docx", made.picture())
    assert refused.value.facts == {"ending": ".docx", "found": "png"}


def test_a_picture_of_a_story_is_unpacked_when_looked_at():
    held = io.BytesIO()
    Image.new("L", (3000, 1500), 90).save(held, "PNG")
    document = docx.Document()
    document.add_picture(io.BytesIO(held.getvalue()))
    (picture,) = [block for block in open_file("a.docx", saved(document)).blocks if isinstance(block, Picture)]
    assert picture.image.shape == (520, 1040, 3)
    assert picture.image is not picture.image
