"""conflicts.json: what was found between applications and experts, with a person's answers; for the office alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from expertpool.conflicts.finding import Cited, Conflict, Ground, Standing
from expertpool.errors import Refusal, Where
from expertpool.whole_file import write_whole

FORMAT = "expertpool-conflicts/1"


@dataclass(frozen=True)
class Conflicts:
    """The findings, every application key that was searched, and what could not be read, as (key, what)."""

    keys: tuple[str, ...]
    findings: tuple[Conflict, ...]
    unread: tuple[tuple[str, str], ...]
    on: date

    @property
    def open(self) -> tuple[Conflict, ...]:
        """What still waits for a person."""
        return tuple(one for one in self.findings if one.open)

    @property
    def limits(self) -> frozenset[tuple[str, str]]:
        """Pairs (key, expert) that are never made; an expert who applies reads nobody's application of this list."""
        pairs = {(one.key, one.expert_no) for one in self.findings if one.counts}
        rivals = {one.expert_no for one in self.findings if one.counts and one.ground is Ground.COMPETING}
        return frozenset(pairs | {(key, rival) for key in self.keys for rival in rivals})


def conflicts_bytes(found: Conflicts, files: Mapping[str, str]) -> bytes:
    """The file. ``files``: digests of what was read, by option."""
    content = {
        "format": FORMAT,
        "on": found.on.isoformat(),
        "keys": list(found.keys),
        "findings": [one.as_dict() for one in found.findings],
        "unread": [list(one) for one in found.unread],
        "files": dict(files),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def write_conflicts(path: Path, content: bytes) -> None:
    """Put the file in place, readable by its owner alone."""
    write_whole(path, content, private=True)


def read_conflicts(path: Path) -> Conflicts:
    """Read the file. Raises Refusal where it is missing or damaged."""
    if not path.is_file():
        raise Refusal("common.file_missing", path=str(path))
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise ValueError
        return Conflicts(
            keys=tuple(map(str, content["keys"])),
            findings=tuple(_finding(one) for one in content["findings"]),
            unread=tuple((str(key), str(what)) for key, what in content["unread"]),
            on=date.fromisoformat(content["on"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refusal("conflicts.file_damaged", where=Where(file=str(path))) from None


def _finding(one: Mapping[str, Any]) -> Conflict:
    answer = one["answer"]
    if answer is not None and not isinstance(answer, bool):
        raise TypeError
    return Conflict(
        key=str(one["key"]),
        expert_no=str(one["expert_no"]),
        ground=Ground(one["ground"]),
        standing=Standing(one["standing"]),
        why=str(one["why"]),
        cited=tuple(Cited(str(c["file"]), int(c["page"]), int(c["line"]), str(c["text"])) for c in one["cited"]),
        answer=answer,
        by=str(one["by"]),
        reason=str(one["reason"]),
    )


def answered(findings: Iterable[Conflict], older: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """The findings with the answers that older ones of the same id have."""
    known = {one.id: one for one in older if one.answer is not None}
    return tuple(
        Conflict(**{**vars(one), **{name: getattr(known[one.id], name) for name in ("answer", "by", "reason")}})
        if one.id in known
        else one
        for one in findings
    )
