"""From application keys to codenames, in memory alone: found by what the packets hold, and written down nowhere.

The machine that blinded the dossiers keeps, under each application key, which results a packet was made of. Who has
that folder beside the packets can work out whose packet is whose, as this does. Without it nobody can but two of the
three holders of the map: take the folder off the machine when the assignment is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from expertpool.errors import Refusal, Where
from expertpool.packets.earlier import earlier
from expertpool.packets.out_folder import OFFICE, OutFolder
from expertpool.packets.release import read_index


def codenames_by_key(folder: Path, keys: Iterable[str]) -> dict[str, str]:
    """The codename of every application whose packet is out; keys without one are left out.

    Raises Refusal where the office's part of the folder is gone, or a released packet is not to be found.
    """
    root = folder if folder.is_dir() else folder.parent
    if not (root / OFFICE).is_dir():
        raise Refusal("conflicts.no_office", where=Where(file=str(root)))
    out = OutFolder(root.absolute())
    by_content = {entry["content"]: codename for codename, entry in read_index(out).packets.items()}
    withdrawn = set(read_index(out).withdrawn.values())
    found: dict[str, str] = {}
    for key in keys:
        known = earlier(out, key)
        names = {by_content[content] for content in known.contents if content in by_content}
        if len(names) > 1 or (not names and known.whether_released and not withdrawn & set(known.contents)):
            raise Refusal("conflicts.packet_lost", key=key)
        found.update((key, name) for name in names)
    return found


def joined_pairs(pairs: Iterable[tuple[str, str]], codenames: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Pairs (key, expert) as pairs (codename, expert); those whose packet was not released are left out."""
    return frozenset((codenames[key], expert) for key, expert in pairs if key in codenames)
