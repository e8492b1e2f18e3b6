"""Who is whom among applicants, over one roster or several: by identity number, else by name and employer."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from expertpool.documents.applicants.applicant import Applicant
from expertpool.documents.roster.text import one_line
from expertpool.errors import Refusal, Where


def recognised(applicants: Sequence[Applicant]) -> tuple[Applicant, ...]:
    """The same applicants, each with a sign of the person: the same sign for the same person, telling nothing else.

    Two of one name and employer are two people only where both state their identity numbers, and these differ. Who
    states none is the namesake there who has the only number.
    """
    namesakes: dict[str, set[str]] = defaultdict(set)
    for one in applicants:
        namesakes[_named(one)] |= {one.id_number} - {""}
    return tuple(_recognised(one, namesakes[_named(one)]) for one in applicants)


def _named(one: Applicant) -> str:
    return sign_of(one.name, one.facts.employer)


def _recognised(one: Applicant, numbers: set[str]) -> Applicant:
    if one.id_number:
        facts = replace(one.facts, person=sign_of(one.id_number), known_by="id_number")
    elif len(numbers) == 1:
        facts = replace(one.facts, person=sign_of(*numbers), known_by="name")
    else:
        facts = replace(one.facts, person=_named(one), known_by="name")
    return replace(one, facts=facts)


def sign_of(*parts: str) -> str:
    """An opaque sign for a person: the same for the same parts, blanks and case aside."""
    plain = "\x1f".join("".join(one_line(part).split()).casefold() for part in parts)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def put_together(rosters: Iterable[tuple[Path, Sequence[Applicant]]]) -> tuple[Applicant, ...]:
    """The applicants of several rosters as one list. Raises Refusal for an application number in two of them."""
    first: dict[str, Path] = {}
    everybody: list[Applicant] = []
    for path, applicants in rosters:
        for one in applicants:
            other = first.setdefault(one.facts.key, path)
            if other is not path:
                where = Where(file=path.name, row=one.row)
                raise Refusal("applicants.key_in_two", where=where, key=one.facts.key, other=other.name)
            everybody.append(one)
    return recognised(everybody)
