"""A console for commands' own work done at a desk: it says nothing on any terminal and counts progress for a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from expertpool.commands.console import Console

Told = Callable[[int, int], None]


def _nobody(_done: int, _total: int) -> None:
    return None


@dataclass
class DeskConsole(Console):
    """``told``: called with done and total while something long goes on."""

    told: Told = _nobody

    def line(self, text: str = "") -> None:
        """Nothing."""

    def table(self, *, title: str, heads: list[str], rows: list[list[str]]) -> None:
        """Nothing."""

    def note(self, text: str) -> None:
        """Nothing."""

    @contextmanager
    def progress(self, label: str) -> Iterator[Told]:  # noqa: ARG002  # the page has words of its own
        """Counts for the page."""
        yield self.told
