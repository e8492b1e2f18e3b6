"""What the office decided about doubtful places: kept under the application key, replayed at every rebuild."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from blind.redact import Act, Box, Decision
from expertpool.errors import Refusal, Where

DOUBT = "doubt:"
LEAK = "doubt:leak-"
"""How ids of doubts begin, and of those that the second look raised."""


@dataclass(frozen=True)
class Decided:
    """A decision about one dossier, who took it and when. ``file`` is the digest of the file of an added box, or "".

    ``findings``: whoever lets a question's text stand has seen it in these places; anywhere else it is asked again.
    """

    decision: Decision
    at: datetime
    file: str = ""
    findings: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, str, int, Box | None]:
        """What it is about; a later decision with the same place replaces it."""
        return self.decision.about, self.file, self.decision.page, self.decision.box

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        box = self.decision.box
        return {
            **asdict(self.decision),
            "box": None if box is None else box._asdict(),
            "at": self.at.isoformat(),
            "file": self.file,
            "findings": list(self.findings),
        }

    def bearing(self, known: Collection[str]) -> list[Decision]:
        """The decision as a worker takes it: one for each of its findings among those known, or itself."""
        if self.findings:
            return [replace(self.decision, about=found) for found in self.findings if found in known]
        return [self.decision]

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
        return cls(decision, datetime.fromisoformat(given["at"]), given["file"], tuple(given.get("findings", ())))


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


@dataclass(frozen=True)
class Subject:
    """What a decision may be about: ``file`` is the digest of the file where it counts for that file alone, else "".

    ``places``: page and box of what the second look found there; hiding burns them. ``asked``: for a question its
    findings, each with the surroundings shown.
    """

    file: str = ""
    places: tuple[tuple[int, Box], ...] = ()
    asked: tuple[tuple[str, str], ...] = ()


def decided_about(about: str, act: Act, subject: Subject, *, reason: str, by: str, at: datetime) -> list[Decided]:
    """What one answer comes to: a decision, or a box for every place of a finding of the second look to be hidden.

    ``about`` is a question's, finding's or doubt's id as the office sees it (a doubt's ends with its file's digest).
    """
    if about.startswith(LEAK) and act is Act.HIDE and subject.places:
        return [Decided(Decision("", act, reason, by, page, box), at, subject.file) for page, box in subject.places]
    plain = about.rpartition(":")[0] if about.startswith(DOUBT) else about
    seen = tuple(found for found, _ in subject.asked) if act is Act.KEEP else ()
    return [Decided(Decision(plain, act, reason, by), at, subject.file, seen)]


def latest(decisions: Iterable[Decided]) -> tuple[Decided, ...]:
    """The last word about each place; a later decision replaces the earlier one about the same.

    What was let stand in some places and then in others stands in all of them.
    """
    last: dict[tuple[str, str, int, Box | None], Decided] = {}
    for one in decisions:
        before = last.get(one.place)
        seen = one.findings
        if seen and before is not None and before.findings:
            seen = (*before.findings, *seen)
        last[one.place] = replace(one, findings=tuple(dict.fromkeys(seen)))
    return tuple(last.values())
