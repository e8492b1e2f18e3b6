"""A TOML file in which an office states something, under fixed fields: read whole, or refused in the caller's words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from expertpool.errors import Refusal, Where


@dataclass(frozen=True)
class StatedTable:
    """The fields with the type of each, all required, and the codes of what a file may have wrong."""

    fields: Mapping[str, type]
    unreadable: str
    field: str
    unknown: str

    def read(self, path: Path) -> dict[str, Any]:
        """The file's fields. Raises Refusal where it is missing or no TOML, or lacks a field, or has another."""
        found = self._parsed(path)
        for name, kind in self.fields.items():
            value = found.get(name)
            if not isinstance(value, kind) or isinstance(value, bool) or _blank(value):
                raise Refusal(self.field, where=Where(file=str(path), field=name), field=name)
        strange = sorted(found.keys() - self.fields.keys())
        if strange:
            raise Refusal(self.unknown, where=Where(file=str(path)), fields="、".join(strange))
        return found

    def _parsed(self, path: Path) -> dict[str, Any]:
        try:
            return tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except FileNotFoundError:
            raise Refusal("common.file_missing", path=str(path)) from None
        except (OSError, ValueError, RecursionError) as wrong:  # ValueError: no TOML, no UTF-8, or no such day
            raise Refusal(self.unreadable, where=Where(file=str(path)), detail=str(wrong)) from None


def _blank(value: Any) -> bool:
    """Whether a text or a table says nothing; an empty list says that there is nothing."""
    return not value.strip() if isinstance(value, str) else value == {}
