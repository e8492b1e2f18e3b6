"""A check with its open numbers filled in, as far as the office has stated them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from expertpool.eligibility.kinds.kind import Kind
from expertpool.rules.finding import NOT_APPLICABLE, Finding, State
from expertpool.rules.open_number import OpenNumber
from expertpool.rules.sentence import Sentence

OPEN_REPAIR = "eligibility.repair.setting"
"""The way out of an open number: look it up and state it."""


@dataclass(frozen=True)
class Settled:
    """``check`` asks for what is stated; ``missing`` names open numbers nobody stated, ``own`` says that one was."""

    check: Kind[Any]
    missing: tuple[str, ...] = ()
    own: bool = False

    def finding(self, applies: bool | None, facts: Any) -> Finding:
        """What the check finds; nothing where it does not apply, and unknown while a number is open."""
        if applies is False:
            return NOT_APPLICABLE
        if self.missing:
            words = Sentence("eligibility.required.setting", settings=self.missing)
            repair = Sentence(OPEN_REPAIR, settings=self.missing)
            return Finding(State.UNKNOWN, Sentence("eligibility.found.setting"), words, repair)
        finding = self.check.weigh(facts)
        if self.own and finding.required:
            required = Sentence("eligibility.required.own", required=finding.required)
            finding = dataclasses.replace(finding, required=required)
        if finding.state is State.BROKEN and applies is None:
            return dataclasses.replace(finding, state=State.UNKNOWN)
        return finding


def settle(check: Kind[Any], settings: Mapping[str, Any], level: str | None) -> Settled:
    """Fill in what ``settings`` state; a setting may hold one value for each level applied for."""
    opened = {name: value for name, value in vars(check).items() if isinstance(value, OpenNumber)}
    if not opened:
        return Settled(check)
    filled = {name: _of_level(settings.get(number.setting), level) for name, number in opened.items()}
    missing = tuple(opened[name].setting for name, value in filled.items() if value is None)
    known = {name: value for name, value in filled.items() if value is not None}
    return Settled(
        dataclasses.replace(check, **known),  # type: ignore[type-var]  # every kind is a dataclass; the base is not
        missing=missing,
        own=bool(known),
    )


def _of_level(value: Any, level: str | None) -> Any:
    return value.get(level) if isinstance(value, Mapping) else value
