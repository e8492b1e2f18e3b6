"""Compliance reports as PDF to read and file: of one committee, and of a whole season."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from expertpool.documents.meeting_paper import BLOCK_FOOT, MeetingPaper, PaperTable, paper_pdf
from expertpool.documents.report_tables import LINE_COLUMNS, ReportWords
from expertpool.documents.season_tables import SeasonWords
from expertpool.words import Language


def report_pdf(content: Mapping[str, Any], *, issued: date, number: int, language: Language) -> bytes:
    """The PDF of a committee's report; the same content, day and language give the same bytes."""
    told = ReportWords(content, language)
    say = told.say
    lines = [[told.cell(line, name) for name, _ in LINE_COLUMNS] for line in content["lines"]]
    paper = MeetingPaper(
        title=say("report.title"),
        held_on=issued,
        facts=[*told.facts(), (say("report.number"), say("report.number_of", number=number))],
        tables=[told.table("lines", LINE_COLUMNS, lines), *told.tables().values()],
        notes=[say("report.note.unknown"), say("report.note.evidence"), say("report.note.signed")],
        signatures=[say("report.signs.office"), say("report.signs.hrss")],
        foot=BLOCK_FOOT,
    )
    return paper_pdf(paper, language)


def season_pdf(content: Mapping[str, Any], *, issued: date, language: Language) -> bytes:
    """The PDF of a season's report: every committee in figures, and what is broken by clause, and what was missed."""
    told = SeasonWords(content, language)
    say = told.say
    tables: list[PaperTable] = [told.committees(), *told.broken_and_missed()]
    paper = MeetingPaper(
        title=say("report.season_title", year=content["year"]),
        held_on=issued,
        facts=[*told.facts(), (say("report.number"), say("report.season_number", number=content["number"]))],
        tables=tables,
        notes=[say("report.note.unknown"), say("report.note.season"), say("report.note.signed")],
        signatures=[say("report.signs.office"), say("report.signs.hrss")],
        foot=BLOCK_FOOT,
    )
    return paper_pdf(paper, language)
