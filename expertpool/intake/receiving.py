"""Uploaded archives unpacked into applicants' folders: names are checked first, sizes while they are written."""

from __future__ import annotations

import re
import shutil
import stat
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from blind.redact.opening.limits import LIMITS
from blind.redact.opening.package import ZIP_FAULTS
from expertpool.documents.applicants.reading import folder_form
from expertpool.errors import Refusal, Where
from expertpool.packets.dossiers import EXTENSIONS, LEFT_BEHIND
from expertpool.whole_file import make_folders

UNPACKED = 2 << 30
"""Bytes of all files of one upload together."""
MEMBERS = 20_000
RATIO = 200
"""How many times its own size a file may unpack to, beyond the first megabytes."""
_SMALL = 16 << 20
_CHUNK = 1 << 20
_LONGEST, _DEEPEST = 150, 8
_UTF8_NAMES, _ENCRYPTED = 0x800, 1
_UNFIT = re.compile(r'[\x00-\x1f\x7f:*?"<>|]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True)
class Received:
    """What an upload brought: files by application key, keys whose earlier files it replaced, names that fit nobody."""

    files: dict[str, int] = field(default_factory=dict)
    replaced: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Member:
    info: zipfile.ZipInfo
    parts: tuple[str, ...]


def receive(name: str, data: BinaryIO, *, keys: Iterable[str], dossiers: Path) -> Received:
    """Unpack one zip: named after an applicant it holds their files, else a folder for each of several.

    An applicant's files are replaced together. Raises Refusal, and changes nothing, for an archive that is damaged,
    encrypted or too large, or that holds a link, or a name that leads elsewhere.
    """
    known = {folder_form(key): key for key in keys}
    staged = dossiers.with_name(f".{dossiers.name}.new")
    shutil.rmtree(staged, ignore_errors=True)
    try:
        with zipfile.ZipFile(data) as archive:
            members = _members(archive, name)
            placed, strangers = _placed(members, name, known)
            files = _unpacked(archive, placed, staged, name)
    except ZIP_FAULTS as fault:
        shutil.rmtree(staged, ignore_errors=True)
        if isinstance(fault, OSError) and fault.errno is not None:
            raise
        raise Refusal("intake.zip_damaged", where=Where(file=_shown(name))) from None
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    replaced = tuple(key for key in sorted(files) if _swapped(staged / key, dossiers / key))
    shutil.rmtree(staged, ignore_errors=True)
    return Received(files, replaced, strangers)


def _members(archive: zipfile.ZipFile, name: str) -> list[_Member]:
    """The files of the archive with their names as paths. Raises Refusal for whatever is no plain file."""
    infos = archive.infolist()
    if len(infos) > MEMBERS:
        raise Refusal("intake.zip_many", where=Where(file=_shown(name)), most=MEMBERS)
    found, seen = [], set[tuple[str, ...]]()
    for info in infos:
        spelled = _spelled(info)
        where = Where(file=f"{_shown(name)} / {_shown(spelled)}")
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind and kind not in (stat.S_IFREG, stat.S_IFDIR):
            raise Refusal("intake.zip_link", where=where)
        parts = _parts(spelled, where)
        if info.is_dir() or spelled.endswith("\\"):
            continue
        if info.flag_bits & _ENCRYPTED:
            raise Refusal("intake.zip_encrypted", where=where)
        form = tuple(folder_form(part) for part in parts)
        if form in seen:
            raise Refusal("intake.zip_twice", where=where)
        seen.add(form)
        if not _litter(parts):
            found.append(_Member(info, parts))
    if not found:
        raise Refusal("intake.zip_empty", where=Where(file=_shown(name)))
    return found


def _spelled(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: UTF-8 where marked so or where it fits, else GB18030 as Chinese Windows writes it."""
    given = info.orig_filename
    if info.flag_bits & _UTF8_NAMES:
        return given
    try:
        raw = given.encode("cp437")
    except UnicodeEncodeError:
        return given
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return given


def _parts(spelled: str, where: Where) -> tuple[str, ...]:
    """A name as folders and a file. Raises Refusal where it could lead out of its folder or is no name everywhere."""
    plain = unicodedata.normalize("NFC", spelled).replace("\\", "/")
    parts = tuple(part for part in plain.split("/") if part not in ("", "."))
    leads_away = plain.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", plain)
    if leads_away:
        raise Refusal("intake.zip_path", where=where)
    if len(parts) > _DEEPEST or any(
        len(part.encode()) > _LONGEST or _UNFIT.search(part) or _RESERVED.fullmatch(part) or part != part.rstrip(". ")
        for part in parts
    ):
        raise Refusal("intake.zip_name", where=where)
    return parts


def _litter(parts: tuple[str, ...]) -> bool:
    return any(part.casefold() in LEFT_BEHIND for part in parts) or parts[-1].startswith(("~$", "._"))


def _placed(
    members: list[_Member], name: str, known: dict[str, str]
) -> tuple[list[tuple[str, _Member]], tuple[str, ...]]:
    """Each file with the application key it belongs to and its path inside that folder; names that fit nobody."""
    own = known.get(folder_form(Path(name.replace("\\", "/")).stem))
    if own is not None:
        inner = [_without_top(one, own) for one in members] if _one_top(members, own) else members
        return [(own, one) for one in inner], ()
    if not any(_key_of(one, known) for one in members) and all(len(one.parts) > 1 for one in members):
        members = [_Member(one.info, one.parts[1:]) for one in members]
    placed, strangers = [], dict[str, None]()
    for one in members:
        key = _key_of(one, known)
        if key is None:
            strangers[_shown(one.parts[0])] = None
        else:
            placed.append((key, one if len(one.parts) == 1 else _Member(one.info, one.parts[1:])))
    if not placed:
        raise Refusal("intake.zip_nobody", where=Where(file=_shown(name)))
    return placed, tuple(strangers)


def _one_top(members: list[_Member], key: str) -> bool:
    tops = {folder_form(one.parts[0]) for one in members}
    return tops == {folder_form(key)} and all(len(one.parts) > 1 for one in members)


def _without_top(one: _Member, _key: str) -> _Member:
    return _Member(one.info, one.parts[1:])


def _key_of(one: _Member, known: dict[str, str]) -> str | None:
    """Whose it is: the folder is named after the key, or the file itself is, whatever its ending."""
    if len(one.parts) > 1:
        return known.get(folder_form(one.parts[0]))
    path = Path(one.parts[0])
    return known.get(folder_form(path.stem)) if path.suffix.lower() in EXTENSIONS else None


def _unpacked(archive: zipfile.ZipFile, placed: list[tuple[str, _Member]], staged: Path, name: str) -> dict[str, int]:
    left = UNPACKED
    files: dict[str, int] = {}
    for key, one in placed:
        path = staged.joinpath(key, *one.parts)
        make_folders(path.parent)
        where = Where(file=f"{_shown(name)} / {_shown('/'.join(one.parts))}")
        most = min(LIMITS.file_bytes, left, max(_SMALL, one.info.compress_size * RATIO))
        left -= _copied(archive, one.info, path, most, where)
        files[key] = files.get(key, 0) + 1
    return files


def _copied(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path, most: int, where: Where) -> int:
    """Write a member, counting what really comes out of it."""
    size = 0
    with archive.open(info) as stream, path.open("xb") as out:
        path.chmod(0o600)
        while part := stream.read(_CHUNK):
            size += len(part)
            if size > most:
                raise Refusal("intake.zip_bomb", where=where, most=most >> 20)
            out.write(part)
    return size


def _swapped(new: Path, place: Path) -> bool:
    """Put an applicant's new folder in place of the old one, if there was one."""
    there = place.exists()
    if there:
        shutil.rmtree(place)
    make_folders(place.parent)
    new.rename(place)
    return there


def _shown(name: str) -> str:
    """A name from outside on one line, no longer than fits."""
    plain = name.encode("utf-8", "replace").decode("utf-8").replace("\\", "/")
    return "".join(sign if sign.isprintable() else "?" for sign in plain)[-80:]
