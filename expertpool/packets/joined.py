"""The finished packet looked at once more as a whole: what no single file shows may stand where two of them meet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict

from blind.identity import Identity
from blind.packet import MASK, build_packet
from blind.redact import EncodedPage, Level
from blind.redact.leak import Kept, Leak, kept_in, search_packet
from expertpool.packets.file_results import FileResult
from expertpool.packets.out_folder import OutFolder

_COVER = 1


def leaks_where_files_meet(
    out: OutFolder, identity: Identity, level: Level, results: Sequence[FileResult]
) -> tuple[tuple[str, int], ...]:
    """Code and page (the cover is page 1) of whatever the whole packet shows; nothing for a dossier of one file.

    A packet that was found clean is not searched again while files, decisions and record stay the same.
    """
    if len(results) < 2:
        return ()
    facts = [asdict(identity), level, [result.kept.name for result in results]]
    name = hashlib.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    seen = out.cache / "joined" / name
    if seen.exists():
        return ()
    found = _leaks(identity, level, results)
    if not found:
        out.put(seen, b"")
    return tuple((leak.code, leak.page) for leak in found)


def _leaks(identity: Identity, level: Level, results: Sequence[FileResult]) -> list[Leak]:
    pages: list[EncodedPage] = []
    kept: list[Kept] = []
    for result in results:
        blinded = result.read()
        kept += kept_in(blinded.findings, _COVER + len(pages))
        pages += blinded.pages
    return search_packet(build_packet(MASK, "", pages), identity, level, kept)
