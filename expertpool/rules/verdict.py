"""A verdict: how one rule stands at one stage, with what was found, what is required, and what would repair it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from expertpool.ids import ExpertId, RuleId
from expertpool.rules.finding import State
from expertpool.rules.rule import Rule
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import Stage
from expertpool.rules.waiver import Waiver
from expertpool.words import Language
from solver.bounds import CountRange


@dataclass(frozen=True)
class Verdict:
    """``experts`` names those who break the rule, are waived, or are not known well enough, as the state says."""

    rule: Rule
    stage: Stage
    state: State
    found: Sentence | None = None
    required: Sentence | None = None
    repair: Sentence | None = None
    experts: tuple[ExpertId, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    allowed: CountRange | None = None
    """The counts allowed, where people are counted."""
    own_number: bool = False
    """Whether the number comes from the committee and not from the rule."""

    @property
    def rule_id(self) -> RuleId:
        """The rule's id."""
        return self.rule.id

    @property
    def state_words(self) -> Sentence:
        """The state for people: 符合, 不符合, 已豁免, 不适用, 未知."""
        return Sentence(f"rules.state.{self.state}")

    def as_dict(self, language: Language, *, entries: bool = False) -> dict[str, Any]:
        """Plain values for JSON, sentences in the reader's language; ``entries``: see ``Sentence.text``."""

        def text(sentence: Sentence | None) -> str | None:
            return sentence.text(language, entries=entries) if sentence else None

        rule = self.rule
        return {
            "rule": rule.id,
            "clause": rule.clause_in(language),
            "says": rule.says_in(language),
            "strength": rule.strength.value,
            "source": rule.source.value,
            "number": text(rule.check.number()),
            "number_source": "office" if self.own_number else rule.source.value,
            "display": rule.source.words.text(language),
            "law": rule.source.is_law,
            "stage": self.stage.value,
            "state": self.state.value,
            "verdict": self.state_words.text(language),
            "found": text(self.found),
            "required": text(self.required),
            "repair": text(self.repair),
            "experts": list(self.experts),
            "pack": rule.pack,
            "waiver": [waiver.as_dict() for waiver in self.waivers] or None,
        }
