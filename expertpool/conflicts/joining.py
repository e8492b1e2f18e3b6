"""From application keys to codenames, in memory alone: found by what the packets hold, and written down nowhere.

The machine that blinded the dossiers keeps, under each application key, which results a packet was made of. Who has
that folder beside the packets can work out whose packet is whose, as this does. Without it nobody can but two of the
three holders of the map: take the folder off the machine when the assignment is done.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from expertpool.errors import Refusal, Where
from expertpool.packets.dossiers import DossierFile
from expertpool.packets.file_results import FileResult
from expertpool.packets.out_folder import OFFICE, RELEASED, OutFolder
from expertpool.packets.release import content_digest, read_index


def codenames_by_key(folder: Path, keys: Iterable[str]) -> dict[str, str]:
    """The codename of every application whose packet was released; keys without a packet are left out.

    Raises Refusal where the office's part of the folder is gone, or what it holds fits no packet.
    """
    root = folder if folder.is_dir() else folder.parent
    if not (root / OFFICE).is_dir():
        raise Refusal("conflicts.no_office", where=Where(file=str(root)))
    out = OutFolder(root.absolute())
    by_content = {entry.get("content", ""): codename for codename, entry in read_index(out).items()}
    found = {}
    for key in keys:
        kept = out.office / key / RELEASED
        if not kept.is_file():
            continue
        content = _content(out, kept)
        if content not in by_content:
            raise Refusal("conflicts.packet_lost", key=key)
        found[key] = by_content[content]
    return found


def _content(out: OutFolder, kept: Path) -> str:
    try:
        paths = [out.cache / name for name in json.loads(kept.read_text(encoding="utf-8"))["results"]]
    except (ValueError, KeyError, TypeError):
        raise Refusal("conflicts.office_damaged", where=Where(file=str(kept))) from None
    if not all(path.is_file() for path in paths):
        raise Refusal("conflicts.office_damaged", where=Where(file=str(kept)))
    none = DossierFile(Path(), "")
    results = [FileResult(file=none, digest="", kept=path) for path in paths]
    return content_digest(page for result in results for page in result.read().pages)


def joined_pairs(pairs: Iterable[tuple[str, str]], codenames: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Pairs (key, expert) as pairs (codename, expert); those whose packet was not released are left out."""
    return frozenset((codenames[key], expert) for key, expert in pairs if key in codenames)
