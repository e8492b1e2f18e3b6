"""Who was drawn onto which committee, and onto which he could have been: the ground of the figures about experts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from expertpool.ids import ExpertId
from expertpool.queries.committee_record import CommitteeOnRecord, DrawOnRecord
from expertpool.rules.facts import Basis, CommitteeFacts, ExpertFacts, Integrity, PoolStatus
from expertpool.rules.units import unit_key


@dataclass(frozen=True)
class Seats:
    """Committees are numbered from 0 in the order given; ``open_to`` holds a bit for each that a person could join.

    ``drawn``: by committee, those drawn (members who were kept sat by decision and are left out). ``seats`` and
    ``drawable``: how many were drawn, out of how many.
    """

    names: tuple[str, ...]
    drawn: tuple[frozenset[ExpertId], ...]
    seats: tuple[int, ...]
    drawable: tuple[int, ...]
    open_to: Mapping[ExpertId, int]

    @property
    def times(self) -> Counter[ExpertId]:
        """How often each was drawn."""
        return Counter(person for panel in self.drawn for person in panel)

    def chance(self, at: int) -> Fraction:
        """The mean chance of a drawable person at one committee."""
        return Fraction(self.seats[at], self.drawable[at])


def seats_of(records: Sequence[CommitteeOnRecord]) -> Seats:
    """The seats of every committee's newest panel.

    Somebody could be drawn who is in the frozen roster, available, honest, of the committee's series (or of its
    specialties, where it is one for a specialty), of the level reviewed and not recused: plain conditions, not every
    rule.
    """
    held = [(record.name, draw) for record in records if (draw := record.seated) is not None]
    alike: dict[object, frozenset[ExpertId]] = {}
    drawn, drawable, open_to = [], [], Counter[ExpertId]()
    masks: Counter[frozenset[ExpertId]] = Counter()
    for at, (_, draw) in enumerate(held):
        asked, members = draw.committee, _members(draw)
        key = (id(draw.pool), asked.series, asked.level, asked.basis, asked.fields)
        if key not in alike:
            alike[key] = frozenset(one.expert_no for one in draw.pool if could_sit(one, asked))
        could, besides = alike[key], members - alike[key]
        apart = (asked.recused | frozenset(asked.keep)) & (could - members)
        masks[could] += 1 << at
        open_to.update(dict.fromkeys(besides, 1 << at))
        open_to.subtract(dict.fromkeys(apart, 1 << at))
        drawn.append(members)
        drawable.append(len(could) + len(besides) - len(apart))
    for could, mask in masks.items():
        open_to.update(dict.fromkeys(could, mask))
    names = tuple(name for name, _ in held)
    return Seats(
        names, tuple(drawn), tuple(map(len, drawn)), tuple(drawable), {one: m for one, m in open_to.items() if m}
    )


def _members(draw: DrawOnRecord) -> frozenset[ExpertId]:
    """Those who were drawn, not kept, onto the panel."""
    everybody = () if draw.panel is None else draw.panel.members
    return frozenset(one.expert_no for one in everybody) - frozenset(draw.committee.keep)


def could_sit(expert: ExpertFacts, committee: CommitteeFacts) -> bool:
    """Whether the plain conditions, recusals apart, let somebody be drawn."""
    if expert.status is not PoolStatus.ACTIVE or expert.integrity is Integrity.DISHONEST:
        return False
    if expert.level.rank < committee.level.rank:
        return False
    own_field = committee.basis is Basis.SPECIALTY and not committee.fields.isdisjoint(expert.specialties)
    return own_field or unit_key(expert.series) == unit_key(committee.series)
