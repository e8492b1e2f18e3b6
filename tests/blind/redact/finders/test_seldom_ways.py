"""Ways of telling who somebody is that no form asks for: codes of web pages, plates, addresses, names given in text."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from blind.redact.hit import Act, Level
from tests.blind.redact.finders.applicant import APPLICANT, called, hidden, parts

NAME, UNIT = APPLICANT.name, APPLICANT.employer
ENTITIES = "".join(f"&#{ord(char)};" for char in NAME)


@pytest.mark.parametrize(
    "code",
    [
        ENTITIES,
        "".join(f"&#x{ord(char):X};" for char in NAME),
        quote(NAME),
        quote(NAME).lower(),
        "".join(f"\\u{ord(char):04x}" for char in NAME),
        quote(UNIT),
        "".join(f"&#{ord(char)};" for char in "13900001234"),
    ],
)
def test_what_a_code_of_web_pages_stands_for_is_hidden_whole(code: str) -> None:
    assert hidden(f"作者={code}&页=1") == [code]


def test_a_code_over_two_lines_is_hidden_whole() -> None:
    assert hidden(f"作者：{ENTITIES[:8]}\n{ENTITIES[8:]}\n结束") == [f"{ENTITIES[:8]}\n{ENTITIES[8:]}"]


@pytest.mark.parametrize("code", [quote("稀土分离"), "&#31232;&#22303;", "100%的合格率达到50%", r"\u7a00\u571f"])
def test_other_codes_stay(code: str) -> None:
    assert hidden(f"见{code}一节") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("车牌号：蒙A·11836", "蒙A·11836"),
        ("家庭住址：云岭市光明路36号3单元502室", "云岭市光明路36号3单元502室"),
        ("通讯地址：云岭市迎宾路8号　邮编：010020", "云岭市迎宾路8号"),
        ("资格证书编号：ZC2019-15-00327", "ZC2019-15-00327"),
        ("执业证书编号：蒙建20150088", "蒙建20150088"),
        ("见 www.ylxtyjy.cn", "ylxtyjy"),
        ("平台YLXYY内部资料", "YLXYY"),
        ("证件 990203********1238\nTel: 见前页", "990203********1238"),
        ("见 www.yunlingxituyanjiuyuan.com", "yunlingxituyanjiuyuan"),
    ],
)
def test_values_that_point_at_the_person_or_the_unit_are_hidden(text: str, found: str) -> None:
    assert found in hidden(text)


@pytest.mark.parametrize(
    "text", ["地址：数据区起始位", "证书编号：2019-15-00327", "车牌识别算法", "管理号牌样式", "地址总线宽度为32位"]
)
def test_what_only_looks_like_them_stays_at_level_standard(text: str) -> None:
    assert parts(text, Act.HIDE, level=Level.STANDARD) == []


@pytest.mark.parametrize("said", ["（以下简称“云稀”）", "（简称云稀）", "（下称：“云稀”）", "(以下统称为「云稀」)"])
def test_a_short_name_that_the_text_gives_the_unit_is_hidden_wherever_it_stands(said: str) -> None:
    assert hidden(f"{UNIT}{said}承办。近三年云稀承担四项任务。").count("云稀") == 2


@pytest.mark.parametrize("word", ["公司", "本院", "我院", "研究院"])
def test_an_ordinary_word_that_a_text_gives_the_unit_stays(word: str) -> None:
    assert word not in hidden(f"{UNIT}（以下简称“{word}”）承办。近三年各{word}均有进步。")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("评阅人 苏文斌\n", "苏文斌"),
        ("评阅人 平凡\n", "平凡"),
        ("制作：舒展\n", "舒展"),
        ("指导：石磊", "石磊"),
        ("法人代表石磊", "石磊"),
        ("患者温馨，男，56岁", "温馨"),
        ("单位名称\t研究院\n苏文斌\t助理工程师\n", "苏文斌"),
        ("序号\t甲\n1\t何秀兰\t副主任护师\n", "何秀兰"),
    ],
)
def test_third_persons_beside_rarer_roles_and_titles_are_hidden(text: str, name: str) -> None:
    assert any(name in found for found in hidden(text))


@pytest.mark.parametrize("text", ["任现职\t工程师\n", "现职称\t副教授\n", "水工\t工程师\n", "患者\t高血压\n"])
def test_cells_that_are_no_names_stay_beside_titles(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("高远", "志存高远的育人目标"),
        ("周密", "经过周密部署完成搬迁"),
        ("周密", "圆周密封圈的选型"),
        ("任重", "任重道远的课题"),
        ("王强", "王氏定理的推广应用"),
        ("李强", "李氏杆菌检测"),
        ("吕思齐", "附见贤思齐的氛围。"),
    ],
)
def test_words_and_terms_with_a_name_in_them_stay(name: str, text: str) -> None:
    applicant = called(name)
    assert [*parts(text, Act.HIDE, applicant), *parts(text, Act.ASK, applicant)] == []
