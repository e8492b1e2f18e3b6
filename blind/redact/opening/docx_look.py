"""How text of a Word file looks as far as it decides whether a reader sees it: styles, colours, sizes, headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from blind.redact.opening.package import Element, attribute, local

_NEARLY_WHITE = 0xF0
_SMALLEST = 5
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True)
class Look:
    """Properties of text; None: not said here. ``size`` is in half points, ``heading`` 1 to 9."""

    vanish: bool | None = None
    white: bool | None = None
    shaded: bool | None = None
    size: int | None = None
    heading: int | None = None
    list_id: str | None = None
    list_level: int | None = None

    def over(self, base: Look) -> Look:
        """These properties, and the base's where nothing is said."""
        return replace(base, **{key: value for key, value in vars(self).items() if value is not None})

    @property
    def hidden(self) -> str:
        """The code of why a reader does not see such text, or ""."""
        if self.vanish:
            return "hidden-text"
        if self.white and not self.shaded:
            return "white-text"
        return "tiny-text" if self.size is not None and self.size < _SMALLEST else ""


def look_of(properties: Element | None) -> Look:
    """What a ``w:rPr`` or ``w:pPr`` says itself, without its styles."""
    if properties is None:
        return Look()
    said: dict[str, bool | int | str | None] = {}
    for item in properties:
        name, value = local(item), attribute(item, "val")
        if name in {"vanish", "specVanish"}:
            said["vanish"] = (value or "1") not in _OFF
        elif name == "color":
            said["white"] = _white(value) or attribute(item, "themeColor") in {"background1", "light1"}
        elif name == "shd":
            fill = attribute(item, "fill") or "auto"
            said["shaded"] = (fill != "auto" and not _white(fill)) or value not in {None, "clear", "nil"}
        elif name == "highlight":
            said["shaded"] = value not in {None, "none", "white"}
        elif name == "sz":
            said["size"] = _whole(value)
        elif name == "outlineLvl" and (level := _whole(value)) is not None and level < 9:
            said["heading"] = level + 1
        elif name == "numPr":
            for part in item:
                if local(part) == "numId":
                    said["list_id"] = attribute(part, "val")
                elif local(part) == "ilvl":
                    said["list_level"] = _whole(attribute(part, "val"))
    return Look(**said)  # type: ignore[arg-type]  # each key gets the kind of value its branch makes


def _white(value: str | None) -> bool:
    if value is None or not re.fullmatch(r"[0-9A-Fa-f]{6}", value):
        return False
    return all(int(value[at : at + 2], 16) >= _NEARLY_WHITE for at in (0, 2, 4))


def _whole(value: str | None) -> int | None:
    return int(value) if value is not None and re.fullmatch(r"-?[0-9]{1,6}", value) else None


class Styles:
    """The looks of a file's named styles, with what they inherit."""

    def __init__(self, root: Element | None) -> None:
        self._own: dict[str, tuple[Look, str]] = {}
        self.standard = Look()
        self.default_paragraph = ""
        self._done: dict[str, Look] = {}
        for item in root if root is not None else ():
            if local(item) == "docDefaults":
                self.standard = _inside(item, "rPrDefault").over(_inside(item, "pPrDefault"))
            elif local(item) == "style":
                self._add(item)

    def _add(self, item: Element) -> None:
        identity = attribute(item, "styleId") or ""
        parts = {local(part): part for part in item}
        look = look_of(parts.get("rPr")).over(look_of(parts.get("pPr")))
        name = (attribute(parts["name"], "val") or "") if "name" in parts else ""
        if look.heading is None and (level := re.fullmatch(r"(?i)heading ?([1-9])|标题 ?([1-9])", name)):
            look = replace(look, heading=int(level[1] or level[2]))
        elif look.heading is None and name.lower() == "title":
            look = replace(look, heading=1)
        base = (attribute(parts["basedOn"], "val") or "") if "basedOn" in parts else ""
        self._own[identity] = (look, base)
        if attribute(item, "type") == "paragraph" and attribute(item, "default") in {"1", "true"}:
            self.default_paragraph = identity

    def look(self, identity: str) -> Look:
        """A style with everything it inherits from other styles; a circle of styles ends where it closes."""
        if identity not in self._done:
            self._done[identity] = Look()
            own, base = self._own.get(identity, (Look(), ""))
            self._done[identity] = own.over(self.look(base)) if base else own
        return self._done[identity]


def _inside(element: Element, name: str) -> Look:
    for holder in element:
        if local(holder) == name:
            for part in holder:
                return look_of(part)
    return Look()


def style_named(properties: Element | None, kind: str) -> str:
    """The id of the style that properties name (``pStyle`` or ``rStyle``), or ""."""
    for item in properties if properties is not None else ():
        if local(item) == kind:
            return attribute(item, "val") or ""
    return ""


_CHINESE = "〇一二三四五六七八九"


class Numbers:
    """The running numbers of lists, as a reader sees them before each paragraph."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for item in root if root is not None else ():
            if local(item) == "abstractNum":
                self._levels[attribute(item, "abstractNumId") or ""] = _levels(item)
            elif local(item) == "num":
                targets = [attribute(part, "val") or "" for part in item if local(part) == "abstractNumId"]
                self._lists[attribute(item, "numId") or ""] = targets[0] if targets else ""

    def next(self, look: Look) -> str:
        """The number before the next paragraph that looks so, with a blank after it; "" outside lists."""
        if look.list_id in {None, "0"}:
            return ""
        abstract = self._lists.get(look.list_id or "", "")
        levels = self._levels.get(abstract, {})
        level = look.list_level or 0
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        shape = levels[level][1]
        for at in range(9):
            if f"%{at + 1}" in shape:
                form, _, start = levels.get(at, ("decimal", "", 1))
                shape = shape.replace(f"%{at + 1}", numeral(counts.get(at, start), form))
        return f"{shape} " if shape else ""


def _levels(item: Element) -> dict[int, tuple[str, str, int]]:
    found: dict[int, tuple[str, str, int]] = {}
    for part in item:
        if local(part) == "lvl":
            said = {local(value): attribute(value, "val") or "" for value in part}
            form = said.get("numFmt", "decimal")
            shape = "•" if form == "bullet" else said.get("lvlText", "")
            found[_whole(attribute(part, "ilvl")) or 0] = (form, shape, _whole(said.get("start")) or 1)
    return found


def numeral(number: int, form: str) -> str:
    """A list number in the form a file asks for; forms without a rule here are written in digits."""
    if form in {"none"}:
        return ""
    if form.startswith(("chinese", "japanese", "ideograph", "taiwanese")) and 0 < number < 100:
        tens, ones = divmod(number, 10)
        ten = ("" if tens == 1 else _CHINESE[tens]) + "十" if tens else ""
        return ten + (_CHINESE[ones] if ones or not tens else "")
    if form in {"upperLetter", "lowerLetter"} and 0 < number <= 26:
        return chr((65 if form == "upperLetter" else 97) + number - 1)
    if form in {"upperRoman", "lowerRoman"} and 0 < number < 40:
        tens, ones = divmod(number, 10)
        roman = "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
        return roman if form == "upperRoman" else roman.lower()
    if form == "decimalEnclosedCircle" and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    return str(number)
