"""Free text: one form for width, blanks and invisible characters; what no text may be."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.documents.roster.parsed import Parsed
from expertpool.documents.roster.text import clean_text, one_line, read_text, says_nothing


@pytest.mark.parametrize(
    ("raw", "value", "faults"),
    [
        ("云岭研究院", "云岭研究院", []),
        ("  云岭研究院\u3000", "云岭研究院", []),
        ("云岭\u00a0研究院\t", "云岭 研究院", []),
        ("Ａ１ｚ", "A1z", []),
        ("（集团）", "（集团）", []),
        ("云\u200b岭\ufeff", "云岭", ["invisible"]),
        ("云\x07岭", "云岭", ["invisible"]),
        ("'0007", "0007", ["apostrophe"]),
        ('="0007"', "0007", []),
        ("a\r\nb", "a\nb", []),
        ("#N/A", None, ["EXCEL_ERROR"]),
        (" #REF! ", None, ["EXCEL_ERROR"]),
        ("########", None, ["EXCEL_ERROR"]),
        ("Err:502", None, ["EXCEL_ERROR"]),
        ("云\ufffd岭", None, ["DAMAGED_TEXT"]),
        ("锟斤拷", None, ["DAMAGED_TEXT"]),
        ("<b>张三</b>", "<b>张三</b>", ["MARKUP"]),
        ("<script>alert(1)</script>", "<script>alert(1)</script>", ["MARKUP"]),
        ("张三&nbsp;", "张三&nbsp;", ["MARKUP"]),
        ("A&B公司", "A&B公司", []),
        ("1 < 2", "1 < 2", []),
        ("=1+1", "=1+1", ["FORMULA_TEXT"]),
        ("e\u0301", "é", []),
    ],
)
def test_text_is_brought_to_one_form(raw: str, value: str | None, faults: list[str], outcome: Any) -> None:
    assert outcome(clean_text(raw)) == (value, faults)


@given(st.text())
def test_cleaned_text_stays_as_it_is_when_cleaned_again(raw: str) -> None:
    once = clean_text(raw)
    if once.value is not None and not once.faults:
        assert clean_text(once.value) == Parsed(once.value)


@pytest.mark.parametrize(
    ("raw", "line"), [("云岭\n研究院", "云岭研究院"), ("New\nYork", "New York"), ("a   b", "a b"), ("", "")]
)
def test_line_breaks_are_joined_between_characters_and_become_blanks_between_words(raw: str, line: str) -> None:
    assert one_line(raw) == line


@pytest.mark.parametrize("text", ["", "-", "—", "/", "无", "暂无", "N/A"])
def test_signs_for_emptiness_say_nothing(text: str) -> None:
    assert says_nothing(text)


def test_the_word_none_counts_in_closed_lists_as_a_value() -> None:
    assert not says_nothing("无", words=False)


@pytest.mark.parametrize("start", ["+1", "-1", "@x"])
def test_text_that_begins_like_a_formula_is_noticed(start: str, outcome: Any) -> None:
    assert outcome(read_text(start)) == (start, ["formula_like"])


def test_text_beyond_all_measure_is_an_error(outcome: Any) -> None:
    assert outcome(read_text("长" * 201)) == (None, ["TOO_LONG"])
