"""A pack's header: its name and title, whose rules it holds, and on which days they bind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from expertpool.rules.period import covers
from expertpool.rules.table import Spot, read_record
from expertpool.words import Language
from expertpool.words.worded import Worded


class Tier(StrEnum):
    """Whose rules a pack holds, the highest authority first."""

    NATIONAL = "national"
    REGION = "region"
    CITY = "city"
    UNIT = "unit"
    OFFICE = "office"

    @property
    def rank(self) -> int:
        """0 for national to 4 for the office's own."""
        return list(Tier).index(self)


@dataclass(frozen=True)
class Header:
    """The ``[pack]`` table of a file; all of it may be left out. Both dates in force are included; None leaves that
    end open."""

    name: str = ""
    title: Worded | None = None
    tier: Tier = Tier.UNIT
    in_force_from: date | None = None
    in_force_until: date | None = None

    def title_in(self, language: Language) -> str:
        """The title in the reader's language."""
        return self.title.text(language) if self.title else self.name

    def in_force(self, on: date) -> bool:
        """Whether the pack binds on this day."""
        return covers(self.in_force_from, self.in_force_until, on) is not False


def read_header(content: Mapping[str, Any], file: str) -> Header:
    """The header of a pack's tables; one that states no name is named after its file.

    Raises Refusal for an unknown or unfit key, and for an end in force before the beginning.
    """
    spot = Spot(file).at("pack")
    header = read_record(Header, content.get("pack", {}), spot)
    if header.in_force_from and header.in_force_until and header.in_force_until < header.in_force_from:
        raise spot.at("in_force_until").refuse("rules.force_backwards", found=header.in_force_until)
    return replace(header, name=header.name or Path(file).stem)
