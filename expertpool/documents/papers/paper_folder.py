"""The folder a set of papers is written into: every paper of the set appears whole there, or none does."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from expertpool.whole_file import sync_folder, write_whole

EDITED = ".docx"
"""Papers with this ending are made to be edited: one that differs is not thrown away."""


class PaperFolder:
    """``out`` is the folder; papers made before stay in it until the new set is on the disk as a whole."""

    def __init__(self, out: Path) -> None:
        self.out = out.absolute()
        name = ".papers-in-progress"
        self._inside, self._beside = self.out / name, self.out.with_name(f".{self.out.name}{name}")
        self.staged = self._inside if self.out.is_dir() else self._beside

    def put(self, papers: Mapping[str, bytes]) -> dict[str, str]:
        """Put the whole set in place; where an edited file kept its text under another name, that name by its own.

        Raises OSError with nothing changed. Only where the machine stops between two renames can some papers be those
        of the set before; each of them is whole, and the same command again completes the set.
        """
        for left in (self._inside, self._beside):
            shutil.rmtree(left, ignore_errors=True)
        try:
            self.staged.mkdir(parents=True)
            for name, content in papers.items():
                write_whole(self.staged / name, content)
            return self._appear(papers)
        finally:
            shutil.rmtree(self.staged, ignore_errors=True)

    def _appear(self, papers: Mapping[str, bytes]) -> dict[str, str]:
        if not self.out.exists():
            self.staged.replace(self.out)
            sync_folder(self.out.parent)
            return {}
        kept = {name: aside for name, content in papers.items() if (aside := self._set_aside(name, content))}
        for name in papers:
            (self.staged / name).replace(self.out / name)
        sync_folder(self.out)
        return kept

    def _set_aside(self, name: str, content: bytes) -> str:
        """The name under which a paper that somebody may have edited stays; empty where there is none."""
        old = self.out / name
        if old.suffix != EDITED or not old.is_file() or old.read_bytes() == content:
            return ""
        number = 1
        while (aside := old.with_name(f"{old.stem}.before-{number}{EDITED}")).exists():
            number += 1
        old.rename(aside)
        return aside.name
