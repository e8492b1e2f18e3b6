"""A server of its own for files that are handed in."""

from tests.faults.conftest import desks, warm

__all__ = ["desks", "warm"]
