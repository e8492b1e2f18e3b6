"""assignment.json read back: who reads what, and everything by which the draw is done again from the file alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from expertpool.documents.assignment_record import FORMAT
from expertpool.errors import Refusal, Where

FAMILY = FORMAT.rpartition("/")[0]


@dataclass(frozen=True, kw_only=True)
class AssignmentFile:
    """The file's content, checked for its shape; ``packets``: codename to expert numbers.

    ``units``: chances in parts of ``whole``, by codename and expert number in order; ``recusals``: (codename, expert
    number), without those that are only counted; ``digest``: the file's SHA-256 in hex.
    """

    content: Mapping[str, Any]
    packets: Mapping[str, tuple[str, ...]]
    experts: tuple[str, ...]
    recusals: frozenset[tuple[str, str]]
    units: NDArray[np.int64]
    whole: int
    seed: bytes
    digest: str

    @property
    def dossiers(self) -> tuple[str, ...]:
        """Codenames in order."""
        return tuple(sorted(self.packets))

    @property
    def hides(self) -> bool:
        """Whether recused pairs were only counted, because they came by application key."""
        return int(self.content.get("recused", len(self.recusals))) != len(self.recusals)

    def barred(self, packets: Collection[str], *, named: bool) -> set[tuple[str, str]]:
        """The pairs (codename, expert) that must not meet, of these packets, as far as the file tells.

        Recused pairs, readers who stepped away, experts outside a packet's group; unless ``named`` says that hidden
        pairs are known from elsewhere, also whoever never had a chance of a packet: something may have spoken against.
        """
        stepped = {(str(name), str(expert)) for name, expert in self.content.get("replaced", {}).get("recognised", ())}
        found = {pair for pair in self.recusals | stepped if pair[0] in packets}
        for group in self.content.get("groups", {}).values():
            outside = set(self.experts) - set(group["experts"])
            found |= {(name, expert) for name in set(group["packets"]) & set(packets) for expert in outside}
        if self.hides and not named:
            chance = self.units > 0
            found |= {
                (name, expert)
                for row, name in enumerate(self.dossiers)
                for column, expert in enumerate(self.experts)
                if name in packets and not chance[row, column]
            }
        return found


def is_assignment(data: bytes) -> bool:
    """Whether the bytes are meant as an assignment, of whatever version and however damaged beside that."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and str(content.get("format")).rpartition("/")[0] == FAMILY


def read_assignment(path: Path) -> AssignmentFile:
    """Read the file. Raises Refusal where it is missing or no assignment."""
    if not path.is_file():
        raise Refusal("common.file_missing", path=str(path))
    data = path.read_bytes()
    try:
        return _parsed(json.loads(data), hashlib.sha256(data).hexdigest())
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise Refusal("assign.file_damaged", where=Where(file=str(path))) from None


def _parsed(content: Mapping[str, Any], digest: str) -> AssignmentFile:
    """The content of a file. Raises ValueError, KeyError, TypeError or AttributeError where it is none."""
    if content["format"] != FORMAT:
        raise ValueError
    packets = {str(name): tuple(map(str, experts)) for name, experts in content["packets"].items()}
    experts = tuple(sorted(map(str, content["experts"])))
    whole = _whole(content["chances"]["whole"])
    strangers = {one for each in packets.values() for one in each} - set(experts)
    if not packets or not whole or strangers or set(content["chances"]["pairs"]) != set(packets):
        raise ValueError
    _check_limits(content)
    return AssignmentFile(
        content=content,
        packets=packets,
        experts=experts,
        recusals=frozenset((str(name), str(expert)) for name, expert in content["recusals"]),
        units=_units(content["chances"]["pairs"], experts),
        whole=whole,
        seed=bytes.fromhex(content["seed"]),
        digest=digest,
    )


def _check_limits(content: Mapping[str, Any]) -> None:
    """Return if what limits later readings has its shape, where it is there. Raises ValueError, KeyError, TypeError."""
    _whole(content.get("recused", 0))
    for group in content.get("groups", {}).values():
        _texts(group["packets"])
        _texts(group["experts"])
    replaced = content.get("replaced", {})
    if not isinstance(replaced, dict):
        raise TypeError
    for pair in replaced.get("recognised", ()):
        _texts(pair)
        _, _ = pair


def _texts(value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError


def _units(pairs: Mapping[str, Mapping[str, object]], experts: tuple[str, ...]) -> NDArray[np.int64]:
    column = {number: at for at, number in enumerate(experts)}
    units = np.zeros((len(pairs), len(experts)), dtype=np.int64)
    for row, name in enumerate(sorted(pairs)):
        for number, chance in pairs[name].items():
            units[row, column[number]] = _whole(chance)
    return units


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise ValueError
    return value
