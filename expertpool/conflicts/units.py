"""When two spellings name one legal unit: in full, shortened, abbreviated, with a department, or by affiliation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from blind.redact.finders.employer import department, forms_of
from blind.redact.finders.folding import folded
from blind.redact.hit import Act
from expertpool.conflicts.cue_words import cues

LEAST = 3


class Same(IntEnum):
    """How sure it is that two spellings name one unit."""

    NO = 0
    MAYBE = 1
    YES = 2


@dataclass(frozen=True)
class UnitForms:
    """A unit's spellings, folded: the name in full, forms that tell, and forms that are ordinary words too."""

    full: str
    telling: frozenset[str]
    loose: frozenset[str]


@lru_cache(maxsize=20_000)
def unit_forms(name: str, region: str = "", shorts: tuple[str, ...] = ()) -> UnitForms:
    """Every way to write a unit that is worth looking for."""
    forms = [form for form in forms_of(name, region) if len(form.text) >= LEAST]
    telling = {form.text for form in forms if form.act is Act.HIDE} | {folded(short) for short in shorts}
    loose = {form.text for form in forms} - telling
    return UnitForms(folded(name), frozenset(telling - {""}), frozenset(loose))


def same_unit(one: UnitForms, other: UnitForms) -> Same:
    """Whether two units are one by their names."""
    if not one.full or not other.full:
        return Same.NO
    if one.full == other.full or one.full in other.telling or other.full in one.telling:
        return Same.YES
    within = max(_within(one, other), _within(other, one))
    if within or one.full in other.loose or other.full in one.loose:
        return within or Same.MAYBE
    return Same.NO


def _within(whole: UnitForms, part: UnitForms) -> Same:
    """Whether one name is the other's with a department after it."""
    if not part.full.startswith(whole.full) or len(whole.full) <= LEAST:
        return Same.NO
    rest = part.full[len(whole.full) :]
    if any(word in rest for word in cues()["apart"]):
        return Same.MAYBE
    inside = department().match(rest)
    return Same.YES if inside and inside.end() == len(rest) else Same.MAYBE


def names_unit(text: str, unit: UnitForms) -> Same:
    """Whether a folded stretch of a dossier, such as what stands in brackets after a name, names the unit."""
    if text == unit.full or text in unit.telling or (unit.full and text.startswith(unit.full)):
        return Same.YES
    if any(text.startswith(form) and len(form) > LEAST for form in unit.telling):
        return Same.YES
    return Same.MAYBE if text in unit.loose else Same.NO


def groups_of(affiliates: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """By folded name, the unit at the top of all that count as one with it. ``affiliates``: unit to those below.

    A circle of units has the first of its names as its top.
    """
    above = {folded(below): folded(unit) for unit, several in affiliates.items() for below in several}
    tops: dict[str, str] = {}
    for name in {*above, *above.values()}:
        path = [name]
        while above.get(path[-1]) is not None and above[path[-1]] not in path:
            path.append(above[path[-1]])
        circle = above.get(path[-1])
        tops[name] = min(path) if circle is not None else path[-1]
    return tops
