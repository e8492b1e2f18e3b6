"""The rules of a draw as one digest: everything about them that can change who is drawn."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from typing import Any

from expertpool.canonical import canonical_json, plain
from expertpool.rules.stack import PacksInForce

_LEFT_OUT = ("examples", "worded")
"""Of a rule: what only pins or translates it."""


def rules_digest(packs: PacksInForce) -> bytes:
    """SHA-256 over every rule in force: pack, id, clause, words, strength, source, stages, conditions and numbers."""
    rules = [
        {field.name: _spelled(getattr(rule, field.name)) for field in dataclasses.fields(rule) if _counts(field.name)}
        for rule in packs.rules
    ]
    return hashlib.sha256(canonical_json({"format": "expertpool-rules/1", "rules": rules})).digest()


def _counts(name: str) -> bool:
    return name not in _LEFT_OUT


def _spelled(value: Any) -> Any:
    """Plain values; of a record its kind and fields, without functions, which belong to the program's version."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        spelled = {name: _spelled(one) for name, one in fields.items() if not callable(one)}
        return {"kind": type(value).__name__, **spelled}
    if isinstance(value, Mapping):
        return {str(key): _spelled(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_spelled(one) for one in value]
    return plain(value)
