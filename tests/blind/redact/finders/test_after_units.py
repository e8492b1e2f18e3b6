"""Right after a unit's name a name that is a word is hidden before what only persons do, else asked about."""

from __future__ import annotations

import pytest

from blind.identity import Identity
from blind.redact.hit import Act
from tests.blind.redact.finders.applicant import parts

NAMES = ["安康", "高峰", "成功", "程序", "常青", "文静", "时光", "石林"]
UNITS = ["南山医学院", "华北钢铁集团有限责任公司", "泽州市农业科学研究所"]


def of_unit(name: str, unit: str) -> Identity:
    return Identity("A0006", name, employer=unit)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("deed", ["主持。", "负责", "负责，", "同志牵头。", "执笔；", "主讲课程。"])
def test_name_before_a_deed_of_persons_is_hidden(name: str, unit: str, deed: str) -> None:
    found = "".join(parts(f"补充：{unit}{name}{deed}", Act.HIDE, of_unit(name, unit)))
    assert name in found.removeprefix(unit)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "part", ["心内科", "技术处", "检验科室", "第二附属医院骨科", "三车间", "泽州四中教研室", "项目部"]
)
def test_name_after_a_part_of_a_unit_is_hidden_before_a_deed(name: str, part: str) -> None:
    assert name in parts(f"补充：{part}{name}负责，", Act.HIDE, of_unit(name, UNITS[0]))


@pytest.mark.parametrize("start", ["全部安全", "内部安全", "体系程序", "外部程序"])
def test_word_after_what_only_ends_like_a_part_stays(start: str) -> None:
    assert parts(f"{start}负责管理制度", Act.HIDE, of_unit(start[2:], UNITS[0])) == []


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("end", ["。", "", "（右一）", "撰写报告。", "毕业于医学院。"])
def test_name_before_what_a_person_may_do_is_at_least_asked_about(name: str, unit: str, end: str) -> None:
    text = f"补充：{unit}{name}{end}"
    found = [part for act in (Act.HIDE, Act.ASK) for part in parts(text, act, of_unit(name, unit))]
    assert name in "".join(found).replace(unit, "")


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    ("name", "text"),
    [("安全", "安全管理制度"), ("成功", "成功研制新药"), ("程序", "程序控制系统"), ("高峰", "高峰期值班")],
)
def test_word_that_goes_on_after_a_unit_stays(name: str, text: str, unit: str) -> None:
    assert parts(f"{unit}{text}", Act.HIDE, of_unit(name, unit)) == [unit]
    assert parts(f"{unit}{text}", Act.ASK, of_unit(name, unit)) == []


@pytest.mark.parametrize("gap", [" ", "\n", "\t"])
def test_label_of_a_form_is_no_person(gap: str) -> None:
    text = gap.join(["电", "话", "13847112963", "曾用名", "欧阳小松"])
    applicant = Identity("A0007", "欧阳松", former_names="欧阳小松", phone="13847112963")
    assert parts(text, Act.ASK, applicant) == []
    assert parts(text, Act.HIDE, applicant) == ["13847112963", "欧阳小松"]
