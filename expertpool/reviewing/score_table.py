"""A table of opened scores: packet, reader and total, one line each."""

from __future__ import annotations

from pathlib import Path

from blind.combining.scores import Score
from expertpool.errors import Refusal
from expertpool.reviewing.score_heads import AT_REST
from expertpool.reviewing.sheet_file import POINTS
from expertpool.reviewing.table import Row, read_table

OPTIONAL = frozenset({"turn", "sealed"})


def read_scores(path: Path) -> list[Score]:
    """The scores of a file, in its order. Raises a refusal for a score that is not points or that stands twice."""
    scores: list[Score] = []
    seen: dict[tuple[str, str], int] = {}
    for row in read_table(path, "scores", optional=OPTIONAL):
        found = POINTS.fullmatch(row.cells["score"])
        if not found:
            raise Refusal("scores.not_points", where=row.where("score"), found=row.cells["score"][:40])
        packet, reader = row.cells["packet"], row.cells["reader"]
        for field in ("packet", "reader"):
            if not row.cells[field]:
                raise Refusal("scores.cell_empty", where=row.where(field), field=field)
        if (packet, reader) in seen:
            earlier = seen[packet, reader]
            raise Refusal("scores.scored_twice", where=row.where("reader"), packet=packet, reader=reader, row=earlier)
        seen[packet, reader] = row.number
        hundredths = 100 * int(found[1]) + int((found[2] or "0").ljust(2, "0"))
        scores.append(Score(packet, reader, hundredths, turn(row)))
    return scores


def turn(row: Row) -> int:
    """The reader's place among those of the packet, where the table has such a column."""
    text = row.cells.get("turn", "")
    if text and not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise Refusal("scores.turn_bad", where=row.where("turn"), found=text[:40])
    return int(text or 0)


def at_rest_only(path: Path) -> frozenset[str]:
    """The packets of a table that have a score the office typed from paper."""
    rows = read_table(path, "scores", optional=OPTIONAL)
    return frozenset(row.cells["packet"] for row in rows if row.cells.get("sealed") == AT_REST)
