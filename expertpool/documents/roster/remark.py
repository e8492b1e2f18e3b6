"""Rows under a roster's head that are no experts: totals, notes, repeated heads, column numbers, examples."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from expertpool.documents.roster.column_table import EXAMPLE_PREFIX
from expertpool.documents.roster.grid import Value, shown
from expertpool.documents.roster.head import ColumnPlace, Head

_TOTAL = re.compile(r"(?:合计|总计|小计|共计|总数|累计|总人数)(?:[:：(（\d].*)?")
_NOTE = re.compile(
    r"(?:注|备注|说明|填表说明|附注|附|提示)\d*[:：.、]|注释?\d*$"
    r"|(?:填表|制表|填报|审核|审批|复核|经办|负责|联系|上报|报送|单位负责)人|(?:填表|填报|制表|上报)(?:日期|时间|单位)|联系(?:电话|方式)[:：]"
    r"|单位[(（]?(?:盖章|公章)|[(（]?(?:盖章|公章)|日期[:：]|共\d+[人名行条]|以下空白|此表|本表"
)
_GROUP = re.compile(r"(?:[一二三四五六七八九十]+|[(（][一二三四五六七八九十]+[)）])[、.．]?\S")
_LONG_NOTE = 16
_FIRST_COLUMN_NUMBERS = frozenset({"0", "1", "2", "（1）", "(1)", "（2）", "(2)"})
"""What may stand under 专家编号 in a row of column numbers; such a row is looked at more closely."""


def remark_of(line: Sequence[Value], head: Head) -> str | None:
    """What a row is if it is no expert: the code of the notice that says so; None for the row of an expert.

    ``roster.serial_only`` is a row that holds nothing but a running number: it counts as blank.
    """
    number = head.columns.get(head.table.number)
    first = _plain_at(line, number)
    if first.startswith(EXAMPLE_PREFIX):
        return "roster.example_row"
    full = all(_plain_at(line, place) for place in head.columns.values() if place.column.required)
    if full and number and first != _plain(number.head) and first not in _FIRST_COLUMN_NUMBERS:
        return None
    return _remark_of_texts([_plain(value) for value in line], head, full=full)


def _remark_of_texts(texts: Sequence[str], head: Head, *, full: bool) -> str | None:
    filled = [text for text in texts if text]
    known = sum(1 for place in head.columns.values() if place.at < len(texts) and texts[place.at])
    if _repeats(texts, head):
        return "roster.repeated_head"
    if _counts_up(filled):
        return "roster.numbering_row"
    if full:
        return None
    if not known:
        return "roster.serial_only" if len(filled) == 1 and filled[0].isdigit() else "roster.note_row"
    if any(_TOTAL.fullmatch(text) for text in filled[:4]):
        return "roster.total_row"
    return "roster.note_row" if _is_note(filled, known=known) else None


def _plain(value: Value) -> str:
    return "".join(shown(value).split()) if value != "" else ""


def _plain_at(line: Sequence[Value], place: ColumnPlace | None) -> str:
    return _plain(line[place.at]) if place and place.at < len(line) else ""


def _repeats(texts: Sequence[str], head: Head) -> bool:
    same = sum(texts[place.at] == _plain(place.head) for place in head.columns.values() if place.at < len(texts))
    return same >= 3 and same * 2 >= sum(1 for text in texts if text)


def _counts_up(filled: Sequence[str]) -> bool:
    """The row 1 2 3 4 … (or 0 1 2 3 …) that forms print under their heads."""
    plain = [unicodedata.normalize("NFKC", text).strip("()") for text in filled]
    return len(plain) >= 5 and any(plain == [str(start + at) for at in range(len(plain))] for start in (0, 1))


def _is_note(filled: Sequence[str], *, known: int) -> bool:
    if known > 3:
        return False
    alone = len(filled) == 1
    return bool(_NOTE.match(filled[0])) or (alone and (len(filled[0]) >= _LONG_NOTE or bool(_GROUP.match(filled[0]))))
