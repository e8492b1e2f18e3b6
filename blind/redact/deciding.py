"""How findings get their ids and what people's decisions make of them."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from blind.redact.box import Box
from blind.redact.hit import Act
from blind.redact.outcome import Decision, Finding, Question
from blind.redact.page import Doubt

_ID_LENGTH = 16


def short_hash(*parts: object) -> str:
    """Sixteen hexadecimal digits that depend on every part and on where one ends."""
    encoded = [str(part).encode("utf-8", "replace") for part in parts]
    joined = b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
    return hashlib.sha256(joined).hexdigest()[:_ID_LENGTH]


def folded(text: str) -> str:
    """A text as far as it decides whether two doubts are the same doubt."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


@dataclass(frozen=True)
class Found:
    """Something a finder found, before and after a decision; ``question`` is the id of the doubt it belongs to."""

    id: str
    question: str
    finder: str
    reason: str
    text: str
    snippet: str
    sureness: int
    act: Act
    decided_by: str = ""


@dataclass(frozen=True)
class Decisions:
    """The office's decisions by what they are about; later ones count."""

    about: Mapping[str, Decision]
    added: tuple[Decision, ...] = ()

    @classmethod
    def of(cls, decisions: Sequence[Decision]) -> Decisions:
        """Decisions in the order they were taken."""
        return cls(
            about={decision.about: decision for decision in decisions if decision.about},
            added=tuple(one for one in decisions if not one.about and one.box is not None and one.act is Act.HIDE),
        )

    def from_page(self, before: int) -> Decisions:
        """The same decisions for a file whose first page is page ``before + 1`` of the whole."""
        if not before:
            return self
        about = {_earlier(key, before): decision for key, decision in self.about.items()}
        return Decisions(about=about, added=tuple(replace(one, page=one.page - before) for one in self.added))

    def settle(self, found: Found) -> Found:
        """A finding as decided: by its own decision first, by its question's otherwise."""
        decision = self.about.get(found.id) or (self.about.get(found.question) if found.act is Act.ASK else None)
        if decision is None or decision.act is Act.ASK:
            return found
        return replace(found, act=decision.act, decided_by=decision.by)

    def boxes_added(self, page: int) -> list[tuple[Box, Decision]]:
        """Places on a page that the office wants hidden."""
        return [(one.box, one) for one in self.added if one.page == page and one.box is not None]

    def about_doubt(self, doubt: Doubt) -> Decision | None:
        """What was decided about a doubt."""
        return self.about.get(f"doubt:{doubt.code}:{doubt.page}")


def _earlier(key: str, before: int) -> str:
    """The key of a doubt about a page, counted from a later page; others as they are."""
    kind, _, rest = key.partition(":")
    code, _, page = rest.rpartition(":")
    if kind != "doubt" or not page.isdigit() or page == "0":
        return key
    return f"doubt:{code}:{int(page) - before}"


def finding(found: Found, page: int, box: Box | None) -> Finding:
    """What the office is shown of a place."""
    return Finding(
        id=found.id,
        page=page,
        box=box,
        finder=found.finder,
        reason=found.reason,
        text=found.text,
        sureness=found.sureness,
        act=found.act,
        decided_by=found.decided_by,
    )


def questions(placed: Iterable[tuple[Found, int, Box | None]]) -> tuple[Question, ...]:
    """Open doubts, equal ones in one question, in the order of their first place."""
    grouped: dict[str, list[tuple[Found, int, Box | None]]] = {}
    for found, page, box in placed:
        if found.act is Act.ASK:
            grouped.setdefault(found.question, []).append((found, page, box))
    return tuple(
        Question(
            id=identity,
            finder=group[0][0].finder,
            reason=group[0][0].reason,
            text=group[0][0].text,
            contexts=tuple(dict.fromkeys((found.id, found.snippet) for found, _, _ in group)),
            places=tuple((page, box) for _, page, box in group),
        )
        for identity, group in grouped.items()
    )
