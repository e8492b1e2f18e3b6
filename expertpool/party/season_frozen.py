"""A committee's draw at the freeze within a season: people left aside for other committees, and the season's seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType

from blind.pool_leaves import Person, Reason
from expertpool.documents.roster.expert import RosterExpert
from expertpool.ids import ExpertId
from expertpool.party.frozen_draw import FrozenDraw
from solver.problem import Problem

ASIDE_CLAUSE = "season"


@dataclass(frozen=True)
class SeasonFrozen(FrozenDraw):
    """``aside``: who is left out of this committee's queue, and why; ``season_seed``: what the table is made from."""

    aside: Mapping[str, str] = field(default_factory=dict)
    season_seed: bytes = b""

    def table_seed(self, tickets: int) -> bytes:
        """The seed of the season's table."""
        return self.season_seed or super().table_seed(tickets)

    def _person(self, expert: RosterExpert, counted: Mapping[str, list[str]]) -> Person:  # type: ignore[override]  # the same call
        number = expert.facts.expert_no
        if number in self.aside:
            reason = Reason(f"season-{self.aside[number]}", ASIDE_CLAUSE)
            return Person(expert_no=number, name=expert.name, reason=reason)
        return super()._person(expert, counted)


def in_season(
    frozen: FrozenDraw,
    *,
    problem: Problem | None = None,
    aside: Mapping[str, str] = MappingProxyType({}),
    seed: bytes = b"",
) -> SeasonFrozen:
    """The frozen draw as one of a season. ``problem``: what is left of it without those ``aside``."""
    question = frozen.question
    if problem is not None:
        left = tuple(ExpertId(person) for person in problem.candidates)
        question = replace(question, problem=problem, eligibility=replace(question.eligibility, candidates=left))
    told = {one.name: getattr(frozen, one.name) for one in fields(FrozenDraw)}
    return SeasonFrozen(**{**told, "question": question}, aside=aside, season_seed=seed)
