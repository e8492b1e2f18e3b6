"""Long lists over the wire: a part of one, and the place where the next part begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Generic, Self, TypeVar

from fastapi import Query
from pydantic import BaseModel

S = TypeVar("S")
T = TypeVar("T")

Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[int, Query(ge=0, le=10_000_000)]
"""How many to skip: what the answer before called ``next``."""


class Listed(BaseModel, Generic[T]):
    """``items`` from the cursor on; ``next`` is the cursor of what follows, None at the end; ``total`` counts all."""

    items: list[T]
    next: int | None
    total: int

    @classmethod
    def part(cls, whole: Sequence[S], cursor: int, limit: int, *, shown: Callable[[S], T]) -> Self:
        """One part of a list, each thing of the part alone as ``shown`` tells it."""
        end = cursor + limit
        items = [shown(one) for one in whole[cursor:end]]
        return cls(items=items, next=end if end < len(whole) else None, total=len(whole))
