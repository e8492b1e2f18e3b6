"""A table of opened scores: packet, reader and total, one line each."""

from __future__ import annotations

from pathlib import Path

from blind.combining.scores import Score
from expertpool.errors import Refusal
from expertpool.reviewing.sheet_file import POINTS
from expertpool.reviewing.table import read_table


def read_scores(path: Path) -> list[Score]:
    """The scores of a file, in its order. Raises a refusal for a score that is not points or that stands twice."""
    scores: list[Score] = []
    seen: dict[tuple[str, str], int] = {}
    for row in read_table(path, "scores"):
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
        scores.append(Score(packet, reader, 100 * int(found[1]) + int((found[2] or "0").ljust(2, "0"))))
    return scores
