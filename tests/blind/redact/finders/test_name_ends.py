"""A finding ends where the name or the unit ends: neighbours over lines, labels and paragraphs stay."""

from __future__ import annotations

import pytest

from blind.identity import Identity
from tests.blind.redact.finders.applicant import called, hidden

STEPPE = Identity("A0003", "扎西·顿珠", pinyin="Zhaxi Dunzhu")
PLATEAU = Identity("A0004", "古丽娜尔·阿不都拉")
FARM = Identity(
    "A0005",
    "赵明",
    employer="泽州市农业科学研究所",
    employer_en="Zezhou Academy of Agricultural Sciences",
    region="泽州市",
)


@pytest.mark.parametrize(
    ("applicant", "text", "found"),
    [
        (STEPPE, "申报人\n扎西·顿珠\n包钢筋间距二百毫米", ["扎西·顿珠"]),
        (STEPPE, "申报人扎西·顿珠包钢筋间距二百毫米", ["扎西·顿珠"]),
        (STEPPE, "扎西·顿珠更正", ["扎西·顿珠"]),
        (STEPPE, "扎 西 · 顿 珠原负责人", ["扎 西 · 顿 珠"]),
        (STEPPE, "[1] Zhaxi D, et al. Study", ["Zhaxi D"]),
        (STEPPE, "reported by D. Zhaxi in 2019", ["D. Zhaxi"]),
        (PLATEAU, "Gulinaer A, Study of soil", ["Gulinaer A"]),
        (called("上官泽宇"), "项目完成。\f官泽宇主持", ["官泽宇"]),
        (called("成功"), "作者 ＣｈｅｎｇＧｏｎｇ 著\n身份证号见附件", ["ＣｈｅｎｇＧｏｎｇ"]),
        (called("成功"), "成功 著\n第二版", ["成功"]),
        (called("成功"), "作者简介：成功（1980—），主要从事栽培研究", ["成功"]),
        (called("成功"), "参考文献\n[1] 成功．移栽成功的关键[J]．学报", ["成功"]),
        (called("田野"), "兹授予田野先进工作者称号。", ["田野"]),
        (called("张晓明"), "审核：ZXM\n型号ZXM-200", ["ZXM"]),
        (called("张晓明"), "Z.X.M. designed the experiments", ["Z.X.M."]),
        (called("温度"), "申报人：\n温度补偿电路。", []),
        (called("田野"), "另见田野调查方法一节。", []),
        (called("白雪"), "白雪覆盖的高寒地区", []),
        (called("安康"), "补充：南山医学院安康主持。", ["安康"]),
        (called("高峰"), "补充：华北钢铁集团有限责任公司高峰负责", ["高峰"]),
        (called("高峰"), "华北钢铁集团有限责任公司高峰负责人制度", []),
        (called("程序"), "正文注释\n1数据由程序整理。", ["程序"]),
        (called("成功"), "1 数据由成功整理。", ["成功"]),
        (called("程序"), "数据由程序控制器采集。", []),
        (called("欧阳雪松"), "书\n誉\n证\n松\n欧阳雪\n", ["欧阳雪"]),
        (called("欧阳雪松"), "欧阳雪松主持", ["欧阳雪松"]),
        (called("欧阳明月"), "欧阳明确了任务", []),
        (called("古丽娜尔"), "名：古丽娜", ["古丽娜"]),
        (FARM, "王水溶解贵金属。", []),
        (
            FARM,
            "Affiliation: Zezhou Academy of Agricultural Sciences\n另见执行标准一节。",
            ["Zezhou Academy of Agricultural Sciences"],
        ),
        (FARM, "完成单位 泽州\n另一列文字\n市农业科学研究所，", ["市农业科学研究所"]),
    ],
)
def test_finding_ends_with_the_name(applicant: Identity, text: str, found: list[str]) -> None:
    assert hidden(text, applicant) == found
