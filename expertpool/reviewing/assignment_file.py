"""assignment.json as the scoring reads it: who reads what, among whom, the seed, and who must not read what."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from expertpool.errors import Refusal, Where

FORMAT = "expertpool-assignment/1"


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """``packets``: codename -> expert numbers; ``recusals``: (codename, expert number); ``digest``: SHA-256 in hex."""

    packets: dict[str, tuple[str, ...]]
    experts: tuple[str, ...]
    recusals: frozenset[tuple[str, str]]
    seed: bytes
    digest: str


def read_assignment(path: Path) -> Assigned:
    """The assignment in a file. Raises Refusal for anything that is none."""
    data = path.read_bytes()
    try:
        record = json.loads(data)
        if record["format"] != FORMAT:
            raise ValueError("format")
        return Assigned(
            packets={str(name): tuple(map(str, experts)) for name, experts in record["packets"].items()},
            experts=tuple(map(str, record["experts"])),
            recusals=frozenset((str(name), str(expert)) for name, expert in record["recusals"]),
            seed=bytes.fromhex(record["seed"]),
            digest=hashlib.sha256(data).hexdigest(),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refusal("scores.assignment_bad", where=Where(file=str(path))) from None
