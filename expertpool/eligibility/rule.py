"""A rule about applicants: what it says and where, how strictly, how well its text is known, and its check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from expertpool.eligibility.kinds.kind import Kind
from expertpool.eligibility.settle import settle
from expertpool.eligibility.when import Traits, When
from expertpool.ids import RuleId
from expertpool.rules.finding import Finding, State
from expertpool.rules.rule import Source, Strength
from expertpool.words import Language
from expertpool.words.clauses import clause_in
from expertpool.words.worded import Worded


@dataclass(frozen=True)
class Example:
    """Facts that pin a rule: with them it comes out as ``state``."""

    name: str
    facts: Any
    state: State
    traits: Traits | None
    """The application the example speaks of; None for one that the rule applies to."""
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class ApplicantRule:
    """One rule of one pack. ``clause`` names the text; ``says`` is in our own words."""

    id: RuleId
    clause: str
    says: Worded
    strength: Strength
    source: Source
    check: Kind[Any]
    when: When
    examples: tuple[Example, ...]
    pack: str

    @property
    def waivable(self) -> bool:
        """Whether a reason on record may set it aside (原则上)."""
        return self.strength is Strength.PRINCIPLE

    def says_in(self, language: Language) -> str:
        """The rule in the reader's language."""
        return self.says.text(language)

    def clause_in(self, language: Language) -> str:
        """The clause in the reader's language."""
        return clause_in(self.clause, language)

    def comes_out(self, example: Example) -> State:
        """The state that this rule finds in an example's facts."""
        applies = True if example.traits is None else self.when.applies(example.traits)
        return self.finding(example.facts, applies, example.settings).state

    def finding(
        self, facts: Any, applies: bool | None, settings: Mapping[str, Any], level: str | None = None
    ) -> Finding:
        """What the rule finds; no better than unknown while a number is open or it is not known to apply."""
        return settle(self.check, settings, level).finding(applies, facts)
