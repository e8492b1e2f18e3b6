"""One spelling for a record: plain values, and the JSON bytes that digests are taken over."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any

_PLAIN = frozenset({type(None), bool, int, str})
"""Most of what a record holds: its own spelling already."""


def plain(value: Any) -> Any:
    """Records, sets, dates, fractions and enums as JSON values: sets sorted, dates ISO 8601, fractions ``"1/3"``.

    Raises TypeError for floats and for whatever else has no single spelling.
    """
    if type(value) in _PLAIN or isinstance(value, int):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    return _plain_collection(value)


def _plain_collection(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, (dict, Mapping)):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted(plain(item) for item in value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    raise TypeError(f"no canonical spelling for {type(value).__name__}")


@cache
def _names(record: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(record))


def canonical_json(value: Any) -> bytes:
    """UTF-8, keys sorted, no blanks, no floats: equal records give equal bytes."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
