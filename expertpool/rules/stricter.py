"""Which of two rules on one topic asks for more."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction
from typing import Any

from expertpool.rules.kinds.kind import Kind
from expertpool.rules.open_number import OpenNumber
from expertpool.rules.rule import Rule, Strength


def at_least_as_strict(rule: Rule, other: Rule) -> bool:
    """Whether keeping ``rule`` always keeps ``other``; False where that cannot be said, as of a share and a number."""
    if rule.strength is Strength.PRINCIPLE and other.strength is Strength.STRICT:
        return False
    if not rule.stages >= other.stages:
        return False
    if rule.when.asked and rule.when != other.when:
        return False
    return type(rule.check) is type(other.check) and _checks(rule.check, other.check)


def _checks(check: Kind[Any], other: Kind[Any]) -> bool:
    names = [field.name for field in fields(check)]  # type: ignore[arg-type]  # every kind is a dataclass; the base is not
    return all(_asks(name, getattr(check, name), getattr(other, name), check) for name in names)


def _asks(name: str, mine: Any, theirs: Any, check: Kind[Any]) -> bool:
    if mine == theirs or (theirs is None and name in check.stricter):
        return True
    if isinstance(mine, OpenNumber) and isinstance(theirs, OpenNumber):
        return mine.setting == theirs.setting and theirs.optional
    comparable = isinstance(mine, Fraction) == isinstance(theirs, Fraction) and isinstance(mine, int | Fraction)
    if name not in check.stricter or not comparable or not isinstance(theirs, int | Fraction):
        return False
    return bool(mine > theirs) if check.stricter[name] > 0 else bool(mine < theirs)
