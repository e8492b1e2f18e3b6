"""The questions of a dossier: equal doubts of its files asked once, and what stands in the way besides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from blind.redact import Blinded, Doubt
from expertpool.packets.file_results import FileResult


@dataclass(frozen=True)
class Question:
    """Something only a person can settle. ``about`` is what a decision names: a question's id or ``doubt:…``.

    ``places`` are files and pages where it stands; ``snippet`` shows it in its line.
    """

    about: str
    finder: str
    reason: str
    text: str
    snippet: str
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class FileState:
    """One file's result; ``blinded`` has no pages here, since all dossiers' pages would not fit into memory."""

    result: FileResult
    blinded: Blinded
    pages: int
    clean: bool

    @classmethod
    def of(cls, result: FileResult) -> FileState:
        """The state of a file that was read."""
        blinded = result.read()
        return cls(result, replace(blinded, pages=()), len(blinded.pages), blinded.clean)


def open_questions(states: Sequence[FileState]) -> tuple[Question, ...]:
    """What is still to be answered about a dossier, the doubts of its files first put together where they are one."""
    asked: dict[str, list[tuple[str, int, str, str, str, str]]] = {}
    for state in states:
        shown = state.result.file.shown
        for question in state.blinded.questions:
            for page, _box in question.places or ((0, None),):
                row = (shown, page, question.finder, question.reason, question.text, question.snippet)
                asked.setdefault(question.id, []).append(row)
        for doubt in state.blinded.held:
            about = f"doubt:{doubt.code}:{doubt.page}:{state.result.digest[:12]}"
            asked.setdefault(about, []).append((shown, doubt.page, "doubt", doubt.code, "", _facts(doubt)))
    return tuple(_question(about, rows) for about, rows in asked.items())


def _question(about: str, rows: Sequence[tuple[str, int, str, str, str, str]]) -> Question:
    _file, _page, finder, reason, text, snippet = rows[0]
    return Question(about, finder, reason, text, snippet, tuple(dict.fromkeys((row[0], row[1]) for row in rows)))


def _facts(doubt: Doubt) -> str:
    return ", ".join(f"{name}={value}" for name, value in sorted(doubt.facts.items()))


def is_clean(states: Iterable[FileState]) -> bool:
    """Whether every file's packet pages may go on."""
    return all(state.clean for state in states)
