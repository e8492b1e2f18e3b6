"""Compliance reports as a workbook to sort and filter: one row a committee, one a rule, and the report's tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from expertpool.documents.listed_workbook import ListedSheet, listed_bytes
from expertpool.documents.report_tables import TABLES, ReportWords
from expertpool.words import Language, speaker

LINE_WIDTHS = {
    "rule": 54,
    "clause": 30,
    "stage": 8,
    "verdict": 10,
    "found": 40,
    "required": 40,
    "evidence": 10,
    "source": 24,
}


def report_workbook(contents: Sequence[Mapping[str, Any]], language: Language) -> bytes:
    """One or several reports: committees in figures, every line, then the tables that any of them has."""
    say = speaker(language)
    told = [ReportWords(content, language) for content in contents]
    heads = [(say("report.committee"), 40), *((say(f"report.head.{name}"), wide) for name, wide in LINE_WIDTHS.items())]
    rows = [
        [one.content["committee"], *(one.cell(line, name) for name in LINE_WIDTHS)]
        for one in told
        for line in one.content["lines"]
    ]
    lines = ListedSheet(name=say("report.sheet.lines"), heads=heads, rows=rows)
    return listed_bytes([_overview(told, language), lines, *_tables(told, language)])


def _overview(told: Sequence[ReportWords], language: Language) -> ListedSheet:
    say = speaker(language)
    names = [one.state(name) for one in told[:1] for name in one.content["states"]]
    figures = ("replaced", "forced", "missed")
    return ListedSheet(
        name=say("report.sheet.committees"),
        heads=[
            (say("report.committee"), 40),
            (say("report.assurance"), 12),
            *((name, 10) for name in names),
            *((say(f"report.head.{name}"), 12) for name in figures),
        ],
        rows=[
            [
                one.content["committee"],
                one.shown(one.content["assurance"]),
                *map(str, one.content["states"].values()),
                f"{one.content['replacements']['replaced']}/{one.content['replacements']['seated']}",
                one.shown(one.forced),
                str(sum(each["state"] == "missed" for each in one.content["deadlines"])),
            ]
            for one in told
        ],
    )


def _tables(told: Sequence[ReportWords], language: Language) -> list[ListedSheet]:
    """A sheet for each table that any of the reports has, the committee in front of each row."""
    say = speaker(language)
    made: dict[str, ListedSheet] = {}
    for one in told:
        for name, table in one.tables().items():
            wide = [(say("report.committee"), 40), *((head, max(10, width // 2)) for head, width in table.columns)]
            before = made[name].rows if name in made else []
            rows = [*before, *([one.content["committee"], *row] for row in table.rows)]
            made[name] = ListedSheet(name=say(f"report.sheet.{name}"), heads=wide, rows=rows)
    return [made[name] for name in TABLES if name in made]
