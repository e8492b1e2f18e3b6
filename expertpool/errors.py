"""Refusals: what could not be done, where, and what would be right, as keys of the word catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from expertpool.words import Language, has, say


class ExitCode(IntEnum):
    """What a command returns to the shell; outsiders hold on to these numbers."""

    DONE = 0
    BUG = 1
    BAD_INPUT = 2
    NO_PANEL = 3
    HELD_BACK = 4
    FORGED = 5
    NOT_PROVEN = 6
    STOPPED = 130
    """By the person at the keyboard (Ctrl-C): what shells expect of any program."""


@dataclass(frozen=True)
class Where:
    """The place of a fault in what was handed in. ``row`` counts from 1 as Excel does; ``column`` is a letter."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    field: str | None = None

    @property
    def cell(self) -> str | None:
        """The address as Excel writes it, e.g. ``J17``."""
        return f"{self.column}{self.row}" if self.column and self.row else None

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON, without empty ones."""
        values = {"file": self.file, "sheet": self.sheet, "row": self.row, "column": self.column, "field": self.field}
        return {key: value for key, value in values.items() if value is not None}


class Refusal(Exception):
    """Something asked for cannot be done. ``code`` is a key of the catalogues, ``code.hint`` what would be right."""

    def __init__(
        self, code: str, *, where: Where | None = None, exit_code: ExitCode = ExitCode.BAD_INPUT, **params: Any
    ) -> None:
        super().__init__(code, params)
        self.code = code
        self.where = where
        self.exit_code = exit_code
        self.params = params

    def message(self, language: Language) -> str:
        """What is wrong, as a sentence."""
        return say(self.code, language, **self.params)

    def hint(self, language: Language) -> str | None:
        """What would be right, as a sentence, where the catalogue has one."""
        key = f"{self.code}.hint"
        return say(key, language, **self.params) if has(key) else None

    def as_dict(self, language: Language) -> dict[str, Any]:
        """The one error shape: code, message, hint, where."""
        return {
            "code": self.code,
            "message": self.message(language),
            "hint": self.hint(language),
            "where": self.where.as_dict() if self.where else {},
        }
