"""A holder of a third of the office's secrets on its own machine: which one, and what it gave halves for."""

from __future__ import annotations

from pathlib import Path

from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.attendance import PartyHome
from expertpool.party.sealing_keys import HOLDERS
from expertpool.whole_file import make_folders, write_new


def trustee_of(home: PartyHome) -> tuple[str, bytes]:
    """Role and private seal key of the party on this machine. Refuses keys whose role is no trustee's."""
    keys = home.keys
    if keys.role not in HOLDERS:
        raise Refusal("vault.not_a_holder", role=keys.role)
    return keys.role, keys.seal_secret


def remember(home: PartyHome, kind: str, name: str, content: bytes) -> Path:
    """Keep what this party gives halves for, before they leave the machine; the same again changes nothing.

    Raises Refusal (exit code 5) where halves were given under that name for something else.
    """
    folder = home.folder / kind
    make_folders(folder)
    path = folder / f"{name}.json"
    if not write_new(path, content, private=True) and path.read_bytes() != content:
        raise Refusal("party.opened_otherwise", where=Where(file=str(path)), exit_code=ExitCode.FORGED, kept=str(path))
    return path
