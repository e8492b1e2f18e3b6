"""What was found between an application and an expert: why, where it stands, and whether a person must decide."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Ground(StrEnum):
    """Why an expert must not read an application."""

    SAME_UNIT = "same-unit"
    FORMER_UNIT = "former-unit"
    KIN = "kin"
    TEACHER = "teacher"
    AUTHOR = "author"
    TEAM = "team"
    COWORKER = "coworker"
    COMPETING = "competing"
    DECLARED = "declared"
    NAMED = "named"


class Standing(StrEnum):
    """How sure it is: ``sure`` counts at once, ``asked`` waits for a person, ``seen`` is shown and counts for nothing.

    ``homonym`` waits too: the name is the expert's, the unit beside it is another one's.
    """

    SURE = "sure"
    HOMONYM = "homonym"
    ASKED = "asked"
    SEEN = "seen"


ORDER = (Standing.SURE, Standing.HOMONYM, Standing.ASKED, Standing.SEEN)


@dataclass(frozen=True)
class Cited:
    """Where it stands: file, page and line, both from 1 (0: not in a dossier), and the line itself."""

    file: str
    page: int
    line: int
    text: str

    def as_dict(self) -> dict[str, Any]:
        """Plain values."""
        return vars(self).copy()


@dataclass(frozen=True)
class Conflict:
    """One finding between one application and one expert.

    ``why``: a code that a word catalogue explains. ``answer``: what a person decided; None where nobody has.
    """

    key: str
    expert_no: str
    ground: Ground
    standing: Standing
    why: str
    cited: tuple[Cited, ...]
    answer: bool | None = None
    by: str = ""
    reason: str = ""

    @property
    def id(self) -> str:
        """Names the finding as long as its application, expert, ground and first place are the same."""
        first = self.cited[0] if self.cited else Cited("", 0, 0, "")
        parts = [self.key, self.expert_no, self.ground, first.file, str(first.page), str(first.line), first.text]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]

    @property
    def open(self) -> bool:
        """Whether a person still has to decide."""
        return self.standing in (Standing.ASKED, Standing.HOMONYM) and self.answer is None

    @property
    def counts(self) -> bool:
        """Whether the expert must not read: surely, or because a person said so."""
        return self.answer if self.answer is not None else self.standing is Standing.SURE

    def as_dict(self) -> dict[str, Any]:
        """Plain values for the file."""
        values = {**vars(self), "id": self.id, "cited": [one.as_dict() for one in self.cited]}
        return {key: str(value) if isinstance(value, StrEnum) else value for key, value in values.items()}


def merged(found: list[Conflict]) -> list[Conflict]:
    """One finding for each application, expert and ground: the surest, citing every place, ten at most."""
    kept: dict[tuple[str, str, str], Conflict] = {}
    for one in found:
        at = (one.key, one.expert_no, one.ground)
        other = kept.get(at)
        if other is None:
            kept[at] = one
            continue
        first, second = sorted((other, one), key=lambda each: ORDER.index(each.standing))
        kept[at] = replace(first, cited=tuple(dict.fromkeys((*first.cited, *second.cited)))[:10])
    return sorted(_without_seen(list(kept.values())), key=lambda one: (one.key, one.expert_no, one.ground))


def _without_seen(found: list[Conflict]) -> list[Conflict]:
    """Bare mentions are left out where something more is known of the pair."""
    known = {(one.key, one.expert_no) for one in found if one.standing is not Standing.SEEN}
    return [one for one in found if one.standing is not Standing.SEEN or (one.key, one.expert_no) not in known]
