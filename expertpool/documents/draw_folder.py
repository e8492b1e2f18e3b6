"""The folder a draw leaves: written beside its place, put in place in one step, and found again after a crash."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from expertpool.errors import Refusal
from expertpool.staged_folder import StagedFolder

RESULT = "panel.json"
EXPLANATION = "explanation.json"
EXPLAINED = (EXPLANATION, "explanation.txt")


class DrawFolder(StagedFolder):
    """``--out`` of one draw. ``staged`` is where files are written first."""

    def __init__(self, out: Path) -> None:
        """Refuses a place that is a file or that holds the result of a draw already."""
        super().__init__(out, "draw")
        if self.out.exists() and not self.out.is_dir():
            raise Refusal("draw.out_file", out=str(out))
        if (self.out / RESULT).exists():
            raise Refusal("draw.out_taken", out=str(out))

    def interrupted(self) -> dict[str, Any] | None:
        """Content of panel.json or explanation.json of a draw that was cut off before its files appeared."""
        for name in (RESULT, EXPLANATION):
            try:
                found = json.loads((self.staged / name).read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
            return found if isinstance(found, dict) else None
        return None

    def finish(self) -> None:
        """Put the staged files in place: the whole folder where that is possible, the deciding file last."""
        for stale in EXPLAINED:
            (self.out / stale).unlink(missing_ok=True)
        if self.out.exists() and any(self.out.iterdir()):
            for file in sorted(self.staged.iterdir(), key=lambda file: file.name in (RESULT, EXPLANATION)):
                file.replace(self.out / file.name)
            self.staged.rmdir()
            return
        super().finish()
