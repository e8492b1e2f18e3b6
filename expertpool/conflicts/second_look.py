"""Every final pair looked at once more, by plain means of its own: no finder, no form, no answer is taken on trust."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from blind.identity import Identity
from expertpool.conflicts.dossier_text import FileText
from expertpool.conflicts.finding import Cited
from expertpool.conflicts.people import Sought

LEAST = 2
LEAST_UNIT = 4
"""Letters a unit's name has at least before its standing in another's means anything."""


class Sight(StrEnum):
    """What a pair shows: the first four must not be; a person looks at the others."""

    LIMIT = "limit"
    UNIT = "unit"
    SELF = "self"
    KIN = "kin"
    WITHIN = "within"
    """One unit's name stands in the other's, such as an institute's in its testing centre's."""
    NAMED = "named"

    @property
    def sure(self) -> bool:
        """Whether the pair must not be."""
        return self not in (Sight.WITHIN, Sight.NAMED)


@dataclass(frozen=True)
class Seen:
    """One pair of the assignment that needs a look, by application key."""

    key: str
    expert_no: str
    sight: Sight
    cited: Cited


def second_look(
    pairs: Iterable[tuple[str, str]],
    *,
    applicants: Mapping[str, Identity],
    experts: Mapping[str, Sought],
    texts: Mapping[str, Sequence[FileText]],
    limits: frozenset[tuple[str, str]],
    decided: frozenset[tuple[str, str]],
) -> list[Seen]:
    """What is wrong with pairs (key, expert), and every place where the expert's name stands in that dossier.

    ``decided``: pairs that a person said are no conflict; what wants a look is not shown again for them.
    """
    found = []
    related = {(one.expert_no, kin) for one in experts.values() for kin in one.kin}
    related |= {(kin, number) for number, kin in related}
    for key, number in sorted(pairs):
        applicant, expert = applicants[key], experts[number]
        nowhere = Cited("", 0, 0, f"{applicant.employer} | {expert.employer}")
        if (key, number) in limits:
            found.append(Seen(key, number, Sight.LIMIT, nowhere))
        own, units = plain(applicant.employer), {plain(one) for one in (expert.employer, *expert.recuse_units)}
        if own and own in units:
            theirs = next(one for one in (expert.employer, *expert.recuse_units) if plain(one) == own)
            same = Cited("", 0, 0, f"{applicant.employer} | {theirs}")
            found.append(Seen(key, number, Sight.UNIT, same))
        elif (key, number) not in decided and _within(own, plain(expert.employer)):
            found.append(Seen(key, number, Sight.WITHIN, nowhere))
        if expert.id_number and plain(expert.id_number) == plain(applicant.id_number):
            found.append(Seen(key, number, Sight.SELF, nowhere))
        for other in sorted(kin for one, kin in related if one == number and kin in experts):
            if _is(experts[other], applicant):
                told = Cited("", 0, 0, f"{experts[other].name} {other} | {expert.name} {number}")
                found.append(Seen(key, number, Sight.KIN, told))
        if (key, number) not in decided:
            found += [Seen(key, number, Sight.NAMED, cited) for cited in _named(plain(expert.name), texts.get(key, ()))]
    return found


def _is(expert: Sought, applicant: Identity) -> bool:
    """Whether an expert is the applicant: one identity number, or where either has none, one name and unit."""
    if expert.id_number and applicant.id_number:
        return plain(expert.id_number) == plain(applicant.id_number)
    names = {plain(name) for name in applicant.names}
    return plain(expert.name) in names and plain(expert.employer) == plain(applicant.employer)


def _within(one: str, other: str) -> bool:
    """Whether one unit's name stands in the other's."""
    return min(len(one), len(other)) >= LEAST_UNIT and (one in other or other in one)


def plain(text: str) -> str:
    """Width, blanks and case made equal, nothing else."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _named(name: str, files: Sequence[FileText]) -> list[Cited]:
    """The first line of each file in which the name stands as it is, or over the end of a line."""
    found = []
    for file in files if len(name) >= LEAST else ():
        lines = [(page, at, line) for page, several in enumerate(file.pages, 1) for at, line in enumerate(several, 1)]
        for (page, at, line), (_, _, after) in zip(lines, [*lines[1:], (0, 0, "")], strict=True):
            if name in plain(line + after[: len(name)]):
                found.append(Cited(file.shown, page, at, " ".join(line.split())[:120]))
                break
    return found
