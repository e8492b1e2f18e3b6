"""One file from its bytes to its checked pages: what stays, what goes, what is held, and decisions replayed."""

from __future__ import annotations

import io

import pylopdf_fonts_zh_cn as chinese_fonts
import pypdf
import pytest
import typst

from blind.identity import Identity
from blind.packet import MASK, build_packet
from blind.redact.blinding import blind_here
from blind.redact.box import Box
from blind.redact.hit import Act
from blind.redact.outcome import Decision
from blind.redact.rebuild import TOKEN, pdf_bytes
from blind.redact.sight import open_reader
from blind.redact.wire import pack
from tests.blind.redact import made_files as made

SOMEBODY = Identity("A1", "黄建国", employer="云岭稀土研究院", phone="13812345678")


def blind(data: bytes, name: str, decisions=(), identity: Identity = SOMEBODY):
    return blind_here(data, name=name, identity=identity, decisions=decisions, reader=open_reader())


def text_of(blinded) -> str:
    return "\n".join(line.text for page in blinded.pages for line in page.lines)


def text(name: str) -> bytes:
    return f"姓名：{name}，性别：男。\n主持完成稀土冶炼项目三项。".encode()


def test_a_text_loses_its_name_and_keeps_the_rest():
    done = blind(text("黄建国"), "a.txt")
    assert text_of(done) == f"姓名：{TOKEN}，性别：男。\n主持完成稀土冶炼项目三项。"
    assert (done.held, done.questions, done.clean) == ((), (), True)


def test_names_of_any_length_give_the_same_pages_in_a_reflowed_file():
    other = Identity("A2", "欧阳建国", employer="云岭稀土研究院", phone="13812345678")
    one, two = blind(text("黄建国"), "a.txt"), blind(text("欧阳建国"), "a.txt", identity=other)
    assert pdf_bytes(one.pages) == pdf_bytes(two.pages)


def test_the_same_input_gives_the_same_bytes():
    assert pack(blind(text("黄建国"), "a.txt")) == pack(blind(text("黄建国"), "a.txt"))


def test_a_wrong_find_taken_back_stays_readable_and_says_who_decided():
    first = blind(text("黄建国"), "a.txt")
    (found,) = [one for one in first.findings if one.act is Act.HIDE]
    again = blind(text("黄建国"), "a.txt", [Decision(found.id, Act.KEEP, "另有其人", "王")])
    (kept,) = [one for one in again.findings if one.id == found.id]
    assert (kept.act, kept.decided_by) == (Act.KEEP, "王")
    assert "姓名：黄建国" in text_of(again)


def test_a_place_added_by_the_office_is_hidden():
    first = blind(text("黄建国"), "a.txt")
    glyph = next(g for page in first.pages for line in page.lines for g in line.glyphs if g.char == "稀")
    box = Box(glyph.box.left, glyph.box.top, glyph.box.right + glyph.box.width, glyph.box.bottom)
    again = blind(text("黄建国"), "a.txt", [Decision("", Act.HIDE, "项目名", "王", page=1, box=box)])
    assert "稀土" not in text_of(again)
    assert text_of(again).count(TOKEN) == 2
    assert [(one.finder, one.decided_by) for one in again.findings if one.box == box] == [("office", "王")]


def test_an_open_question_hides_and_holds_until_it_is_answered():
    data = "安全是第一位的。\n安全在会上作了发言，安全同志表示感谢。".encode()
    identity = Identity("A1", "安全", employer="云岭稀土研究院")
    first = blind(data, "a.txt", identity=identity)
    answers = [Decision(asked.id, Act.KEEP, "普通词", "王") for asked in first.questions]
    again = blind(data, "a.txt", answers, identity=identity)
    assert again.questions == ()
    assert len(again.findings) == len(first.findings)
    assert not first.questions or not first.clean


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"%PDF-1.7", "damaged"),
        ("a.docx", made.picture(), "wrong-extension"),
        ("a.ofd", made.zipped({"OFD.xml": "<OFD/>"}), "ofd-not-readable"),
    ],
)
def test_what_cannot_be_read_is_held_with_its_cause(name, data, code):
    done = blind(data, name)
    assert ([doubt.code for doubt in done.held], done.pages, done.clean) == ([code], (), False)
    assert done.held[0].facts["file"] == name


def test_a_doubt_that_a_person_settled_does_not_hold():
    data = made.doc("一\x01二\r")
    first = blind(data, "a.doc")
    assert [doubt.code for doubt in first.held] == ["drawn-objects"]
    again = blind(data, "a.doc", [Decision("doubt:drawn-objects:0", Act.KEEP, "只是横线", "王")])
    assert again.clean


def set_on(pages: list[str]) -> bytes:
    """A drawn document of these pages."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(chinese_fonts.serif_path().parent)])
    source = '#set page(width: 12cm, height: 5cm)\n#set text(font: "Noto Serif SC", size: 12pt)\n'
    source += "\n#pagebreak()\n".join(pages)
    return typst.compile(source.encode(), font_paths=fonts, ignore_system_fonts=True, format="pdf")


def test_letters_of_a_name_that_stand_on_three_pages_are_hidden_on_each():
    done = blind(set_on(["项目由本单位职工黄", "建", "国主持并按期完成。", "各项指标达到要求。"]), "a.pdf")
    shown = [" ".join(line.text for line in page.lines) for page in done.pages]
    assert shown == [f"项目由本单位职工{TOKEN}", TOKEN, f"{TOKEN}主持并按期完成。", "各项指标达到要求。"]
    assert {one.page for one in done.findings if one.act is Act.HIDE} == {1, 2, 3}
    assert done.held == ()


def test_a_page_that_says_much_joins_nothing_before_it_to_what_comes_after():
    between = "这一页写的是今年以来开展的各项工作以及取得的主要成绩和不足之处。"
    done = blind(set_on(["项目由本单位职工黄", between, "国主持并按期完成。"]), "a.pdf")
    assert [one for one in done.findings if one.act is Act.HIDE] == []


def test_an_archive_gives_its_files_in_order_and_counts_pages_through():
    data = made.zipped({"2.txt": text("黄建国"), "10.txt": text("黄建国"), "bad.pdf": b"%PDF-1.7"})
    done = blind(data, "a.zip")
    assert len(done.pages) == 2
    assert [one.page for one in done.findings if one.act is Act.HIDE] == [1, 2]
    assert [(doubt.code, doubt.facts["file"]) for doubt in done.held] == [("damaged", "a.zip/bad.pdf")]


def test_archives_too_deep_are_held():
    data = made.zipped({"a.txt": "一"})
    for _ in range(4):
        data = made.zipped({"inner.zip": data})
    assert [doubt.code for doubt in blind(data, "a.zip").held] == ["nested-too-deep"]


def test_a_packet_has_a_cover_with_codename_and_group_only():
    pages = blind(text("黄建国"), "a.txt").pages
    data = build_packet("4821-3907", "工程系列冶金专业", pages)
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 2
    assert reader.pages[0].extract_text().split() == ["4821-3907", "工程系列冶金专业"]
    assert "黄建国" not in reader.pages[1].extract_text()
    assert reader.metadata is None


def test_packets_with_the_codename_masked_are_equal_bytes():
    pages = blind(text("黄建国"), "a.txt").pages
    assert build_packet(MASK, "冶金", pages) == build_packet(MASK, "冶金", pages)
    assert build_packet("1111-1111", "冶金", pages) != build_packet("0000-0000", "冶金", pages)


def test_traces_that_stay_are_named_as_risks():
    data = "2021年获云岭省科技进步一等奖，专利号ZL202110123456.7，系全省唯一。\n2003年毕业后在青山县工作。".encode()
    done = blind(data, "a.txt")
    assert {"award", "patent", "only-one"} <= {risk.code for risk in done.risk}
