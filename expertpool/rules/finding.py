"""What a rule finds in one set of facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from expertpool.rules.sentence import Sentence, joined
from solver.bounds import CountRange


class State(StrEnum):
    """How a rule stands. ``unknown`` means that facts are missing; it is never shown as holding."""

    HOLDS = "holds"
    BROKEN = "broken"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"

    @property
    def gravity(self) -> int:
        """0 for not applicable to 4 for broken: of several findings the gravest speaks."""
        return (State.NOT_APPLICABLE, State.HOLDS, State.WAIVED, State.UNKNOWN, State.BROKEN).index(self)


@dataclass(frozen=True)
class Finding:
    """A state, what was found, what is required, and what would repair it; ``allowed`` where people are counted."""

    state: State
    found: Sentence | None = None
    required: Sentence | None = None
    repair: Sentence | None = None
    allowed: CountRange | None = None


NOT_APPLICABLE = Finding(State.NOT_APPLICABLE)


def gravest(findings: Sequence[Finding]) -> Finding:
    """Several findings of one rule as one: those in the gravest state speak together."""
    if len(findings) < 2:
        return findings[0] if findings else NOT_APPLICABLE
    state = max((finding.state for finding in findings), key=lambda state: state.gravity)
    speaking = [finding for finding in findings if finding.state is state]
    return Finding(
        state,
        found=joined(tuple(finding.found for finding in speaking if finding.found)),
        required=joined(tuple(finding.required for finding in speaking if finding.required)),
        repair=joined(tuple(finding.repair for finding in speaking if finding.repair)),
        allowed=speaking[0].allowed,
    )
