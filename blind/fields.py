"""Records read from JSON: exactly the fields expected, each of its type, before anyone looks inside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from blind.errors import Malformed

Kind = type | tuple[type, ...]

NOTHING = type(None)
"""For fields that may be null: ``(str, NOTHING)``."""


def exact(value: object, fields: Mapping[str, Kind], *, what: str) -> dict[str, Any]:
    """``value``, if it is an object with these fields, no more and no fewer, each of one of its types.

    ``int`` does not take a bool. ``what`` names the record in the error. Raises ``Malformed``.
    """
    if not isinstance(value, dict):
        raise Malformed("not-an-object", what=what)
    if value.keys() != fields.keys():
        missing, unknown = sorted(fields.keys() - value.keys()), sorted(value.keys() - fields.keys())
        raise Malformed("wrong-fields", what=what, missing=missing, unknown=[name[:40] for name in unknown])
    for name, kind in fields.items():
        if not of_kind(value[name], kind):
            raise Malformed("wrong-type", what=what, field=name, found=type(value[name]).__name__)
    return value


def of_kind(value: object, kind: Kind) -> bool:
    """Whether the value's own type is one of these; subclasses such as bool for int do not count."""
    return type(value) in (kind if isinstance(kind, tuple) else (kind,))


def natural(value: object, *, what: str) -> int:
    """``value``, if it is a whole number from 0 on."""
    if not of_kind(value, int) or not isinstance(value, int) or value < 0:
        raise Malformed("not-a-natural-number", what=what, found=repr(value)[:40])
    return value


def texts(value: object, *, what: str) -> list[str]:
    """``value``, if it is a list of text."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Malformed("not-a-list-of-text", what=what)
    return value
