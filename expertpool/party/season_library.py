"""A season's experts under one digest, and for each committee those of its field: they are its filed library."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from expertpool.documents.roster.expert import RosterExpert
from expertpool.ids import ExpertId
from expertpool.queries.frozen_roster import frozen_content
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.kinds.series_match import SeriesMatch
from expertpool.rules.rule import Strength
from expertpool.rules.stack import PacksInForce
from expertpool.rules.stage import Stage
from expertpool.rules.when import traits_of


class SeasonLibrary:
    """All experts of a season, found by series and specialty. ``sha256``: the roster's digest, where it is known."""

    def __init__(self, experts: Iterable[RosterExpert], *, sha256: bytes | None = None) -> None:
        self._known = sha256
        self.experts: tuple[RosterExpert, ...] = tuple(experts)
        self._place = {expert.facts.expert_no: at for at, expert in enumerate(self.experts)}
        self._of_field: dict[str, set[int]] = defaultdict(set)
        self._of_series: dict[str, set[int]] = defaultdict(set)
        for at, expert in enumerate(self.experts):
            self._of_series[expert.facts.series].add(at)
            for specialty in expert.facts.specialties:
                self._of_field[specialty].add(at)

    @cached_property
    def sha256(self) -> bytes:
        """SHA-256 of the canonical content of the whole roster."""
        return self._known or hashlib.sha256(frozen_content(self.experts)).digest()

    def listed(self, committee: CommitteeFacts, packs: PacksInForce) -> Sequence[RosterExpert]:
        """Those whom the committee's library lists, in the roster's order.

        Where a strict rule asks for the field, experts of other fields are left out, unless the committee's own file
        names them; where none does, everybody is listed.
        """
        if not _asks_field(committee, packs):
            return self.experts
        places = set(self._of_series.get(committee.series, ()))
        for field in committee.fields:
            places |= self._of_field.get(field, set())
        places |= {self._place[number] for number in _named(committee) if number in self._place}
        return [self.experts[at] for at in sorted(places)]


def _asks_field(committee: CommitteeFacts, packs: PacksInForce) -> bool:
    traits = traits_of(committee)
    return any(
        isinstance(rule.check, SeriesMatch)
        and rule.strength is Strength.STRICT
        and Stage.DRAW in rule.stages
        and rule.when.applies(traits) is True
        for rule in packs.rules
    )


def _named(committee: CommitteeFacts) -> set[ExpertId]:
    return {*committee.keep, *(committee.previous_panel or ()), *(committee.recused or ())}
