"""The named groups of experts that rules count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from expertpool.rules.facts import Basis, CommitteeFacts, EmployerKind, ExpertFacts, Level
from expertpool.rules.sentence import Sentence
from expertpool.rules.units import unit_key, unit_keys

Test = Callable[[ExpertFacts], bool | None]
"""Whether an expert belongs; None when the pool does not know."""


@dataclass(frozen=True)
class Group:
    """``of`` gives the test for one committee, or None where the committee's facts do not say who belongs.

    ``any_committee`` groups are tested the same way for every committee, and so in the pool too.
    """

    name: str
    of: Callable[[CommitteeFacts], Test | None]
    any_committee: Test | None = None

    @property
    def words(self) -> Sentence:
        """The group's name for people."""
        return Sentence(f"rules.group.{self.name}")


def _outside(committee: CommitteeFacts) -> Test | None:
    """Employed by another unit than the self-reviewing one and its affiliates."""
    own = unit_keys(committee.own_units)
    return (lambda expert: unit_key(expert.employer) not in own) if committee.self_reviewing else None


def _same_field(committee: CommitteeFacts) -> Test:
    """Of a specialty that has seats or of its neighbours; of the series where the committee is one for the whole series
    or names no specialties."""
    fields, series = committee.fields, committee.series
    by_series = committee.basis is Basis.SERIES or not fields

    def test(expert: ExpertFacts) -> bool:
        return not fields.isdisjoint(expert.specialties) or (by_series and expert.series == series)

    return test


def _outside_peer(committee: CommitteeFacts) -> Test | None:
    """From outside and of the same field: 同行 and 非本单位 both."""
    outside, peer = _outside(committee), _same_field(committee)
    return None if outside is None else lambda expert: bool(outside(expert) and peer(expert))


def _private_enterprise(expert: ExpertFacts) -> bool | None:
    """Employed by a private enterprise; unknown where the employer's kind is."""
    return None if expert.employer_kind is None else expert.employer_kind is EmployerKind.PRIVATE_ENTERPRISE


def _new_member(committee: CommitteeFacts) -> Test | None:
    """Not on the committee's previous panel."""
    previous = committee.previous_panel
    return None if previous is None else lambda expert: expert.expert_no not in previous


def _full_senior(expert: ExpertFacts) -> bool:
    """Holding the highest level."""
    return expert.level is Level.FULL_SENIOR


GROUPS: Mapping[str, Group] = {
    group.name: group
    for group in (
        Group("outside_peer", _outside_peer),
        Group("outside", _outside),
        Group("same_field", _same_field),
        Group("private_enterprise", lambda _committee: _private_enterprise, any_committee=_private_enterprise),
        Group("new_member", _new_member),
        Group("full_senior", lambda _committee: _full_senior, any_committee=_full_senior),
    )
}
