"""assignment.json read back: who reads what, and everything by which the draw is done again from the file alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from expertpool.documents.assignment_record import FORMAT
from expertpool.errors import Refusal, Where


@dataclass(frozen=True)
class AssignmentFile:
    """The file's content, checked for its shape; ``packets``: codename to expert numbers."""

    content: Mapping[str, Any]
    packets: Mapping[str, tuple[str, ...]]
    experts: tuple[str, ...]
    units: NDArray[np.int64]
    whole: int
    seed: bytes

    @property
    def dossiers(self) -> tuple[str, ...]:
        """Codenames in order."""
        return tuple(sorted(self.packets))


def read_assignment(path: Path) -> AssignmentFile:
    """Read the file. Raises Refusal where it is missing or no assignment."""
    if not path.is_file():
        raise Refusal("common.file_missing", path=str(path))
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return parsed(content)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        raise Refusal("assign.file_damaged", where=Where(file=str(path))) from None


def parsed(content: Mapping[str, Any]) -> AssignmentFile:
    """The content of a file. Raises ValueError, KeyError or TypeError where it is none."""
    if content["format"] != FORMAT:
        raise ValueError
    packets = {str(name): tuple(map(str, experts)) for name, experts in content["packets"].items()}
    experts = tuple(sorted(map(str, content["experts"])))
    column = {number: at for at, number in enumerate(experts)}
    units = np.zeros((len(packets), len(experts)), dtype=np.int64)
    for row, name in enumerate(sorted(packets)):
        for number, chance in content["chances"]["pairs"][name].items():
            units[row, column[number]] = _whole(chance)
    if set(content["chances"]["pairs"]) != set(packets) or any(
        one not in column for each in packets.values() for one in each
    ):
        raise ValueError
    return AssignmentFile(
        content, packets, experts, units, _whole(content["chances"]["whole"]), bytes.fromhex(content["seed"])
    )


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise ValueError
    return value
