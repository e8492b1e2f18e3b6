"""How a one-time code reaches an expert: a sender is plugged in; without one it is printed on a slip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol


@dataclass(frozen=True)
class Sent:
    """``way`` is a word of the catalogue (``account.way.*``); ``shown`` the code, where the office hands it over."""

    way: str
    shown: str | None


class Sender(Protocol):
    """Brings six digits to a person."""

    @property
    def valid(self) -> timedelta:
        """How long a code that went this way may be used."""
        ...

    def send(self, code: str, *, expert_no: str, phone: str | None) -> Sent:
        """Send it; raises Refusal where that cannot be done."""
        ...


@dataclass(frozen=True)
class PrintedSlip:
    """The office prints the code and hands or reads it to the expert."""

    valid: timedelta = timedelta(hours=48)

    def send(self, code: str, *, expert_no: str, phone: str | None) -> Sent:  # noqa: ARG002  # signature of all senders
        """The code, to be printed."""
        return Sent("slip", code)
