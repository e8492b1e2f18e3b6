"""The draw on a projector: what happened in the hall, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from expertpool.party.hall_steps import HallStep


@dataclass(frozen=True)
class HallsPage:
    """The halls there are."""

    names: tuple[str, ...]


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
    """The QR code of the address at which the certificate can be checked, as SVG; empty while there is no result."""
