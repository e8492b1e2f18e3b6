"""The folder a season's draw leaves: one folder a committee, written beside its place and put there in one step."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from expertpool.documents.draw_folder import EXPLAINED, RESULT
from expertpool.errors import Refusal
from expertpool.staged_folder import StagedFolder

RECORD = "season.json"


class SeasonFolder(StagedFolder):
    """``--out`` of a season. ``staged`` is where files are written first."""

    def __init__(self, out: Path) -> None:
        """Refuses a file, and a folder that holds anything but an earlier explanation."""
        super().__init__(out, "season")
        if self.out.exists() and not self.out.is_dir():
            raise Refusal("draw.out_file", out=str(out))
        if self.out.is_dir() and {one.name for one in self.out.iterdir()} - set(EXPLAINED):
            raise Refusal("draw.out_taken", out=str(out))

    def holds(self, record: str) -> bool:
        """Whether everything of the season with this record (SHA-256, hex) is staged: the record comes last."""
        try:
            return hashlib.sha256((self.staged / RECORD).read_bytes()).hexdigest() == record
        except OSError:
            return False

    def finish(self) -> None:
        """Put the staged folder in place; an earlier explanation goes."""
        for stale in EXPLAINED:
            (self.out / stale).unlink(missing_ok=True)
        super().finish()


def season_told(out: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The record of a season in its folder, and every committee's panel.json by folder, in the record's order."""
    record = json.loads((out / RECORD).read_text(encoding="utf-8"))
    folders = [one["folder"] for one in record["committees"]]
    return record, {one: json.loads((out / one / RESULT).read_text(encoding="utf-8")) for one in folders}
