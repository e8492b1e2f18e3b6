"""The funnel: how many experts are left after each rule, each counted out by the first rule that bars them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from expertpool.ids import ExpertId, RuleId
from expertpool.rules.eligibility import drawable
from expertpool.rules.facts import CommitteeFacts, ExpertFacts, Level
from expertpool.rules.kinds.rest_after_years import RestAfterYears
from expertpool.rules.stack import PacksInForce
from expertpool.rules.waiver import Waiver


@dataclass(frozen=True)
class FunnelStep:
    """One rule: how many it removes of those still in, and how many remain."""

    rule: RuleId
    removed: int
    remaining: int


def funnel(
    numbers: Collection[ExpertId], *, first_barred_by: Mapping[ExpertId, RuleId], order: Sequence[RuleId]
) -> tuple[FunnelStep, ...]:
    """The steps in the order of the rules, those that remove nobody included.

    ``first_barred_by`` names, for each barred expert, the first rule in ``order`` that bars them. Raises ValueError
    for a rule that is not in ``order``: somebody would vanish between the steps.
    """
    barred = Counter(first_barred_by[number] for number in numbers if number in first_barred_by)
    unknown = set(barred) - set(order)
    if unknown:
        raise ValueError(f"rules outside the order: {sorted(unknown)}")
    steps, remaining = [], len(numbers)
    for rule in order:
        remaining -= barred[rule]
        steps.append(FunnelStep(rule, barred[rule], remaining))
    return tuple(steps)


def pool_funnel(
    packs: PacksInForce,
    experts: Sequence[ExpertFacts],
    *,
    on: date,
    committee: CommitteeFacts | None = None,
    waivers: Sequence[Waiver] = (),
) -> tuple[FunnelStep, ...]:
    """The funnel of a pool through the rules about experts.

    Without ``committee``, each expert is asked for a committee of their own series, at the lowest level and with
    nobody recused, that meets on ``on``: what is left is who could serve anywhere at all.
    """
    barred: dict[ExpertId, RuleId] = {}
    order: dict[RuleId, None] = {}
    for asked, group in _asked(experts, on=on, committee=committee):
        found = drawable(packs, asked, group, waivers=waivers)
        barred |= {number: verdict.rule_id for number, verdict in found.excluded.items()}
        order |= dict.fromkeys(found.funnel)
    return funnel([expert.expert_no for expert in experts], first_barred_by=barred, order=tuple(order))


def _asked(
    experts: Sequence[ExpertFacts], *, on: date, committee: CommitteeFacts | None
) -> Iterator[tuple[CommitteeFacts, list[ExpertFacts]]]:
    if committee is not None:
        yield committee, list(experts)
        return
    for series in dict.fromkeys(expert.series for expert in experts):
        neutral = CommitteeFacts(name="", year=on.year, series=series, level=Level.JUNIOR, seats=1, meeting=on)
        yield neutral, [expert for expert in experts if expert.series == series]


def years_until_rest(packs: PacksInForce) -> int | None:
    """After how many consecutive years of service the rules in force ask for a rest; None where they do not."""
    asked = [rule.check.years for rule in packs.rules if isinstance(rule.check, RestAfterYears)]
    return min(asked, default=None)
