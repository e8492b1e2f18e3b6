"""Numbers that no text known to the packs gives: what sort of value each one takes, and its reading."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Mapping
from typing import Any

from expertpool.eligibility.kinds.kind import Kind
from expertpool.rules.facts import Level
from expertpool.rules.open_number import OpenNumber
from expertpool.rules.table import Spot, list_words, read_value


def open_settings(checks: Iterable[Kind[Any]]) -> dict[str, frozenset[Any]]:
    """The open settings of these checks by name, each with the kinds of value it takes."""
    found: dict[str, frozenset[Any]] = {}
    for check in checks:
        hints = typing.get_type_hints(type(check))
        for name, value in vars(check).items():
            if isinstance(value, OpenNumber):
                found[value.setting] = frozenset(typing.get_args(hints[name])) - {OpenNumber}
    return dict(sorted(found.items()))


def setting_of(checks: Iterable[Kind[Any]], name: str, value: Any, spot: Spot) -> Any:
    """A stated setting as its checks take it: one value, or a table with one for each level applied for.

    Raises Refusal for a setting that no check asks for, and for a value of another sort.
    """
    asked = open_settings(checks)
    if name not in asked:
        raise spot.at(name).refuse("rules.key_unknown", known=list_words(asked) or "-")
    if isinstance(value, Mapping):
        levels = [level.value for level in Level]
        for level in value:
            if level not in levels:
                raise spot.at(name).refuse("rules.key_unknown", known=list_words(levels))
        return {level: read_value(asked[name], one, spot.at(name).at(level)) for level, one in value.items()}
    return read_value(asked[name], value, spot.at(name))
