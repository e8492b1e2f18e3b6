"""The folder reports are written to: whole or not at all, and found again when a crash came between entry and files."""

from __future__ import annotations

import shutil
from pathlib import Path

from expertpool.errors import Refusal


class ReportFolder:
    """``--out`` of reports. ``staged`` is where files are written first; ``statement`` is the file that decides."""

    def __init__(self, out: Path, statement: str) -> None:
        """Refuses a place that is a file or that holds anything already: reports are never overwritten."""
        self.out = out.absolute()
        if self.out.exists() and (not self.out.is_dir() or any(self.out.iterdir())):
            raise Refusal("report.out_taken", out=str(out))
        self.statement = statement
        self.staged = self.out.with_name(f".{self.out.name}.report-in-progress")

    def interrupted(self) -> bytes | None:
        """The statement of a run that was cut off; whether it was entered before, the ledger says."""
        file = self.staged / self.statement
        return file.read_bytes() if file.is_file() else None

    def begin(self) -> Path:
        """An empty folder to write into; leftovers of a run that never came to its end go."""
        shutil.rmtree(self.staged, ignore_errors=True)
        self.staged.mkdir(parents=True)
        return self.staged

    def finish(self) -> None:
        """Put the staged folder in place."""
        if self.out.exists():
            self.out.rmdir()
        self.staged.replace(self.out)

    def discard(self) -> None:
        """Remove what was staged."""
        shutil.rmtree(self.staged, ignore_errors=True)
