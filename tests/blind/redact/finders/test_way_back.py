"""Every finding points at exactly the characters that were found, whatever was folded away between."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blind.redact.finders import FINDERS, find, find_all, prepare, settled
from blind.redact.finders.folding import folded
from blind.redact.finders.passage import passage
from blind.redact.hit import Act, Hit, Level
from tests.blind.redact.finders.applicant import APPLICANT, called, hidden
from tests.blind.redact.finders.prose import NAMES, STEPPE, official

BLANKS = ["", " ", "  ", "\u3000", "\n", "\t", "\f", "\u200b", "\ufeff", "\u00ad", "\u2009", " \n "]
WIDE = {ord(char): chr(ord(char) + 0xFEE0) for char in map(chr, range(0x21, 0x7F))}
OLD = str.maketrans(
    "国张陈刘黄吴孙赵马单东晓吕阳欧华龙凤丽兰云万义贤庆强军刚杨飞",
    "國張陳劉黃吳孫趙馬單東曉呂陽歐華龍鳳麗蘭雲萬義賢慶強軍剛楊飛",
)
RADICALS = str.maketrans("金石龙马黄羊文方心月日木水火土山川子女大小一", "⾦⽯⻰⻢⻩⽺⽂⽅⼼⽉⽇⽊⽔⽕⼟⼭⼮⼦⼥⼤⼩⼀")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
@settings(max_examples=200, deadline=None)
def test_folding_piece_by_piece_is_folding_the_whole(text: str) -> None:
    read = passage(text)
    assert read.dense == folded(text)
    assert len(read.first) == len(read.last) == len(read.gaps) == len(read.dense)
    assert all(0 <= start < end <= len(text) for start, end in zip(read.first, read.last, strict=True))
    assert list(read.first) == sorted(read.first)
    assert list(read.last) == sorted(read.last)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_text_is_searched_without_an_error_and_findings_stay_within(text: str) -> None:
    found = find_all(text, APPLICANT, Level.STRICT)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(
    name=st.sampled_from([*NAMES, *STEPPE]),
    gaps=st.lists(st.sampled_from(BLANKS), min_size=8, max_size=8),
    script=st.sampled_from([{}, OLD, RADICALS]),
    frame=st.sampled_from(
        ["姓名：{}\n性别：男", "姓名\t{}\t性别", "（{}）同志", "申报人（签字）：{}", "王建国、{}、李娜等人"]
    ),
    lead=st.sampled_from(["", "ﬁ ½ ㍿ ", "e\u0301\u200b", "壹\u3000", "🀄𠮷"]),
)
@settings(max_examples=150, deadline=None)
def test_planted_name_in_any_disguise_is_hidden_whole(
    name: str, gaps: list[str], script: dict[int, int], frame: str, lead: str
) -> None:
    planted = "".join(char + gap for char, gap in zip(name.translate(script), gaps, strict=False)).rstrip()
    planted = planted.rstrip("\u200b\ufeff\u00ad")
    text = lead + frame.format(planted)
    start = len(lead) + frame.index("{}")
    covered = {
        index for hit in find_all(text, called(name)) if hit.act is Act.HIDE for index in range(hit.start, hit.end)
    }
    assert covered.issuperset(range(start, start + len(planted)))


@given(
    gaps=st.lists(st.sampled_from(["", " ", "-", "\n", "\u3000", "\t", "\u200b"]), min_size=18, max_size=18),
    wide=st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_planted_number_in_any_spacing_is_hidden_whole(gaps: list[str], wide: bool) -> None:
    number = APPLICANT.id_number.translate(WIDE) if wide else APPLICANT.id_number
    planted = "".join(char + gap for char, gap in zip(number, gaps, strict=True)).rstrip(" -\n\u3000\t\u200b")
    text = f"证件{planted}。"
    assert any(planted in found for found in hidden(text))


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_normal_forms_of_a_text_are_searched_alike(form: str) -> None:
    text = unicodedata.normalize(form, "作者 Lǚ Shūfēn 与單曉東，電話１３９００００１２３４")
    assert len(hidden(text)) == 3


def test_same_text_gives_the_same_findings() -> None:
    text = official(Random(5), 1500) + "由王建国、单晓东主持完成。"
    assert prepare(APPLICANT, Level.STRICT).find(text) == prepare(APPLICANT, Level.STRICT).find(text)


@pytest.mark.parametrize("name", list(FINDERS))
def test_each_finder_alone_leaves_empty_text_alone(name: str) -> None:
    assert find(name, "", APPLICANT, Level.STRICT) == []
    assert find(name, " \n\t\f", APPLICANT, Level.STRICT) == []


def test_hiding_goes_before_asking_and_asking_before_keeping() -> None:
    keep, ask = Hit(0, 4, "a", "k", Act.KEEP), Hit(1, 3, "a", "q", Act.ASK)
    hide = Hit(2, 5, "b", "h", Act.HIDE)
    assert settled([keep, ask]) == (ask,)
    assert settled([keep, hide]) == (hide,)
    assert settled([ask, hide]) == (Hit(1, 5, "b", "h", Act.HIDE),)
    assert settled([Hit(0, 2, "a", "h", Act.HIDE), hide]) == (Hit(0, 2, "a", "h", Act.HIDE), hide)
