"""Verdicts on applicants as a workbook: one line a person, one line a verdict, and the rules they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from expertpool.beijing import minute
from expertpool.documents.applicants.applicant import Applicant
from expertpool.documents.listed_workbook import ListedSheet, listed_bytes
from expertpool.eligibility.facts import ApplicationKey
from expertpool.eligibility.rule import ApplicantRule
from expertpool.eligibility.verdict import ApplicantVerdict, count_states, spoken, standing_of
from expertpool.rules.finding import State
from expertpool.words import Language, say

_PEOPLE = (("key", 14), ("name", 12), ("id", 22), ("employer", 28), ("title", 28), ("verdict", 10))
_LINES = (("key", 14), ("name", 12), ("rule", 24), ("clause", 26), ("says", 50), ("strength", 10), ("source", 18))
_FOUND = (("verdict", 10), ("found", 36), ("required", 36), ("repair", 36), ("waiver", 40))
_RULES = (("rule", 24), ("clause", 36), ("says", 60), ("strength", 10), ("source", 18), ("pack", 14))


def verdicts_bytes(
    applicants: Sequence[Applicant],
    verdicts: Mapping[ApplicationKey, Sequence[ApplicantVerdict]],
    rules: Sequence[ApplicantRule],
    language: Language,
) -> bytes:
    """The workbook. Verdicts that a rule does not apply are left out of the lines, and counted with the people."""
    people = [[*_person(one, verdicts[one.facts.key], language)] for one in applicants]
    lines = [
        [one.facts.key, one.name, *_line(verdict, language)]
        for one in applicants
        for verdict in verdicts[one.facts.key]
        if verdict.state is not State.NOT_APPLICABLE
    ]
    states = [(say(f"rules.state.{state}", language), 8) for state in count_states(())]
    sheets = (
        ListedSheet(name=_word("sheet.people", language), heads=[*_heads(_PEOPLE, language), *states], rows=people),
        ListedSheet(name=_word("sheet.lines", language), heads=_heads((*_LINES, *_FOUND), language), rows=lines),
        ListedSheet(
            name=_word("sheet.rules", language),
            heads=_heads(_RULES, language),
            rows=[_rule(rule, language) for rule in rules],
        ),
    )
    return listed_bytes(sheets)


def _word(key: str, language: Language) -> str:
    return say(f"applicants.{key}", language)


def _heads(columns: Sequence[tuple[str, int]], language: Language) -> list[tuple[str, int]]:
    return [(say(f"applicants.head.{key}", language), width) for key, width in columns]


def _person(one: Applicant, verdicts: Sequence[ApplicantVerdict], language: Language) -> list[str]:
    facts, states = one.facts, [verdict.state for verdict in verdicts]
    title = " ".join(filter(None, (facts.series, facts.specialty, facts.level)))
    verdict = say(f"rules.state.{standing_of(states)}", language)
    counts = [str(count) for count in count_states(states).values()]
    return [facts.key, one.name, one.masked_id, facts.employer, title, verdict, *counts]


def _line(verdict: ApplicantVerdict, language: Language) -> list[str]:
    rule = verdict.rule
    texts = (spoken(sentence, language) or "" for sentence in (verdict.found, verdict.required, verdict.repair))
    state = say(f"rules.state.{verdict.state}", language)
    return [*_rule(rule, language)[:-1], state, *texts, waiver_words(verdict, language)]


def waiver_words(verdict: ApplicantVerdict, language: Language) -> str:
    """The waiver with its reason, approver and time; empty without one."""
    waiver = verdict.waiver
    if waiver is None:
        return ""
    return say("applicants.waiver", language, reason=waiver.reason, approver=waiver.approver, at=minute(waiver.at))


def _rule(rule: ApplicantRule, language: Language) -> list[str]:
    strength, source = say(f"rules.strength.{rule.strength}", language), rule.source.words.text(language)
    return [rule.id, rule.clause, rule.says_in(language), strength, source, rule.pack]
