"""Many committees drawn jointly from one pool: nobody in two places, a cap of panels a person, chances proven fair.

``Season`` asks, ``prepare_season`` answers with numbered joint tickets, ``season_queue`` draws by queue number,
``explain_season`` says why the committees cannot all be seated, ``proves`` checks the bound without a solver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from solver.season.proof import Level, proves
from solver.season.season import Committee, Season

if TYPE_CHECKING:
    from solver.season.clash import SeasonClash, explain_season
    from solver.season.lottery import NoSeasonPanels, SeasonLottery, prepare_season
    from solver.season.queue import QueuePanel, season_queue

_LATER = {
    "NoSeasonPanels": "solver.season.lottery",
    "QueuePanel": "solver.season.queue",
    "SeasonClash": "solver.season.clash",
    "SeasonLottery": "solver.season.lottery",
    "explain_season": "solver.season.clash",
    "prepare_season": "solver.season.lottery",
    "season_queue": "solver.season.queue",
}

__all__ = [
    "Committee",
    "Level",
    "NoSeasonPanels",
    "QueuePanel",
    "Season",
    "SeasonClash",
    "SeasonLottery",
    "explain_season",
    "prepare_season",
    "proves",
    "season_queue",
]


def __getattr__(name: str) -> Any:
    """Import what needs OR-Tools when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module 'solver.season' has no attribute {name!r}")
    module = __import__(_LATER[name], fromlist=[name])
    return getattr(module, name)
