"""How cells of a workbook look as far as it decides what a reader sees: number formats, white or tiny type."""

from __future__ import annotations

from blind.redact.opening.numbers import BUILT_IN
from blind.redact.opening.package import Element, attribute, local

_SMALLEST = 2.5


class CellLooks:
    """Formats and looks by the number a cell names."""

    def __init__(self, root: Element | None) -> None:
        parts = {local(part): part for part in (root if root is not None else ())}
        codes = dict(BUILT_IN)
        for item in parts.get("numFmts", ()):
            number = attribute(item, "numFmtId") or ""
            if number.isdigit():
                codes[int(number)] = attribute(item, "formatCode") or ""
        fonts = [_font(item) for item in parts.get("fonts", ())]
        fills = [_filled(item) for item in parts.get("fills", ())]
        self._formats: list[str] = []
        self._hidden: list[str] = []
        for item in parts.get("cellXfs", ()):
            self._formats.append(codes.get(_index(item, "numFmtId"), "General"))
            code = fonts[at] if (at := _index(item, "fontId")) < len(fonts) else ""
            filled = fills[at] if (at := _index(item, "fillId")) < len(fills) else False
            self._hidden.append("" if code == "white-text" and filled else code)

    def format(self, style: int) -> str:
        """The number format of a style."""
        return self._formats[style] if style < len(self._formats) else "General"

    def hidden(self, style: int) -> str:
        """The code of why text of this style is not seen, or ""."""
        return self._hidden[style] if style < len(self._hidden) else ""


def _index(item: Element, name: str) -> int:
    value = attribute(item, name) or "0"
    return int(value) if value.isdigit() and len(value) < 7 else 0


def _font(item: Element) -> str:
    for part in item:
        if local(part) == "sz":
            try:
                if float(attribute(part, "val") or "11") < _SMALLEST:
                    return "tiny-text"
            except ValueError:
                continue
        if local(part) == "color" and _is_white(part):
            return "white-text"
    return ""


def _is_white(part: Element) -> bool:
    if attribute(part, "theme") == "0":
        return not (attribute(part, "tint") or "0").startswith("-0.") or (attribute(part, "tint") or "0") > "-0.1"
    return (attribute(part, "rgb") or "").upper()[-6:] == "FFFFFF" or attribute(part, "indexed") in {"1", "9"}


def _filled(item: Element) -> bool:
    """Whether a fill paints a ground that is not white."""
    for pattern in item:
        if local(pattern) == "gradientFill":
            return True
        if (attribute(pattern, "patternType") or "none") in {"none"}:
            return False
        for part in pattern:
            if local(part) == "fgColor":
                return not _is_white(part)
        return True
    return False
