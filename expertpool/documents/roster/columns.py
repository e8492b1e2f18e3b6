"""The columns of a roster: one table that the reader, the template, the guide and the printed documentation share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto

from expertpool.rules.facts import EmployerKind, Integrity, Level, PoolStatus


class Kind(Enum):
    """What a cell of a column holds, and so which reading it gets."""

    NUMBER = auto()
    NAME = auto()
    IDENTITY = auto()
    CHOICE = auto()
    TEXT = auto()
    ITEMS = auto()
    NUMBERS = auto()
    FIRST_DAY = auto()
    LAST_DAY = auto()
    MONTH = auto()
    YEARS = auto()
    PHONE = auto()
    EMAIL = auto()


@dataclass(frozen=True)
class RosterColumn:
    """One column: its key, its head, other heads it goes by, and what may stand in it.

    ``values`` is empty for free columns; ``default`` is what an empty cell of a closed list means. ``example`` fills
    the template's example row. ``fills`` says whether one value in cells merged downwards counts for all of their rows.
    """

    key: str
    head: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    required: bool = False
    values: tuple[str, ...] = ()
    default: str | None = None
    example: str = ""
    fills: bool = False

    @property
    def several(self) -> bool:
        """Whether a cell may hold more than one value."""
        return self.kind in (Kind.ITEMS, Kind.NUMBERS, Kind.YEARS)

    @property
    def as_text(self) -> bool:
        """Whether workbooks written here give the column text format, so that Excel leaves digits alone."""
        return self.kind in (Kind.NUMBER, Kind.NUMBERS, Kind.IDENTITY, Kind.PHONE, Kind.YEARS, Kind.MONTH)


EXAMPLE_PREFIX = "示例"
"""An expert number that begins like this marks an example row, which is reported and left out."""

COLUMNS = (
    RosterColumn(
        "expert_no",
        "专家编号",
        Kind.NUMBER,
        ("编号", "专家号", "专家序号", "专家代码", "专家库编号", "专家ID", "expert number", "expert id", "expert code"),
        required=True,
        example="示例-0001",
    ),
    RosterColumn(
        "name", "姓名", Kind.NAME, ("专家姓名", "名字", "full name", "expert name"), required=True, example="张某某"
    ),
    RosterColumn(
        "id_number",
        "身份证号",
        Kind.IDENTITY,
        (
            "身份证号码",
            "身份证",
            "公民身份号码",
            "公民身份证号码",
            "居民身份证号",
            "居民身份证号码",
            "证件号码",
            "证件号",
            "id card",
            "id no",
            "identity number",
        ),
        example="990000196805120015",
    ),
    RosterColumn("gender", "性别", Kind.CHOICE, ("sex",), values=("男", "女"), example="男"),
    RosterColumn(
        "employer",
        "工作单位",
        Kind.TEXT,
        (
            "单位",
            "单位名称",
            "所在单位",
            "现工作单位",
            "工作单位名称",
            "所在单位名称",
            "unit",
            "work unit",
            "organization",
        ),
        required=True,
        example="云岭稀土研究院",
        fills=True,
    ),
    RosterColumn(
        "employer_kind",
        "单位性质",
        Kind.CHOICE,
        ("单位类型", "单位类别", "所有制性质", "employer type", "unit kind"),
        values=tuple(kind.value for kind in EmployerKind),
        example="事业单位",
        fills=True,
    ),
    RosterColumn(
        "region",
        "单位所在地",
        Kind.TEXT,
        (
            "所在地",
            "地区",
            "所在地区",
            "单位所在地区",
            "盟市",
            "所属盟市",
            "单位所在盟市",
            "行政区划",
            "area",
            "location",
        ),
        example="云岭市",
        fills=True,
    ),
    RosterColumn(
        "series",
        "职称系列",
        Kind.TEXT,
        ("系列", "职称系列名称", "评审系列", "title series"),
        required=True,
        example="工程",
        fills=True,
    ),
    RosterColumn(
        "specialties",
        "专业",
        Kind.ITEMS,
        ("专业名称", "评审专业", "从事专业", "现从事专业", "专业领域", "职称专业", "specialty", "speciality"),
        required=True,
        example="冶金、材料",
        fills=True,
    ),
    RosterColumn(
        "level",
        "职称层级",
        Kind.CHOICE,
        ("层级", "级别", "职称级别", "职称等级", "title level"),
        required=True,
        values=tuple(level.value for level in reversed(Level)),
        example="正高级",
        fills=True,
    ),
    RosterColumn(
        "term_start",
        "聘期起",
        Kind.FIRST_DAY,
        (
            "聘期开始",
            "聘期起始",
            "聘期自",
            "聘期起始日期",
            "聘期开始日期",
            "聘期起始时间",
            "聘期开始时间",
            "聘期起日",
            "term from",
        ),
        example="2025-01-01",
        fills=True,
    ),
    RosterColumn(
        "term_end",
        "聘期止",
        Kind.LAST_DAY,
        (
            "聘期结束",
            "聘期截止",
            "聘期至",
            "聘期终止",
            "聘期截止日期",
            "聘期结束日期",
            "聘期截止时间",
            "聘期结束时间",
            "聘期止日",
            "term until",
        ),
        example="2027-12-31",
        fills=True,
    ),
    RosterColumn(
        "years_served",
        "参评年度",
        Kind.YEARS,
        ("参评年份", "历年参评年度", "近年参评年度", "参加评审年度", "评审年度", "years", "service years"),
        example="2022、2023",
    ),
    RosterColumn(
        "integrity",
        "诚信状况",
        Kind.CHOICE,
        ("诚信情况", "诚信记录", "信用状况", "诚信"),
        values=tuple(standing.value for standing in Integrity),
        default=Integrity.GOOD.value,
        example="正常",
    ),
    RosterColumn(
        "recuse_units",
        "回避单位",
        Kind.ITEMS,
        ("应回避单位", "需回避单位", "回避单位名称", "recusal units"),
        example="云岭矿业集团",
    ),
    RosterColumn(
        "kin",
        "亲属专家",
        Kind.NUMBERS,
        ("亲属专家编号", "亲属", "亲属编号", "亲属关系专家", "relatives", "kin experts"),
        example="示例-0002",
    ),
    RosterColumn(
        "birth_month",
        "出生年月",
        Kind.MONTH,
        ("出生日期", "出生年月日", "出生时间", "生日", "birth date", "birthday", "date of birth", "birth"),
        example="1968-05",
    ),
    RosterColumn(
        "phone",
        "手机",
        Kind.PHONE,
        (
            "手机号",
            "手机号码",
            "移动电话",
            "联系电话",
            "电话",
            "联系方式",
            "mobile",
            "mobile phone",
            "telephone",
            "tel",
        ),
        example="13900000000",
    ),
    RosterColumn(
        "email",
        "邮箱",
        Kind.EMAIL,
        (
            "电子邮箱",
            "电子邮件",
            "邮箱地址",
            "邮件",
            "mail",
        ),
        example="zhang@example.com",
    ),
    RosterColumn(
        "status",
        "状态",
        Kind.CHOICE,
        ("专家状态", "在库状态", "入库状态", "pool status"),
        values=tuple(status.value for status in PoolStatus),
        default=PoolStatus.ACTIVE.value,
        example="在库",
    ),
)
"""All columns in the order of the template."""

BY_KEY = {column.key: column for column in COLUMNS}

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
_JOINTS = re.compile(r"[\W_]+")
_NUMBERING = re.compile(r"^\d+(?=\D)")
_LATIN = re.compile(r"[a-z]+")


def fold_head(head: str) -> str:
    """A head without width, case, blanks, line breaks and punctuation: ``Expert No.`` and ``expert_no`` fold alike."""
    return _JOINTS.sub("", unicodedata.normalize("NFKC", head).casefold())


_EXACT = {fold_head(name): column for column in COLUMNS for name in (column.head, column.key)}
_KNOWN = {fold_head(alias): column for column in COLUMNS for alias in column.aliases} | _EXACT


def find_column(head: str) -> RosterColumn | None:
    """The column a head means, remarks in brackets, numbering and a second language set aside; None if unknown."""
    plain = unicodedata.normalize("NFKC", head).casefold()
    folded, bare = fold_head(head), fold_head(_BRACKETED.sub("", plain))
    bare = bare.removesuffix("必填").removesuffix("选填")
    for form in (folded, bare, _NUMBERING.sub("", bare), _LATIN.sub("", bare)):
        if form in _KNOWN:
            return _KNOWN[form]
    return None


def names_exactly(head: str, column: RosterColumn) -> bool:
    """Whether a head is the column's own head or key rather than one of its other names."""
    return _EXACT.get(fold_head(head)) is column


def nearest_column(head: str, among: Iterable[RosterColumn]) -> RosterColumn | None:
    """The column of ``among`` whose spelling comes closest to an unknown head; None when nothing is near."""
    folded = fold_head(head)
    scored = [
        (SequenceMatcher(None, folded, fold_head(name)).ratio(), -place, column)
        for place, column in enumerate(among)
        for name in (column.head, column.key, *column.aliases)
    ]
    best = max(scored, default=None, key=lambda entry: entry[:2])
    return best[2] if best and best[0] >= 0.66 else None
