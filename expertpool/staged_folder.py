"""A folder that appears whole or not at all: it is written beside its place and then put there."""

from __future__ import annotations

import shutil
from pathlib import Path


class StagedFolder:
    """``out`` is the place, ``staged`` where files are written first; ``mark`` tells whose files those are."""

    def __init__(self, out: Path, mark: str) -> None:
        self.out = out.absolute()
        self.staged = self.out.with_name(f".{self.out.name}.{mark}-in-progress")

    def start(self) -> Path:
        """An empty folder to write into; leftovers of a run that never came to its end go."""
        shutil.rmtree(self.staged, ignore_errors=True)
        self.staged.mkdir(parents=True)
        return self.staged

    def finish(self) -> None:
        """Put the staged folder in place, where there is nothing but an empty folder."""
        if self.out.exists():
            self.out.rmdir()
        self.staged.replace(self.out)

    def discard(self) -> None:
        """Remove what was staged."""
        shutil.rmtree(self.staged, ignore_errors=True)
