"""Judging a list of applications: every rule in force asked about each of them, and about people who apply twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from expertpool.eligibility.facts import ApplicantFacts, ApplicationKey, SeasonFacts
from expertpool.eligibility.kinds.kind import AcrossKind, ApplicantKind, Case, Everybody
from expertpool.eligibility.rule import ApplicantRule
from expertpool.eligibility.settle import OPEN_REPAIR, settle
from expertpool.eligibility.stack import RulesInForce
from expertpool.eligibility.verdict import ApplicantVerdict
from expertpool.eligibility.waiver import ApplicantWaiver
from expertpool.eligibility.when import Traits, traits_of
from expertpool.errors import Refusal
from expertpool.ids import RuleId
from expertpool.rules.finding import NOT_APPLICABLE, Finding, State
from expertpool.rules.sentence import Sentence, joined

Waivers = Mapping[tuple[RuleId, ApplicationKey], ApplicantWaiver]


def judge_applicants(
    rules: RulesInForce,
    season: SeasonFacts,
    applicants: Sequence[ApplicantFacts],
    *,
    settings: Mapping[str, Any] | None = None,
    waivers: Iterable[ApplicantWaiver] = (),
) -> tuple[ApplicantVerdict, ...]:
    """One verdict for each application and rule, application by application, rules in their order.

    Raises Refusal for a waiver of a rule that does not bind or is strict, or for an application not in the list.
    """
    granted = _granted(rules, applicants, waivers)
    traits = [traits_of(one) for one in applicants]
    findings = [_findings(rule, season, applicants, traits, settings or {}) for rule in rules.about_applicants]
    return tuple(
        _verdict(rule, one, found[at], granted)
        for at, one in enumerate(applicants)
        for rule, found in zip(rules.about_applicants, findings, strict=True)
    )


def _findings(
    rule: ApplicantRule,
    season: SeasonFacts,
    applicants: Sequence[ApplicantFacts],
    traits: Sequence[Traits],
    settings: Mapping[str, Any],
) -> list[Finding]:
    """What one rule finds about each application."""
    together: dict[str, list[ApplicantFacts]] = defaultdict(list)
    if isinstance(rule.check, AcrossKind):
        for one in applicants:
            together[rule.check.same(one)].append(one)
    settled = {level: settle(rule.check, settings, level) for level in {about.level for about in traits}}
    found = []
    for one, about in zip(applicants, traits, strict=True):
        applies = rule.when.applies(about)
        if applies is False:
            found.append(NOT_APPLICABLE)
            continue
        finding = settled[about.level].finding(applies, _facts(rule, one, season, together))
        if finding.state is State.UNKNOWN and applies is None:
            missing = tuple(Sentence(f"eligibility.fact.{name}") for name in rule.when.missing(about))
            fill = Sentence("eligibility.repair.fill", column=missing)
            own = finding.repair if finding.repair and finding.repair.key == OPEN_REPAIR else None
            finding = replace(finding, repair=joined((fill, own) if own else (fill,)))
        found.append(finding)
    return found


def _facts(
    rule: ApplicantRule,
    applicant: ApplicantFacts,
    season: SeasonFacts,
    together: Mapping[str, Sequence[ApplicantFacts]],
) -> Any:
    check = rule.check
    if isinstance(check, AcrossKind):
        return check.read(Everybody(applicant, together[check.same(applicant)]))
    if isinstance(check, ApplicantKind):
        return check.read(Case(applicant, season))
    raise TypeError(f"{type(check).__name__} is not about one application")


def _verdict(rule: ApplicantRule, applicant: ApplicantFacts, finding: Finding, granted: Waivers) -> ApplicantVerdict:
    """A finding as the rule's verdict, with the waiver that covers a breach."""
    verdict = ApplicantVerdict(
        rule, finding.state, finding.found, finding.required, finding.repair, applicant=applicant.key
    )
    waiver = granted.get((rule.id, applicant.key))
    if finding.state is not State.BROKEN or not rule.waivable:
        return verdict
    if waiver is not None:
        return replace(verdict, state=State.WAIVED, repair=None, waiver=waiver)
    ways = (finding.repair, Sentence("eligibility.repair.waiver"))
    return replace(verdict, repair=joined(tuple(way for way in ways if way is not None)))


def _granted(
    rules: RulesInForce, applicants: Sequence[ApplicantFacts], waivers: Iterable[ApplicantWaiver]
) -> dict[tuple[RuleId, ApplicationKey], ApplicantWaiver]:
    listed = {one.key for one in applicants}
    waivable = ", ".join(rule.id for rule in rules.about_applicants if rule.waivable) or "-"
    granted: dict[tuple[RuleId, ApplicationKey], ApplicantWaiver] = {}
    for waiver in waivers:
        rule = rules.rule(waiver.rule)
        if rule is None:
            raise Refusal("rules.waiver_no_rule", rule=waiver.rule, waivable=waivable)
        if not rule.waivable:
            raise Refusal("rules.waiver_strict", rule=waiver.rule, clause=rule.clause, waivable=waivable)
        if waiver.applicant not in listed:
            raise Refusal("eligibility.waiver_for_stranger", rule=waiver.rule, applicant=waiver.applicant)
        if granted.setdefault((waiver.rule, waiver.applicant), waiver) is not waiver:
            raise Refusal("eligibility.waiver_twice", rule=waiver.rule, applicant=waiver.applicant)
    return granted
