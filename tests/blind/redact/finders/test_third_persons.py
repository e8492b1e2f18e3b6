"""Persons whom the record does not name: after labels, in running text, in Latin letters."""

from __future__ import annotations

from random import Random

import pytest

from blind.redact.finders import prepare
from blind.redact.hit import Act, Level
from tests.blind.redact.finders.applicant import called, hidden
from tests.blind.redact.finders.prose import NAMES, STEPPE, named_sentence, official


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("证明人：张三丰", ["张三丰"]),
        ("证明人（签字）：张三丰", ["张三丰"]),
        ("导师\t王建国\t教授", ["王建国"]),
        ("法定代表人：赵铁柱", ["赵铁柱"]),
        ("主要完成人：王建国、李思源、乌云其其格、欧阳雪", ["王建国", "李思源", "乌云其其格", "欧阳雪"]),
        ("主要完成人：王建国 李思源 张文静", ["王建国", "李思源", "张文静"]),
        ("主要完成人\n王建国\n李思源", ["王建国", "李思源"]),
        ("作者：王建国1，李思源2，张文静1", ["王建国", "李思源", "张文静"]),
        ("项目负责人：高 峰", ["高 峰"]),
        ("审核人：李娜  批准：王芳", ["李娜", "王芳"]),
        ("指导教师：巴特尔", ["巴特尔"]),
        ("联系人：王女士", ["王女士"]),
        ("Corresponding author: Zhang Xiaoming", ["Zhang Xiaoming"]),
        ("Wang J, Li S Y, Zhao X. Study on rare earth", ["Wang J", "Li S Y", "Zhao X"]),
        ("Zhang Wei, Liu Haitao. Journal of Rare Earths", ["Zhang Wei", "Liu Haitao"]),
        ("院士阿卜杜拉·买买提作报告", ["阿卜杜拉·买买提"]),
        ("向王教授请教", ["王教授"]),
        ("带教老师舒展", ["舒展"]),
        ("法人代表安静", ["安静"]),
        ("感谢高歌提供数据", ["高歌"]),
        ("感谢向阳提供数据", ["向阳"]),
        ("患者师雪，男，56岁", ["师雪"]),
        ("指导学生章程获一等奖", ["章程"]),
        ("寄：平凡 收", ["平凡"]),
        ("寄：那顺 收\n参加人员", ["那顺"]),
        ("拟稿：向阳", ["向阳"]),
        ("署名：高远。", ["高远"]),
        ("单位名称\t云岭稀土研究院\n曾红霞\t助理工程师", ["曾红霞"]),
    ],
)
def test_person_is_hidden(text: str, found: list[str]) -> None:
    covered = "|".join(hidden(text))
    assert [name for name in found if name not in covered] == []


@pytest.mark.parametrize(
    "text",
    [
        "该章程由理事会制定",
        "保持安静共同完成",
        "患者康复，男女比例相当",
        "师资队伍由学校统一管理",
        "感谢领导提供机会",
        "由农业部门负责",
        "由楼宇管理系统承担",
        "由高强螺栓承担",
        "向平台学习",
        "与常温一起",
        "最后，应当指出，平台建设仍处于起步阶段",
        "卫生、农牧业、林草、水利、乌兰牧骑和文物博物等专业领域",
    ],
)
def test_word_that_begins_like_a_family_name_stays_where_no_person_is_meant(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(("names", "least"), [(NAMES, 0.95), (STEPPE, 0.95)], ids=["han", "steppe"])
def test_unlisted_persons_in_running_text_are_found(names: list[str], least: float) -> None:
    random, searcher = Random(2025), prepare(called("云天河"), Level.STANDARD)
    wanted = found = 0
    for _ in range(120):
        sentence, used = named_sentence(random, names)
        text = official(random, 40) + sentence + official(random, 40)
        covered = {index for hit in searcher.find(text) if hit.act is Act.HIDE for index in range(hit.start, hit.end)}
        for name in used:
            start = text.index(name)
            wanted += 1
            found += covered.issuperset(range(start, start + len(name)))
    assert found >= least * wanted


def test_official_prose_without_names_is_left_alone() -> None:
    searcher = prepare(called("云天河"), Level.STANDARD)
    text = official(Random(1963), 20_000)
    false = [text[hit.start : hit.end] for hit in searcher.find(text) if hit.act is not Act.KEEP]
    assert len(false) <= len(text) / 1000


def test_names_in_a_column_for_names_are_hidden_and_other_columns_stay() -> None:
    rows = ["序号\t姓名\t单位\t分工", "1\t安全\t甲公司\t安全", "2\t高峰\t乙公司\t技术", "3\t王建国\t丙公司\t管理"]
    text = "\n".join([*rows, "以上人员安全到位。"])
    assert hidden(text, called("安全")) == ["安全", "高峰", "王建国"]


def test_the_line_after_a_named_person_is_no_further_name() -> None:
    assert hidden("Co-author: Lü Shufen.\n马力与转速曲线。") == ["Lü Shufen"]
    assert hidden("合作者：周海涛\n马力与转速曲线。") == ["周海涛"]


def test_names_under_one_another_after_a_label_are_all_hidden() -> None:
    assert hidden("合作者：周海涛\n马力\n梁美玲 王建国\n采用两段焙烧工艺。") == ["周海涛", "马力", "梁美玲", "王建国"]
