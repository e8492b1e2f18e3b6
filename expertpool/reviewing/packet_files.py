"""The files that readers see, as ``packets.json`` lists them: one for each codename, with its digest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from expertpool.errors import ExitCode, Refusal, Where

INDEX, FOLDER = "packets.json", "packets"


def packet_digests(root: Path) -> dict[str, bytes]:
    """SHA-256 by codename. Raises Refusal for an index that is damaged, or lists a packet of several files."""
    path = root / INDEX
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))["packets"]
        found = {}
        for name, entry in listed.items():
            (file,) = entry["files"]
            found[str(name)] = bytes.fromhex(file["sha256"])
    except FileNotFoundError:
        raise Refusal("common.file_missing", where=Where(file=str(path)), path=str(path)) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refusal("scores.packets_bad", where=Where(file=str(path))) from None
    return found


def packet_file(root: Path, codename: str, digest: bytes) -> bytes:
    """The bytes of one packet. Raises Refusal (exit code 5) for a file that is not the one that was released."""
    listed = json.loads((root / INDEX).read_text(encoding="utf-8"))["packets"][codename]["files"][0]["name"]
    path = root / FOLDER / codename / Path(listed).name
    try:
        data = path.read_bytes()
    except OSError:
        raise Refusal("common.file_missing", where=Where(file=str(path)), path=str(path)) from None
    if hashlib.sha256(data).digest() != digest:
        raise Refusal("scores.packet_changed", where=Where(file=str(path)), exit_code=ExitCode.FORGED, packet=codename)
    return data
