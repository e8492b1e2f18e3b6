"""What a draw asks the solver: who can be drawn, what a panel must keep, and which rule each bound carries out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.rules.eligibility import Eligibility, drawable
from expertpool.rules.facts import CommitteeFacts, ExpertFacts, PoolFacts
from expertpool.rules.finding import State
from expertpool.rules.judge import judge
from expertpool.rules.panel_bounds import PanelBounds, panel_bounds
from expertpool.rules.rule import Strength
from expertpool.rules.stack import PacksInForce
from expertpool.rules.stage import Stage
from expertpool.rules.verdict import Verdict
from solver.problem import Problem


@dataclass(frozen=True)
class Question:
    """One committee's draw before any dice: ``beforehand`` are the verdicts on committee and pool."""

    packs: PacksInForce
    draw_day: date
    committee: CommitteeFacts
    experts: Mapping[ExpertId, ExpertFacts]
    eligibility: Eligibility
    bounds: PanelBounds
    problem: Problem
    beforehand: tuple[Verdict, ...]

    @property
    def strangers(self) -> dict[str, tuple[ExpertId, ...]]:
        """Numbers that the committee file lists and the roster does not hold, by the entry that lists them."""
        lists = {"recused": self.committee.recused, "previous_panel": self.committee.previous_panel}
        found = {entry: tuple(sorted(set(listed or ()) - set(self.experts))) for entry, listed in lists.items()}
        return {entry: numbers for entry, numbers in found.items() if numbers}

    @property
    def forbidding(self) -> tuple[Verdict, ...]:
        """Strict rules of law that the committee breaks whoever is seated: no panel of it can be lawful."""
        return tuple(verdict for verdict in self.beforehand if verdict.stage is Stage.COMMITTEE and binding(verdict))

    def of_size(self, seats: int) -> Question:
        """The same question for a committee of another size. Who may be drawn does not depend on it."""
        committee = replace(self.committee, seats=seats)
        candidates = [self.experts[number] for number in self.eligibility.candidates]
        bounds = panel_bounds(self.packs, committee, candidates, waivers=committee.waivers)
        return replace(
            self,
            committee=committee,
            bounds=bounds,
            problem=Problem(self.eligibility.candidates, seats, bounds.bounds, bounds.pairs),
            beforehand=_beforehand(self.packs, committee, tuple(self.experts.values()), self.draw_day),
        )


def binding(verdict: Verdict) -> bool:
    """Whether a verdict stops a draw: a strict rule of law, broken."""
    rule = verdict.rule
    return verdict.state is State.BROKEN and rule.strength is Strength.STRICT and rule.source.is_law


def ask(packs: PacksInForce, committee: CommitteeFacts, experts: Sequence[ExpertFacts], *, draw_day: date) -> Question:
    """The question that this committee's draw from these experts puts. ``packs`` are those of the meeting's day.

    Raises Refusal for a waiver dated after the day of the draw: nobody can rely on leave not yet given.
    """
    for waiver in committee.waivers:
        if waiver.at.date() > draw_day:
            raise Refusal(
                "rules.waiver_later", rule=waiver.rule, at=waiver.at.isoformat(), draw_day=draw_day.isoformat()
            )
    known = {expert.expert_no: expert for expert in sorted(experts, key=lambda expert: expert.expert_no)}
    eligibility = drawable(packs, committee, known.values(), waivers=committee.waivers)
    candidates = [known[number] for number in eligibility.candidates]
    bounds = panel_bounds(packs, committee, candidates, waivers=committee.waivers)
    return Question(
        packs=packs,
        draw_day=draw_day,
        committee=committee,
        experts=known,
        eligibility=eligibility,
        bounds=bounds,
        problem=Problem(eligibility.candidates, committee.seats, bounds.bounds, bounds.pairs),
        beforehand=_beforehand(packs, committee, tuple(known.values()), draw_day),
    )


def _beforehand(
    packs: PacksInForce, committee: CommitteeFacts, experts: tuple[ExpertFacts, ...], draw_day: date
) -> tuple[Verdict, ...]:
    waivers = [waiver for waiver in committee.waivers if waiver.expert is None]
    about_committee = judge(packs, Stage.COMMITTEE, committee, draw_day=draw_day, waivers=waivers)
    about_pool = judge(packs, Stage.POOL, PoolFacts(experts, draw_day), committee=committee, draw_day=draw_day)
    return (*about_committee, *about_pool)
