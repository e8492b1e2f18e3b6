"""The questions of a dossier: equal doubts of its files asked once, and what stands in the way besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from blind.redact import Blinded, Doubt
from expertpool.packets.file_results import FileResult

_CELL = 30_000
"""Characters that a cell of a workbook surely holds."""


@dataclass(frozen=True)
class Question:
    """Something only a person can settle. ``about`` is what a decision names: a question's id or ``doubt:…``.

    ``places`` are files and pages where it stands. ``contexts``: every finding's id and the words around it; as many as
    a cell of a workbook can show, so that nobody answers for what stands elsewhere.
    """

    about: str
    finder: str
    reason: str
    text: str
    contexts: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, int], ...]

    @property
    def snippet(self) -> str:
        """All different surroundings, one a line."""
        return "\n".join(dict.fromkeys(snippet for _, snippet in self.contexts))


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
    asked: dict[str, list[Question]] = {}
    for state in states:
        shown = state.result.file.shown
        for one in state.blinded.questions:
            places = tuple((shown, page) for page, _box in one.places) or ((shown, 0),)
            asked.setdefault(one.id, []).append(
                Question(one.id, one.finder, one.reason, one.text, one.contexts, places)
            )
        for doubt in state.blinded.held:
            about = f"doubt:{doubt.code}:{doubt.page}:{state.result.digest[:12]}"
            asked.setdefault(about, []).append(
                Question(about, "doubt", doubt.code, "", (("", _facts(doubt)),), ((shown, doubt.page),))
            )
    return tuple(_joined(several) for several in asked.values())


def _joined(several: Sequence[Question]) -> Question:
    """Equal questions as one, with every place and as many surroundings as can be shown."""
    contexts = dict.fromkeys(context for one in several for context in one.contexts)
    places = tuple(dict.fromkeys(place for one in several for place in one.places))
    return replace(several[0], contexts=tuple(_showable(contexts)), places=places)


def _showable(contexts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The first of them, as long as the different ones among them fit into a cell."""
    shown: set[str] = set()
    size = 0
    for about, snippet in contexts:
        if snippet not in shown:
            size += len(snippet) + 1
            if shown and size > _CELL:
                return
            shown.add(snippet)
        yield about, snippet


def _facts(doubt: Doubt) -> str:
    return ", ".join(f"{name}={value}" for name, value in sorted(doubt.facts.items()))


def is_clean(states: Iterable[FileState]) -> bool:
    """Whether every file's packet pages may go on."""
    return all(state.clean for state in states)
