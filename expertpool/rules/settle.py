"""A check with its open numbers filled in, as far as a committee has stated them."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from expertpool.errors import Refusal
from expertpool.rules.finding import NOT_APPLICABLE, Finding, State
from expertpool.rules.kinds.kind import Kind
from expertpool.rules.open_number import OpenNumber, setting_words
from expertpool.rules.sentence import Sentence
from expertpool.rules.share import Share


@dataclass(frozen=True)
class Settled:
    """``check`` asks for what is stated. ``missing`` names open numbers nobody stated, ``own`` the parameters that
    were stated by the committee, and ``off`` says that an optional number was left out."""

    check: Kind[Any]
    missing: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    off: bool = False

    def finding(self, applies: bool | None, weigh: Callable[[Kind[Any]], Finding]) -> Finding:
        """What the check finds; nothing where it does not apply, and no better than unknown while facts are missing."""
        if applies is False or self.off:
            return NOT_APPLICABLE
        finding = weigh(self.check)
        if self.own and finding.required:
            finding = dataclasses.replace(finding, required=Sentence("rules.required.own", required=finding.required))
        if finding.state is State.HOLDS and self.missing:
            numbers = tuple(map(setting_words, self.missing))
            repair = Sentence("rules.repair.setting", settings=numbers)
            required = Sentence("rules.required.setting", settings=numbers)
            return Finding(State.UNKNOWN, finding.found, required, repair, finding.allowed)
        if finding.state is State.BROKEN and applies is None:
            return dataclasses.replace(finding, state=State.UNKNOWN)
        return finding


def settle(check: Kind[Any], settings: Mapping[str, Share]) -> Settled:
    """Fill in what ``settings`` state. Raises Refusal for a share where only a whole number makes sense."""
    opened = {name: value for name, value in vars(check).items() if isinstance(value, OpenNumber)}
    if not opened:
        return Settled(check)
    filled = {name: _stated(check, name, number, settings) for name, number in opened.items()}
    unstated = [name for name, value in filled.items() if value is None]
    return Settled(
        dataclasses.replace(check, **filled),  # type: ignore[type-var]  # every kind is a dataclass; the base is not
        missing=tuple(opened[name].setting for name in unstated if not opened[name].optional),
        own=frozenset(filled) - frozenset(unstated),
        off=any(opened[name].optional for name in unstated),
    )


def _stated(check: Kind[Any], name: str, number: OpenNumber, settings: Mapping[str, Share]) -> Share | None:
    value = settings.get(number.setting)
    if isinstance(value, Fraction) and Fraction not in typing.get_args(typing.get_type_hints(type(check))[name]):
        raise Refusal("rules.setting_whole", setting=number.setting, found=value)
    return value
