"""Who is looked for: an expert as the office knows them, with every way to write the name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from blind.identity import BadIdentity, Identity
from blind.redact.finders import chinese_name, latin_name
from blind.redact.finders.folding import folded
from blind.redact.finders.passage import Passage
from blind.redact.finders.person import HAN, Person, name_cost, person
from blind.redact.finders.pinyin import readings_of_family
from blind.redact.finders.search import Search
from blind.redact.hit import Act, Hit, Level
from expertpool.conflicts.units import UnitForms, unit_forms

RARE = 17.5
"""From this cost on (a negative logarithm) a name is so rare that whoever bears it in a dossier is the expert."""


@dataclass(frozen=True)
class Sought:
    """One expert. ``recuse_units``: units the expert steps aside for; ``kin``: numbers of experts who are relatives."""

    expert_no: str
    name: str
    employer: str
    region: str = ""
    id_number: str = ""
    recuse_units: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    series: str = ""

    @cached_property
    def person(self) -> Person:
        """The name taken apart."""
        return person(self.name, "name")

    @cached_property
    def unit(self) -> UnitForms:
        """The employer's spellings."""
        return unit_forms(self.employer, self.region)

    @cached_property
    def other_units(self) -> tuple[UnitForms, ...]:
        """The spellings of units the expert steps aside for."""
        return tuple(unit_forms(unit) for unit in self.recuse_units)

    @cached_property
    def rare(self) -> bool:
        """Whether hardly anybody else bears the name."""
        who = self.person
        return not who.family or (len(who.bare) > 2 and name_cost(who.bare, who.family) >= RARE)

    @cached_property
    def searches(self) -> tuple[Search, Search] | None:
        """The finders for the name in Chinese and in Latin letters; None for what is no name to look for."""
        try:
            identity = Identity(self.expert_no, self.name)
        except BadIdentity:
            return None
        return chinese_name.prepare(identity, Level.STANDARD), latin_name.prepare(identity, Level.STANDARD)

    @cached_property
    def sounds(self) -> tuple[str, ...]:
        """What a text holds at least that has the name in Latin letters."""
        who = self.person
        if not who.chinese:
            return tuple(word for word in (folded(part) for part in self.name.split()) if len(word) > 1)[:1]
        return tuple(sound.replace("u:", "u") for sound in readings_of_family(who.family)) if who.family else ("",)

    def hits(self, passage: Passage, letters: str) -> Iterator[Hit]:
        """Where the name stands, words that only look like it left out. ``letters``: the passage's Chinese alone."""
        if self.searches is None:
            return
        chinese, latin = self.searches
        if self.person.chinese and self.person.bare in letters:
            yield from (hit for hit in chinese(passage) if hit.act is not Act.KEEP)
        if not passage.dense.isascii() and not any(char.isascii() and char.isalpha() for char in passage.dense):
            return
        if any(sound in passage.dense for sound in self.sounds):
            yield from (hit for hit in latin(passage) if hit.reason not in ("pinyin-given-name", "initials-alone"))


def only_chinese(text: str) -> str:
    """The Chinese characters of a folded text."""
    return "".join(HAN.findall(text))
