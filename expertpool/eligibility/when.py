"""Which applications a rule is asked of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from expertpool.eligibility.facts import ApplicantFacts
from expertpool.eligibility.series import plain_series
from expertpool.rules.when import all_true


@dataclass(frozen=True)
class Traits:
    """What an application is, as far as rules tell applications apart; None means not stated."""

    series: str | None = None
    level: str | None = None
    senior: bool | None = None
    track: str | None = None
    private: bool | None = None
    set_apart: bool | None = None
    employer_kind: str | None = None
    category: str | None = None
    standing: str | None = None
    affiliation: str | None = None
    workplace: str | None = None
    review_group: str | None = None
    returned: bool | None = None
    claims: tuple[str, ...] | None = None


def traits_of(applicant: ApplicantFacts) -> Traits:
    """An application's traits."""
    found: dict[str, Any] = {field.name: getattr(applicant, field.name) for field in fields(Traits)}
    claims = applicant.claims
    found["claims"] = None if claims is None else tuple(map(str, claims))
    found["series"] = None if applicant.series is None else plain_series(applicant.series)
    for name, value in found.items():
        found[name] = str(value) if isinstance(value, str) else value
    return Traits(**found)


@dataclass(frozen=True)
class When:
    """The traits a rule asks for, all of them together: one of several words, a yes or no, or a favour claimed.

    ``unless_claims``: favours of which none may be claimed.
    """

    series: tuple[str, ...] | None = None
    level: tuple[str, ...] | None = None
    senior: bool | None = None
    track: tuple[str, ...] | None = None
    private: bool | None = None
    set_apart: bool | None = None
    employer_kind: tuple[str, ...] | None = None
    category: tuple[str, ...] | None = None
    standing: tuple[str, ...] | None = None
    affiliation: tuple[str, ...] | None = None
    workplace: tuple[str, ...] | None = None
    review_group: tuple[str, ...] | None = None
    returned: bool | None = None
    claims: tuple[str, ...] | None = None
    unless_claims: tuple[str, ...] | None = None

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The names of what is asked for."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name) is not None)

    def applies(self, traits: Traits) -> bool | None:
        """Whether the application is meant; None when a trait it turns on is not stated."""
        return all_true(self._fits(name, traits) for name in self.asked)

    def missing(self, traits: Traits) -> tuple[str, ...]:
        """The facts asked for that are not stated, by column."""
        open_traits = [name for name in self.asked if self._fits(name, traits) is None]
        return tuple(dict.fromkeys(_COLUMNS.get(name, name) for name in open_traits))

    def _fits(self, name: str, traits: Traits) -> bool | None:
        stated = getattr(traits, "claims" if name == "unless_claims" else name)
        return None if stated is None else _COMPARED.get(name, _one_of)(stated, getattr(self, name))


def _one_of(stated: Any, asked: Any) -> bool:
    return bool(stated in asked) if isinstance(asked, tuple) else bool(stated is asked)


_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "claims": lambda stated, asked: bool(set(stated) & set(asked)),
    "unless_claims": lambda stated, asked: not set(stated) & set(asked),
}
_COLUMNS = {"senior": "level", "private": "employer_kind", "set_apart": "employer_kind", "unless_claims": "claims"}
