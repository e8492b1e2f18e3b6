"""The folder reports are written to: whole or not at all, and found again when a crash came between entry and files."""

from __future__ import annotations

from pathlib import Path

from expertpool.errors import Refusal
from expertpool.staged_folder import StagedFolder


class ReportFolder(StagedFolder):
    """``--out`` of reports. ``staged`` is where files are written first; ``statement`` is the file that decides."""

    def __init__(self, out: Path, statement: str) -> None:
        """Refuses a place that is a file or that holds anything already: reports are never overwritten."""
        super().__init__(out, "report")
        if self.out.exists() and (not self.out.is_dir() or any(self.out.iterdir())):
            raise Refusal("report.out_taken", out=str(out))
        self.statement = statement

    def interrupted(self) -> bytes | None:
        """The statement of a run that was cut off; whether it was entered before, the ledger says."""
        file = self.staged / self.statement
        return file.read_bytes() if file.is_file() else None
