"""The sheets of a workbook, read in a process of its own so that no damaged file can take this one down."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from expertpool.documents.roster import sheets_child
from expertpool.documents.roster.grid import Merge, Value
from expertpool.documents.roster.marks import MOST_CELLS, refuse_if_too_wide
from expertpool.errors import Refusal

_SECONDS = 120


@dataclass(frozen=True)
class RawSheet:
    """One worksheet as the reader gives it; ``rows[0]`` is Excel's row 1."""

    name: str
    hidden: bool
    rows: list[list[Value]]
    merges: tuple[Merge, ...]


def read_sheets(content: bytes) -> list[RawSheet]:
    """Every worksheet in workbook order. Raises Refusal: damaged, protected by a password, a sheet far too large."""
    done = _run(content)
    if done.returncode == sheets_child.ENCRYPTED:
        raise Refusal("roster.encrypted")
    if done.returncode != 0:
        raise Refusal("roster.damaged")
    return [_sheet(told) for told in json.loads(done.stdout)]


def _run(content: bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-P", str(Path(sheets_child.__file__)), str(MOST_CELLS)]
    try:
        return subprocess.run(  # noqa: S603  # this interpreter and a file of our own
            command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise Refusal("roster.damaged") from late


def _sheet(told: dict[str, Any]) -> RawSheet:
    refuse_if_too_wide(told["height"], told["width"], sheet=told["name"])
    merges = tuple(Merge(top, left, bottom, right) for (top, left), (bottom, right) in told["merges"])
    return RawSheet(told["name"], told["hidden"], [_row(row) for row in told["rows"]], merges)


def _row(told: list[Any]) -> list[Value]:
    return [sheets_child.untagged(*cell) if cell.__class__ is list else cell for cell in told]
