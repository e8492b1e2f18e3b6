"""What blinding one file gives, and what a person may decide about it."""

from __future__ import annotations

from dataclasses import dataclass

from blind.redact.box import Box
from blind.redact.hit import Act
from blind.redact.page import Doubt
from blind.redact.rebuild import EncodedPage
from blind.redact.risk import Risk


@dataclass(frozen=True)
class Finding:
    """A place that identifies, may identify, or only looks so; pages of the result count from 1.

    ``id`` depends on the file's bytes, the place, the finder and the text, so it is the same on every rebuild.
    ``act`` is what was done (ASK: hidden until somebody answers); ``decided_by`` names who decided, "" for the program.
    """

    id: str
    page: int
    box: Box | None
    finder: str
    reason: str
    text: str
    sureness: int
    act: Act
    decided_by: str = ""


@dataclass(frozen=True)
class Question:
    """Equal doubts of one file in one question; equal questions of several files have equal ids.

    ``contexts``: the id of every finding that it asks about, and the words around it.
    """

    id: str
    finder: str
    reason: str
    text: str
    contexts: tuple[tuple[str, str], ...]
    places: tuple[tuple[int, Box | None], ...]

    @property
    def snippet(self) -> str:
        """All different surroundings, one a line."""
        return "\n".join(dict.fromkeys(snippet for _, snippet in self.contexts))


@dataclass(frozen=True)
class Decision:
    """What a person decided.

    ``about`` is a finding's id, a question's id, or ``doubt:<code>:<page>`` with act KEEP (looked at, may go as it is);
    "" with ``page`` and ``box`` adds a place to hide.
    """

    about: str
    act: Act
    reason: str
    by: str
    page: int = 0
    box: Box | None = None


@dataclass(frozen=True)
class Blinded:
    """One file blinded. ``digest``: SHA-256 of the file.

    ``shifts``: lines of fixed pages whose rest stands where it does because of a hidden text's length.

    ``pages`` are there even when something holds them back: for the office to look at, never to be released.
    """

    name: str
    digest: str
    pages: tuple[EncodedPage, ...] = ()
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
    held: tuple[Doubt, ...] = ()
    dropped: tuple[str, ...] = ()
    risk: tuple[Risk, ...] = ()
    shifts: int = 0

    @property
    def clean(self) -> bool:
        """Whether the pages may go on: no question open, nothing held, and the second look found nothing."""
        return bool(self.pages) and not self.questions and not self.held
