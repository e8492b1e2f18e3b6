"""What one judgement looks at: a stage, and the facts that stage has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertpool.ids import ExpertId
from expertpool.rules.facts import BallotFacts, CommitteeFacts, DrawFacts, ExpertFacts
from expertpool.rules.stage import Stage


@dataclass(frozen=True)
class Case:
    """The facts of one judgement; what a stage does not have stays empty."""

    stage: Stage
    committee: CommitteeFacts | None = None
    members: tuple[ExpertFacts, ...] | None = None
    draw: DrawFacts | None = None
    ballot: BallotFacts | None = None
    library: tuple[ExpertFacts, ...] | None = None
    """Every expert of the pool, for rules about the pool."""
    listed: frozenset[ExpertId] | None = None
    """The numbers in the pool; None where nobody asked for the pool to be compared."""
    draw_day: date | None = None

    @property
    def the_committee(self) -> CommitteeFacts:
        """The committee, at the stages that always have one."""
        if self.committee is None:
            raise ValueError(f"rules of stage {self.stage} need a committee")
        return self.committee

    @property
    def panel(self) -> tuple[ExpertFacts, ...]:
        """The people seated, at the stages that have them."""
        if self.members is None:
            raise ValueError(f"rules of stage {self.stage} need the members")
        return self.members

    @property
    def size(self) -> int:
        """The members a panel has; before there is one, the seats it will have."""
        return self.the_committee.seats if self.members is None else len(self.members)

    @property
    def seats(self) -> int:
        """What shares are taken of: the seats, and at the meeting those who attend."""
        return self.size if self.stage is Stage.ATTENDANCE else self.the_committee.seats
