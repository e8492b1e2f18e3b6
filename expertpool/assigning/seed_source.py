"""Where the seed of an assignment comes from, and how sure it is that nobody chose it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from solver.randomness import derive

CEREMONY_TAG = b"expertpool/assignment/ceremony/v1"


@dataclass(frozen=True)
class SeedSource:
    """``kind``: ``system``, ``text`` or ``ceremony``; ``assurance`` is that of the seed alone.

    The question may be settled after a ceremony's seed is known: what the seed draws is fixed by the question then.
    """

    seed: bytes
    kind: str
    assurance: str = "M0"
    facts: Mapping[str, str | int] = field(default_factory=dict)


def from_ceremony(seed: bytes, *, assurance: str, ctx: str, number: int) -> SeedSource:
    """The seed for assignments that belongs to a ceremony's last seed, and to nothing else that is drawn from it."""
    facts: dict[str, str | int] = {"ctx": ctx, "round": number, "of": seed.hex()}
    return SeedSource(derive(seed, CEREMONY_TAG), "ceremony", assurance, facts)
