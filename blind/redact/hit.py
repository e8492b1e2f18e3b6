"""What a finder says about a stretch of text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much is hidden."""

    STANDARD = "standard"
    """Identity and employer."""
    STRICT = "strict"
    """Also searchable traces: numbers of grants, patents, DOIs, certificates, journal issues, places within a city."""


class Act(StrEnum):
    """What is to be done with a place."""

    HIDE = "hide"
    """It identifies: burn it."""
    ASK = "ask"
    """It may identify: a person decides, and until then the packet is held."""
    KEEP = "keep"
    """It looks like identity and is an ordinary word: a near miss, kept and reported."""


@dataclass(frozen=True, order=True)
class Hit:
    """``start`` and ``end`` count characters of the searched text (half open).

    ``finder`` names the finder ("name", "id-number", ...), ``reason`` says why as a code that a word catalogue explains
    ("name-in-full", "name-inside-word", ...); ``sureness`` is 0..100.
    """

    start: int
    end: int
    finder: str
    reason: str
    act: Act
    sureness: int = 100
