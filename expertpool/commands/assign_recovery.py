"""An assignment cut off between its ledger entry and its files: completed by the next run, and never drawn again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from expertpool.commands.console import Console


def recovered(console: Console, out: Path) -> dict[str, Any] | None:
    """The content of an assignment that stands in the ledger and whose files were never shown; they are shown now.

    None where there is none; files that no entry vouches for are left to be written over.
    """
    from expertpool.documents.assignment_file import read_assignment  # noqa: PLC0415  # its import is slow
    from expertpool.documents.assignment_out import RESULT, finish, interrupted  # noqa: PLC0415  # its import is slow

    digest = interrupted(out)
    if digest is None or not _entered(console, digest):
        return None
    finish(out)
    return dict(read_assignment(out / RESULT).content)


def _entered(console: Console, digest: str) -> bool:
    from expertpool.db import open_session  # noqa: PLC0415  # its import is slow
    from expertpool.models import Assignment  # noqa: PLC0415  # the database is slow to import

    with open_session(console.settings, reading=True) as session:
        return session.get(Assignment, digest) is not None
