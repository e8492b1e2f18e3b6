"""The candidates of a meeting: codenames in the order of the agenda, each with its group."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from expertpool.documents.filled_table import read_filled, worded_table
from expertpool.errors import Refusal, Where
from expertpool.words import say

KEYS = ("codename", "group")


@dataclass(frozen=True)
class Listed:
    """One candidate by codename, and the group it is presented with."""

    codename: str
    group: str


def read_candidates(path: Path) -> list[Listed]:
    """The candidates of a table with the columns codename and (if wanted) group, or of ``packets.json`` as it stands.

    Groups keep the order in which they first appear, candidates the order of the file within them. Raises Refusal for
    an empty list, an empty or a doubled codename.
    """
    packets = _packets(path)
    if packets is not None:
        return [Listed(name, say("meeting.one_group")) for name in sorted(packets)]
    table = worded_table("meeting", KEYS, required=("codename",), number="codename")
    found: dict[str, Listed] = {}
    for row in read_filled(path, table, code="meeting.candidate_columns"):
        name = row.cells["codename"]
        if not name or name in found:
            raise Refusal("meeting.codename_empty_or_twice", where=row.where("codename"), found=name[:40])
        found[name] = Listed(name, row.cells["group"] or say("meeting.one_group"))
    if not found:
        raise Refusal("meeting.no_candidates", where=Where(file=path.name))
    order = {group: at for at, group in enumerate(dict.fromkeys(one.group for one in found.values()))}
    return sorted(found.values(), key=lambda one: order[one.group])


def _packets(path: Path) -> list[str] | None:
    """The codenames of a ``packets.json``; None for any other file."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return None
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return None
    listed = content.get("packets") if isinstance(content, dict) else None
    if isinstance(listed, dict) and listed:
        return list(listed)
    return None
