"""A refusal over the wire: the one shape of every answer that is not what was asked for."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel


class Problem(BaseModel):
    """``code`` for programs, ``message`` and ``hint`` for people, ``where`` for whoever mends it."""

    code: str
    message: str
    hint: str | None
    where: dict[str, Any]
