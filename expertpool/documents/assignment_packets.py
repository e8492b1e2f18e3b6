"""Packets as they go to experts, read for an assignment: their index checked, their groups and texts."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2

from expertpool.assigning.suitability import PacketText
from expertpool.errors import Refusal, Where

INDEX, FOLDER = "packets.json", "packets"
FORMAT = "expertpool-packets/1"
_BETWEEN = re.compile(r"\s*[·、,，;；/\n\r]\s*")


def read_packets(path: Path, progress: Callable[[int, int], None] = lambda _done, _total: None) -> list[PacketText]:
    """The packets below a folder that ``blind`` made, or beside its ``packets.json``, in the order of codenames.

    Raises Refusal where the index is missing or damaged, a file is missing, or a file is not the one that was released.
    """
    index = path / INDEX if path.is_dir() else path
    listed = _index(index)
    found = []
    for at, (codename, entry) in enumerate(sorted(listed.items())):
        files = [_whole(index.parent / FOLDER / codename / file["name"], file["sha256"]) for file in entry["files"]]
        pages = [page for file in files for page in _pages(file)]
        group = entry.get("group") or (_group(pages[0], codename) if pages else "")
        text = "\n".join(pages[1:])
        found.append(PacketText(codename, tuple(filter(None, _BETWEEN.split(group))), text))
        progress(at + 1, len(listed))
    return found


def _index(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise Refusal("assign.no_packets", path=str(path)) from None
    except (ValueError, RecursionError):
        raise Refusal("assign.index_damaged", where=Where(file=str(path))) from None
    listed = content.get("packets") if isinstance(content, dict) and content.get("format") == FORMAT else None
    if not isinstance(listed, dict) or not all(map(_sound, listed.values())):
        raise Refusal("assign.index_damaged", where=Where(file=str(path)))
    if any("/" in name or "\\" in name or name in ("", ".", "..") for name in listed):
        raise Refusal("assign.index_damaged", where=Where(file=str(path)))
    if not listed:
        raise Refusal("assign.packets_none", where=Where(file=str(path)))
    return listed


def _sound(entry: Any) -> bool:
    files = entry.get("files") if isinstance(entry, dict) else None
    return (
        isinstance(files, list)
        and isinstance(entry.get("group", ""), str)
        and all(
            isinstance(file, dict)
            and isinstance(file.get("sha256"), str)
            and isinstance(file.get("name"), str)
            and Path(file["name"]).name == file["name"]
            for file in files
        )
    )


def _whole(path: Path, sha256: str) -> Path:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise Refusal("assign.packet_missing", path=str(path)) from None
    if found != sha256:
        raise Refusal("assign.packet_changed", where=Where(file=str(path)))
    return path


def _pages(path: Path) -> list[str]:
    try:
        document = pypdfium2.PdfDocument(path)
        return [document[at].get_textpage().get_text_range() for at in range(len(document))]
    except pypdfium2.PdfiumError:
        raise Refusal("assign.packet_changed", where=Where(file=str(path))) from None


def _group(cover: str, codename: str) -> str:
    """The group's name on a cover: what stands there beside the codename."""
    return cover.replace(codename, "").strip()
