"""Guides as files of sentences, one TOML a role and language under ``guides``; links and commands told apart."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from expertpool.words import Language

FOLDER = Path(__file__).parent / "guides"

_MARKED = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<target>/[^)\s]*)\)|`(?P<command>[^`]+)`")


@dataclass(frozen=True)
class Piece:
    """Some words of a sentence; with a ``target`` a link to a page, as ``command`` what is typed."""

    text: str
    target: str = ""
    command: bool = False


@dataclass(frozen=True)
class Step:
    """One thing to do, and the clause it stands on, empty where none does."""

    says: tuple[Piece, ...]
    clause: str


@dataclass(frozen=True)
class Part:
    """Some steps under a heading, in the order of doing."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Guide:
    """A role's guide in one language."""

    title: str
    lead: str
    parts: tuple[Part, ...]

    @property
    def pieces(self) -> Iterator[Piece]:
        """Every piece of every step."""
        return (piece for part in self.parts for step in part.steps for piece in step.says)


@cache
def guide_for(role: str, language: Language) -> Guide:
    """The guide of a role. Raises FileNotFoundError for a role without one."""
    read = tomllib.loads((FOLDER / language.value / f"{role}.toml").read_text(encoding="utf-8"))
    parts = tuple(
        Part(part["title"], tuple(Step(pieces(step["says"]), step.get("clause", "")) for step in part["step"]))
        for part in read["part"]
    )
    return Guide(read["title"], read["lead"], parts)


def pieces(text: str) -> tuple[Piece, ...]:
    """A sentence in pieces: ``[words](/page)`` is a link, words in backticks are a command."""
    found, at = list[Piece](), 0
    for marked in _MARKED.finditer(text):
        if marked.start() > at:
            found.append(Piece(text[at : marked.start()]))
        command = marked["command"]
        found.append(Piece(command, command=True) if command else Piece(marked["text"], target=marked["target"]))
        at = marked.end()
    return (*found, Piece(text[at:])) if at < len(text) else tuple(found)
