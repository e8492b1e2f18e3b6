"""A verdict about an application or about places: how one rule stands, what was found, and what would repair it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from expertpool.eligibility.facts import ApplicationKey
from expertpool.eligibility.rule import ApplicantRule
from expertpool.eligibility.waiver import ApplicantWaiver
from expertpool.rules.finding import State
from expertpool.rules.sentence import Sentence
from expertpool.words import Language


@dataclass(frozen=True)
class ApplicantVerdict:
    """``applicant`` names the application, or ``unit`` whose places were counted (both empty for a whole list)."""

    rule: ApplicantRule
    state: State
    found: Sentence | None
    required: Sentence | None
    repair: Sentence | None
    applicant: ApplicationKey | None = None
    unit: str = ""
    waiver: ApplicantWaiver | None = None

    def as_dict(self, language: Language) -> dict[str, Any]:
        """Plain values for JSON, sentences in the reader's language."""
        rule = self.rule
        about: dict[str, Any] = {"applicant": self.applicant} if self.applicant is not None else {"unit": self.unit}
        return {
            **about,
            "rule": rule.id,
            "clause": rule.clause_in(language),
            "says": rule.says_in(language),
            "strength": rule.strength.value,
            "source": rule.source.value,
            "law": rule.source.is_law,
            "display": rule.source.words.text(language),
            "state": self.state.value,
            "verdict": Sentence(f"rules.state.{self.state}").text(language),
            "found": spoken(self.found, language),
            "required": spoken(self.required, language),
            "repair": spoken(self.repair, language),
            "waiver": self.waiver.as_dict() if self.waiver else None,
            "pack": rule.pack,
        }


def spoken(sentence: Sentence | None, language: Language) -> str | None:
    """A sentence in the reader's language, None for none."""
    return sentence.text(language) if sentence else None


def standing_of(states: Iterable[State]) -> State:
    """An application as a whole: the gravest state among its rules; with none that applies it holds."""
    gravest = max(states, key=lambda state: state.gravity, default=State.HOLDS)
    return State.HOLDS if gravest is State.NOT_APPLICABLE else gravest


def count_states(states: Iterable[State]) -> dict[str, int]:
    """How many of each state, in the order of gravity, those that do not occur too."""
    counted = Counter(states)
    return {state.value: counted[state] for state in sorted(State, key=lambda state: -state.gravity)}
