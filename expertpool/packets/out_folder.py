"""Where the blinding leaves things: packets that go on, papers for the office alone, and what is held back."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from expertpool.errors import Refusal
from expertpool.file_lock import take_lock
from expertpool.whole_file import make_folders, write_whole

PACKETS, INDEX, VAULT = "packets", "packets.json", "vault.json"
PACKET = "packet.pdf"
OFFICE, HELD, HOLDERS = "office", "held", "training-keys"
QUESTIONS, FINDINGS, RELEASED, DECISIONS = "questions.xlsx", "findings.json", "released.json", "decisions.json"

SAME_TIME = 946_684_800
"""Every packet carries this time (the first second of 2000, UTC), so that no date tells one from another."""


@dataclass(frozen=True)
class OutFolder:
    """``--out`` of ``expertpool blind``."""

    root: Path

    @classmethod
    def at(cls, root: Path) -> OutFolder:
        """The folder, made where it is missing, with the office's parts readable by its owner alone."""
        if root.exists() and not root.is_dir():
            raise Refusal("packets.out_file", out=str(root))
        try:
            root.mkdir(parents=True, exist_ok=True)
            for private in (OFFICE, HELD):
                make_folders(root / private)
                (root / private).chmod(0o700)
        except OSError as failure:
            raise Refusal("packets.out_unwritable", out=str(root), reason=failure.strerror or str(failure)) from failure
        return cls(root.absolute())

    @property
    def office(self) -> Path:
        """Papers for the office alone, by application key."""
        return self.root / OFFICE

    @property
    def cache(self) -> Path:
        """What files gave when they were read, by content."""
        return self.office / ".cache"

    @property
    def packets(self) -> Path:
        """What experts see, by codename."""
        return self.root / PACKETS

    @property
    def staged(self) -> Path:
        """The next release, until it is whole."""
        return self.root / ".release"

    def of(self, key: str) -> Path:
        """The office's folder for one application, made private."""
        folder = self.office / key
        make_folders(folder)
        return folder

    def put(self, path: Path, content: bytes) -> None:
        """A file for the office alone, whole or not at all."""
        make_folders(path.parent)
        write_whole(path, content, private=True)

    def hold(self, key: str, files: dict[str, bytes]) -> None:
        """Replace what is said about one held dossier."""
        folder = self.root / HELD / key
        shutil.rmtree(folder, ignore_errors=True)
        make_folders(folder)
        for name, content in files.items():
            write_whole(folder / name, content, private=True)

    def let_go(self, key: str) -> None:
        """A dossier is not held any more."""
        shutil.rmtree(self.root / HELD / key, ignore_errors=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep a second run out while this one works; the system frees the lock of a killed one."""
        opened = os.open(self.office / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(opened, "r+b") as lock:
            try:
                take_lock(lock.fileno())
            except OSError as taken:
                if taken.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                    raise
                raise Refusal("packets.already_running", out=str(self.root)) from taken
            yield
