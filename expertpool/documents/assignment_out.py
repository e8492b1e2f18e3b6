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

    Killed after the entry, the entry stands without a file; the next draw is another entry, and both can be seen.
    """
    staged = out / STAGED
    out.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir()
    try:
        body = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
        digest = hashlib.sha256(body).hexdigest()
        write_assignment_workbook(content, staged / WORKBOOK, language=language)
        write_whole(staged / RESULT, body)
        enter(digest)
        for name in (WORKBOOK, RESULT):
            (staged / name).replace(out / name)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    sync_folder(out)
    return digest
