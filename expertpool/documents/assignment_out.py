"""The folder of an assignment: both files staged, then entered, then shown; a kill leaves none or all of it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from expertpool.documents.assignment_workbook import write_assignment_workbook
from expertpool.whole_file import sync_folder, write_whole
from expertpool.words import Language

RESULT, WORKBOOK = "assignment.json", "assignment.xlsx"
STAGED = ".assignment"


def put_in_place(out: Path, content: Mapping[str, Any], *, language: Language, enter: Callable[[str], object]) -> str:
    """Write both files; ``enter`` gets the SHA-256 of assignment.json before anything shows. Returns that digest.

    Killed before the entry stands, it leaves nothing that counts; killed after it, ``interrupted`` finds the files.
    """
    staged = out / STAGED
    out.mkdir(parents=True, exist_ok=True)
    discard(out)
    staged.mkdir()
    try:
        body = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
        digest = hashlib.sha256(body).hexdigest()
        write_assignment_workbook(content, staged / WORKBOOK, language=language)
        write_whole(staged / RESULT, body)
        enter(digest)
    except BaseException:
        discard(out)
        raise
    finish(out)
    return digest


def interrupted(out: Path) -> str | None:
    """The SHA-256 of an assignment.json that was staged whole and never shown; it counts if the ledger knows it."""
    try:
        return hashlib.sha256((out / STAGED / RESULT).read_bytes()).hexdigest()
    except OSError:
        return None


def finish(out: Path) -> None:
    """Show what is staged, the deciding file last; what a cut-off run has shown already stays."""
    staged = out / STAGED
    for name in (WORKBOOK, RESULT):
        if (staged / name).exists():
            (staged / name).replace(out / name)
            sync_folder(out)
    discard(out)


def discard(out: Path) -> None:
    """Remove what is staged."""
    shutil.rmtree(out / STAGED, ignore_errors=True)
