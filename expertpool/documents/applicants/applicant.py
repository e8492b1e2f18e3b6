"""One row of an eligibility roster: who applies, and the facts that rules read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from expertpool.eligibility.facts import (
    Affiliation,
    ApplicantFacts,
    ApplicationKey,
    Area,
    Category,
    Channel,
    CheckMark,
    Claim,
    Degree,
    Education,
    EnterpriseTag,
    EntrustPaper,
    Grade,
    HeldLevel,
    Receiver,
    ReviewGroup,
    ReviewMode,
    Sanction,
    Standing,
    Talent,
    Track,
    Violation,
)
from expertpool.masks import masked_id_number
from expertpool.rules.facts import EmployerKind, Level


@dataclass(frozen=True)
class Applicant:
    """``facts`` without a name; ``row`` as Excel shows it. The identity number stays out of every printed form."""

    facts: ApplicantFacts
    name: str
    row: int
    id_number: str = field(default="", repr=False)

    @property
    def masked_id(self) -> str:
        """Enough of the identity number to recognise it, empty without one."""
        return masked_id_number(self.id_number) if self.id_number else ""


_WORDS: Mapping[str, type[StrEnum]] = {
    "level": Level,
    "employer_kind": EmployerKind,
    "education": Education,
    "degree": Degree,
    "held_level": HeldLevel,
    "qualification_level": HeldLevel,
    "track": Track,
    "channel": Channel,
    "talent": Talent,
    "standing": Standing,
    "category": Category,
    "sanction": Sanction,
    "violation": Violation,
    "workplace": Area,
    "affiliation": Affiliation,
    "delivered_to": Receiver,
    "review_mode": ReviewMode,
    "enterprise_tag": EnterpriseTag,
    "review_group": ReviewGroup,
}
_SEVERAL: Mapping[str, type[StrEnum]] = {"claims": Claim, "entrust_papers": EntrustPaper, "signatures": CheckMark}
_NONE_WHEN_EMPTY = ("claims",)
"""Columns whose empty cell says that there is none: a favour that nobody claims is not relied on."""
_OWN: Mapping[str, Callable[[Any], Any]] = {
    "appraisals": lambda pairs: {year: Grade(grade) for year, grade in pairs} or None,
    "evidence_on": lambda days: max(days, default=None),
}
_APART = ("key", "person", "known_by")


def applicant_of(values: Mapping[str, Any], *, row: int) -> Applicant:
    """The applicant of a sound row. ``values`` by column key; a column the file has not gives a fact nobody stated."""
    stated = {
        one.name: _fact(one.name, values.get(one.name)) for one in fields(ApplicantFacts) if one.name not in _APART
    }
    facts = ApplicantFacts(key=ApplicationKey(values["key"]), **stated)
    return Applicant(facts, values["name"], row, values.get("id_number") or "")


def _fact(name: str, value: Any) -> Any:
    if value is None or value == "":
        return None
    if name in _WORDS:
        return _WORDS[name](value)
    if name in _SEVERAL:
        words = tuple(word for word in _SEVERAL[name] if word.value in value)
        return words if words or name in _NONE_WHEN_EMPTY else None
    return _OWN[name](value) if name in _OWN else value
