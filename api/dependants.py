"""What a route depends on, as FastAPI keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi.dependencies.models import Dependant


def calls_in(dependant: Dependant) -> Iterator[Any]:
    """Every function that is called for a route, those that others call included."""
    for one in dependant.dependencies:
        yield one.call
        yield from calls_in(one)


def guards_in(dependant: Dependant) -> list[Any]:
    """Those of them that let a request through or refuse it; they have a ``permission``."""
    return [call for call in calls_in(dependant) if hasattr(call, "permission")]
