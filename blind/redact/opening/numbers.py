"""Cell values written as a spreadsheet shows them: dates, percentages, decimals, and formats that show nothing."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: "yyyy年m月",
    28: "m月d日",
    29: "m月d日",
    30: "m-d-yy",
    31: "yyyy年m月d日",
    32: "h:mm",
    33: "h:mm:ss",
    36: "yyyy年m月",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    46: "h:mm:ss",
    47: "mm:ss",
    50: "yyyy年m月",
    51: "m月d日",
    52: "yyyy年m月",
    53: "m月d日",
    54: "m月d日",
    57: "yyyy年m月",
    58: "m月d日",
}
"""Formats a file refers to by number; the others show a value as it is."""

_LAST_DAY = 2_958_465


def shows_nothing(code: str, kind: type) -> bool:
    """Whether a format hides a number or a text (an empty section, as in ``;;;``)."""
    sections = _bare(code, keep_quoted=True).split(";")
    if len(sections) < 3:
        return False
    return not sections[3 if kind is str else 0].strip() if len(sections) > 3 or kind is not str else False


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """A number as its format shows it; a format without a rule here gives the plain number."""
    section = _bare(code.split(";", maxsplit=1)[0])
    if re.search(r"[ymdhs]", section) and not re.search(r"general", section):
        return _moment(value, section, from_1904=from_1904)
    if "%" in section:
        return f"{_fixed(value * 100, section)}%"
    if re.search(r"[0#]", section) and "e+" not in section:
        quoted = re.search(r'^"([^"]*)"', code.split(";", maxsplit=1)[0])
        return (quoted[1] if quoted else "") + _fixed(value, section)
    return plain(value)


def plain(value: float) -> str:
    """A number without trailing zeros and without exponents for whole numbers."""
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124  # NaN is the number that differs from itself
        return ""
    if value == int(value) and abs(value) < 1e18:
        return str(int(value))
    return f"{value:.10g}"


def _bare(code: str, *, keep_quoted: bool = False) -> str:
    """A format without colours, conditions, locales, escapes, padding, and (unless kept) quoted words."""
    bare = re.sub(r"\[[^\]]*\]", "", code)
    bare = re.sub(r"[\\_*].", "", bare)
    return (bare if keep_quoted else re.sub(r'"[^"]*"', "", bare)).lower()


def _fixed(value: float, section: str) -> str:
    decimals = re.search(r"\.([0#]+)", section)
    digits = len(decimals[1]) if decimals else 0
    written = f"{value:,.{min(digits, 15)}f}"
    return written if "," in section else written.replace(",", "")


def _moment(value: float, section: str, *, from_1904: bool) -> str:
    if not 0 <= value <= _LAST_DAY:
        return plain(value)
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  # a calendar day without a zone
    try:
        moment = start + timedelta(seconds=round(value * 86_400))
    except OverflowError:
        return plain(value)
    has_time = bool(re.search(r"[hs]", section))
    has_date = bool(re.search(r"[yd]", section)) or not has_time
    if has_date and "年" in section:
        day = f"{moment.year}年{moment.month}月" + (f"{moment.day}日" if "d" in section else "")
    elif "y" not in section and "月" in section:
        day = f"{moment.month}月{moment.day}日"
    else:
        day = date(moment.year, moment.month, moment.day).isoformat() if has_date else ""
        day = day[:7] if day and "d" not in section else day
    time = moment.strftime("%H:%M:%S" if "s" in section else "%H:%M") if has_time else ""
    return f"{day} {time}".strip()
