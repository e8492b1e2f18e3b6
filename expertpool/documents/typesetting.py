"""Pages from a Typst template and plain values: text stays text, a missing glyph is seen, equal data, equal bytes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as chinese_fonts
import typst

from expertpool.documents.glyphs import glyphs, printable

_ZERO_WIDTH_SPACE = "\u200b"
_UNBROKEN = re.compile(r"[!-~]{17,}")
_A_DAY = re.compile(r"[(]?\d{4}-\d\d-\d\d\D*$")
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


@cache
def page_template(name: str) -> str:
    """A page by its path below this folder."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _fit_tables(value: Any, size: float) -> None:
    """Let long numbers and words break in every table within: rows below columns with a width in millimetres."""
    if isinstance(value, list):
        for item in value:
            _fit_tables(item, size)
    elif isinstance(value, dict):
        if value.get("columns") and value.get("rows"):
            most = [max(3, int((one["width"] - 2.8) / (size * 0.2))) for one in value["columns"]]
            value["rows"] = [
                [_fitted(cell, signs) for cell, signs in zip(row, most, strict=True)] for row in value["rows"]
            ]
        else:
            _fit_tables(list(value.values()), size)


def _fitted(cell: str, most: int) -> str:
    if cell.isascii() and len(cell) <= most:
        return cell
    return _too_wide(most).sub(lambda run: _parted(run[0], most), cell)


@cache
def _too_wide(most: int) -> re.Pattern[str]:
    return re.compile(f"[!-~]{{{most + 1},}}")


def _parted(run: str, most: int) -> str:
    return run if _A_DAY.match(run) else _ZERO_WIDTH_SPACE.join(re.findall(f".{{1,{most}}}", run))


def typeset(
    template: str, data: dict[str, Any], *, made: datetime, fonts: Fonts | None = None, cells: float | None = None
) -> bytes:
    """A PDF/A-2b of ``template`` filled with ``data`` (strings, numbers, lists, dictionaries).

    The template reads its data as JSON, so no text can become markup. ``data["missing"]`` is set to the characters
    that no font has, as U+ numbers; ``made`` is the only date in the file. Raises TypesettingFailed on any warning.
    ``cells``: the size of the type in tables (points): numbers and words wider than their column may break anywhere.
    """
    fonts = fonts or Fonts()
    missing: set[str] = set()
    safe = _printable(data, fonts.covered, missing)
    if cells is not None:
        _fit_tables(safe, cells)
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


@lru_cache(maxsize=8192)
def _printed(text: str, covered: frozenset[int]) -> tuple[str, frozenset[str]]:
    """One text made printable: the same sentences stand in hundreds of reports."""
    return printable(text, covered)


def _printable(value: Any, covered: frozenset[int], missing: set[str]) -> Any:
    """The same structure with every string made printable and breakable; ``missing`` collects what had no glyph."""
    if isinstance(value, str):
        text, gone = _printed(value, covered)
        missing |= gone
        parted = _IN_A_NAME.sub(_ZERO_WIDTH_SPACE, text)
        return _UNBROKEN.sub(lambda run: _ZERO_WIDTH_SPACE.join(re.findall(".{1,8}", run[0])), parted)
    if isinstance(value, dict):
        return {key: _printable(item, covered, missing) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(item, covered, missing) for item in value]
    return value
