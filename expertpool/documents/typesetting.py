"""Pages from a Typst template and plain values: text stays text, a missing glyph is seen, equal data, equal bytes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as chinese_fonts
import typst

from expertpool.documents.glyphs import glyphs, printable

_ZERO_WIDTH_SPACE = "\u200b"
_UNBROKEN = re.compile(r"[!-~]{17,}")
_IN_A_NAME = re.compile(r"(?<=[a-z]_)(?=[a-z])")


class TypesettingFailed(Exception):
    """A template did not compile cleanly: a fault of the program, never of the data."""


@dataclass(frozen=True)
class Fonts:
    """The typefaces a document may use: the two that come with the program, and an office's own folder."""

    folder: Path | None = None

    @property
    def book(self) -> typst.Fonts:
        """The fonts as Typst takes them; never the machine's own, which would make bytes differ between machines."""
        return _book(self.folder)

    @property
    def covered(self) -> frozenset[int]:
        """Code points that print in serif and in sans, or by a font of the office's folder."""
        return _covered(tuple(_font_files(self.folder)))


def _font_files(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    return sorted(file for file in folder.iterdir() if file.suffix.lower() in {".ttf", ".otf", ".ttc", ".otc"})


@cache
def _covered(own: tuple[Path, ...]) -> frozenset[int]:
    ours = glyphs(chinese_fonts.serif_path()) & glyphs(chinese_fonts.sans_path())
    return ours.union(*(glyphs(file) for file in own))


@cache
def _book(folder: Path | None) -> typst.Fonts:
    paths = [chinese_fonts.serif_path().parent, *([folder] if folder else [])]
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(path) for path in paths]
    )


def typeset(template: str, data: dict[str, Any], *, made: datetime, fonts: Fonts | None = None) -> bytes:
    """A PDF/A-2b of ``template`` filled with ``data`` (strings, numbers, lists, dictionaries).

    The template reads its data as JSON, so no text can become markup. ``data["missing"]`` is set to the characters
    that no font has, as U+ numbers; ``made`` is the only date in the file. Raises TypesettingFailed on any warning.
    """
    fonts = fonts or Fonts()
    missing: set[str] = set()
    safe = _printable(data, fonts.covered, missing)
    safe["missing"] = [f"U+{ord(character):04X}" for character in sorted(missing)]
    try:
        pdf, warnings = typst.compile_with_warnings(
            template.encode(),
            font_paths=fonts.book,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(safe, ensure_ascii=False)},
            timestamp=int(made.timestamp()),
            pdf_standards=["a-2b"],
        )
    except typst.TypstError as failure:
        raise TypesettingFailed(str(failure)) from failure
    if warnings or not isinstance(pdf, bytes):
        raise TypesettingFailed("; ".join(str(warning) for warning in warnings))
    return pdf


def _printable(value: Any, covered: frozenset[int], missing: set[str]) -> Any:
    """The same structure with every string made printable and breakable; ``missing`` collects what had no glyph."""
    if isinstance(value, str):
        text, gone = printable(value, covered)
        missing |= gone
        parted = _IN_A_NAME.sub(_ZERO_WIDTH_SPACE, text)
        return _UNBROKEN.sub(lambda run: _ZERO_WIDTH_SPACE.join(re.findall(".{1,8}", run[0])), parted)
    if isinstance(value, dict):
        return {key: _printable(item, covered, missing) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(item, covered, missing) for item in value]
    return value
