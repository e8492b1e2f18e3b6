"""What the office decided about doubtful places: kept under the application key, replayed at every rebuild."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from blind.redact import Act, Box, Decision
from expertpool.errors import Refusal, Where


@dataclass(frozen=True)
class Decided:
    """A decision about one dossier, who took it and when. ``file`` is the digest of the file of an added box, or ""."""

    decision: Decision
    at: datetime
    file: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {**asdict(self.decision), "at": self.at.isoformat(), "file": self.file}

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> Decided:
        """Reads what ``as_dict`` gave. Raises ValueError, KeyError or TypeError for anything else."""
        box = given["box"]
        decision = Decision(
            about=given["about"],
            act=Act(given["act"]),
            reason=given["reason"],
            by=given["by"],
            page=given["page"],
            box=None if box is None else Box(**box),
        )
        return cls(decision, datetime.fromisoformat(given["at"]), given["file"])


def read_decisions(path: Path) -> tuple[Decided, ...]:
    """The decisions about one dossier, oldest first. Raises Refusal where the file was damaged."""
    if not path.exists():
        return ()
    try:
        return tuple(Decided.from_dict(given) for given in json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as damaged:
        raise Refusal("packets.decisions_damaged", where=Where(file=str(path))) from damaged


def decisions_bytes(decisions: Iterable[Decided]) -> bytes:
    """The file that ``read_decisions`` reads."""
    return json.dumps([decided.as_dict() for decided in decisions], ensure_ascii=False, indent=1).encode()


def latest(decisions: Iterable[Decided]) -> tuple[Decided, ...]:
    """The last word about each place; a later decision replaces the earlier one about the same."""
    last = {(one.decision.about, one.file, one.decision.page, one.decision.box): one for one in decisions}
    return tuple(last.values())
