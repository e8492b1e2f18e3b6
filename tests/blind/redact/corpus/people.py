"""Invented applicants with names of every trouble, and every way in which their particulars get written."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from pypinyin import Style, lazy_pinyin

WORD_LIKE = {
    "高峰": ("技术高峰期", "用电高峰时段"),
    "安全": ("安全生产责任制", "网络安全等级保护"),
    "文静": ("性格文静内向的儿童", "文静少语的患儿"),
    "向前": ("奋勇向前的作风", "向前推进二十米"),
    "黄河": ("黄河流域水土保持", "黄河下游河道"),
    "成功": ("一次试车成功率", "移栽成功的关键"),
    "常青": ("常青藤架", "四季常青的树种"),
    "白雪": ("白雪覆盖的高寒地区", "皑皑白雪覆盖期"),
    "江山": ("江山代有人才出", "守江山护生态"),
    "时光": ("时光轴标注法", "珍惜时光钻研"),
    "明亮": ("明亮度传感器", "光线明亮的教室"),
    "和平": ("和平利用原子能", "和平时期的储备"),
    "平安": ("平安校园建设", "平安工地创建"),
    "程序": ("程序控制系统", "审批程序优化"),
    "温度": ("温度补偿电路", "恒定温度条件"),
    "田野": ("田野调查方法", "田野试验记录"),
    "方正": ("方正规整的地块", "字体方正清晰"),
    "金光": ("金光闪烁的涂层", "金光反射系数"),
    "高原": ("高原缺氧环境", "青藏高原冻土"),
    "石林": ("石林地貌成因", "喀斯特石林景观"),
}
SURNAMES = "王李张刘陈杨赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤"  # noqa: E501 - markup and records in one piece
COMPOUND = ("欧阳", "上官", "司马", "诸葛", "司徒", "东方", "慕容", "尉迟", "令狐", "皇甫")
GIVEN = [
    "建国",
    "志强",
    "晓燕",
    "雪梅",
    "海涛",
    "若琳",
    "思远",
    "子涵",
    "俊杰",
    "丽华",
    "春兰",
    "文博",
    "宏伟",
    "玉珍",
    "国栋",
    "秀英",
    "雨桐",
    "浩然",
    "静怡",
    "嘉豪",
    "振华",
    "美玲",
    "永康",
    "佳宁",
    "绍辉",
    "碧云",
    "立新",
    "慧敏",
    "泽宇",
    "凤霞",
    "德胜",
    "婉清",
    "景行",
    "梓轩",
    "爱民",
    "维嘉",
    "兆麟",
    "惠芬",
    "启明",
    "淑贞",
    "世昌",
    "锦程",
    "予安",
    "庆丰",
    "小红",
]
SINGLE = [
    "磊",
    "洋",
    "勇",
    "艳",
    "杰",
    "娟",
    "涛",
    "超",
    "霞",
    "鹏",
    "婷",
    "颖",
    "旭",
    "凯",
    "蕾",
    "斌",
    "倩",
    "瑞",
    "晶",
    "刚",
]
MINORITY = (
    ("阿依古丽·买买提", "Ayiguli Maimaiti"),
    ("买买提·吐尔逊", "Maimaiti Tuerxun"),
    ("巴特尔·额尔登", "Bateer Eerdeng"),
    ("扎西·顿珠", "Zhaxi Dunzhu"),
    ("古丽娜尔·阿不都拉", "Gulinaer Abudula"),
)
CITIES = (
    ("云川", "Yunchuan"),
    ("临江", "Linjiang"),
    ("青禾", "Qinghe"),
    ("岭南", "Lingnan"),
    ("昌宁", "Changning"),
    ("泽州", "Zezhou"),
    ("宁朔", "Ningshuo"),
    ("桐城", "Tongcheng"),
)
UNITS = (
    ("市第三人民医院", "三院", "No.3 People's Hospital of {}", "{}H3", "卫生", "内科学"),
    ("市水利勘测设计院", "水院", "{} Institute of Water Survey and Design", "{}WSD", "工程", "水利水电"),
    ("理工学院", "理工", "{} Institute of Technology", "{}IT", "高校教师", "机械工程"),
    ("市农业科学研究所", "农科所", "{} Academy of Agricultural Sciences", "{}AAS", "农业", "作物栽培"),
    ("市第一中学", "一中", "{} No.1 Middle School", "{}FMS", "中小学教师", "物理"),
    ("钢铁集团有限公司", "钢", "{} Iron and Steel Group Co., Ltd.", "{}ISG", "工程", "冶金"),
    ("市疾病预防控制中心", "疾控中心", "{} Center for Disease Control and Prevention", "{}CDC", "卫生", "公共卫生"),
    ("市建筑设计研究院有限公司", "建院", "{} Architectural Design and Research Institute", "{}ADR", "工程", "建筑学"),
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Person:
    """An applicant as the office lists one, and what the list does not say."""

    key: str
    name: str
    surname: str
    given: str
    latin_surname: str
    latin_given: str
    former: str
    id_number: str
    phone: str
    email: str
    employer: str
    short: str
    employer_en: str
    acronym: str
    domain: str
    coworkers: tuple[str, ...]
    strangers: tuple[str, ...]
    """People nobody listed: supervisors, third persons in running text."""
    series: str
    specialty: str
    city: str
    bank: str
    certificate: str
    controls: tuple[str, ...]
    """Phrases that contain the name as an ordinary word."""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def word_like(self) -> bool:
        """Whether the name is an ordinary word."""
        return bool(self.controls)

    @property
    def joined(self) -> str:
        """The given name in pinyin as one word."""
        return self.latin_given.replace(" ", "").capitalize()

    def record(self) -> dict[str, str]:
        """The columns of the applicants' list."""
        return {
            "key": self.key,
            "name": self.name,
            "pinyin": f"{self.latin_surname} {self.joined}",
            "former_names": self.former,
            "id_number": self.id_number,
            "phone": self.phone,
            "email": self.email,
            "employer": self.employer,
            "employer_short": f"{self.short};{self.acronym}",
            "employer_en": self.employer_en,
            "coworkers": ";".join(self.coworkers),
            "series": self.series,
            "specialty": self.specialty,
            "level": "副高级",
            "region": f"{self.city}市",
            "employer_kind": "事业单位",
        }


def people(seed: int, count: int = 10) -> list[Person]:
    """``count`` applicants; word-like, compound, minority, two-character and plain names among them."""
    dice = random.Random(f"people {seed}")
    words = dice.sample(sorted(WORD_LIKE), k=len(WORD_LIKE))
    minority = dice.sample(MINORITY, k=len(MINORITY))
    units = dice.sample(UNITS, k=len(UNITS))
    made: list[Person] = []
    for number in range(count):
        turn = number % 5
        if turn in (0, 2):
            name = words[number]
            surname, given = name[0], name[1:]
        elif turn == 1:
            surname = dice.choice(COMPOUND) if number % 2 else dice.choice(SURNAMES)
            given = dice.choice(GIVEN)
        elif turn == 3:
            surname, given = dice.choice("吕" + SURNAMES), dice.choice(SINGLE)
        else:
            surname = given = ""
        if turn == 4:
            name, latin = minority[number // 5 % len(minority)]
            latin_surname, latin_given = latin.split()
            surname, given = name.split("·")
        else:
            name = surname + given
            latin_surname, latin_given = latin_of(surname).capitalize(), latin_of(given, " ")
        made.append(_person(dice, number, name, surname, given, latin_surname, latin_given, units[number % len(units)]))
    return made


def _person(
    dice: random.Random,
    number: int,
    name: str,
    surname: str,
    given: str,
    latin_surname: str,
    latin_given: str,
    unit: tuple[str, ...],
) -> Person:
    city, latin_city = dice.choice(CITIES)
    suffix, short, english, acronym, series, specialty = unit
    used = {name}
    others: list[str] = []
    while len(others) < 10:
        other = dice.choice(SURNAMES) + dice.choice(GIVEN)
        if other not in used and not any(other[1:] == seen[1:] for seen in used):
            used.add(other)
            others.append(other)
    initials = "".join(part[0] for part in latin_city.split()).upper() + latin_city[-1].upper()
    domain = f"{latin_city.lower()}{acronym.format('').lower()}.example.cn"
    login = (latin_surname + latin_given.replace(" ", "")).lower().replace("ü", "v")
    return Person(
        key=f"SB{2025000 + number * 37 + dice.randrange(30)}",
        name=name,
        surname=surname,
        given=given,
        latin_surname=latin_surname,
        latin_given=latin_given,
        former=dice.choice([char for char in SURNAMES if char != surname[0]]) + dice.choice(GIVEN),
        id_number=id_number(dice),
        phone=f"1{dice.choice('35789')}{dice.randrange(10**9):09}",
        email=f"{login}{dice.randrange(10, 99)}@{domain}",
        employer=city + suffix,
        short=city + short,
        employer_en=english.format(latin_city),
        acronym=acronym.format(initials),
        domain=domain,
        coworkers=tuple(others[:3]),
        strangers=tuple(others[3:]),
        series=series,
        specialty=specialty,
        city=city,
        bank="6222" + "".join(str(dice.randrange(10)) for _ in range(15)),
        certificate=f"ZJ{dice.randrange(10**4):04}{dice.randrange(10**6):06}",
        controls=WORD_LIKE.get(name, ()),
    )


def latin_of(text: str, between: str = "") -> str:
    """Pinyin in lower case with ü as ü."""
    return between.join(lazy_pinyin(text, style=Style.NORMAL, v_to_u=True))


def toned(text: str, between: str = "") -> str:
    """Pinyin with tone marks, composed."""
    return unicodedata.normalize("NFC", between.join(lazy_pinyin(text, style=Style.TONE)))


def id_number(dice: random.Random) -> str:
    """An identity number with a right check digit; its place code is not in use."""
    day = f"19{dice.randrange(62, 95)}{dice.randrange(1, 13):02}{dice.randrange(1, 29):02}"
    body = f"9902{dice.randrange(1, 30):02}{day}{dice.randrange(1000):03}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def full_width(text: str) -> str:
    """ASCII as full-width forms."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
