"""Experts found as people look for them: by name, by the initials of its pinyin, by number, unit, series or field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlmodel import Session, col, select

from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models import Expert, Misconduct
from expertpool.queries.facts import pool_experts
from expertpool.rules.facts import Integrity


@dataclass(frozen=True)
class FoundExpert:
    """A line of the list: what tells one expert from another, and nothing that reaches them."""

    expert_no: ExpertId
    name: str
    employer: str
    series: str
    specialties: tuple[str, ...]
    level: str
    status: str
    integrity: str


def find_experts(session: Session, text: str = "") -> tuple[FoundExpert, ...]:
    """Listed experts of whom every word of ``text`` is true, by number; all of them for no text."""
    words = text.casefold().split()
    columns = (Expert.id, Expert.expert_no, Expert.name, Expert.employer, Expert.series, Expert.specialties)
    wanted = select(*columns, Expert.level, Expert.status, Expert.integrity)  # type: ignore[call-overload]  # nine columns are more than SQLModel has overloads for
    dishonest = set(session.exec(select(Misconduct.expert_id).where(col(Misconduct.lifted_at).is_(None))))
    found = []
    for row in session.exec(wanted.where(col(Expert.listed)).order_by(Expert.expert_no)):
        key, number, name, employer, series, specialties, level, status, integrity = row
        standing = Integrity.DISHONEST.value if key in dishonest else integrity
        one = FoundExpert(ExpertId(number), name, employer, series, tuple(specialties), level, status, standing)
        if all(_fits(one, word) for word in words):
            found.append(one)
    return tuple(found)


def expert_by(session: Session, expert_no: ExpertId) -> RosterExpert:
    """One listed expert with all that rules read. Refuses a number that nobody in the pool has."""
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


def _fits(one: FoundExpert, word: str) -> bool:
    written = (one.expert_no, one.name, one.employer, one.series, one.level, *one.specialties)
    if any(word in field.casefold() for field in written):
        return True
    return word.isascii() and word.isalpha() and any(word in letters for letters in initials(one.name))
