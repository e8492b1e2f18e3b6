"""The dossiers on disk: one folder an applicant, every file in it accounted for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from blind.identity import Identity
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
    found = tuple(_dossier(identity, folders.pop(folder_form(identity.key), None)) for identity in identities)
    unclaimed = [path.name + "/" for path in folders.values()]
    return Dossiers(found, tuple(sorted([*strangers, *unclaimed])))


def _folders(folder: Path) -> tuple[dict[str, Path], list[str]]:
    """Folders by the form of their names in which keys differ; what else lies beside them."""
    folders: dict[str, Path] = {}
    strangers = []
    for path in sorted(folder.iterdir()):
        form = folder_form(path.name)
        if form in LEFT_BEHIND:
            continue
        if path.is_dir() and not path.is_symlink() and form not in folders:
            folders[form] = path
        else:
            strangers.append(path.name)
    return folders, strangers


def _dossier(identity: Identity, folder: Path | None) -> Dossier:
    if folder is None:
        return Dossier(identity, (), (Fault("packets.held.no_folder"),))
    files, faults = [], []
    for path in sorted(folder.rglob("*"), key=lambda path: natural(path.relative_to(folder).as_posix())):
        shown = path.relative_to(folder).as_posix()
        if path.is_symlink():
            faults.append(Fault("packets.held.link", shown))
        elif path.is_file() and not _left_behind(path, folder):
            if path.suffix.lower() in EXTENSIONS:
                files.append(DossierFile(path, shown))
            else:
                faults.append(Fault("packets.held.unknown_type", shown))
    if not files and not faults:
        faults.append(Fault("packets.held.empty_folder"))
    return Dossier(identity, tuple(files), tuple(faults))


def _left_behind(path: Path, folder: Path) -> bool:
    parts = [part.casefold() for part in path.relative_to(folder).parts]
    return any(part in LEFT_BEHIND for part in parts) or parts[-1].startswith(("~$", "._"))


def natural(shown: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts ``2.pdf`` before ``10.pdf``, whatever the width of the digits."""
    parts = _NUMBERS.split(unicodedata.normalize("NFKC", shown).casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def keys_of(dossiers: Iterable[Dossier]) -> Mapping[str, Dossier]:
    """Dossiers by application key."""
    return {dossier.identity.key: dossier for dossier in dossiers}
