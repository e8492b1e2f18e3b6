"""A person's name: blanks set between characters are taken out, those that belong to the name stay."""

from __future__ import annotations

import re

from expertpool.documents.roster.parsed import Parsed, failed
from expertpool.documents.roster.problem import error, notice
from expertpool.documents.roster.text import CJK, one_line

_DOT = re.compile(rf"(?<=[{CJK}])\s*[·•・･．.‧∙⋅●ꞏᆞ]\s*(?=[{CJK}])")
_CHINESE = re.compile(rf"[{CJK}·\s]+")
_UNUSUAL = re.compile(r"[0-9()（）\[\]【】{}|\\/:：;；,，、。!！?？=+*^%$#@~_…\"“”]")


def read_name(text: str) -> Parsed[str]:
    """``text`` as a name: ``张 三`` is 张三, ``阿依古丽•买买提`` is 阿依古丽·买买提, ``John  Smith`` is John Smith.

    Notices: blanks taken out, a middle dot made standard (U+00B7), characters no name has. Error: no letter at all, or
    longer than a name can be.
    """
    line = one_line(text)
    if not any(letter.isalpha() for letter in line) or len(line) > 80:
        return failed(error("not_a_name"))
    faults = []
    dotted = _DOT.sub("·", line)
    if dotted != line:
        faults.append(notice("name_dot", read=dotted))
    name = _closed_up(dotted)
    if name != dotted:
        faults.append(notice("name_blanks", read=name))
    if _UNUSUAL.search(name):
        faults.append(notice("name_unusual"))
    return Parsed(name, tuple(faults))


def _closed_up(name: str) -> str:
    """Blanks taken out of a Chinese name of up to four characters, or one set letter by letter."""
    parts = name.split()
    if len(parts) == 1 or not _CHINESE.fullmatch(name):
        return name
    joined = "".join(parts)
    return joined if len(joined) <= 4 or all(len(part) == 1 for part in parts) else name
