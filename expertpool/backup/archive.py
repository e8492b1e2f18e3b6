"""What a backup holds: the database, the files of the home, and a list of their digests, in one sealed archive."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from expertpool.errors import ExitCode, Refusal

FORMAT: Final = "expertpool-backup/1"
LIST: Final = "backup.json"
DATABASE: Final = "database.sqlite3"
HOME: Final = "home"
LIGHTLY: Final = 1
_BLOCK = 1 << 20
_LIST_AT_MOST = 64 << 20


@dataclass(frozen=True)
class Listed:
    """What a backup says of itself: when it was made, by which program, and the digest of every file."""

    made: str
    program: str
    revision: str
    files: Mapping[str, str]
    """Name in the archive to SHA-256 in hexadecimal digits."""

    def as_json(self) -> bytes:
        """As it stands in the archive."""
        told = {"format": FORMAT, "made": self.made, "program": self.program, "revision": self.revision}
        return json.dumps({**told, "files": dict(self.files)}, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def read(cls, data: bytes) -> Listed:
        """Refuses (exit code 5) what is no such list."""
        try:
            found = json.loads(data)
            if found.pop("format") != FORMAT:
                raise ValueError(found)
            return cls(**found)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Refusal("backup.not_whole", exit_code=ExitCode.FORGED) from None


def files_of_home(home: Path, *, database: Path | None) -> Iterator[tuple[str, Path]]:
    """Every file of a home with its name in the archive, but the database itself and what is still being written."""
    own = set() if database is None else {database.with_name(database.name + end) for end in ("", "-wal", "-shm")}
    for folder, folders, names in os.walk(home):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            path = Path(folder) / name
            if path not in own and not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield str(PurePosixPath(HOME, *path.relative_to(home).parts)), path


def write_archive(out: Any, files: Iterator[tuple[str, Path]], *, made: str, program: str, revision: str) -> Listed:
    """Write the files one after the other and the list of their digests as the last.

    Pressed lightly: most of it is PDF and scans, which hard pressing makes hardly smaller and much slower.
    """
    digests: dict[str, str] = {}
    with (
        gzip.GzipFile(filename="", fileobj=out, mode="wb", compresslevel=LIGHTLY, mtime=0) as pressed,
        tarfile.open(fileobj=pressed, mode="w|", format=tarfile.PAX_FORMAT) as archive,
    ):
        for name, path in files:
            with path.open("rb") as file:
                counted = _Counted(file)
                entry = tarfile.TarInfo(name)
                entry.size, entry.mode = os.fstat(file.fileno()).st_size, 0o600
                archive.addfile(entry, counted)
                digests[name] = counted.digest.hexdigest()
        listed = Listed(made, program, revision, digests)
        entry, data = tarfile.TarInfo(LIST), listed.as_json()
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return listed


class _Counted(io.RawIOBase):
    """A file that keeps the digest of what was read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


def read_archive(source: Any, folder: Path) -> Listed:
    """Put every file of an archive into an empty folder, under its name there.

    Refuses (exit code 5) names that lead out of the folder, files that are not as listed, and an archive with too few
    or too many of them.
    """
    digests: dict[str, str] = {}
    listed: Listed | None = None
    try:
        with tarfile.open(fileobj=source, mode="r|gz") as archive:
            for entry in archive:
                content = archive.extractfile(entry) if entry.isreg() else None
                if content is None or listed is not None:
                    raise Refusal("backup.not_whole", exit_code=ExitCode.FORGED)
                if entry.name == LIST:
                    listed = Listed.read(content.read(_LIST_AT_MOST))
                else:
                    digests[entry.name] = _placed(folder, entry.name, content)
    except (tarfile.TarError, EOFError, OSError) as fault:
        if isinstance(fault, OSError) and fault.errno is not None:
            raise
        raise Refusal("backup.not_whole", exit_code=ExitCode.FORGED) from None
    if listed is None or listed.files != digests or DATABASE not in digests:
        raise Refusal("backup.not_whole", exit_code=ExitCode.FORGED)
    return listed


def settle(folder: Path) -> None:
    """Have everything in a folder on the disk: in one call where the system has one, else file by file."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def _placed(folder: Path, name: str, content: IO[bytes]) -> str:
    parts = PurePosixPath(name).parts
    if not parts or PurePosixPath(name).is_absolute() or ".." in parts or any("\\" in one for one in parts):
        raise Refusal("backup.not_whole", exit_code=ExitCode.FORGED)
    path, digest = folder.joinpath(*parts), hashlib.sha256()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while block := content.read(_BLOCK):
            digest.update(block)
            file.write(block)
    return digest.hexdigest()
