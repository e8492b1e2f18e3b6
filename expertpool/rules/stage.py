"""The points of a season at which rules are asked."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """When a rule is asked; one rule may be asked at several stages."""

    POOL = "pool"
    COMMITTEE = "committee"
    DRAW = "draw"
    FILING = "filing"
    ATTENDANCE = "attendance"
    BALLOT = "ballot"


SEATED = frozenset({Stage.DRAW, Stage.FILING, Stage.ATTENDANCE})
"""The stages at which there are people on a panel."""
