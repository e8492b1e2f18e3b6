"""The papers of one committee of a season: its chances are the season's, and so is the bound."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from expertpool.documents.draw_papers import Papers


@dataclass(frozen=True)
class SeasonFigures:
    """What the tickets of a season give, over all committees: panels a year of the worst-off, and the proven bound."""

    committees: int
    bound: Fraction
    least: Fraction
    gap: Fraction
    record: str


@dataclass(frozen=True)
class SeasonPapers(Papers):
    """``season``: the figures of a lottery, None for a season by queue; ``aside``: how many were left out.

    ``rounds``: how many rounds of replacements there were, and how many people were removed in them. ``sealed``: the
    assurance of the season's ceremony, where there was one before them; the replacements themselves have none.
    """

    season: SeasonFigures | None = None
    aside: int = 0
    rounds: tuple[int, int] = (0, 0)
    sealed: str = "M0"

    def panel(self) -> dict[str, Any]:
        """Content of panel.json."""
        number, removed = self.rounds
        return {**super().panel(), **({"round": number, "removed": removed} if number else {})}

    def proof(self) -> tuple[str, ...]:
        """What the season's record proves; of a panel with replacements, how they came about."""
        if self.rounds[0]:
            number, removed = self.rounds
            alone = () if self.sealed == "M0" else (self._say("season_draw.rounds_alone", level=self.sealed),)
            return (*super().proof(), self._say("season_draw.rounds", rounds=number, removed=removed), *alone)
        if self.season is None:
            return (*super().proof(), self._say("season_draw.aside", count=self.aside))
        one = self.season
        return (
            self._say(
                "season_draw.proof", committees=one.committees, bound=str(one.bound), percent=_percent(one.bound)
            ),
            self._say("season_draw.reached", least=str(one.least), percent=_percent(one.least), gap=str(one.gap)),
            self._say("season_draw.record", record=one.record),
        )

    def _chances(self) -> dict[str, Any]:
        found = super()._chances()
        if self.season is None:
            return found
        one = self.season
        own = {name: found[name] for name in ("lowest", "highest", "gini", "lowest_exact", "highest_exact")}
        season = {"committees": one.committees, "bound": str(one.bound), "least": str(one.least), "gap": str(one.gap)}
        return {**own, "most_frequent_pair": found["most_frequent_pair"], "season": season}


def _percent(value: Fraction) -> str:
    return f"{float(value) * 100:.2f}"
