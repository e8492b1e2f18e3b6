"""A ceremony in which a whole summer of committees is drawn jointly, by command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.commands.test_season_draw import Town
from tests.party.season import Hall, Season
from tests.party.town import Ran

TICKETS = "4"


class SummerHall(Hall):
    """The hall of a season: two committees of one day, unless ``town`` says otherwise."""

    def __init__(self, season: Season, town: Town, name: str = "hall", **given: Any) -> None:
        super().__init__(season, season.folder / name, assurance=given.pop("assurance", "M2"), **given)
        self.town = town

    def office(self, *more: str, out: Path | None = None) -> Ran:
        season = self.season
        return season.run(
            *("season", "draw", "--roster", self.town.roster, "--committees", self.town.committees),
            *("--out", out or self.out, "--ceremony", self.folder, "--passphrase-file", season.passphrase),
            *("--tickets", TICKETS),
            *more,
        )

    def panels(self, out: Path | None = None) -> dict[str, list[str]]:
        """Everybody seated, by folder."""
        found = (out or self.out).glob("*/panel.json")
        told = {file.parent.name: json.loads(file.read_text(encoding="utf-8")) for file in found}
        return {name: [one["expert_no"] for one in panel["members"]] for name, panel in sorted(told.items())}


def small_town(folder: Path, *, name: str = "2025年夏季") -> Town:
    """Two committees alone, which share no day's expert."""
    town = Town(folder, count=70)
    for at in range(3, 6):
        (town.committees / f"{at}.toml").unlink()
    (town.committees / "season.toml").write_text(f'name = "{name}"\n', encoding="utf-8")
    return town


def summer(season: Season, folder: Path) -> Town:
    """A small town whose roster is the library filed with every party."""
    town = small_town(folder)
    season.roster = town.roster
    return town
