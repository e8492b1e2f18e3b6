"""Oversight as workbooks: the matrix with its lines, two years side by side, figures against chance, plain lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from expertpool.documents.listed_workbook import ListedSheet, listed_bytes
from expertpool.words import Language, say

LINE_WIDTHS = {"rule": 54, "clause": 26, "stage": 8, "verdict": 10, "found": 40, "required": 40, "evidence": 10}


def matrix_bytes(
    content: Mapping[str, Any], lines: Mapping[str, Sequence[Mapping[str, Any]]], language: Language
) -> bytes:
    """``content`` as the matrix gives it; ``lines``: every line of a committee by its name, for drilling down."""
    rules, states = content["rules"], list(content["states"])
    heads = [(say("oversight.column.committee", language), 40), (say("oversight.column.assurance", language), 8)]
    heads += [(_state(name, language), 8) for name in states]
    heads += [(f"{one['rule']}\n{one['clause']}", 16) for one in rules]
    rows = [
        [one["committee"], one["assurance"] or "", *(str(one["states"][name]) for name in states)]
        + [_cell(one["cells"].get(rule["rule"]), language) for rule in rules]
        for one in content["committees"]
    ]
    below = [(say("oversight.column.committee", language), 40)]
    below += [(say(f"report.head.{name}", language), width) for name, width in LINE_WIDTHS.items()]
    drilled = [
        [name, *(_line_cell(line, column, language) for column in LINE_WIDTHS)]
        for name, each in lines.items()
        for line in each
    ]
    sheets = [
        ListedSheet(name=say("oversight.sheet.matrix", language), heads=heads, rows=rows),
        ListedSheet(name=say("oversight.sheet.lines", language), heads=below, rows=drilled),
    ]
    return listed_bytes(sheets)


def list_bytes(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]], language: Language) -> bytes:
    """One sheet: ``name`` and ``columns`` are ends of keys of the catalogues."""
    heads = [(say(f"oversight.column.{column}", language), 22) for column in columns]
    return listed_bytes([ListedSheet(name=say(f"oversight.sheet.{name}", language), heads=heads, rows=rows)])


def _cell(cell: Mapping[str, Any] | None, language: Language) -> str:
    return "" if cell is None else _state(cell["state"], language)


def _line_cell(line: Mapping[str, Any], column: str, language: Language) -> str:
    if column == "rule":
        return str(line["says"])
    if column == "stage":
        return say(f"report.stage.{line['stage']}", language)
    if column == "verdict":
        return _state(line["state"], language)
    return "" if line[column] is None else str(line[column])


def _state(name: str, language: Language) -> str:
    return say(f"rules.state.{name}", language)
