"""Which committees a rule is asked of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from expertpool.rules.facts import Basis, CommitteeFacts, Level


@dataclass(frozen=True)
class Traits:
    """What a committee is, as far as rules tell committees apart; None means not stated."""

    self_reviewing: bool | None = None
    enterprise_related: bool | None = None
    basis: Basis | None = None
    level: Level | None = None
    series: str | None = None

    @property
    def senior(self) -> bool | None:
        """Whether a senior level is reviewed."""
        return None if self.level is None else self.level.senior


def all_true(answers: Iterable[bool | None]) -> bool | None:
    """False where one answer is no; else None where one is missing, and True where all are yes or none was asked."""
    given = tuple(answers)
    return False if False in given else None if None in given else True


def traits_of(committee: CommitteeFacts) -> Traits:
    """A committee's traits. One that states a share of private-enterprise experts concerns enterprises."""
    related = True if committee.private_enterprise_at_least else committee.enterprise_related
    return Traits(committee.self_reviewing, related, committee.basis, committee.level, committee.series)


TRAITS = ("self_reviewing", "enterprise_related", "basis", "senior", "level", "series")
"""By which rules tell committees apart."""


@dataclass(frozen=True)
class When:
    """The traits a rule asks for, all of them together; a rule that asks for none applies to every committee."""

    self_reviewing: bool | None = None
    enterprise_related: bool | None = None
    basis: Basis | None = None
    senior: bool | None = None
    level: Level | None = None
    series: str | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of the traits asked for."""
        return tuple(trait for trait in TRAITS if getattr(self, trait) is not None)

    def applies(self, traits: Traits | None) -> bool | None:
        """Whether the committee is meant; None when a trait it turns on is not stated."""
        return all_true(self._fits(name, traits) for name in self.asked)

    def missing(self, traits: Traits | None) -> tuple[str, ...]:
        """Traits asked for that the committee does not state."""
        return tuple(name for name in self.asked if self._fits(name, traits) is None)

    def _fits(self, name: str, traits: Traits | None) -> bool | None:
        stated = getattr(traits, name, None)
        return None if stated is None else stated == getattr(self, name)
