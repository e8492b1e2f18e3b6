"""Particulars taken apart: by any sign, in fields of their own, backwards, under readings, in other numerals."""

from __future__ import annotations

import pytest

from blind.identity import Identity
from blind.redact.hit import Act
from tests.blind.redact.finders.applicant import called, hidden, parts

NAMES = ["│", "║", "●", "→", "】【", "/", "|", "+", "……", "______", "(dan)", "(xiao3)"]


@pytest.mark.parametrize("sign", NAMES)
def test_name_with_signs_rows_of_dots_or_readings_between_its_letters_is_hidden(sign: str) -> None:
    spelt = sign.join("单晓东")
    assert hidden(f"填表：{spelt}，男。") == [spelt]


@pytest.mark.parametrize("text", ["姓：单　名：晓东", "姓 单 名 晓东", "姓氏：单\n名字：晓东", "姓:单|名:晓东"])
def test_family_name_and_given_name_in_fields_of_their_own_are_hidden(text: str) -> None:
    (found,) = hidden(text)
    assert (found[0], found[-2:]) == ("单", "晓东")


def test_name_written_backwards_is_hidden_and_words_that_read_so_stay() -> None:
    assert hidden("匾额：东晓单。") == ["东晓单"]
    assert hidden("原高海拔地区。", called("高原")) == []


def test_sentences_that_end_between_the_letters_of_a_word_stay() -> None:
    assert parts("产量提高！原因有三。", Act.KEEP, called("高原")) == ["高！原"]


@pytest.mark.parametrize("sign", ["+", "|", "=", "\\", "#", " + "])
def test_pinyin_joined_by_any_sign_is_hidden(sign: str) -> None:
    assert hidden(f"Author: Shan{sign}Xiaodong et al.") == [f"Shan{sign}Xiaodong"]


@pytest.mark.parametrize(
    "spelt", ["云川市第3人民医院", "云川市（三）人民医院", "云川市第 3 人民医院", "云/川/市/第/三/人/民/医/院"]
)
def test_ordinal_of_a_unit_in_figures_and_without_its_word_is_hidden(spelt: str) -> None:
    assert hidden(f"送检：{spelt}。", Identity("A1", "单晓东", employer="云川市第三人民医院")) == [spelt]


@pytest.mark.parametrize(
    ("plain", "spelt"), [("990203197805121238", "99O2O31978O5121238"), ("13900001234", "139OOOO1234")]
)
def test_number_with_letters_for_noughts_is_hidden(plain: str, spelt: str) -> None:
    assert (hidden(f"备注 {plain} 号"), hidden(f"备注 {spelt} 号")) == ([plain], [spelt])


@pytest.mark.parametrize("lead", ["乙方为自然人", "主编", "领奖人", "上述设计人"])
def test_word_that_ends_a_clause_after_what_somebody_is_called_is_asked_about(lead: str) -> None:
    for name in ("雷鸣", "金星", "时代", "全能"):
        assert parts(f"{lead}{name}，其余从略。", Act.KEEP, called(name)) == []
