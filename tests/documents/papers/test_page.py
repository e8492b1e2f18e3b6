"""The official page: its size and fonts, blanks that are named, characters that no font has."""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pypdfium2.raw as pypdfium2_raw
import pytest
from docx import Document
from docx.oxml.ns import qn
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


LONG = "Hohenzollern-Sigmaringen-Wittgenstein"


@pytest.mark.parametrize("name", [LONG, "𠮷𰻞龘䶮", "买买提·吐尔逊·阿不都热合曼·伊敏江"])
def test_no_word_of_a_table_runs_into_the_next_column(name: str) -> None:
    draft = Draft("page", "某某文书", "依据：某条", speaker(Language.ZH))
    draft.listing("papers.sheet.members", EXPERTS, [["1", name, "男", *["x"] * 7]])
    page = pypdfium2.PdfDocument(page_pdf(draft, Language.ZH, made_on=DAY))[0]
    drawn = [one.get_bounds() for one in page.get_objects() if one.type == pypdfium2_raw.FPDF_PAGEOBJ_PATH]
    upright = [(left, bottom, right, top) for left, bottom, right, top in drawn if right - left < 2 < top - bottom]
    lines, floor, ceiling = sorted({left for left, *_ in upright}), upright[0][1], upright[0][3]
    words = page.get_textpage()
    boxes = {at: words.get_charbox(at) for at in range(words.count_chars()) if words.get_text_range(at, 1).strip()}
    inside = [(left, right) for left, bottom, right, top in boxes.values() if floor < bottom and top < ceiling]

    assert (len(lines), len(inside) > len(EXPERTS)) == (len(EXPERTS) + 1, True)
    assert [(left, right) for left, right in inside if any(left + 1 < line < right - 1 for line in lines)] == []


def test_a_word_file_counts_its_pages_in_the_type_of_the_sentence_around_them() -> None:
    footer = Document(io.BytesIO(page_docx(a_draft(), made_on=DAY))).sections[0].footer.paragraphs[0]
    fields = [one for one in footer._p if one.tag == qn("w:fldSimple")]
    sizes = {one.get(qn("w:val")) for one in footer._p.iter(qn("w:sz"))}

    assert [one.get(qn("w:instr")) for one in fields] == ["PAGE", "NUMPAGES"]
    assert ["".join(text.text for text in one.iter(qn("w:t"))) for one in fields] == ["1", "1"]
    assert sizes == {"18"}
    assert "".join(text.text for text in footer._p.iter(qn("w:t"))).endswith("第 1 页　共 1 页")


def test_a_word_files_list_has_the_widths_of_the_paper_heads_on_every_page_and_no_row_cut_in_two() -> None:
    table = Document(io.BytesIO(page_docx(a_draft(), made_on=DAY))).tables[-1]
    assert [round(column.width.mm) for column in table.columns] == list(EXPERTS.values())
    marks = [
        {name for name in ("tblHeader", "cantSplit") if row._tr.trPr.find(qn(f"w:{name}")) is not None}
        for row in table.rows
    ]
    assert marks == [{"tblHeader", "cantSplit"}, {"cantSplit"}]
