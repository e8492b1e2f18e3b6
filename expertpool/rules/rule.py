"""A rule: what it says and where, how strictly, how well its text is known, and the check that carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from expertpool.ids import RuleId
from expertpool.rules.finding import State
from expertpool.rules.kinds.kind import Kind
from expertpool.rules.period import covers
from expertpool.rules.sentence import Sentence
from expertpool.rules.settle import Settled
from expertpool.rules.stage import Stage
from expertpool.rules.when import Traits, When
from expertpool.words import Language
from expertpool.words.clauses import clause_in
from expertpool.words.worded import Worded


class Strength(StrEnum):
    """Whether a rule commands, or binds as a principle (原则上) that a waiver may set aside."""

    STRICT = "strict"
    PRINCIPLE = "principle"


class Source(StrEnum):
    """How well the text behind a rule is known, the best first. The last two are never shown as law."""

    READ = "read"
    REPOST = "repost"
    MEMORY = "memory"
    PROPOSAL = "proposal"

    @property
    def rank(self) -> int:
        """0 for text read in an official copy to 3 for a proposal."""
        return list(Source).index(self)

    @property
    def is_law(self) -> bool:
        """Whether the rule may be shown as law."""
        return self in (Source.READ, Source.REPOST)

    @property
    def words(self) -> Sentence:
        """How a rule of this source is shown."""
        return Sentence(f"rules.source.{self}")


@dataclass(frozen=True)
class Example:
    """Facts that pin a rule: with them it comes out as ``state``."""

    name: str
    facts: Any
    state: State
    committee: Traits | None = None
    """The committee the example speaks of; None for one that the rule applies to."""
    settings: Settled | None = None
    """The check with the example's open numbers filled in; None where it has none."""


@dataclass(frozen=True)
class Rule:
    """One rule of one pack."""

    id: RuleId
    topic: str
    clause: str
    says: str
    worded: Worded
    strength: Strength
    source: Source
    stages: frozenset[Stage]
    check: Kind[Any]
    when: When
    examples: tuple[Example, ...]
    pack: str
    in_force_from: date | None = None
    in_force_until: date | None = None
    """Days on which the rule begins and ends to bind, where they are not the pack's."""

    def in_force(self, on: date) -> bool:
        """Whether the rule binds on this day, as far as its own dates say."""
        return covers(self.in_force_from, self.in_force_until, on) is not False

    @property
    def waivable(self) -> bool:
        """Whether a reason on record may set it aside."""
        return self.strength is Strength.PRINCIPLE

    def says_in(self, language: Language) -> str:
        """The rule in the reader's language."""
        return self.worded.text(language)

    def clause_in(self, language: Language) -> str:
        """The clause in the reader's language."""
        return clause_in(self.clause, language)

    def comes_out(self, example: Example) -> State:
        """The state that this rule finds in an example's facts."""
        settled = example.settings or Settled(self.check)
        applies = True if example.committee is None else self.when.applies(example.committee)
        return settled.finding(applies, lambda check: check.weigh(example.facts)).state
