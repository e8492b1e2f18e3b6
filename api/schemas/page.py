"""Long lists over the wire: a part of one, and the place where the next part begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel

T = TypeVar("T")

Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[int, Query(ge=0, le=10_000_000)]
"""How many to skip: what the answer before called ``next``."""


class Listed(BaseModel, Generic[T]):
    """``items`` from the cursor on; ``next`` is the cursor of what follows, None at the end; ``total`` counts all."""

    items: list[T]
    next: int | None
    total: int


def part_of(whole: Sequence[T], cursor: int, limit: int) -> tuple[Sequence[T], int | None, int]:
    """The items of one part, the cursor of the next, and how many there are."""
    end = cursor + limit
    return whole[cursor:end], end if end < len(whole) else None, len(whole)
