"""What an export is made of on the disk: a folder or one archive, read with limits, names that lead nowhere else."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from expertpool.errors import ExitCode, Refusal, Where
from expertpool.whole_file import write_whole

MANIFEST = "export.json"
GUIDE = "README.txt"
MOST_FILES = 200
MOST_BYTES = 2 << 30
"""Of all files together, unpacked."""

EPOCH = (1980, 1, 1, 0, 0, 0)


def archive_of(files: Mapping[str, bytes]) -> bytes:
    """One ZIP archive of these files; the same files give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, files[name])
    return held.getvalue()


def write_package(staged: Path, files: Mapping[str, bytes], *, archived: bool) -> None:
    """Write a folder or an archive that does not exist yet, readable by its owner alone."""
    if archived:
        write_whole(staged, archive_of(files), private=True)
        return
    staged.mkdir(mode=0o700, parents=True)
    for name, data in files.items():
        write_whole(staged / name, data, private=True)


def read_package(path: Path) -> dict[str, bytes]:
    """Every file of an export: a folder, an archive, or the manifest of a folder.

    Refuses names that lead out of it, links, too many and too large files, and a package without a manifest.
    """
    if path.name == MANIFEST and path.is_file():
        path = path.parent
    if path.is_dir():
        files = _folder(path)
    elif path.is_file():
        files = _archive(path)
    else:
        raise Refusal("common.file_missing", path=str(path))
    if MANIFEST not in files:
        raise Refusal("exchange.no_manifest", where=Where(file=str(path)))
    return files


def _folder(path: Path) -> dict[str, bytes]:
    listed = sorted(path.iterdir())
    _refuse_many(len(listed), path)
    odd = next((one for one in listed if one.is_symlink() or not one.is_file()), None)
    if odd is not None:
        raise _bad_name(path, odd.name)
    _refuse_large(sum(one.stat().st_size for one in listed), path)
    return {one.name: one.read_bytes() for one in listed}


def _archive(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            listed = archive.infolist()
            _refuse_many(len(listed), path)
            for entry in listed:
                _refuse_name(entry, path)
            names = [entry.filename for entry in listed]
            if len(set(names)) < len(names):
                raise _bad_name(path, next(name for name in names if names.count(name) > 1))
            _refuse_large(sum(entry.file_size for entry in listed), path)
            return {entry.filename: _unpacked(archive, entry, path) for entry in listed}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise Refusal("exchange.not_an_export", where=Where(file=str(path))) from None


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> bytes:
    """A file of the archive, never more than it says it has."""
    with archive.open(entry) as file:
        data = file.read(entry.file_size + 1)
    _refuse_large(MOST_BYTES + 1 if len(data) > entry.file_size else 0, path)
    return data


def _refuse_name(entry: zipfile.ZipInfo, path: Path) -> None:
    name = entry.filename
    plain = name == Path(name).name and name not in ("", ".", "..") and not set(name) & set("/\\:\0")
    link = (entry.external_attr >> 16) & 0o170000 == 0o120000
    if not plain or link or entry.is_dir():
        raise _bad_name(path, name)


def _bad_name(path: Path, name: str) -> Refusal:
    return Refusal("exchange.bad_name", where=Where(file=str(path)), exit_code=ExitCode.FORGED, name=name[:80])


def _refuse_many(count: int, path: Path) -> None:
    if count > MOST_FILES:
        raise Refusal("exchange.too_many", where=Where(file=str(path)), count=count, most=MOST_FILES)


def _refuse_large(size: int, path: Path) -> None:
    if size > MOST_BYTES:
        raise Refusal("exchange.too_large", where=Where(file=str(path)), most=MOST_BYTES >> 20)
