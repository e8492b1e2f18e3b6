"""The public face: one file or one dossier in, blinded pages and what people have to decide out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from blind.identity import Identity
from blind.redact.hit import Level
from blind.redact.outcome import Blinded, Decision
from blind.redact.sandbox import Workshop
from blind.redact.wire import unpack


def blind_file(
    data: bytes | Path,
    *,
    name: str = "",
    identity: Identity,
    level: Level = Level.STANDARD,
    decisions: Sequence[Decision] = (),
    workshop: Workshop | None = None,
) -> Blinded:
    """Blind one file in a guarded process; a workshop kept over many files saves starting one each time.

    ``name`` is the file's name with its ending (by default that of the path). A file that cannot be read gives a
    ``Blinded`` without pages whose ``held`` names the cause. Raises OSError where the path cannot be read, and
    ValueError without a name.
    """
    if isinstance(data, Path):
        name = name or data.name
        data = data.read_bytes()
    if not name:
        raise ValueError("a file needs a name with its ending, such as name='summary.pdf'")
    if workshop is not None:
        return unpack(workshop.submit(data, name=name, identity=identity, level=level, decisions=decisions).result())
    with Workshop(jobs=1) as own:
        return unpack(own.submit(data, name=name, identity=identity, level=level, decisions=decisions).result())


def blind_dossier(
    files: Iterable[tuple[str, bytes]],
    *,
    identity: Identity,
    level: Level = Level.STANDARD,
    decisions: Sequence[Decision] = (),
    workshop: Workshop | None = None,
) -> tuple[Blinded, ...]:
    """Blind the files of one applicant (names and bytes), in their order; all workers of the workshop share them."""
    if workshop is None:
        with Workshop(jobs=1) as own:
            return blind_dossier(files, identity=identity, level=level, decisions=decisions, workshop=own)
    waiting = [
        workshop.submit(data, name=name, identity=identity, level=level, decisions=decisions) for name, data in files
    ]
    return tuple(unpack(future.result()) for future in waiting)
