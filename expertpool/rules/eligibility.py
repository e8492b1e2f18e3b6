"""Who can be drawn: every expert against the rules about experts, and what each rule removes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from expertpool.ids import ExpertId, RuleId
from expertpool.rules.case import Case
from expertpool.rules.facts import CommitteeFacts, ExpertFacts
from expertpool.rules.finding import State
from expertpool.rules.ready import ReadyRule, gravest_verdict, make_ready
from expertpool.rules.stack import PacksInForce
from expertpool.rules.stage import Stage
from expertpool.rules.verdict import Verdict
from expertpool.rules.waiver import Waiver


@dataclass(frozen=True)
class Eligibility:
    """Who can be drawn and who cannot, each of those with the first rule that bars him."""

    candidates: tuple[ExpertId, ...]
    """In the experts' order."""
    excluded: Mapping[ExpertId, Verdict]
    """The first rule that bars each, strict rules before principles."""
    waivable: Mapping[ExpertId, RuleId]
    """Those whom principles alone bar, with the first of them: a waiver would make them candidates."""
    funnel: Mapping[RuleId, int]
    """How many each rule removed, in the order of asking; rules that removed nobody stand with 0."""
    unknowns: Mapping[RuleId, tuple[ExpertId, ...]]
    """Candidates of whom a rule does not know enough. They stay candidates: a gap in the records is the office's to
    close and no fault of the expert, and barring them would let the office empty a pool by not keeping records."""
    waived: Mapping[ExpertId, tuple[Verdict, ...]]
    """Candidates only because a waiver is on record."""


def expert_verdicts(
    packs: PacksInForce,
    committee: CommitteeFacts,
    expert: ExpertFacts,
    *,
    pool: Mapping[ExpertId, ExpertFacts] | None = None,
    waivers: Iterable[Waiver] = (),
) -> tuple[Verdict, ...]:
    """Every rule about one expert at the draw. With ``pool``, an expert it does not list is not in the pool."""
    case = Case(Stage.DRAW, committee, listed=None if pool is None else frozenset(pool))
    return tuple(_about(topic, case, expert) for topic in _about_experts(packs, committee, waivers))


def drawable(
    packs: PacksInForce,
    committee: CommitteeFacts,
    experts: Iterable[ExpertFacts],
    *,
    waivers: Iterable[Waiver] = (),
) -> Eligibility:
    """Sort the experts of a roster into candidates and excluded. Members who stay are asked like everybody else."""
    ready = _about_experts(packs, committee, waivers)
    case = Case(Stage.DRAW, committee)
    candidates: list[ExpertId] = []
    excluded: dict[ExpertId, Verdict] = {}
    waivable: dict[ExpertId, RuleId] = {}
    waived: dict[ExpertId, tuple[Verdict, ...]] = {}
    unknowns: dict[RuleId, list[ExpertId]] = {}
    for expert in experts:
        verdicts = [verdict for topic in ready if (verdict := _trouble(topic, case, expert))]
        barring = [verdict for verdict in verdicts if verdict.state is State.BROKEN]
        if barring:
            excluded[expert.expert_no] = barring[0]
            if all(verdict.rule.waivable for verdict in barring):
                waivable[expert.expert_no] = barring[0].rule_id
            continue
        candidates.append(expert.expert_no)
        for verdict in verdicts:
            if verdict.state is State.UNKNOWN:
                unknowns.setdefault(verdict.rule_id, []).append(expert.expert_no)
            elif verdict.state is State.WAIVED:
                waived[expert.expert_no] = (*waived.get(expert.expert_no, ()), verdict)
    return Eligibility(
        tuple(candidates),
        excluded,
        waivable,
        funnel=_funnel(ready, excluded),
        unknowns={rule: tuple(numbers) for rule, numbers in unknowns.items()},
        waived=waived,
    )


Ready = tuple[tuple[ReadyRule, ...], ...]


def _about_experts(packs: PacksInForce, committee: CommitteeFacts, waivers: Iterable[Waiver]) -> Ready:
    """Topics about experts that ask something of this committee."""
    ready = make_ready(packs, Stage.DRAW, committee, waivers=waivers)
    kept = (tuple(rule for rule in topic if rule.about_experts) for topic in ready)
    return tuple(topic for topic in kept if topic)


def _trouble(topic: tuple[ReadyRule, ...], case: Case, expert: ExpertFacts) -> Verdict | None:
    """The topic's verdict where it is neither that the rule holds nor that it does not apply."""
    findings = [rule.finding_of(case, expert) for rule in topic]
    if all(finding.state in _UNTROUBLED for finding in findings):
        return None
    pairs = zip(topic, findings, strict=True)
    return gravest_verdict([rule.verdict(case, finding, expert.expert_no) for rule, finding in pairs])


_UNTROUBLED = (State.HOLDS, State.NOT_APPLICABLE)


def _about(topic: tuple[ReadyRule, ...], case: Case, expert: ExpertFacts) -> Verdict:
    return gravest_verdict([rule.of_expert(case, expert) for rule in topic])


def _funnel(ready: Ready, excluded: Mapping[ExpertId, Verdict]) -> dict[RuleId, int]:
    funnel = {rule.rule.id: 0 for topic in ready for rule in topic}
    for verdict in excluded.values():
        funnel[verdict.rule_id] += 1
    return funnel
