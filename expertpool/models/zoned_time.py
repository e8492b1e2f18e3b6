"""A moment with its offset from UTC, stored as ISO 8601 text: every database keeps the zone it was recorded in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator


class ZonedTime(TypeDecorator[datetime]):
    """A datetime that always knows its offset. A naive one is refused (ValueError)."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # signature of the library
        """Python to database."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a stored time needs its offset from UTC")
        return value.isoformat()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # signature of the library
        """Database to Python."""
        return None if value is None else datetime.fromisoformat(value)
