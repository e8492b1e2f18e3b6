"""选票: the ballots of a meeting as a PDF, as many as members who may vote, no two of them told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.resources import files
from pathlib import Path

from expertpool import __version__
from expertpool.documents.typesetting import Fonts, typeset
from expertpool.words import Language, say

CHOICES = ("yes", "no", "abstained")


@dataclass(frozen=True, kw_only=True)
class BallotSheets:
    """What is printed: ``lines`` (codenames) of each kind of sheet with its number of copies, and one mark for all.

    ``assurance``: the level of the draw that seated the voters, M0 to M3; None where none is on record.
    """

    committee: str
    held_on: date
    mark: str
    assurance: str | None
    sheets: Sequence[tuple[Sequence[str], int]]


def ballot_pdf(ballots: BallotSheets, language: Language, *, fonts_folder: Path | None = None) -> bytes:
    """The PDF; the same ballots and language give the same bytes."""
    template = files(__package__).joinpath("ballot_sheets.typ").read_text(encoding="utf-8")
    longest = max(len(lines) for lines, _ in ballots.sheets)
    day = ballots.held_on
    page = {
        "lang": language.value,
        "region": say("language.region", language),
        "paper": "a5" if longest <= 5 else "a4",
        "program": f"expertpool {__version__}",
        "title": say("ballot.sheet.title", language),
        "committee": ballots.committee,
        "day": say("ballot.sheet.day", language, year=day.year, month=day.month, day=day.day),
        "number": say("ballot.sheet.number", language),
        "candidate": say("ballot.candidate", language),
        "choices": [say(f"ballot.{choice}", language) for choice in CHOICES],
        "rules": say("ballot.sheet.rules", language).split("\n"),
        "page": say("draw_record.page", language, page="@page", pages="@pages"),
        "mark": say("ballot.sheet.mark", language, mark=ballots.mark),
        "drawn": _drawn(ballots.assurance, language),
        "ballots": [{"lines": list(lines), "copies": copies} for lines, copies in ballots.sheets],
        "missing_words": say("draw_record.missing.words", language),
    }
    made = datetime.combine(day, time(), tzinfo=UTC)
    return typeset(template, page, made=made, fonts=Fonts(fonts_folder))


def _drawn(assurance: str | None, language: Language) -> str:
    if assurance is None:
        return ""
    level = say(f"report.assurance.{assurance}", language)
    return say("papers.assurance_is", language, label=say("report.assurance", language), level=level)
