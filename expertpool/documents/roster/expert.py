"""One line of a roster: an expert's facts for the rules, and the personal data that rules never see."""

from __future__ import annotations

from dataclasses import dataclass

from expertpool.rules.facts import ExpertFacts


@dataclass(frozen=True)
class RosterExpert:
    """An expert as a roster file or the pool states them."""

    facts: ExpertFacts
    name: str
    id_number: str | None = None
    gender: str | None = None
    phone: str | None = None
    email: str | None = None
