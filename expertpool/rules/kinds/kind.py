"""What every kind of rule offers: its parameters are its fields, and it weighs them against a record of facts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from expertpool.ids import ExpertId
from expertpool.rules.case import Case
from expertpool.rules.facts import CommitteeFacts, ExpertFacts
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import Stage
from solver.bounds import CountRange

MORE, LESS = 1, -1
"""Which way a parameter grows stricter."""

FactsT = TypeVar("FactsT")


class Kind(ABC, Generic[FactsT]):
    """One kind of rule. A subclass is a frozen dataclass: its fields are the parameters a pack may give."""

    facts: ClassVar[type[Any]]
    """The record an example states and ``weigh`` weighs."""
    stages: ClassVar[frozenset[Stage]]
    """The stages at which these facts exist."""
    stricter: ClassVar[Mapping[str, int]] = {}
    """For parameters that can be compared: whether MORE or LESS is stricter."""
    one_of: ClassVar[tuple[str, ...]] = ()
    """Parameters of which at least one must be given."""
    positive: ClassVar[tuple[str, ...]] = ()
    """Parameters that make sense from 1 on."""

    @abstractmethod
    def weigh(self, facts: FactsT) -> Finding:
        """What the rule finds in these facts; no other knowledge is used."""

    def number(self) -> Sentence | None:
        """The rule's number for the rule table, where it has one."""
        return None


class ExpertKind(Kind[FactsT]):
    """A rule about one expert: who breaks it cannot be drawn, filed, or sit."""

    @abstractmethod
    def read(self, case: Case, expert: ExpertFacts) -> FactsT:
        """The facts about this expert."""


class WholeKind(Kind[FactsT]):
    """A rule about a committee, a panel, a pool or a ballot as a whole."""

    @abstractmethod
    def read(self, case: Case) -> tuple[FactsT, ...]:
        """The facts, one record for each thing asked; none where the rule has nothing to ask."""


@dataclass(frozen=True)
class Demand:
    """Of ``members`` so many sit, no fewer and no more. ``suffix`` tells the demands of one rule apart.

    ``parameter`` names the parameter the number comes from, empty where the committee file itself gives it.
    """

    members: frozenset[ExpertId]
    allowed: CountRange
    words: Sentence
    suffix: str = ""
    parameter: str = ""


class SeatingKind(WholeKind[FactsT]):
    """A rule that a draw can keep by counting people: it becomes bounds over the candidates."""

    @abstractmethod
    def demands(self, committee: CommitteeFacts, candidates: Collection[ExpertFacts]) -> tuple[Demand, ...]:
        """What a panel drawn from these candidates must keep."""


class PairKind(WholeKind[FactsT]):
    """A rule about two people on one panel."""

    @abstractmethod
    def pairs(self, candidates: Collection[ExpertFacts]) -> tuple[tuple[ExpertId, ExpertId], ...]:
        """Pairs of candidates who must not sit together, each once, in order."""
