"""Cells that stand in a column whose head asks for names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from blind.redact.finders.cues import words
from blind.redact.finders.passage import Passage


@dataclass(frozen=True)
class Cell:
    """A dense stretch in a row of cells, and the head of its column: "name_labels" or "role_labels"."""

    start: int
    end: int
    head: str


def named_cells(passage: Passage) -> tuple[Cell, ...]:
    """The cells under heads for names, as far as rows of cells follow the head's row; found once for a passage."""
    if "cells" not in passage.found:
        passage.found["cells"] = tuple(cells_under_heads(passage))
    cells = passage.found["cells"]
    return cells if isinstance(cells, tuple) else ()


def under_head(passage: Passage, start: int, end: int) -> bool:
    """Whether the stretch is the beginning of such a cell."""
    return any(cell.start == start and cell.end >= end for cell in named_cells(passage))


def cells_under_heads(passage: Passage) -> Iterator[Cell]:
    """Row by row; a row without cells ends the table."""
    heads: dict[int, str] = {}
    for row in rows(passage):
        if len(row) < 2:
            heads = {}
            continue
        kinds = {index: kind for index, (start, end) in row.items() if (kind := head_kind(passage.dense[start:end]))}
        if len(kinds) * 2 > len(row) or (kinds and not heads):
            heads = kinds
            continue
        heads |= kinds
        for index, (start, end) in row.items():
            if index in heads and index not in kinds and end > start:
                yield Cell(start, end, heads[index])


def head_kind(text: str) -> str:
    """Which kind of names a head asks for; empty for other cells."""
    bare = text.strip(":()*")
    for key in ("name_labels", "role_labels"):
        if bare in words("cues.toml", key):
            return key
    return ""


def rows(passage: Passage) -> Iterator[dict[int, tuple[int, int]]]:
    """For each line of the original its cells by column, empty ones left out, as dense stretches."""
    at = 0
    dense_at = 0
    for line in passage.text.splitlines(keepends=True):
        row: dict[int, tuple[int, int]] = {}
        offset = at
        for index, cell in enumerate(line.split("\t")):
            stop = offset + len(cell)
            start = dense_at
            while dense_at < len(passage.dense) and passage.first[dense_at] < stop:
                dense_at += 1
            if dense_at > start:
                row[index] = (start, dense_at)
            offset = stop + 1
        yield row
        at += len(line)
