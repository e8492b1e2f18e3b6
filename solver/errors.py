"""What a core can refuse, with the cause as data."""

from __future__ import annotations

from typing import Any


class SolverError(Exception):
    """Base of all refusals of this package; ``code`` and ``facts`` are for programs, ``str`` is English."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code = code
        self.facts = facts
        super().__init__(f"{code}: " + ", ".join(f"{name}={value!r}" for name, value in facts.items()))


class BadProblem(SolverError, ValueError):
    """The question itself is malformed: an unknown id, a bound upside down, two bounds of one label."""


class NotProven(SolverError):
    """A search ended at its limit without an answer either way; never to be read as yes or no."""
