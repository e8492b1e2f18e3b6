"""What the second look says, and what it was told may stay."""

from __future__ import annotations

from dataclasses import dataclass

from blind.redact.box import Box


@dataclass(frozen=True)
class Leak:
    """Something in a finished packet that may identify; it holds the packet back.

    ``code`` says by which way it was found ("text-layer", "pixels", "raw-bytes", "code", "rim", "leftover",
    "hidden-channel", "unread"), ``page`` counts from 1 (0: the file as a whole), ``what`` names the field of the
    record, never its content.
    """

    code: str
    page: int
    box: Box | None
    what: str


@dataclass(frozen=True)
class Kept:
    """A near miss that stays by decision: an ordinary word that looks like identity, at its place in the packet."""

    page: int
    box: Box
    text: str
