"""Forms as files: a sheet in TOML, read into the form that scores are bound to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from blind.errors import Malformed
from blind.scoresheet.rubric import Anchor, Indicator, Rubric, Scale
from expertpool.errors import Refusal, Where

POINTS = re.compile(r"(0|[1-9][0-9]{0,5})(?:\.([0-9]{1,2}))?")
TOP = {"code", "version", "title", "clause", "scale", "indicator"}
MARKS = ("lowest", "highest", "step", "reason_to", "reason_from")


def shipped() -> dict[str, Rubric]:
    """The starting sheets that come with the program, by code."""
    folder = files("expertpool.reviewing").joinpath("sheets")
    texts = {
        entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".toml")
    }
    read = [rubric_of(text, file=name) for name, text in sorted(texts.items())]
    return {one.code: one for one in read}


def read_sheet(path: Path) -> Rubric:
    """The form in a file; a refusal names what is wrong and where."""
    try:
        return rubric_of(path.read_text(encoding="utf-8-sig"), file=str(path))
    except UnicodeDecodeError:
        raise Refusal("scores.sheet_not_text", where=Where(file=str(path))) from None


def rubric_of(text: str, *, file: str) -> Rubric:
    """The form that TOML ``text`` describes."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refusal("scores.sheet_not_toml", where=Where(file=file), why=str(error)) from None
    unknown = sorted(table.keys() - TOP)
    if unknown:
        raise Refusal("scores.sheet_unknown_key", where=Where(file=file, field=unknown[0]), key=unknown[0])
    try:
        return Rubric(
            code=taken(table, "code", str, file),
            version=taken(table, "version", int, file),
            title=taken(table, "title", str, file),
            scale=scale(taken(table, "scale", dict, file), file),
            indicators=tuple(indicator(one, file) for one in taken(table, "indicator", list, file)),
        )
    except Malformed as error:
        field = str(error.facts.get("indicator", "")) or None
        raise Refusal("scores.sheet_cannot_be", where=Where(file=file, field=field), why=error.code) from None


def scale(table: Mapping[str, Any], file: str) -> Scale:
    """``[scale]``: every mark in points as text."""
    lowest, highest, step, reason_to, reason_from = (hundredths(table.get(name), file, name) for name in MARKS)
    return Scale(lowest=lowest, highest=highest, step=step, reason_to=reason_to, reason_from=reason_from)


def indicator(table: Any, file: str) -> Indicator:
    """One ``[[indicator]]``."""
    if not isinstance(table, dict):
        raise Refusal("scores.sheet_missing", where=Where(file=file, field="indicator"), key="indicator")
    anchors = table.get("anchors", {})
    return Indicator(
        code=taken(table, "code", str, file),
        title=taken(table, "title", str, file),
        weight=taken(table, "weight", int, file),
        anchors=tuple(Anchor(hundredths(at, file, "anchors"), str(says)) for at, says in anchors.items()),
    )


def taken(table: Mapping[str, Any], key: str, kind: type, file: str) -> Any:
    """The value of a key that must be there, of its type."""
    if type(table.get(key)) is not kind:
        raise Refusal("scores.sheet_missing", where=Where(file=file, field=key), key=key)
    return table[key]


def hundredths(text: Any, file: str, field: str) -> int:
    """Points written as text, such as ``"82.5"``, in hundredths; never through a float."""
    found = POINTS.fullmatch(text) if isinstance(text, str) else None
    if not found:
        raise Refusal("scores.not_points", where=Where(file=file, field=field), found=str(text)[:40])
    return 100 * int(found[1]) + int((found[2] or "0").ljust(2, "0"))
