"""The applicant's unit in all its forms, and what only sounds like it."""

from __future__ import annotations

import pytest

from blind.identity import Identity
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


@pytest.mark.parametrize(
    ("employer", "english", "text", "found"),
    [
        ("平川市人民医院", "Pingchuan People's Hospital", "PCPH内部资料", "PCPH"),
        ("宁海市自来水公司", "Ninghai Waterworks Company", "NHWC内部资料", "NHWC"),
        ("东江铁路建设集团", "Dongjiang Railway Construction Group No.4 Engineering Co., Ltd.", "DRCG资料", "DRCG"),
        ("锡林郭勒盟草原工作站", "Xilingol League Grassland Station", "Station, China\nXLCYZ资料", "XLCYZ"),
        ("清河县第二中学", "", "清河县第二中学（以下简称“二中”）", "二中"),
        ("喀什地区农业技术推广中心", "", "喀什地区农业技术推广工作群", "喀什地区农业技术推广"),
        ("平川市人民医院", "", "官网：www.djrail4.com", "www.djrail4.com"),
    ],
)
def test_short_cut_and_foreign_forms_of_a_unit_are_hidden(employer: str, english: str, text: str, found: str) -> None:
    record = Identity("A1", "单晓东", employer=employer, employer_en=english)
    assert any(found in stretch for stretch in hidden(text, record)), hidden(text, record)


@pytest.mark.parametrize(
    "text", ["采用XRD和PVC检测", "（以下简称“学校”）近三年学校承担任务", "NSFC资助", "BEST方法", "XLZ量表"]
)
def test_other_acronyms_and_common_words_stay(text: str) -> None:
    record = Identity("A1", "单晓东", employer="锡林郭勒盟草原工作站", employer_en="Xilingol League Grassland Station")
    assert hidden(text, record) == []
