"""A thing on a page that identifies without being text."""

from __future__ import annotations

from dataclasses import dataclass

from blind.redact.box import Box
from blind.redact.hit import Act


@dataclass(frozen=True)
class Mark:
    """Where it stands, who found it ("seal", "photo", ...), why as a code, what to do, and how sure (0..100)."""

    box: Box
    finder: str
    reason: str
    act: Act
    sureness: int
