"""Experts found as people look for them: by name, by the initials of its pinyin, by number, unit, series or field."""

from __future__ import annotations

from functools import lru_cache

from sqlmodel import Session

from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.queries.facts import pool_experts


def find_experts(session: Session, text: str = "") -> tuple[RosterExpert, ...]:
    """Listed experts of whom every word of ``text`` is true, by number; all of them for no text."""
    words = text.casefold().split()
    return tuple(one for one in pool_experts(session) if all(_fits(one, word) for word in words))


def expert_by(session: Session, expert_no: ExpertId) -> RosterExpert:
    """One listed expert. Refuses a number that nobody in the pool has."""
    found = next((one for one in pool_experts(session) if one.facts.expert_no == expert_no), None)
    if found is None:
        raise Refusal("pool.no_expert", expert_no=expert_no)
    return found


@lru_cache(maxsize=50_000)
def initials(name: str) -> tuple[str, ...]:
    """The initials a name may have in pinyin, in small letters; several where a character is read in several ways."""
    from pypinyin import Style, pinyin  # noqa: PLC0415  # a dictionary that most commands need not load

    found = [""]
    for readings in pinyin(name, style=Style.FIRST_LETTER, heteronym=True):
        letters = sorted({reading[:1] for reading in readings})
        found = [before + letter for before in found for letter in letters][:64]
    return tuple(found)


def _fits(one: RosterExpert, word: str) -> bool:
    facts = one.facts
    written = (facts.expert_no, one.name, facts.employer, facts.series, facts.level.value, *facts.specialties)
    if any(word in field.casefold() for field in written):
        return True
    return word.isascii() and word.isalpha() and any(word in letters for letters in initials(one.name))
