"""The dossiers on disk: one folder an applicant, every file in it accounted for."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from blind.identity import Identity
from blind.redact.opening.limits import LIMITS
from expertpool.documents.applicants.reading import folder_form
from expertpool.errors import Refusal

EXTENSIONS = frozenset(
    ".pdf .docx .doc .xlsx .xls .pptx .jpg .jpeg .png .tif .tiff .ofd .txt .zip".split()  # noqa: SIM905  # a list to read
)
LEFT_BEHIND = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx"})
"""Files that systems leave in folders; they hold nothing of a dossier."""

_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class DossierFile:
    """One file of a dossier; ``shown`` is its path inside the applicant's folder."""

    path: Path
    shown: str


@dataclass(frozen=True)
class Fault:
    """Why a dossier is held before any file was opened: a code of the catalogues, and the file it concerns."""

    code: str
    file: str = ""


@dataclass(frozen=True)
class Dossier:
    """An applicant's files in the order a reader gets them, and what keeps the packet back from the start."""

    identity: Identity
    files: tuple[DossierFile, ...]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Dossiers:
    """All dossiers in the order of the list; ``strangers`` are folders and files that belong to no applicant."""

    dossiers: tuple[Dossier, ...]
    strangers: tuple[str, ...]


def find_dossiers(folder: Path, identities: Iterable[Identity]) -> Dossiers:
    """The dossiers of these applicants under ``folder``. Raises Refusal where there is no such folder."""
    if not folder.is_dir():
        raise Refusal("packets.no_dossiers", folder=str(folder))
    folders, strangers = _folders(folder)
    found = tuple(_dossier(identity, folders.pop(folder_form(identity.key), [])) for identity in identities)
    unclaimed = [spelled(path.name) + "/" * path.is_dir() for paths in folders.values() for path in paths]
    return Dossiers(found, tuple(sorted([*strangers, *unclaimed])))


def _folders(folder: Path) -> tuple[dict[str, list[Path]], list[str]]:
    """Folders (and links) by the form of their names in which keys differ; what else lies beside them."""
    folders: dict[str, list[Path]] = {}
    strangers = []
    for path in sorted(folder.iterdir()):
        form = folder_form(path.name)
        if form in LEFT_BEHIND:
            continue
        if path.is_dir() or path.is_symlink():
            folders.setdefault(form, []).append(path)
        else:
            strangers.append(spelled(path.name))
    return folders, strangers


def _dossier(identity: Identity, folders: list[Path]) -> Dossier:
    if not folders:
        return Dossier(identity, (), (Fault("packets.held.no_folder"),))
    if len(folders) > 1:
        several = [spelled(path.name) + "/" for path in folders]
        return Dossier(identity, (), tuple(Fault("packets.held.two_folders", name) for name in several))
    (folder,) = folders
    if folder.is_symlink():
        return Dossier(identity, (), (Fault("packets.held.link", spelled(folder.name) + "/"),))
    files, faults = list[DossierFile](), list[Fault]()
    for path in sorted(_inside(folder, faults, folder), key=lambda path: _order(_shown(path, folder), identity)):
        code = "" if _left_behind(path, folder) else _fault(path)
        if code:
            faults.append(Fault(code, _shown(path, folder)))
        elif not _left_behind(path, folder):
            files.append(DossierFile(path, _shown(path, folder)))
    if not files and not faults:
        faults.append(Fault("packets.held.empty_folder"))
    return Dossier(identity, tuple(files), tuple(faults))


def _inside(folder: Path, faults: list[Fault], top: Path) -> Iterator[Path]:
    """Everything below a folder but folders; links are not followed, folders that cannot be listed are faults."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = list(os.scandir(here))
        except OSError:
            faults.append(Fault("packets.held.unreadable", _shown(here, top)))
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            else:
                yield Path(entry.path)


def _fault(path: Path) -> str:
    """The code of why a file is not even opened, or ""."""
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            return "packets.held.link"
        if not stat.S_ISREG(found.st_mode):
            return "packets.held.no_file"
        if path.suffix.lower() not in EXTENSIONS:
            return "packets.held.unknown_type"
        if found.st_size > LIMITS.file_bytes:
            return "packets.held.too_large"
        with path.open("rb") as file:
            file.read(1)
    except OSError:
        return "packets.held.unreadable"
    return ""


def _shown(path: Path, folder: Path) -> str:
    return spelled(path.relative_to(folder).as_posix())


def spelled(name: str) -> str:
    """A name from the disk on one line, with ``?`` for what is no text."""
    plain = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(char if char.isprintable() else "?" for char in plain)


def _left_behind(path: Path, folder: Path) -> bool:
    parts = [part.casefold() for part in path.relative_to(folder).parts]
    return any(part in LEFT_BEHIND for part in parts) or parts[-1].startswith(("~$", "._"))


def natural(shown: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts ``2.pdf`` before ``10.pdf``, whatever the width of the digits."""
    parts = _NUMBERS.split(unicodedata.normalize("NFKC", shown).casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _order(shown: str, identity: Identity) -> tuple[tuple[tuple[int, str], ...], str]:
    """Where a file stands in its packet: by its path as it would read for anybody, so that no name moves a page."""
    words = {*identity.names, *identity.companions, identity.employer, *identity.employer_short, identity.key}
    words |= {*identity.pinyin, *identity.employer_en, identity.id_number, *identity.phone}
    plain = unicodedata.normalize("NFKC", shown).casefold()
    for word in sorted(filter(None, words), key=len, reverse=True):
        plain = plain.replace(unicodedata.normalize("NFKC", word).casefold(), "\N{REPLACEMENT CHARACTER}")
    return natural(plain), shown


def keys_of(dossiers: Iterable[Dossier]) -> Mapping[str, Dossier]:
    """Dossiers by application key."""
    return {dossier.identity.key: dossier for dossier in dossiers}
