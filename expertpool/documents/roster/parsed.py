"""What a reading of one cell gives: the value, if there is one, and the faults found on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from expertpool.documents.roster.problem import Fault, Severity

T = TypeVar("T")


@dataclass(frozen=True)
class Parsed(Generic[T]):
    """A value and its faults; ``value`` is None where the cell is empty or an error stands."""

    value: T | None
    faults: tuple[Fault, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether no error stands (notices may)."""
        return all(fault.severity is not Severity.ERROR for fault in self.faults)


def failed(fault: Fault) -> Parsed[T]:
    """No value, because of this fault."""
    return Parsed(None, (fault,))
