"""The draw on a projector: what happened in the hall, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from expertpool.party.hall_steps import HallStep
from expertpool.party.halls import Listed


@dataclass(frozen=True)
class HallLine:
    """A hall by the name of its folder; ``about``: its committee, empty before the freeze; ``state``: how far it is."""

    name: str
    about: str
    state: str


@dataclass(frozen=True)
class HallsPage:
    """The halls there are."""

    halls: tuple[HallLine, ...]


@dataclass(frozen=True)
class ProofPage:
    """What somebody in the room takes home: every step in full, and the documents it was read from, to compare."""

    hall: str
    about: str
    steps: tuple[HallStep, ...]
    documents: tuple[Listed, ...]


@dataclass(frozen=True)
class ScreenPage:
    """One hall: everybody sees the same, and nobody a name. ``last`` is the id of the last event shown.

    ``seats`` are the last round's seats; ``steps`` everything else, in order.
    """

    hall: str
    conditions: HallStep | None
    steps: tuple[HallStep, ...]
    seats: tuple[HallStep, ...]
    last: str
    check: Markup
    """The QR code of the hall's page of proofs, as SVG; empty while there is no result."""
