"""Rules made ready for one committee: open numbers filled in, and the question whether they apply answered once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.rules.case import Case
from expertpool.rules.facts import CommitteeFacts, ExpertFacts
from expertpool.rules.finding import Finding, State, gravest
from expertpool.rules.kinds.kind import ExpertKind, Kind, WholeKind
from expertpool.rules.open_number import settings_of
from expertpool.rules.rule import Rule
from expertpool.rules.sentence import FileEntry, Sentence
from expertpool.rules.settle import Settled, settle
from expertpool.rules.stack import PacksInForce
from expertpool.rules.stage import Stage
from expertpool.rules.verdict import Verdict
from expertpool.rules.waiver import Waiver
from expertpool.rules.when import Traits, traits_of
from solver.bounds import CountRange


@dataclass(frozen=True)
class ReadyRule:
    """One rule for one committee, with the waivers that speak of it."""

    rule: Rule
    settled: Settled
    applies: bool | None
    traits: Traits | None
    waivers: tuple[Waiver, ...]

    @property
    def about_experts(self) -> bool:
        """Whether the rule is asked of each expert."""
        return isinstance(self.rule.check, ExpertKind)

    @property
    def asks(self) -> bool:
        """Whether the rule asks anything of a panel as a whole: it applies, is switched on, and is not waived."""
        waived = self.rule.waivable and any(waiver.expert is None for waiver in self.waivers)
        return self.applies is True and not self.settled.off and not waived

    def of_expert(self, case: Case, expert: ExpertFacts) -> Verdict:
        """The rule's verdict on one expert."""
        return self.verdict(case, self.finding_of(case, expert), expert.expert_no)

    def finding_of(self, case: Case, expert: ExpertFacts) -> Finding:
        """What the rule finds about one expert, before any waiver."""
        return self._find(lambda check: _expert_finding(check, case, expert))

    def of_whole(self, case: Case) -> Verdict:
        """The rule's verdict on the whole of a case; for a rule about experts, on all its members together."""
        if self.about_experts:
            return _together(self.rule, case, [self.of_expert(case, member) for member in case.panel])
        return self.verdict(case, self._find(lambda check: _whole_finding(check, case)))

    def _find(self, weigh: Callable[[Kind[Any]], Finding]) -> Finding:
        finding = self.settled.finding(self.applies, weigh)
        if finding.state is State.UNKNOWN and self.applies is None:
            traits = tuple(map(_trait_words, self.rule.when.missing(self.traits)))
            return replace(finding, repair=Sentence("rules.repair.trait", traits=traits))
        return finding

    def verdict(self, case: Case, finding: Finding, expert: ExpertId | None = None) -> Verdict:
        """A finding as the rule's verdict, with the waiver that covers a breach."""
        verdict = Verdict(
            self.rule,
            case.stage,
            finding.state,
            finding.found,
            finding.required,
            finding.repair,
            experts=(expert,) if expert is not None else (),
            allowed=finding.allowed,
            own_number=bool(self.settled.own),
        )
        waiver = next((waiver for waiver in self.waivers if waiver.expert == expert), None)
        if finding.state is State.BROKEN and self.rule.waivable and waiver is not None:
            return replace(verdict, state=State.WAIVED, repair=None, waivers=(waiver,))
        return verdict


_ENTRIES = {"self_reviewing": "self_reviewing_unit", "senior": "level"}
"""What a committee file states a trait under, where it is not the trait's own name."""


def _trait_words(name: str) -> Sentence:
    return FileEntry(f"rules.trait.{name}", entry=_ENTRIES.get(name, name))


def make_ready(
    packs: PacksInForce, stage: Stage, committee: CommitteeFacts | None, *, waivers: Iterable[Waiver] = ()
) -> tuple[tuple[ReadyRule, ...], ...]:
    """The rules of a stage, topic by topic. Raises Refusal for a waiver of a rule that does not bind or is strict."""
    known = (*(committee.waivers if committee else ()), *waivers)
    refuse_bad_waivers(packs, known)
    settings, traits = settings_of(committee), traits_of(committee) if committee else None
    return tuple(
        tuple(
            ReadyRule(
                rule,
                settle(rule.check, settings),
                rule.when.applies(traits),
                traits,
                tuple(waiver for waiver in known if waiver.rule == rule.id),
            )
            for rule in topic.rules
        )
        for topic in packs.at(stage)
    )


def refuse_bad_waivers(packs: PacksInForce, waivers: Sequence[Waiver]) -> None:
    """Only principles in force can be waived: those about experts for a named one, the others for the panel."""
    rules = {rule.id: rule for rule in packs.rules}
    waivable = ", ".join(rule.id for rule in rules.values() if rule.waivable) or "-"
    for waiver in waivers:
        rule = rules.get(waiver.rule)
        if rule is None:
            raise Refusal("rules.waiver_no_rule", rule=waiver.rule, waivable=waivable)
        if not any(other.waivable for other in packs.rules if other.id == waiver.rule):
            raise Refusal("rules.waiver_strict", rule=waiver.rule, clause=rule.clause, waivable=waivable)
        if isinstance(rule.check, ExpertKind) != (waiver.expert is not None):
            wrong = "rules.waiver_no_expert" if waiver.expert is None else "rules.waiver_for_panel"
            raise Refusal(wrong, rule=waiver.rule, expert=waiver.expert or "")


def gravest_verdict(verdicts: Sequence[Verdict]) -> Verdict:
    """Of the verdicts of one topic's rules the one that speaks: the gravest, then the strictest, then the first."""
    return max(verdicts, key=_weight) if len(verdicts) > 1 else verdicts[0]


def _weight(verdict: Verdict) -> tuple[int, int, float]:
    allowed = verdict.allowed or CountRange()
    return verdict.state.gravity, allowed.at_least, -(math.inf if allowed.at_most is None else allowed.at_most)


def _expert_finding(check: Kind[Any], case: Case, expert: ExpertFacts) -> Finding:
    if not isinstance(check, ExpertKind):
        raise TypeError(f"{type(check).__name__} is not about one expert")
    return check.weigh(check.read(case, expert))


def _whole_finding(check: Kind[Any], case: Case) -> Finding:
    if not isinstance(check, WholeKind):
        raise TypeError(f"{type(check).__name__} is not about a whole")
    return gravest([check.weigh(facts) for facts in check.read(case)])


def _together(rule: Rule, case: Case, verdicts: Sequence[Verdict]) -> Verdict:
    state = max((verdict.state for verdict in verdicts), key=lambda state: state.gravity, default=State.NOT_APPLICABLE)
    if state in (State.HOLDS, State.NOT_APPLICABLE):
        everybody = Sentence("rules.found.all_members", count=len(verdicts)) if state is State.HOLDS else None
        required = next((verdict.required for verdict in verdicts if verdict.required), None)
        return Verdict(rule, case.stage, state, everybody, required)
    speaking = [verdict for verdict in verdicts if verdict.state is state]
    found = tuple(
        Sentence("rules.found.of_expert", expert=verdict.experts[0], found=verdict.found) for verdict in speaking
    )
    return Verdict(
        rule,
        case.stage,
        state,
        Sentence("rules.all_of", all=found),
        speaking[0].required,
        speaking[0].repair,
        experts=tuple(expert for verdict in speaking for expert in verdict.experts),
        waivers=tuple(waiver for verdict in speaking for waiver in verdict.waivers),
    )
