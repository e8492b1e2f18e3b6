"""A TOML file that people wrote: read whole, or refused with the place and what would be right."""

from __future__ import annotations

import codecs
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from expertpool.errors import Refusal, Where

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_WIDE = re.compile("[“”‘’＝＂［］｛｝，．：。、]")
_CHINESE_KEY = re.compile(r"[^\x00-\x7f]")
_OTHER_UNICODE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def shipped_names(package: str, folder: str = "") -> list[str]:
    """The names of the TOML files that come with the program in a folder of a package, sorted."""
    inside = files(package).joinpath(folder) if folder else files(package)
    return sorted(entry.name.removesuffix(".toml") for entry in inside.iterdir() if entry.name.endswith(".toml"))


def read_toml(path: Path) -> dict[str, Any]:
    """The file's tables and values. Raises Refusal where it is missing, not UTF-8, or not TOML."""
    return parse_toml(read_text(path), str(path))


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """The same for text already read; ``file`` is what a refusal names."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise _refusal(fault, text, file) from None
    except (ValueError, RecursionError):
        raise Refusal("rules.toml_impossible", where=Where(file=file)) from None


def read_text(path: Path) -> str:
    """The file's text, without the mark some editors put in front. Raises Refusal where it is missing or not UTF-8."""
    where = Where(file=str(path))
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise Refusal("common.file_missing", where=where, path=str(path)) from None
    except IsADirectoryError:
        raise Refusal("rules.file_is_folder", where=where, path=str(path)) from None
    except OSError as fault:
        raise Refusal(
            "rules.file_unreadable", where=where, path=str(path), reason=fault.strerror or str(fault)
        ) from None
    if content.startswith(_OTHER_UNICODE):
        raise Refusal("rules.file_not_utf8", where=where, encoding="UTF-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        row = content.count(b"\n", 0, fault.start) + 1
        raise Refusal("rules.file_not_utf8", where=Where(file=str(path), row=row), encoding=_guess(content)) from None


def _guess(content: bytes) -> str:
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GBK/GB18030"


def _refusal(fault: tomllib.TOMLDecodeError, text: str, file: str) -> Refusal:
    lines = text.splitlines() or [""]
    place = _PLACE.search(str(fault))
    row, column = (int(place[1]), int(place[2])) if place else (len(lines), len(lines[-1]) + 1)
    line = lines[min(row, len(lines)) - 1].strip()
    where = Where(file=file, row=row)
    return Refusal(_fault(fault, line), where=where, line=row, column=column, text=line[:60])


def _fault(fault: tomllib.TOMLDecodeError, line: str) -> str:
    said = str(fault)
    if any(word in said for word in ("overwrite", "twice", "Cannot declare", "Duplicate")):
        return "rules.toml_twice"
    bare = re.sub(r"\"[^\"]*\"|'[^']*'|#.*", "", line)
    if _WIDE.search(bare):
        return "rules.toml_wide"
    if _CHINESE_KEY.match(bare):
        return "rules.toml_key"
    return "rules.toml_value" if "Invalid value" in said else "rules.toml_syntax"
