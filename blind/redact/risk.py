"""What stays in a packet and may still lead to a person: searchable traces and rare combinations, as advice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SHOWN = 40
_MOST_OF_A_KIND = 20


@dataclass(frozen=True)
class Risk:
    """``code`` names the kind, ``text`` what stands there; ``weight`` runs from 1 (slight) to 5 (straight there)."""

    code: str
    page: int
    text: str
    weight: int


_TRACES = (
    ("doi", 5, re.compile(r"10\.\d{4,9}/[^\s，。；、]{3,60}")),
    ("web-address", 4, re.compile(r"(?:https?://|www\.)[^\s，。；、]{4,80}", re.IGNORECASE)),
    ("patent", 5, re.compile(r"(?:ZL|CN)\s?\d[\d.\sX]{7,18}[\dX]|专利号[：: ]?\S{6,24}")),
    ("book-number", 4, re.compile(r"ISBN[ :：]?[\d\-X]{10,17}|CN\s?\d{2}-\d{4}/\w{1,3}|ISSN[ :：]?\d{4}-\d{3}[\dX]")),
    ("grant", 4, re.compile(r"(?:项目|课题|基金|合同)(?:编号|批准号|号)[：: ]?[A-Za-z0-9\-－〔〕\[\]]{5,30}")),
    ("certificate", 4, re.compile(r"(?:证书|登记|资格证|注册)(?:编)?号[：: ]?[A-Za-z0-9\-－]{5,30}")),
    ("standard", 3, re.compile(r"(?:GB|DB\d\d|YS|HG|JB|T/[A-Z]+)(?:/[TZ])?\s?\d{2,6}(?:[.\-—]\d+)*[-—]\d{4}")),
    ("journal-issue", 3, re.compile(r"《[^》]{2,30}》[^。；]{0,12}?\d{4}\s?年?[^。；]{0,6}?第?\s?\d{1,3}\s?[期卷（(]")),
    ("title", 2, re.compile(r"《[^》]{8,60}》")),
    ("award", 3, re.compile(r"\d{4}\s?年[^。；\n]{0,16}?(?:国家|省|部|市|自治区)[^。；\n]{0,16}?(?:奖|称号|荣誉)")),
    ("only-one", 4, re.compile(r"[^。；，\n]{0,12}(?:唯一|首位|首个|首家|第一人|独家|仅有一)[^。；，\n]{0,12}")),
    ("county", 2, re.compile(r"[\u4e00-\u9fff]{2,5}(?:县|自治县|旗|镇|乡|街道)(?![长志级])")),
    ("office", 3, re.compile(r"(?:曾?任|担任|兼任)[^。；，\n]{2,24}?(?:会长|理事长|主任委员|院长|校长|总工程师|委员)")),
    (
        "milestone",
        1,
        re.compile(r"(?:19|20)\d\d\s?年[^。；，\n]{0,6}?(?:毕业|入职|参加工作|入党)[^。；，\n]{0,10}"),
    ),
)
_COMBINED = frozenset({"award", "county", "office", "milestone", "only-one"})


def risks(pages: Iterable[tuple[int, str]]) -> tuple[Risk, ...]:
    """What the staying text of pages (number, text) gives away, heaviest first.

    A combination is named once (``combination``) where three or more kinds of personal facts stand together in the
    text: each alone fits many, together they may fit one. No redaction can take this away.
    """
    found: dict[tuple[str, str], Risk] = {}
    for number, text in pages:
        for code, weight, pattern in _TRACES:
            for trace in pattern.finditer(text):
                said = trace[0][:_SHOWN]
                if sum(key[0] == code for key in found) < _MOST_OF_A_KIND:
                    found.setdefault((code, said), Risk(code=code, page=number, text=said, weight=weight))
    kinds = sorted({code for code, _ in found} & _COMBINED)
    if len(kinds) >= 3:
        found["combination", ""] = Risk(code="combination", page=0, text=" ".join(kinds), weight=len(kinds))
    return tuple(sorted(found.values(), key=lambda risk: (-risk.weight, risk.code, risk.page, risk.text)))
