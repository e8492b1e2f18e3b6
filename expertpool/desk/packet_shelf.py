"""The shelf: released packets' files on the server, each under the digest that scoresheets are bound to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from expertpool.errors import ExitCode, Refusal
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, write_new


@dataclass(frozen=True)
class Shelf:
    """A folder outside everything that is served as it stands; file names are digests, never codenames."""

    folder: Path

    @classmethod
    def of(cls, settings: Settings) -> Shelf:
        """This installation's."""
        return cls(settings.home / "desk" / "packets")

    def put(self, data: bytes) -> None:
        """Keep a packet's file. Doing it again changes nothing."""
        make_folders(self.folder)
        write_new(self._path(hashlib.sha256(data).digest()), data, private=True)

    def holds(self, digest: bytes) -> bool:
        """Whether the file is here."""
        return self._path(digest).is_file()

    def read(self, digest: bytes) -> bytes:
        """The file. Refuses where it is missing, and (exit code 5) where it is no longer the one that was released."""
        try:
            data = self._path(digest).read_bytes()
        except OSError:
            raise Refusal("desk.not_on_shelf", exit_code=ExitCode.HELD_BACK) from None
        if hashlib.sha256(data).digest() != digest:
            raise Refusal("desk.file_changed", exit_code=ExitCode.FORGED)
        return data

    def _path(self, digest: bytes) -> Path:
        return self.folder / f"{digest.hex()}.pdf"
