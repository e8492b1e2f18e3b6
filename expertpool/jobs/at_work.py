"""What the function that does a job is given, and how it may end."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from expertpool.db import open_session
from expertpool.settings import Settings
from expertpool.words import Language

Told = Callable[[int, int], None]
"""Called with the steps done and their number in all."""


@dataclass(frozen=True, kw_only=True)
class AtWork:
    """One attempt at a job. ``at``: when it was asked for; ``secret``: what the asker alone may know, never stored."""

    settings: Settings
    number: int
    attempt: int
    arguments: Mapping[str, Any]
    by: str
    at: datetime
    language: Language
    told: Told
    secret: str = ""

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state and never waits for a writer."""
        with open_session(self.settings, reading=True) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end, unless something is raised."""
        with open_session(self.settings) as session:
            yield session
            session.commit()


class How(StrEnum):
    """How an attempt ended. ``CUT_OFF``: the worker itself stops; ``DIED``: the process is gone without a word."""

    DONE = "done"
    REFUSED = "refused"
    BUG = "bug"
    DIED = "died"
    CANCELLED = "cancelled"
    CUT_OFF = "cut-off"


@dataclass(frozen=True)
class Ended:
    """``content``: what the work came to, or under ``error`` why it was refused."""

    how: How
    content: Mapping[str, Any] = field(default_factory=dict)


class Stopped(Exception):
    """The work is to end here; ``how`` says why."""

    def __init__(self, how: How) -> None:
        super().__init__(how)
        self.how = how


def function_at(path: str) -> Callable[[AtWork], Any]:
    """The function that ``module:name`` means."""
    module, _, name = path.partition(":")
    found: Callable[[AtWork], Any] = getattr(importlib.import_module(module), name)
    return found
