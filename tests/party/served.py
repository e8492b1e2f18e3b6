"""A ceremony whose hall is behind an address: the plan on the office's machine, everything else over HTTP."""

from __future__ import annotations

from typing import Any

from tests.blind.ceremony.hall import HRSS, OFFICE
from tests.party.season import Hall, Season
from tests.party.town import Ran


class Address(str):
    """An address that is put together as a folder's path is."""

    def __truediv__(self, name: str) -> Address:
        return Address(f"{self}/{name}")


class ServedHall(Hall):
    """The same turns, with the address in place of the folder."""

    def __init__(self, season: Season, address: str, **given: Any) -> None:
        name = address.rpartition("/")[2]
        plans = season.home(OFFICE) / "plans"
        plans.mkdir(parents=True, exist_ok=True)
        super().__init__(season, plans / name, assurance=given.pop("assurance", "M2"), **given)
        self.out = season.folder / f"{name}-out"
        self.plan = self.folder / "ceremony.toml"
        self.address = Address(address)
        self.folder = self.address  # type: ignore[assignment]  # only ever put together and typed on command lines

    @property
    def committing(self) -> bool:
        return 'assurance = "M1"' not in self.plan.read_text(encoding="utf-8")

    def tried(self, who: str, *words: str) -> Ran:
        """A party's command, however it ends."""
        return self.season.party(who, words[0], self.address, *words[1:])

    def refused(self, who: str, *words: str) -> tuple[int, str]:
        """Exit code and refusal of a command that must not go through."""
        ran = self.tried(who, *words)
        return ran.code, ran.json["error"]["code"]

    def look(self) -> None:
        """Every machine looks at the hall."""
        for party in ("office", "inspector", HRSS):
            ran = self.tried(party, "status")
            assert ran.code == 0, ran
