"""A person's name taken apart: family name, given name, and how likely a string is to be one at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import log

from blind.redact.finders.folding import folded
from blind.redact.finders.lexicon import items_of, lines_of
from blind.redact.finders.segmenting import dictionary, segmented

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
DOTS = "·•・‧∙⋅․.。\u00b7"
PER_TEN_THOUSAND = 10_000.0
NAME_TOKEN = 5.5
"""The cost of meeting any person's name, as a negative logarithm, in official prose."""
UNLISTED_GIVEN = 6e-5


@dataclass(frozen=True)
class Person:
    """A folded name. ``kind`` says whose: "name", "former-name" or "companion"."""

    name: str
    kind: str

    @cached_property
    def bare(self) -> str:
        """The name without dots."""
        return "".join(char for char in self.name if char not in DOTS)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """What stands between the dots."""
        return tuple(part for part in re.split(f"[{re.escape(DOTS)}]+", self.name) if part)

    @cached_property
    def family(self) -> str:
        """The family name; empty for names that have none in Chinese writing."""
        return family_of(self.bare) if len(self.parts) == 1 else ""

    @cached_property
    def given(self) -> str:
        """What follows the family name."""
        return self.bare[len(self.family) :] if self.family else ""

    @cached_property
    def chinese(self) -> bool:
        """Whether the name is written in Chinese characters."""
        return HAN.fullmatch(self.bare) is not None

    @cached_property
    def ordinary(self) -> bool:
        """Whether the name is also a word."""
        return dictionary().knows(self.bare)

    @cached_property
    def adverbial(self) -> bool:
        """Whether the name is a word that can stand before a verb and say how."""
        return dictionary().tag(self.bare)[0] in "advtz"

    @cached_property
    def loose(self) -> bool:
        """Whether the name reads as words one after the other, such as a family name that is a word and a word."""
        return self.ordinary or len(segmented(self.bare)) < len(self.bare) or len(self.bare) == 2


def person(name: str, kind: str) -> Person:
    """The person of this name, in any spelling."""
    return Person(folded(name), kind)


@cache
def families() -> dict[str, float]:
    """Family names with the share of people who bear them."""
    table: dict[str, float] = {}
    for line in lines_of("surnames.txt"):
        cells = line.split()
        for name, count in zip(cells[::2], cells[1::2], strict=True):
            table[name] = max(table.get(name, 0.0), int(count) / PER_TEN_THOUSAND)
    return table


@cache
def given_shares() -> dict[str, float]:
    """Characters of given names with their share; it falls with the line they stand in."""
    table: dict[str, float] = {}
    for rank, line in enumerate(lines_of("given.txt")):
        for char in line.split():
            table.setdefault(char, 1 / (rank + 1.5))
    whole = sum(table.values())
    return {char: weight / whole for char, weight in table.items()}


@cache
def minority_pieces() -> re.Pattern[str]:
    """One piece of a Mongolian, Tibetan or Uighur name in Chinese characters."""
    pieces = sorted((piece for piece in items_of("minority.txt") if len(piece) > 1), key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, pieces)) + ")")


def family_of(name: str) -> str:
    """The family name that a Chinese name begins with; empty if none is known."""
    if len(name) > 2 and name[:2] in families():
        return name[:2]
    return name[:1] if len(name) <= 4 and name[:1] in families() else ""


@lru_cache(maxsize=50_000)
def name_cost(name: str, family: str) -> float:
    """The negative logarithm of meeting this very name in a text."""
    shares = given_shares()
    given = name[len(family) :]
    letters = sum(-log(shares.get(char, UNLISTED_GIVEN)) for char in given)
    return NAME_TOKEN - log(families().get(family, 1e-5)) + letters
