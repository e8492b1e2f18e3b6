"""Text as cells hold it, brought to one form: width, blanks, invisible characters, leading apostrophes, markup."""

from __future__ import annotations

import re
import unicodedata

from expertpool.documents.roster.parsed import Parsed, failed
from expertpool.documents.roster.problem import Fault, error, notice

CJK = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, as the inside of a character class."""

LONGEST = 200
"""More characters than this in one value are taken for a slip of the copying hand."""

_INVISIBLE = [*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD, 0x200B, 0x200E, 0x200F]
_INVISIBLE += [*range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0xFEFF]
_BLANKS = {0x09: " ", 0x0D: "\n", 0xA0: " ", 0x2007: " ", 0x3000: " ", 0x2028: "\n", 0x2029: "\n"}
_WIDE = {
    wide: wide - 0xFEE0
    for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for wide in range(ord(first), ord(last) + 1)
}
_PLAIN = {**dict.fromkeys(_INVISIBLE), **_BLANKS, **_WIDE}
_HIDDEN = re.compile("[" + "".join(re.escape(chr(code)) for code in _INVISIBLE) + "]")
_ODD = re.compile("[" + "".join(re.escape(chr(code)) for code in _PLAIN) + "\ufffd\n<&=锟]|^[\\s'’‘`]|\\s$|  ")
_MARKUP = re.compile(r"</?[A-Za-z!][^<>]*>|&(?:[A-Za-z]{2,8}|#x?[0-9A-Fa-f]{1,6});")
_FORCED = re.compile(r'="(.*)"', re.DOTALL)
_EXCEL_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)|#{3,}|Err:\d{3}", re.I
)
_BREAK_IN_CJK = re.compile(rf"(?<=[{CJK}])\s*\n\s*(?=[{CJK}])")
_NOTHING = frozenset({"-", "--", "---", "—", "——", "–", "/", "//", "\\", "_", "*", "."})
_NOTHING_SAID = frozenset({"无", "暂无", "没有", "空", "（无）", "(无)", "N/A", "n/a", "无。"})


def clean_text(raw: str) -> Parsed[str]:
    """``raw`` without outer blanks, invisible characters and leading apostrophe; full-width digits and letters plain.

    Line breaks stay as ``\\n``: in lists they separate. Errors: text that a wrong encoding has destroyed, markup,
    Excel's own error values.
    """
    if not _ODD.search(raw):
        text = raw if raw.isascii() else unicodedata.normalize("NFC", raw)
        return failed(error("excel_error")) if text[:1] in "#E" and _EXCEL_ERROR.fullmatch(text) else Parsed(text)
    if "\ufffd" in raw or "锟斤拷" in raw:
        return failed(error("damaged_text"))
    faults: list[Fault] = []
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").translate(_PLAIN)).strip()
    if _HIDDEN.search(raw):
        faults.append(notice("invisible"))
    if len(text) > 1 and text[0] in "'’‘`":
        text = text[1:].lstrip()
        faults.append(notice("apostrophe"))
    forced = _FORCED.fullmatch(text)
    text = forced[1].strip() if forced else text
    if _EXCEL_ERROR.fullmatch(text):
        return failed(error("excel_error"))
    if text.startswith("="):
        faults.append(error("formula_text"))
    if _MARKUP.search(text):
        faults.append(error("markup"))
    return Parsed(text, tuple(faults))


def says_nothing(text: str, *, words: bool = True) -> bool:
    """Whether a cell holds only a sign for emptiness, such as ``/``; with ``words`` also ``无``."""
    return not text or text in _NOTHING or (words and text in _NOTHING_SAID)


def one_line(text: str) -> str:
    """Line breaks taken out (joined between Chinese characters), runs of blanks made one blank."""
    if "\n" in text:
        text = _BREAK_IN_CJK.sub("", text)
    return " ".join(text.split())


def read_text(text: str) -> Parsed[str]:
    """A free text on one line, such as an employer's name. Notice: it begins like a formula. Error: absurdly long."""
    line = one_line(text)
    if len(line) > LONGEST:
        return failed(error("too_long", longest=str(LONGEST)))
    return Parsed(line, (notice("formula_like"),) if line[:1] in ("+", "-", "@") else ())
