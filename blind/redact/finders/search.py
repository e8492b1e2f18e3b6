"""The shape of a prepared finder."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from blind.identity import Identity
from blind.redact.finders.passage import Passage
from blind.redact.hit import Hit, Level

Search = Callable[[Passage], Iterable[Hit]]
"""Looks through a passage for one identity."""

Prepare = Callable[[Identity, Level], Search]
"""Makes the search for an identity at a level; whatever can be worked out beforehand is."""
