"""Every spelling of the applicant's name and of people named with it, in running text and in forms."""

from __future__ import annotations

import pytest

from blind.redact.hit import Act
from tests.blind.redact.finders.applicant import called, hidden, parts

SPELLED = [
    "单晓东",
    "单 晓东",
    "单  晓  东",
    "单\u3000晓\u3000东",
    "单\n晓东",
    "单晓\n东",
    "单晓\f东",
    "单\t晓东",
    "单\n晓\n东",
    "单\u200b晓\ufeff东",
    "單曉東",
    "单曉东",
    "单·晓·东",
    "单-晓-东",
    "单*晓*东",
    "单.晓.东",
    "单_晓_东",
    "Shan Xiaodong",
    "Xiaodong Shan",
    "SHAN Xiaodong",
    "SHAN XIAODONG",
    "Shan Xiao-dong",
    "Shan Xiao Dong",
    "Xiao-Dong Shan",
    "Shan, Xiaodong",
    "Shan, Xiao-Dong",
    "ShanXiaodong",
    "shanxiaodong",
    "xiaodongshan",
    "XiaodongShan",
    "Shàn Xiǎodōng",
    "Sha\u0300n Xia\u030codo\u0304ng",
    "Shan4 Xiao3dong1",
    "Ｓｈａｎ Ｘｉａｏｄｏｎｇ",
    "X. D. Shan",
    "X.D. Shan",
    "XD Shan",
    "X.-D. Shan",
    "Shan X. D.",
    "Shan X.D.",
    "Shan XD",
    "Shan, X. D.",
    "SHAN XD",
    "SHAN X D",
    "Shan X.",
    "X. Shan",
    "S. Xiaodong",
    "Xiaodong S.",
    "shan_xiaodong",
    "shan-xiaodong",
    "Shan\nXiaodong",
    "Dan Xiaodong",
    "Shan Hsiao-tung",
    "单卫东",
    "Shan Weidong",
    "單衛東",
    "吕淑芬",
    "呂淑芬",
    "Lü Shufen",
    "Lv Shufen",
    "LV Shufen",
    "Lyu Shufen",
    "Lu Shufen",
    "Lu: Shufen",
    "Lǚ Shūfēn",
    "Shufen Lyu",
    "S. F. Lü",
    "LÜ S F",
    "欧阳明月",
    "歐陽明月",
    "欧 阳 明 月",
    "欧阳\n明月",
    "Ouyang Mingyue",
    "Ou-Yang Ming-Yue",
    "Mingyue Ouyang",
    "OUYANG M Y",
    "阿古拉·巴特尔",
    "阿古拉•巴特尔",
    "阿古拉・巴特尔",
    "阿古拉‧巴特尔",
    "阿古拉 巴特尔",
    "阿古拉巴特尔",
    "阿古拉.巴特尔",
]


@pytest.mark.parametrize("spelling", SPELLED)
@pytest.mark.parametrize("frame", ["姓名：{}\t性别：男", "项目由{}主持完成。", "作者：{}，王某"])
def test_name_in_any_spelling_is_hidden(spelling: str, frame: str) -> None:
    text = frame.format(spelling)
    assert any(spelling.rstrip(".") in found for found in hidden(text)), hidden(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("单主任在会上作了报告", "单主任"),
        ("向单老师请教", "单老师"),
        ("单工负责现场调试", "单工"),
        ("老单说，可以试一试", "老单"),
        ("单某某，男", "单某某"),
        ("申报人单××的材料", "单××"),
        ("单**同志", "单**"),
        ("晓东同志长期在一线", "晓东"),
        ("Prof. Shan pointed out", "Shan"),
        ("Shan et al. reported", "Shan"),
        ("文件shanxiaodong2023.pdf", "shanxiaodong"),
        ("姓名 单小东 性别", "单小东"),
        ("单哓东同志", "单哓东"),
        ("申报人（签字）：单晓冬", "单晓冬"),
        ("姓\n名\t单\n晓\n东", "单\n晓\n东"),
        ("单晓\n- 12 -\f东主持完成", "单晓\n- 12 -\f东"),
    ],
)
def test_part_of_the_name_with_a_cue_is_hidden(text: str, found: str) -> None:
    assert any(found in part for part in hidden(text))


@pytest.mark.parametrize(
    "name",
    ["高峰", "安全", "成功", "黄河", "向前", "文静", "和平", "国庆", "方向", "江山", "高兴", "万里", "马力", "时光"],
)
@pytest.mark.parametrize(
    "frame",
    [
        "姓名：{}",
        "姓名\t{}\t性别\t男",
        "{}同志工作勤奋",
        "{}，男，1978年5月出生",
        "申报人（签字）：{}",
        "作者：{}、王建国",
        "项目负责人：{}",
        "本人{}，1999年毕业",
        "与{}合作完成论文",
        "王建国、{}、李思远等人",
        "由{}主持",
        "感谢{}老师的指导",
        "法定代表人 {}",
        "{}\n2024年5月1日",
    ],
)
def test_name_that_is_a_word_is_hidden_where_a_person_must_stand(name: str, frame: str) -> None:
    text = frame.format(name)
    assert name in hidden(text, called(name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("常青", "申报材料\u3000常青\n第一页"),
        ("方正", "更正：方正"),
        ("方正", "更正：方正。"),
        ("安全", "安全负责该项目的总体设计。"),
        ("安全", "在安全的带领下完成了任务。"),
    ],
)
def test_name_that_is_a_word_is_asked_about_where_a_person_could_stand(name: str, text: str) -> None:
    assert name in parts(text, Act.ASK, called(name)) + hidden(text, called(name))


@pytest.mark.parametrize("text", ["首字母：SXD", "由SXD教授主持", "initials: SXD", "SXD 教授指导"])
def test_initials_alone_are_hidden_after_a_label_or_before_a_title(text: str) -> None:
    assert hidden(text) == ["SXD"]


@pytest.mark.parametrize("text", ["方案由 SXD 完成", "SXD型钻机", "代号：SXD-2"])
def test_initials_alone_stay_where_they_may_name_a_thing(text: str) -> None:
    assert hidden(text) == []
