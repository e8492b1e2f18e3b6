"""The applicant's unit in all its forms, and what only sounds like it."""

from __future__ import annotations

import pytest

from blind.redact.hit import Act
from tests.blind.redact.finders.applicant import hidden, parts


@pytest.mark.parametrize(
    "form",
    [
        "云岭稀土研究院",
        "云岭 稀土 研究院",
        "云岭稀土\n研究院",
        "雲嶺稀土研究院",
        "云岭稀研院",
        "云稀院",
        "云岭院",
        "稀土院",
        "云岭稀土",
        "云岭稀土院",
        "云岭稀土研究院检测中心",
        "云岭稀土研究院冶金研究所",
        "Yunling Research Institute of Rare Earths",
        "YUNLING RESEARCH INSTITUTE OF RARE EARTHS",
        "Yunling  Research\nInstitute of Rare Earths",
        "YRIRE",
    ],
)
@pytest.mark.parametrize("frame", ["本人在{}工作。", "{}，工程师", "（{}，云岭 010000）"])
def test_unit_is_hidden_in_any_form(form: str, frame: str) -> None:
    text = frame.format(form)
    assert any(form in found for found in hidden(text)), hidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "我院职工代表大会审议通过。",
        "本单位同意推荐。",
        "全国稀土研究院所发展论坛。",
        "多家稀土研究院参与了试验。",
        "稀土研究取得进展。",
        "全国各地的研究院和检测中心。",
        "云岭市稀土产业规划。",
    ],
)
def test_general_words_of_the_units_name_stay(text: str) -> None:
    assert hidden(text) == []
    assert parts(text, Act.ASK) == []


def test_value_of_a_field_for_the_unit_is_hidden_whatever_it_says() -> None:
    assert hidden("工作单位：云山县地质勘查院\t职务：主任") == ["云山县地质勘查院"]


def test_phrase_that_may_be_the_unit_is_a_question() -> None:
    assert parts("稀土研究院，成立于1963年。", Act.ASK) == ["稀土研究院"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("云岭稀土研究院检测中心负责采样。", "云岭稀土研究院检测中心"),
        ("云岭稀土研究院\n检测中心\n负责采样。", "云岭稀土研究院\n检测中心"),
        ("云岭稀土研究院\n温室气体排放清单", "云岭稀土研究院"),
    ],
)
def test_only_a_department_goes_with_its_unit_over_the_end_of_a_line(text: str, found: str) -> None:
    assert hidden(text) == [found]
