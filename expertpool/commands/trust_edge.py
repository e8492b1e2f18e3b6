"""What the trust commands share: where a holder's key lies, a version's changes on the screen, files that are new."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from blind.errors import BlindError
from blind.trust import Trust, read_trust
from blind.trust_change import Difference
from blind.trust_version import TrustVersion
from expertpool.commands.console import Console
from expertpool.errors import Refusal, Where
from expertpool.party.trust_words import TrustRefused, difference_words
from expertpool.whole_file import write_new

FOLDER = "root"


def key_folder(console: Console, given: Path | None) -> Path:
    """Where this machine keeps its holder's root key, unless told otherwise."""
    return given or console.settings.home / FOLDER


def trust_of(data: bytes, path: Path, *, fingerprint: str | None = None) -> Trust:
    """The trust file in these bytes. Raises Refusal."""
    try:
        return read_trust(data, fingerprint=fingerprint)
    except BlindError as error:
        raise TrustRefused(error, file=str(path)) from None


def tell_differences(console: Console, version: TrustVersion, found: Iterable[Difference]) -> list[dict[str, Any]]:
    """Print what a version changes, a line each; returns the same for programs."""
    console.line(console.say("trust_file.changes", version=version.version, since=version.since, hash=version.hash))
    told = []
    for one in found:
        words = difference_words(one, console.language)
        console.line(f"  {words}")
        told.append({"kind": one.kind, "role": one.role, **one.facts, "message": words})
    return told


def put_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet. Raises Refusal."""
    if not write_new(path, data) and path.read_bytes() != data:
        raise Refusal("trust_file.taken", where=Where(file=str(path)), path=str(path))
