"""计票表: the workbook one counter fills in alone, a line for each candidate."""

from __future__ import annotations

from collections.abc import Sequence

from expertpool.documents.listed_workbook import ListedSheet, listed_bytes
from expertpool.words import Language, say

FIELDS = ("yes", "no", "abstained", "spoilt")


def count_bytes(candidates: Sequence[str], language: Language, *, present: int) -> bytes:
    """The workbook; its cells take whole numbers from 0 to the members present, and an empty one is not nought."""
    heads = [(say("ballot.column.candidate", language), 24)]
    heads += [(say(f"ballot.column.{field}", language), 10) for field in FIELDS]
    places = frozenset(range(1, 1 + len(FIELDS)))
    sheet = ListedSheet(
        name=say("ballot.count_sheet.name", language),
        heads=heads,
        rows=[[name, *("" for _ in FIELDS)] for name in candidates],
        open_columns=places,
        whole_numbers=dict.fromkeys(sorted(places), present),
    )
    guide = say("ballot.count_sheet.guide_text", language).split("\n")
    return listed_bytes([sheet], guide_name=say("meeting.roll.guide", language), guide=guide)
