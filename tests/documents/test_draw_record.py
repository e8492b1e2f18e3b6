"""The record to sign: every fact on it, hostile names as text, no empty boxes, the same bytes each time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as chinese_fonts
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertpool.documents.draw_record import decimal, write_draw_record
from expertpool.documents.draw_report import Chances, DrawReport, FunnelStep, Randomness, SeatLine, VerdictLine
from expertpool.documents.glyphs import glyphs, printable
from expertpool.documents.typesetting import Fonts, TypesettingFailed, typeset
from expertpool.rules.finding import State
from expertpool.words import Language

NOON = datetime(2025, 8, 8, 12, 0, 5, tzinfo=timezone(timedelta(hours=8)))


def member(seat: int, **facts: Any) -> SeatLine:
    values: dict[str, Any] = {
        "seat": seat,
        "expert_no": f"YL{seat:05d}",
        "name": "欧阳明远",
        "gender": "男",
        "employer": "云岭有色冶金研究院",
        "employer_kind": "事业单位",
        "level": "正高级",
        "specialties": ("冶金",),
        "consecutive_years": 2,
    }
    return SeatLine(**{**values, **facts})


def report(**facts: Any) -> DrawReport:
    values: dict[str, Any] = {
        "committee": "2025年度云岭市工程系列冶金专业高级职称评审委员会",
        "year": 2025,
        "series": "工程",
        "specialties": ("冶金", "采矿"),
        "level": "副高级",
        "seats": 13,
        "meeting": date(2025, 8, 15),
        "method": "lottery",
        "randomness": Randomness(
            assurance="M0",
            assurance_says="种子由操作人给出。",
            seed="9f" * 32,
            seed_given=True,
            table_seed="3a" * 32,
            tickets=1000,
            ticket=742,
        ),
        "roster_digest": "be" * 32,
        "roster_count": 2206,
        "candidates": 134,
        "program": "expertpool 0.1.0",
        "drawn_at": NOON,
        "place": "三楼会议室",
        "members": tuple(member(seat) for seat in range(1, 14)),
        "reserves": (member(1, expert_no="YL90001"),),
        "funnel": (FunnelStep("rest", "通知 六(一)2", "连续三年参评的不再聘任", 120),),
        "exclusions": (("失信", 4), ("回避", 2)),
        "chances": Chances(Fraction(3, 1000), Fraction(211, 1000), Fraction(1234, 10000)),
        "proof": ("任何抽法能给机会最低者的不超过 8/3900。",),
        "verdicts": (
            VerdictLine("outside", "外单位专家不少于三分之一", "通知 六(一)2", State.HOLDS, "5 人", "不少于 5 人"),
            VerdictLine("filing", "备案在有效期内", "40号令第八条", State.UNKNOWN),
        ),
        "waivers": ("YL90007：采矿专业再无其他专家。",),
        "warnings": ("采矿专业只有 4 位备选专家。",),
        "attempt": 2,
        "earlier_attempts": ("第 1 次：名单漏列回避单位，作废。",),
    }
    return DrawReport(**{**values, **facts})


def pages(path: Path) -> list[str]:
    """The text of each page without blanks and line breaks."""
    document = pypdfium2.PdfDocument(path)
    return [re.sub(r"[\s\u200b\ufffe]", "", page.get_textpage().get_text_range()) for page in document]


def written(tmp_path: Path, one: DrawReport, language: Language = Language.ZH, **options: Any) -> list[str]:
    path = tmp_path / "draw-record.pdf"
    write_draw_record(one, path, language=language, **options)
    return pages(path)


def test_record_names_every_fact_of_the_draw(tmp_path: Path) -> None:
    text = "".join(written(tmp_path, report()))
    expected = [
        "评审专家抽取记录表",
        "2025年度云岭市工程系列冶金专业高级职称评审委员会",
        "工程（冶金、采矿）",
        "2025年8月15日（星期五）",
        "2025年8月8日（星期五）12:00:05（北京时间）",
        "三楼会议室",
        "134人（名单2,206人）",
        "13席，其中抽取13人",
        "第2次",
        "第742号（共1,000组）",
        "连续三年参评的不再聘任",
        "失信4人；回避2人",
        "YL00013",
        "YL90001",
        "3/1000（0.300%）",
        "211/1000（21.100%）",
        "基尼系数0.123",
        "不超过8/3900",
        "不少于5人",
        "采矿专业再无其他专家",
        "采矿专业只有4位备选专家",
        "名单漏列回避单位",
        "9f" * 32,
        "3a" * 32,
        "be" * 32,
        "expertpool0.1.0",
        "抽取人评委会办事机构",
        "监督人纪检监察部门",
        "复核人人力资源社会保障部门",
    ]
    assert [words for words in expected if words not in text] == []
    assert text.count("（盖章）") == 3


def test_record_says_training_on_every_page_of_an_exercise(tmp_path: Path) -> None:
    found = written(tmp_path, report())
    assert len(found) > 1
    assert ["训练（M0，不可作为随机性证明）" in page for page in found] == [True] * len(found)


def test_record_of_a_ceremony_carries_no_banner(tmp_path: Path) -> None:
    dice = Randomness(assurance="M2", assurance_says="三方各出一个种子。", seed="9f" * 32)
    text = "".join(written(tmp_path, report(randomness=dice)))
    assert "不可作为随机性证明" not in text


def test_record_numbers_its_pages_and_repeats_the_heads_for_33_members(tmp_path: Path) -> None:
    found = written(tmp_path, report(seats=33, members=tuple(member(seat) for seat in range(1, 34))))
    assert [f"第{number}页共{len(found)}页" in page for number, page in enumerate(found, start=1)] == [True] * len(
        found
    )
    with_members = [page for page in found if re.search(r"YL000\d\d", page)]
    assert len(with_members) > 1
    assert ["序号专家编号姓名性别工作单位" in page for page in with_members] == [True] * len(with_members)
    assert re.findall(r"YL000(\d\d)", "".join(found)) == [f"{seat:02d}" for seat in range(1, 34)]


def test_record_keeps_the_signatures_on_one_page(tmp_path: Path) -> None:
    for seats in range(1, 30):
        found = written(tmp_path, report(members=tuple(member(seat) for seat in range(1, seats + 1))))
        assert [page.count("（盖章）") for page in found][-1] == 3


@pytest.mark.parametrize(
    "name",
    [
        "#evil()",
        "$x$",
        "*粗*",
        "_斜_",
        "<label>",
        "@reference",
        "`raw`",
        "// 注释",
        "/* 注释 */",
        "= 标题",
        "\\u{41}",
        '"\\n',
        "#{1+1}",
    ],
)
def test_record_prints_markup_in_a_name_as_text(tmp_path: Path, name: str) -> None:
    text = "".join(written(tmp_path, report(members=(member(1, name=name),))))
    assert name.replace(" ", "") in text


def test_record_spells_out_a_character_that_no_font_has(tmp_path: Path) -> None:
    found = written(tmp_path, report(members=(member(1, name="𠮷田䶮👍"),)))
    text = "".join(found)
    assert "〔U+20BB7〕田䶮〔U+1F44D〕" in text
    assert "需要手写补入的字" in text
    assert "U+1F44D、U+20BB7" in text


def test_record_without_missing_characters_does_not_speak_of_them(tmp_path: Path) -> None:
    assert "需要手写补入的字" not in "".join(written(tmp_path, report()))


def test_record_breaks_very_long_names_inside_their_cells(tmp_path: Path) -> None:
    long = member(1, name="买买提·阿卜杜拉·" * 30, employer="Very" * 60 + "Long")
    path = tmp_path / "draw-record.pdf"
    write_draw_record(report(members=(long,)), path, language=Language.ZH)
    assert "Very" * 60 + "Long" in "".join(pages(path))
    for page in pypdfium2.PdfDocument(path):
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        assert max(box[2] for box in boxes) <= page.get_width() - 26 / 25.4 * 72 + 1


def test_record_leaves_blanks_where_time_and_place_are_not_known(tmp_path: Path) -> None:
    text = "".join(written(tmp_path, report(drawn_at=None, place=None)))
    assert "抽取时间年月日时分" in text


def test_record_of_the_same_draw_has_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    write_draw_record(report(), first, language=Language.ZH)
    write_draw_record(report(), second, language=Language.ZH)
    assert first.read_bytes() == second.read_bytes()
    write_draw_record(report(attempt=3), second, language=Language.ZH)
    assert first.read_bytes() != second.read_bytes()


def test_record_speaks_english(tmp_path: Path) -> None:
    text = "".join(written(tmp_path, report(), Language.EN))
    assert "Recordofthedrawofexperts" in text
    assert "Page1of" in text
    assert "2025-08-15(Friday)" in text


def test_record_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "draw-record.pdf").mkdir()
    with pytest.raises(OSError, match=r"draw-record\.pdf"):
        write_draw_record(report(), folder / "draw-record.pdf", language=Language.ZH)
    assert [entry.name for entry in folder.iterdir()] == ["draw-record.pdf"]


def test_record_uses_an_offices_own_font_for_rare_characters(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "own.otf").write_bytes(chinese_fonts.serif_path().read_bytes())
    (tmp_path / "fonts" / "broken.ttf").write_bytes(b"no font at all")
    assert Fonts(tmp_path / "fonts").covered >= glyphs(chinese_fonts.serif_path()) > Fonts().covered
    text = "".join(written(tmp_path, report(), fonts_folder=tmp_path / "fonts"))
    assert "欧阳明远" in text


def test_shipped_fonts_draw_every_character_of_the_double_byte_standard() -> None:
    standard = {
        bytes((high, low)).decode("gb2312")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
        if not (high == 0xD7 and low > 0xF9)
    }
    assert len(standard) == 6763
    covered = Fonts().covered
    assert {character for character in standard if ord(character) not in covered} == set()


def test_typesetting_refuses_a_glyph_that_slipped_through() -> None:
    template = '#set document(title: "x")\n#set text(font: "Noto Serif SC")\n#sys.inputs.data#"𠮷"'
    with pytest.raises(TypesettingFailed, match="could not be displayed"):
        typeset(template, {}, made=NOON)


def test_typesetting_refuses_a_template_with_warnings() -> None:
    with pytest.raises(TypesettingFailed, match="unknown font family"):
        typeset('#set document(title: "x")\n#set text(font: "仿宋_GB2312")\nx', {}, made=NOON)


def test_printable_drops_what_steers_direction_and_turns_controls_into_blanks() -> None:
    covered = {ord(character) for character in "张三 "}
    assert printable("张\u202e三\u200b\ufe0f\n\x07", covered) == ("张三  ", frozenset())


@given(st.text())
def test_printable_text_holds_only_characters_that_can_be_drawn(text: str) -> None:
    covered = {ord(character) for character in "abcABCDEF0123456789U+〔〕 \u3000"}
    printed, missing = printable(text, covered)
    assert {character for character in printed if ord(character) not in covered} == set()
    assert {character for character in missing if ord(character) in covered} == set()


@settings(max_examples=15, deadline=None)
@given(name=st.text(max_size=40), employer=st.text(max_size=80))
def test_record_of_any_text_comes_out(tmp_path_factory: pytest.TempPathFactory, name: str, employer: str) -> None:
    one = replace(report(), members=(member(1, name=name, employer=employer),))
    assert len(written(tmp_path_factory.mktemp("any"), one)) > 0


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(0), 3, "0.000"),
        (Fraction(1), 2, "1.00"),
        (Fraction(2, 3), 3, "0.667"),
        (Fraction(1, 2000), 3, "0.001"),
        (Fraction(-1, 3), 2, "-0.33"),
    ],
)
def test_decimal_rounds_half_up_without_floats(value: Fraction, places: int, text: str) -> None:
    assert decimal(value, places) == text
