"""The official page: its size and fonts, blanks that are named, characters that no font has."""

from __future__ import annotations

import io
from datetime import date

from docx import Document
from pypdf import PdfReader

from expertpool.documents.papers.draft import TABLE_WIDTH, Draft
from expertpool.documents.papers.experts import COLUMNS as EXPERTS
from expertpool.documents.papers.integrity_report import COLUMNS as INTEGRITY
from expertpool.documents.papers.page_docx import page_docx
from expertpool.documents.papers.page_pdf import page_pdf
from expertpool.documents.papers.publicity import POSTED
from expertpool.documents.papers.review_plan import PEOPLE
from expertpool.words import Language, speaker

DAY = date(2025, 8, 15)


def a_draft(text: str = "一段话") -> Draft:
    """A paper with one paragraph and one table, half of it unknown."""
    draft = Draft("page", "某某文书", "依据：某条", speaker(Language.ZH))
    draft.text(text)
    draft.facts([("papers.office", "办公室"), ("papers.organiser", None)])
    draft.listing("papers.sheet.members", EXPERTS, [["1", "张三", None, *["x"] * 7]])
    draft.signed_by("papers.role.office")
    return draft


def test_tables_fill_the_width_between_the_margins_exactly() -> None:
    assert [sum(widths.values()) for widths in (EXPERTS, PEOPLE, POSTED, INTEGRITY)] == [TABLE_WIDTH] * 4


def test_a_page_is_a4_and_every_font_in_it_is_embedded() -> None:
    page = PdfReader(io.BytesIO(page_pdf(a_draft(), Language.ZH, made_on=DAY))).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    kept = [one["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object().keys() for one in fonts]

    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    assert len(kept) == 2
    assert [keys for keys in kept if not {"/FontFile2", "/FontFile3"} & set(keys)] == []


def test_what_nobody_stated_is_marked_once_and_listed() -> None:
    draft = a_draft()
    words = "".join(PdfReader(io.BytesIO(page_pdf(draft, Language.ZH, made_on=DAY))).pages[0].extract_text().split())

    assert draft.blanks == ["组建单位", "性别"]
    assert words.count("（待填）") == 1
    assert "留空待填：组建单位、性别" in words
    assert "第1页共1页" in words


def test_a_character_that_no_font_has_is_spelt_and_listed_and_markup_stays_text() -> None:
    pdf = page_pdf(a_draft("姓名𰻝 #panic() *粗* $x$"), Language.ZH, made_on=DAY)
    words = "".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())

    assert "〔U+30EDD〕" in words
    assert "没有字形" in words
    assert "#panic()*粗*$x$" in words


def test_a_word_file_of_the_same_draft_has_the_same_bytes_and_takes_control_characters() -> None:
    assert page_docx(a_draft("甲\x0b乙"), made_on=DAY) == page_docx(a_draft("甲\x0b乙"), made_on=DAY)


def test_a_word_file_keeps_the_room_for_a_date() -> None:
    book = Document(io.BytesIO(page_docx(a_draft(), made_on=DAY)))

    assert book.paragraphs[-1].text == "　　　　年　　月　　日"
