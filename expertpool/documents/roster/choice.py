"""Values of closed lists: exactly one of the allowed ones, with a guess at what was meant by any other."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches

from expertpool.documents.roster.grid import Scalar
from expertpool.documents.roster.parsed import Parsed, failed
from expertpool.documents.roster.problem import error

_MEANT = {
    "gender": {"男": "男性 男士 先生 M male man", "女": "女性 女士 F female woman"},
    "employer_kind": {
        "机关": "政府 政府机关 党政机关 行政机关 行政单位 公务员 government",
        "事业单位": "事业 事业编 公益一类 公益二类 高校 院校 学校 医院 科研院所 institution",
        "国有企业": "国企 国有 央企 国有控股 国有控股企业 中央企业 state",
        "民营企业": "民企 民营 私企 私营 私营企业 私有企业 非公 非公企业 非公有制 非公有制企业 private",
        "社会组织": "社团 社会团体 协会 学会 民办非企业",
        "自由职业": "自由职业者 自由 个体 freelance freelancer",
        "其他": "其它 other",
    },
    "level": {
        "正高级": "正高 正高职 教授级 教授级高工 正高级工程师 教授 研究员 正高级职称",
        "副高级": "副高 副高职 高级 高工 高级工程师 副教授 副研究员 副高级职称",
        "中级": "中 工程师 讲师 中级职称",
        "初级": "初 助理工程师 助教 助理 技术员 员级 助理级 初级职称",
    },
    "integrity": {"正常": "良好 无失信 守信 诚信 无 好 无不良记录 good", "失信": "不诚信 失信人员 不良 黑名单 有失信"},
    "status": {
        "在库": "在 在册 正常 有效 启用 active",
        "停用": "暂停 停 禁用 冻结 suspended",
        "移出": "出库 移除 删除 退出 退库 removed 清退",
    },
}
YES_NO = ("是", "否")
"""What a column of yes and no offers."""

_YES = frozenset(["是", "有", "对", "已", "√", "✓", "y", "yes", "true", "1", "1.0"])
_NO = frozenset(["否", "无", "没有", "不是", "未", "×", "✗", "x", "n", "no", "false", "0", "0.0"])
_SEPARATORS = re.compile(r"[、；;，,|/\n]+")
_NEAR = {
    key: {word.casefold(): value for value, words in table.items() for word in words.split()}
    for key, table in _MEANT.items()
}


def read_choice(text: str, *, key: str, values: tuple[str, ...]) -> Parsed[str]:
    """One of ``values``, blanks and width aside. Error: anything else, with the allowed values and the likely one."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if plain in values:
        return Parsed(plain)
    return failed(error("not_allowed", allowed="、".join(values), near=_guess(plain, key=key, values=values)))


def read_choices(text: str, *, key: str, values: tuple[str, ...]) -> Parsed[frozenset[str]]:
    """Several of ``values``, separated. Errors: the first that is none of them."""
    parts = [read_choice(part, key=key, values=values) for part in _SEPARATORS.split(text) if part.strip()]
    wrong = next((part for part in parts if not part.sound), None)
    if wrong is not None:
        return Parsed(None, wrong.faults)
    return Parsed(frozenset(part.value for part in parts if part.value is not None))


def read_yes_no(value: Scalar) -> Parsed[bool]:
    """Yes or no, as offices tick it; a logical value counts as such. Error: anything else."""
    if isinstance(value, bool):
        return Parsed(value)
    word = "".join(unicodedata.normalize("NFKC", str(value)).split()).casefold()
    if word in _YES or word in _NO:
        return Parsed(word in _YES)
    return failed(error("not_allowed", allowed="、".join(YES_NO), near=""))


def _guess(plain: str, *, key: str, values: tuple[str, ...]) -> str:
    """The value another word for it stands for, or begins with, or the one it is nearly spelled like."""
    word, known = plain.casefold(), _NEAR.get(key, {})
    if word in known:
        return known[word]
    begun = max((other for other in known if len(other) > 1 and word.startswith(other)), key=len, default=None)
    return known[begun] if begun else next(iter(get_close_matches(word, values, n=1, cutoff=0.6)), "")
