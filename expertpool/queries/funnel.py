"""The funnel: how many experts are left after each rule, each counted out by the first rule that bars them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from expertpool.ids import ExpertId, RuleId


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
