"""What a packet was made of, kept under the application key: so a rebuild finds its codename without a link to it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from expertpool.errors import Refusal, Where
from expertpool.packets.file_results import FileResult
from expertpool.packets.out_folder import RELEASED, OutFolder
from expertpool.packets.release import Earlier, Ready, content_digest, kept_pages


def earlier(out: OutFolder, key: str) -> Earlier:
    """What earlier runs left about a packet, its contents computed anew from what it was made of.

    Raises Refusal where the file was damaged.
    """
    path = out.office / key / RELEASED
    if not path.exists():
        return Earlier(secrets.token_hex(16))
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        salt, done, begun = str(said["salt"]), said["results"], said["begun"]
        made = [[out.cache / name for name in names] for names in (done, begun) if names is not None]
    except (ValueError, KeyError, TypeError) as damaged:
        raise Refusal("packets.released_damaged", where=Where(file=str(path))) from damaged
    contents = [content_digest(kept_pages(files), salt) for files in made if all(file.exists() for file in files)]
    return Earlier(salt, tuple(dict.fromkeys(contents)), whether_released=done is not None)


def prepare(out: OutFolder, one: Ready) -> None:
    """Note what is about to be released, so that a kill in the middle loses no codename."""
    path = out.office / one.key / RELEASED
    said = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"results": None}
    _put(out, path, {**said, "salt": one.before.salt, "begun": _names(out, one.results)})


def remember(out: OutFolder, one: Ready) -> None:
    """Note what was released, never under which codename it went."""
    names = _names(out, one.results)
    _put(out, out.office / one.key / RELEASED, {"salt": one.before.salt, "results": names, "begun": None})


def _put(out: OutFolder, path: Path, said: dict[str, Any]) -> None:
    out.put(path, json.dumps(said).encode())


def _names(out: OutFolder, results: Sequence[FileResult]) -> list[str]:
    return [result.kept.relative_to(out.cache).as_posix() for result in results]
