"""What moving a bound by one costs when a way out is sought: the law does not move, wishes of the office do."""

from __future__ import annotations

from expertpool.rules.rule import Rule

LAW = None
"""Strict rules of law cannot be moved."""
MEMORY = 20
"""Strict rules whose text nobody has read: probably law, so nearly the last thing to move."""
OWN_NUMBER = 10
"""Numbers the committee has set itself: quotas, caps, members who stay, shares above the legal floor."""
PRINCIPLE = 5
"""Principles, which a reason on record may set aside."""


def price_of(rule: Rule, *, own_number: bool) -> int | None:
    """The price of one bound of this rule; ``own_number`` says that the committee set the bound's number."""
    if rule.waivable:
        return PRINCIPLE
    if own_number or not (rule.source.is_law or rule.source == "memory"):
        return OWN_NUMBER
    return LAW if rule.source.is_law else MEMORY
