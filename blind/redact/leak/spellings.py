"""Every spelling of an identity record as the second look searches for it; it has nothing from the finders."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypinyin

_PUBLIC_MAIL = frozenset(
    [
        "qq.com",
        "163.com",
        "126.com",
        "yeah.net",
        "sina.com",
        "sina.cn",
        "sohu.com",
        "gmail.com",
        "outlook.com",
        "hotmail.com",
        "foxmail.com",
        "139.com",
        "189.cn",
        "21cn.com",
        "aliyun.com",
        "icloud.com",
        "yahoo.com",
        "live.com",
        "tom.com",
        "vip.qq.com",
        "vip.163.com",
        "vip.sina.com",
    ]
)
_NUMERALS = str.maketrans("零〇○OoΟ一二三四五六七八九壹贰叁肆伍陆柒捌玖", "000000123456789123456789")
_ORDINALS = ("[1一壹]", "[2二贰]", "[3三叁]", "[4四肆]", "[5五伍]", "[6六陆]", "[7七柒]", "[8八捌]", "[9九玖]")
PEOPLE = ("name", "former_names", "coworkers", "supervisors")
_PLACES = ("employer", "employer_short", "former_employers")
_STREAMS = ("han", "latin", "digits", "mail")
_ID_WINDOW, _PHONE_WINDOW, _OTHER_WINDOW = 10, 8, 8


@dataclass(frozen=True)
class Sought:
    """One thing to look for: the field of the record, how to find it, and the text as it was spelt when folded."""

    what: str
    pattern: re.Pattern[str]
    stream: str
    """Which folding of a text it is searched in: "han", "latin", "digits" or "mail"."""
    folded: str = ""


@dataclass(frozen=True)
class Folding:
    """A text made comparable; ``origins`` gives for each character its place in the text it came from."""

    text: str
    origins: tuple[int, ...]


def sought(identity: Any) -> tuple[Sought, ...]:
    """All that must not be found of a record; reads the fields of the applicants file, and skips what is missing."""
    found = [*_people(identity), *_places(identity), *_numbers(identity), *_mail(identity)]
    return tuple({(one.stream, one.pattern.pattern): one for one in found}.values())


def foldings(text: str) -> dict[str, Folding]:
    """The text in each of the ways that `Sought.stream` names."""
    parts = [_folded(raw) for raw in text]
    return {stream: _folding([part[at] for part in parts]) for at, stream in enumerate(_STREAMS)}


def _folding(parts: Sequence[str]) -> Folding:
    origins = tuple([at for at, part in enumerate(parts) for _ in part])
    return Folding("".join(parts), origins)


@lru_cache(maxsize=1 << 15)
def _folded(raw: str) -> tuple[str, str, str, str]:
    """What one character of a text becomes in each stream."""
    plain = unicodedata.normalize("NFKC", raw)
    digits = (char.translate(_NUMERALS).upper() for char in plain if char.isalnum())
    return (
        "".join(char.casefold() for char in plain if char.isalnum()),
        "".join(map(_latin, plain)),
        "".join(char for char in digits if len(char) == 1),
        "".join(char.casefold() for char in plain if not char.isspace()),
    )


def _latin(char: str) -> str:
    """A letter without its accents (u-umlaut as v), in its case; all else parts words."""
    if char < "\x80" or char > "\u2e7f":
        return char if char < "\x80" else " "
    if char in "üÜǖǘǚǜ":
        return "v"
    if unicodedata.combining(char):
        return ""
    bare = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
    return bare if bare.isascii() and bare else " "


def _several(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(part for part in ([value] if isinstance(value, str) else value) if part)


def _people(identity: Any) -> Iterator[Sought]:
    for field in PEOPLE:
        for name in _several(getattr(identity, field, ())):
            folded = _han(name)
            if len(folded) >= 2:
                yield Sought(field, re.compile(re.escape(folded)), "han", folded)
                yield from _in_two_fields(field, folded)
            if field in ("name", "former_names") and len(folded) >= 2 and not folded.isascii():
                yield from _pinyin(field, re.sub(r"[·•・‧.．\s]", "", name))
    for given in _several(getattr(identity, "pinyin", ())):
        words = re.findall(r"[A-Za-zÜüv]+", given)
        if len("".join(words)) >= 4:
            yield Sought("pinyin", _in_words([word.casefold().replace("ü", "v") for word in words]), "latin")


def _in_two_fields(field: str, name: str) -> Iterator[Sought]:
    """A family name and a given name, each after a word that asks for it."""
    for cut in (1, 2) if len(name) > 2 else (1,):
        yield Sought(field, re.compile(f"姓氏?{re.escape(name[:cut])}名字?{re.escape(name[cut:])}"), "han")


def _han(text: str) -> str:
    return foldings(text)["han"].text


def _pinyin(field: str, name: str) -> Iterator[Sought]:
    """Surname first or last, joined, spaced or hyphenated, the given name in full or as initials."""
    readings = pypinyin.lazy_pinyin(name, v_to_u=False, errors="ignore")
    if len(readings) < 2:
        return
    cuts = (1, 2) if len(readings) > 2 else (1,)
    for cut in cuts:
        surname, given = readings[:cut], readings[cut:]
        yield Sought(field, _in_words(surname + given), "latin")
        yield Sought(field, _in_words(given + surname), "latin")
        initials = r"[\s.\-]*".join(syllable[0].upper() for syllable in given)
        if len(given) >= 2:
            yield Sought(field, re.compile(rf"(?<![A-Za-z]){_title(surname)}[\s,.]*{initials}(?![A-Za-z])"), "latin")
            yield Sought(field, re.compile(rf"(?<![A-Za-z]){initials}[\s.,]*{_title(surname)}(?![A-Za-z])"), "latin")


def _title(surname: list[str]) -> str:
    """A surname as it is written beside initials: capitalised or in capitals."""
    joined = "".join(surname)
    return f"(?:{_sound(joined.capitalize())}|{_sound(joined.upper())})"


def _sound(syllables: str) -> str:
    """A pattern for pinyin in which u-umlaut may be written v, u or yu."""
    return syllables.replace("v", "(?:v|u|yu)").replace("V", "(?:V|U|YU|v)")


def _in_words(syllables: list[str]) -> re.Pattern[str]:
    between = r"[^A-Za-z0-9]{0,4}"
    return re.compile(
        r"(?<![A-Za-z])" + between.join(_sound(part) for part in syllables) + r"(?![A-Za-z])", re.IGNORECASE
    )


def _places(identity: Any) -> Iterator[Sought]:
    for field in _PLACES:
        for place in _several(getattr(identity, field, ())):
            folded = _han(place)
            if len(folded) >= 2:
                yield Sought(field, _han_pattern(folded), "han", folded)
    for place in _several(getattr(identity, "employer_en", ())):
        words = re.findall(r"[A-Za-z]+", place)
        if len("".join(words)) >= 3:
            pattern = re.compile(
                r"(?<![A-Za-z])" + r"[^A-Za-z]*".join(words) + r"(?![A-Za-z])",
                re.IGNORECASE if len("".join(words)) > 5 else 0,
            )
            yield Sought("employer_en", pattern, "latin")


def _han_pattern(folded: str) -> re.Pattern[str]:
    """Latin abbreviations only as words of their own; Chinese anywhere, ordinals in figures too."""
    if folded.isascii():
        return re.compile(rf"(?<![a-z0-9]){re.escape(folded)}(?![a-z0-9])")
    return re.compile(re.sub("第?([一二三四五六七八九])", _ordinal, folded) if len(folded) > 3 else re.escape(folded))


def _ordinal(found: re.Match[str]) -> str:
    return f"{'第?' if found[0] != found[1] else ''}{_ORDINALS['一二三四五六七八九'.index(found[1])]}"


def _numbers(identity: Any) -> Iterator[Sought]:
    yield from _windows("id_number", _several(getattr(identity, "id_number", "")), _ID_WINDOW)
    yield from _windows("phone", _several(getattr(identity, "phone", ())), _PHONE_WINDOW)
    yield from _windows("other_numbers", _several(getattr(identity, "other_numbers", ())), _OTHER_WINDOW)


def _windows(field: str, numbers: Iterable[str], width: int) -> Iterator[Sought]:
    """The whole number, and any stretch of it long enough to point at the person when part of it is covered."""
    for number in numbers:
        folded = foldings(number)["digits"].text
        if len(folded) < 5:
            continue
        parts = {folded} if len(folded) <= width else {folded[at : at + width] for at in range(len(folded) - width + 1)}
        yield Sought(field, re.compile("|".join(re.escape(part) for part in sorted(parts))), "digits", folded)


def _mail(identity: Any) -> Iterator[Sought]:
    for address in _several(getattr(identity, "email", ())):
        folded = foldings(address)["mail"].text
        local, _, domain = folded.partition("@")
        if len(local) >= 3 and domain:
            at = r"(?:@|\(at\)|\[at\]|#|\(a\)|＠)"
            dots = re.escape(domain).replace(r"\.", r"(?:\.|\(dot\)|\[dot\]|。|,)")
            yield Sought("email", re.compile(re.escape(local) + at + dots), "mail", folded)
        if len(local) >= 6 and not local.isdigit():
            yield Sought("email", re.compile(rf"(?<![a-z0-9]){re.escape(local)}(?![a-z0-9])"), "mail", local)
        if domain and domain not in _PUBLIC_MAIL:
            yield Sought("email", re.compile(rf"(?<![a-z0-9]){re.escape(domain)}"), "mail", domain)


def by_sound(char: str) -> frozenset[str]:
    """All readings of a character, without tones."""
    return (
        frozenset(pypinyin.pinyin(char, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore")[0] or ())
        if (_is_han(char))
        else frozenset()
    )


def _is_han(char: str) -> bool:
    return unicodedata.name(char, "").startswith("CJK ")


@lru_cache(maxsize=1 << 15)
def unusual(char: str) -> bool:
    """Whether a Chinese character lies outside GB 2312: a traditional or variant form in a mainland dossier."""
    if not _is_han(char):
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def sounds_like(name: str, text: str) -> Iterator[int]:
    """Where a stretch of text with at least one unusual character is the name but for characters of the same sound."""
    size = len(name)
    strange = [unusual(char) for char in text]
    if not any(strange):
        return
    for at in range(len(text) - size + 1):
        if any(strange[at : at + size]) and all(
            one == other or (odd and by_sound(one) & by_sound(other))
            for one, other, odd in zip(text[at : at + size], name, strange[at : at + size], strict=True)
        ):
            yield at
