"""What can be wrong with a roster: one problem, its place as Excel shows it, and how it says itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from expertpool.errors import Where
from expertpool.words import Language, has, say


class Severity(StrEnum):
    """An error keeps a roster from being used; a notice asks a person to look."""

    ERROR = "error"
    NOTICE = "notice"


@dataclass(frozen=True)
class Fault:
    """Something wrong with one value, before its place is known. ``code`` is a key of the catalogues."""

    code: str
    severity: Severity = Severity.ERROR
    params: Mapping[str, str] = field(default_factory=dict)


def error(code: str, **params: str) -> Fault:
    """A fault that keeps the roster from being used."""
    return Fault(f"roster.{code}", Severity.ERROR, params)


def notice(code: str, **params: str) -> Fault:
    """A fault that asks a person to look."""
    return Fault(f"roster.{code}", Severity.NOTICE, params)


@dataclass(frozen=True)
class RosterProblem:
    """One fault in its place.

    ``where`` is the place as Excel shows it; in a ``.json`` file ``row`` is the object's place in the list and there
    is no column letter. ``value`` is the cell as it stands. ``key`` is the column's key (None for unknown columns and
    whole rows). ``at`` is row and column in the grid that was read, from 0, for marking a copy.
    """

    code: str
    severity: Severity
    where: Where
    value: str
    key: str | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    at: tuple[int, int | None] | None = None

    def _places(self) -> dict[str, Any]:
        return {"head": self.where.field or "", "value": self.value, **self.params}

    def message(self, language: Language) -> str:
        """What is wrong, as a sentence."""
        return say(self.code, language, **self._places())

    def hint(self, language: Language) -> str | None:
        """What would be right, as a sentence, with a guess at what was meant where there is one."""
        key, parts = f"{self.code}.hint", []
        if has(key):
            parts.append(say(key, language, **self._places()))
        if self.params.get("near"):
            parts.append(say("roster.near", language, near=self.params["near"]))
        return " ".join(parts) or None

    def as_dict(self, language: Language) -> dict[str, Any]:
        """Plain values for JSON."""
        where = self.where
        return {
            "severity": self.severity.value,
            "code": self.code,
            "sheet": where.sheet,
            "row": where.row,
            "column": where.column,
            "cell": where.cell,
            "field": where.field,
            "key": self.key,
            "value": self.value,
            "message": self.message(language),
            "hint": self.hint(language),
        }
