"""A made-up season with a known truth: experts, applicants, dossiers, and who must not read whom and why."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from blind.identity import Identity
from blind.redact.finders.lexicon import package_lines
from expertpool.conflicts.dossier_text import FileText
from expertpool.conflicts.people import Sought
from expertpool.conflicts.search import Question

UNITS = {
    "云岭稀土研究院": ("云稀院", "云岭稀土研究院检测中心"),
    "云岭市第一人民医院": ("云岭一院", "云岭市第一人民医院骨科"),
    "北岭矿业集团有限公司": ("北岭矿业", "北岭矿业集团有限公司选矿车间"),
    "云岭市疾病预防控制中心": ("云岭疾控", "云岭市疾控中心"),
    "云岭勘测设计院": ("云岭设计院", "云岭勘测设计院测量室"),
    "内陆铝业股份有限公司": ("内陆铝业", "内陆铝业股份有限公司质量部"),
    "青原钢铁职业技术学院": ("青原职院", "青原钢铁职业技术学院冶金系"),
    "青原农业科学院": ("青原农科院", "青原农业科学院土壤所"),
    "东河水利工程局": ("东河水利局", "东河水利工程局"),
    "宁原电力有限责任公司": ("宁原电力", "宁原电力有限责任公司调度中心"),
}
FAR = ("南江大学", "海州第二建筑公司", "西屏中学", "长洲轻工研究所", "临海环境监测站", "平阳机械厂")
FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰婷玉文斌宇浩然梓轩建国志远立新海燕晓东红梅"
RARE_GIVEN = ("砚舟", "霁川", "沐岩", "谨行", "珞珈", "翊辰", "淮岳", "叙白", "棠溪", "聿怀", "牧远", "景澜")
WORDS = ("高峰", "张力", "马力", "林业", "何必", "高兴", "黄金", "周期")
PINYIN = {
    "王": "Wang", "李": "Li", "张": "Zhang", "刘": "Liu", "陈": "Chen", "杨": "Yang", "赵": "Zhao", "黄": "Huang",
    "周": "Zhou", "吴": "Wu", "徐": "Xu", "孙": "Sun", "胡": "Hu", "朱": "Zhu", "高": "Gao", "林": "Lin", "何": "He",
    "郭": "Guo", "马": "Ma", "罗": "Luo", "砚舟": "Yanzhou", "霁川": "Jichuan", "沐岩": "Muyan", "谨行": "Jinxing",
    "珞珈": "Luojia", "翊辰": "Yichen", "淮岳": "Huaiyue", "叙白": "Xubai", "棠溪": "Tangxi", "聿怀": "Yuhuai",
    "牧远": "Muyuan", "景澜": "Jinglan",
}  # fmt: skip  # pairs stand together
ON = date(2025, 6, 1)


@cache
def traditional() -> dict[str, str]:
    """Simplified characters with the traditional ones."""
    table = {}
    for line in package_lines("opencc", "dictionary", "STCharacters.txt"):
        simple, _, forms = line.partition("\t")
        table[simple] = forms.split()[0]
    return table


@dataclass
class Season:
    """What is searched, and what is true: pairs with their grounds, and pairs that only share a name."""

    question: Question
    truth: dict[tuple[str, str], str] = field(default_factory=dict)
    homonyms: set[tuple[str, str]] = field(default_factory=set)
    decoys: set[tuple[str, str]] = field(default_factory=set)


def spelled(name: str, dice: random.Random) -> str:
    """A name as some dossier might write it."""
    way = dice.choice(["plain", "plain", "blank", "wide", "traditional", "broken"])
    if way == "blank":
        return " ".join(name)
    if way == "wide":
        return "\u3000".join(name)
    if way == "traditional":
        return "".join(traditional().get(char, char) for char in name)
    return name if way == "plain" or len(name) < 3 else name[:2] + "\n" + name[2:]


def latin(name: str, dice: random.Random) -> str:
    """A rare name in Latin letters."""
    family, given = PINYIN[name[0]], PINYIN[name[1:]]
    return dice.choice([f"{family} {given}", f"{given} {family}", f"{family.upper()} {given}", f"{given[0]}. {family}"])


def season(seed: int, *, applicants: int = 60, experts: int = 80) -> Season:
    """The same season for the same seed."""
    dice = random.Random(seed)
    units = list(UNITS)
    names: list[str] = []
    rare = [family + given for family in FAMILIES for given in RARE_GIVEN]
    dice.shuffle(rare)
    while len(names) < experts:
        ordinary = dice.choice(FAMILIES) + "".join(dice.sample(GIVEN, dice.choice([1, 2, 2, 2])))
        name = dice.choice([rare.pop(), ordinary, ordinary])
        names += [name] if name not in names else []
    names[: len(WORDS)] = WORDS
    people = [
        Sought(f"E{at:03}", name, dice.choice(units), id_number=f"{at:018}") for at, name in enumerate(names, start=1)
    ]
    made = Season(Question((), {}, people, ON))
    rows, texts = [], {}
    for at in range(1, applicants + 1):
        key = f"A{at:03}"
        name = rare.pop() if at % 2 else dice.choice(FAMILIES) + "".join(dice.sample(GIVEN, 2))
        unit = dice.choice(units)
        shown = dice.choice([unit, UNITS[unit][0], UNITS[unit][1]])
        rows.append(Identity(key, name, employer=shown, id_number=f"9{at:017}", region="云岭市"))
        made.truth |= {(key, one.expert_no): "same-unit" for one in people if one.employer == unit}
        texts[key] = _dossier(made, dice, key, name, unit)
    made.question = Question(rows, texts, people, ON)
    return made


def _dossier(made: Season, dice: random.Random, key: str, name: str, unit: str) -> tuple[FileText, ...]:
    """The files of one application, and what they make true."""
    people = [one for one in made.question.experts if one.employer != unit and one.name != name]
    one, two, three, four, five, six, seven, eight, nine = dice.sample(people[len(WORDS) :], 9)
    word = dice.choice(people[: len(WORDS)])

    def true(who: Sought, ground: str) -> None:
        made.truth[key, who.expert_no] = ground

    papers = ["论文清单", f"[1] {name}、{spelled(one.name, dice)}（{_unit(one, dice)}），烧结矿强度研究，2023"]
    true(one, "author")
    if two.name[1:] in PINYIN and name[1:] in PINYIN:
        papers.append(f"[2] {latin(name, dice)}, {latin(two.name, dice)}. Sintering of rare earth ores. 2022")
        true(two, "author")
    cited = f"[7] {three.name}，{dice.choice(FAMILIES)}某某. 矿物学导论[M]. 2001"
    papers += ["参考文献", cited]
    made.decoys.add((key, three.expert_no))
    award = [
        "获奖证书",
        "主要完成人：" + "、".join([spelled(four.name, dice), name, "某甲"]),
        f"主要完成单位：{_unit(four, dice)}、{unit}",
        "\t".join(["序号", "获奖人员", "单位", "排名"]),
        "\t".join(["1", name, unit, "1"]),
        "\t".join(["2", spelled(five.name, dice).replace("\n", ""), _unit(five, dice), "2"]),
        "\t".join(["3", six.name, dice.choice(FAR), "3"]),
    ]
    true(four, "team")
    true(five, "team")
    made.homonyms.add((key, six.expert_no))
    life = [
        "个人简历",
        "2005.09-2009.07 南江大学 本科",
        f"2009.08-2015.03 {dice.choice(FAR)} 技术员",
        f"2015.04-2023.10 {seven.employer} 工程师",
        f"2023.11-至今 {unit} 高级工程师",
        f"硕士生导师：{spelled(eight.name, dice)}（{_unit(eight, dice)}）",
        f"家庭成员：配偶 {nine.name}，在{nine.employer}工作",
        f"项目高峰期的{word.name}变化明显，进行了{word.name}测试。" if word.name in ("张力", "马力", "高峰") else "",
        "曾到西屏中学讲课，并听取校长讲话。",
    ]
    for who in people:
        if who.employer == seven.employer:
            true(who, "former-unit")
    true(eight, "teacher")
    true(nine, "kin")
    pages = (tuple("\n".join(papers).split("\n")), tuple("\n".join(award).split("\n")))
    return (
        FileText("业绩/论文和获奖.pdf", pages),
        FileText("简历.docx", (tuple("\n".join(line for line in life if line).split("\n")),)),
    )


def _unit(who: Sought, dice: random.Random) -> str:
    return dice.choice([who.employer, who.employer, *UNITS[who.employer]])
