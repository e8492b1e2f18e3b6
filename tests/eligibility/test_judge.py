"""Judging applications: one breach gives one verdict, what is withheld is unknown, and only principles are waived."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from expertpool.eligibility.facts import (
    Affiliation,
    ApplicantFacts,
    ApplicationKey,
    Area,
    Category,
    Channel,
    CheckMark,
    Claim,
    Education,
    EnterpriseTag,
    EntrustPaper,
    Grade,
    HeldLevel,
    Receiver,
    ReviewGroup,
    ReviewMode,
    Sanction,
    SeasonFacts,
    Standing,
    Talent,
    Track,
    Violation,
)
from expertpool.eligibility.judge import judge_applicants
from expertpool.eligibility.stack import RulesInForce
from expertpool.eligibility.verdict import ApplicantVerdict, count_states, standing_of
from expertpool.eligibility.waiver import ApplicantWaiver
from expertpool.errors import Refusal
from expertpool.ids import RuleId
from expertpool.rules.facts import EmployerKind, Level
from expertpool.rules.finding import State
from expertpool.words import Language

Judge = Callable[..., dict[str, ApplicantVerdict]]
APPROVED = datetime(2025, 6, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Scene:
    """What makes a rule apply and hold, the change that breaks it, the facts withheld, and the season's own days."""

    breaks: dict[str, Any]
    withheld: tuple[str, ...]
    first: dict[str, Any] = field(default_factory=dict)
    season: dict[str, Any] = field(default_factory=dict)


PRIVATE = {
    "employer_kind": EmployerKind.PRIVATE_ENTERPRISE,
    "channel": Channel.SCIENCE_PARK,
    "review_group": ReviewGroup.SEPARATE,
}
RETURNED = {
    "returned": True,
    "correction_notices": 1,
    "correction_due": date(2025, 7, 10),
    "resubmitted_on": date(2025, 7, 3),
}
GREEN = {"claims": (Claim.GREEN_CHANNEL,), "talent": Talent.TIER_ONE, "level": Level.FULL_SENIOR}
DIRECT = {**PRIVATE, "claims": (Claim.PRIVATE_DIRECT,), "service_years": 12}
MEDIC = {"series": "卫生", "claims": (Claim.FRONT_LINE,), "rural_years": 1}
FARMER = {
    "series": "农牧民",
    "track": Track.FARMER,
    "category": Category.RURAL_PRACTITIONER,
    "delivered_to": Receiver.INDUSTRY,
}
LATER = {
    "days": {"online-submit": date(2027, 6, 25), "unit-audit": date(2027, 7, 4), "evidence-cutoff": date(2025, 7, 15)}
}

SCENES = {
    "in-service": Scene({"standing": Standing.LEFT}, ("standing",)),
    "not-civil-servant": Scene({"standing": Standing.LIKE_CIVIL_SERVANT}, ("standing",)),
    "not-retired": Scene({"retires_on": date(2025, 7, 15)}, ("standing",)),
    "sanction-window": Scene({"sanction": Sanction.DEMERIT, "sanctioned_on": date(2024, 6, 20)}, ("sanction",)),
    "special-kinds": Scene({"category_checked": False}, ("category_checked",), {"category": Category.FOREIGN}),
    "insured-by-employer": Scene({"insured_by": "云岭人力资源公司"}, ("insured_by",)),
    "online-submit": Scene({"submitted_on": date(2025, 6, 26)}, ("submitted_on",)),
    "unit-audit": Scene({"audited_on": date(2025, 7, 5)}, ("audited_on",)),
    "industry-route": Scene({"delivered_to": Receiver.INDUSTRY}, ("delivered_to",)),
    "evidence-cutoff": Scene({"evidence_on": date(2025, 7, 16)}, ("evidence_on",)),
    "entrusted-unit-papers": Scene(
        {"entrust_papers": (EntrustPaper.UNIT_CONSENT, EntrustPaper.LETTER)},
        ("entrust_papers",),
        {"affiliation": Affiliation.CENTRAL, "entrust_papers": tuple(EntrustPaper)},
    ),
    "private-channel": Scene({"channel": Channel.DEPARTMENT}, ("channel",), PRIVATE),
    "no-late-supplement": Scene({"resubmitted_on": date(2025, 7, 5)}, ("resubmitted_on",), RETURNED),
    "online-paper-match": Scene({"online_paper_match": False}, ("online_paper_match",)),
    "blind-2025": Scene(
        {"review_mode": ReviewMode.MEETING}, ("review_mode",), {"series": "经济", "review_mode": ReviewMode.BLIND}
    ),
    "blind-2026-senior": Scene(
        {"review_mode": ReviewMode.MEETING},
        ("review_mode",),
        {"review_mode": ReviewMode.BLIND, "appraisals": {2024: Grade.FIT, 2025: Grade.FIT}},
        {"year": 2026},
    ),
    "exam-replaces-review": Scene(
        {"series": "会计"}, ("series",), {"level": Level.MIDDLE, "held_level": HeldLevel.JUNIOR}
    ),
    "exam-pass-valid": Scene(
        {"exam_valid_until": date(2025, 7, 14)},
        ("exam_passed",),
        {
            "series": "会计",
            "review_mode": ReviewMode.BLIND,
            "exam_passed": True,
            "exam_valid_until": date(2025, 7, 15),
        },
    ),
    "county-group": Scene(
        {"workplace": Area.CITY}, ("workplace",), {"review_group": ReviewGroup.COUNTY, "workplace": Area.COUNTY}
    ),
    "private-separate-group": Scene(
        {"review_group": ReviewGroup.USUAL},
        ("review_group",),
        {"enterprise_tag": EnterpriseTag.CHAMPION, "review_group": ReviewGroup.SPECIAL},
    ),
    "green-channel-level": Scene({"talent": Talent.NONE}, ("talent",), GREEN),
    "green-channel-once": Scene({"green_used": 1}, ("green_used",), GREEN),
    "directed-scope": Scene(
        {"workplace": Area.CITY},
        ("workplace",),
        {"track": Track.DIRECTED, "series": "水利", "workplace": Area.COUNTY, "delivered_to": Receiver.INDUSTRY},
    ),
    "long-service": Scene(
        {"county_years": 29}, ("county_years",), {"claims": (Claim.LONG_SERVICE,), "county_years": 30}
    ),
    "township-middle": Scene(
        {"township_post_years": 1},
        ("township_post_years",),
        {
            "claims": (Claim.TOWNSHIP_MIDDLE,),
            "level": Level.MIDDLE,
            "held_level": HeldLevel.NONE,
            "township_post_years": 2,
        },
    ),
    "rural-service": Scene({"rural_years": 0}, ("rural_years",), {"series": "卫生", "rural_years": 1}),
    "rural-training-exempt": Scene(
        {"rural_months": 2}, ("rural_months",), {"claims": (Claim.NO_TRAINING,), "rural_months": 3}
    ),
    "rural-year-early": Scene(
        {"rural_years": 2},
        ("rural_merit",),
        {"claims": (Claim.YEAR_EARLY,), "rural_years": 3, "rural_merit": True},
    ),
    "private-direct": Scene({"service_years": 11}, ("service_years",), DIRECT),
    "private-claim-private": Scene({"employer_kind": EmployerKind.INSTITUTION}, ("employer_kind",), DIRECT),
    "private-labour-place": Scene({"insured_region": "北原市"}, ("insured_region",), PRIVATE),
    "medic-favour-ends": Scene({"submitted_on": date(2027, 1, 1)}, ("submitted_on",), MEDIC, LATER),
    "medic-once": Scene({"medic_used": 1}, ("medic_used",), MEDIC),
    "farmer-track": Scene({"category": Category.USUAL}, ("category",), FARMER),
    "training-hours": Scene({"training_hours": 89}, ("training_hours",)),
    "correction-once": Scene({"correction_notices": 2}, ("correction_notices",), RETURNED),
    "materials-true": Scene({"materials_true": False}, ("materials_true",)),
    "recommendation-signed": Scene({"signatures": (CheckMark.CHECKER, CheckMark.OPINION)}, ("signatures",)),
    "applicant-pledge": Scene({"pledged": False}, ("pledged",)),
    "roster-published": Scene({"posted_until": date(2025, 6, 30)}, ("posted_until",)),
    "revoked-title-three-years": Scene(
        {"violation": Violation.TITLE_BY_BREACH, "violation_on": date(2022, 6, 20)}, ("violation",)
    ),
    "false-pledge-three-years": Scene(
        {"violation": Violation.FALSE_PLEDGE, "violation_on": date(2022, 6, 20)}, ("violation",)
    ),
    "step-by-step": Scene({"level": Level.FULL_SENIOR}, ("held_level",)),
    "years-in-title": Scene({"appointed_on": date(2020, 7, 16)}, ("appointed_on",)),
    "service-years": Scene({"service_years": 9}, ("service_years",)),
    "degree": Scene({"education": Education.COLLEGE}, ("education",)),
    "appraisals": Scene({"appraisals": {2023: Grade.FIT, 2024: Grade.BARELY}}, ("appraisals",)),
    "under-investigation": Scene({"standing": Standing.INVESTIGATED}, ("standing",)),
    "green-channel-im16": Scene(
        {"level": Level.FULL_SENIOR},
        ("level",),
        {"claims": (Claim.GREEN_CHANNEL,), "talent": Talent.REGIONAL_RULES},
    ),
}
ACROSS = {"one-series-one-level", "one-channel-per-unit"}
EACH = pytest.mark.parametrize("rule_id", sorted(SCENES))
KEPT = {State.HOLDS, State.NOT_APPLICABLE}


def broken(found: dict[str, ApplicantVerdict]) -> list[str]:
    return [rule_id for rule_id, verdict in found.items() if verdict.state is State.BROKEN]


def test_there_is_a_scene_for_every_rule_about_applicants(rules: RulesInForce) -> None:
    assert {rule.id for rule in rules.about_applicants} == SCENES.keys() | ACROSS


def test_a_lawful_application_keeps_every_rule_and_leaves_nothing_open(lawful: ApplicantFacts, verdicts: Judge) -> None:
    assert {rule_id: verdict.state for rule_id, verdict in verdicts(lawful).items() if verdict.state not in KEPT} == {}


@EACH
def test_an_application_that_the_rule_is_asked_of_keeps_it(
    rule_id: str, lawful: ApplicantFacts, verdicts: Judge
) -> None:
    scene = SCENES[rule_id]
    found = verdicts(replace(lawful, **scene.first), **scene.season)
    assert (found[rule_id].state in KEPT, broken(found)) == (True, [])


@EACH
def test_an_application_that_breaks_one_rule_is_reported_with_exactly_that_rule(
    rule_id: str, lawful: ApplicantFacts, verdicts: Judge
) -> None:
    scene = SCENES[rule_id]
    found = verdicts(replace(lawful, **{**scene.first, **scene.breaks}), **scene.season)
    assert broken(found) == [rule_id]
    assert all((found[rule_id].found, found[rule_id].required, found[rule_id].repair))


@EACH
def test_a_fact_withheld_is_unknown_and_never_kept(rule_id: str, lawful: ApplicantFacts, verdicts: Judge) -> None:
    scene = SCENES[rule_id]
    withheld = dict.fromkeys(scene.withheld)
    found = verdicts(replace(lawful, **{**scene.first, **withheld}), **scene.season)
    assert (found[rule_id].state, broken(found)) == (State.UNKNOWN, [])
    assert found[rule_id].repair is not None


def test_an_application_of_which_nothing_is_stated_breaks_nothing_and_passes_nothing_of_its_own(
    verdicts: Judge,
) -> None:
    bare = ApplicantFacts(key=ApplicationKey("A9"), employer="云岭稀土研究院")
    states = {rule_id: verdict.state for rule_id, verdict in verdicts(bare, stated={}).items()}
    assert {rule_id: state for rule_id, state in states.items() if state is not State.UNKNOWN} == {
        "blind-2026-senior": State.NOT_APPLICABLE
    }


@pytest.mark.parametrize("setting", ["years_in_title_at_least", "training_hours_at_least", "exam_and_review"])
def test_an_open_number_that_nobody_states_leaves_its_rule_unknown_and_says_which(
    setting: str, lawful: ApplicantFacts, verdicts: Judge, settings: dict[str, Any]
) -> None:
    stated = {name: value for name, value in settings.items() if name != setting}
    found = verdicts(lawful, stated=stated)
    unknown = {rule_id: verdict for rule_id, verdict in found.items() if verdict.state is State.UNKNOWN}
    assert len(unknown) == 1
    (verdict,) = unknown.values()
    assert verdict.repair is not None
    assert setting in verdict.repair.text(Language.ZH)


def test_a_setting_may_differ_by_level(lawful: ApplicantFacts, verdicts: Judge, rules: RulesInForce) -> None:
    own = rules.settings({"years_in_title_at_least": {"副高级": 6, "正高级": 5}}, "x.toml")
    assert verdicts(lawful, stated=own)["years-in-title"].state is State.HOLDS
    own = rules.settings({"years_in_title_at_least": {"副高级": 7, "正高级": 5}}, "x.toml")
    assert verdicts(lawful, stated=own)["years-in-title"].state is State.BROKEN
    own = rules.settings({"years_in_title_at_least": {"正高级": 5}}, "x.toml")
    assert verdicts(lawful, stated=own)["years-in-title"].state is State.UNKNOWN


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ({"years_in_titel": 5}, "rules.key_unknown"),
        ({"years_in_title_at_least": "five"}, "rules.want_whole"),
        ({"education_at_least": "学士"}, "rules.want_one_of"),
        ({"years_in_title_at_least": {"高级": 5}}, "rules.key_unknown"),
        ({"exam_and_review": "会计"}, "rules.want_texts"),
    ],
)
def test_a_strange_or_unfit_setting_is_refused_with_its_name(
    stated: dict[str, Any], code: str, rules: RulesInForce
) -> None:
    with pytest.raises(Refusal) as refused:
        rules.settings(stated, "own.toml")
    assert (refused.value.code, refused.value.where and refused.value.where.file) == (code, "own.toml")


def test_a_series_with_a_cutoff_of_its_own_is_held_against_that(lawful: ApplicantFacts, verdicts: Judge) -> None:
    late = replace(lawful, evidence_on=date(2025, 7, 31))
    assert verdicts(late)["evidence-cutoff"].state is State.BROKEN
    assert verdicts(late, cutoffs={"工程": date(2025, 7, 31)})["evidence-cutoff"].state is State.HOLDS


def test_a_year_without_a_table_of_days_leaves_publicity_unknown(lawful: ApplicantFacts, verdicts: Judge) -> None:
    assert verdicts(lawful, worked={})["roster-published"].state is State.UNKNOWN


def waiver(**changes: Any) -> ApplicantWaiver:
    usual: dict[str, Any] = {
        "rule": RuleId("rural-service"),
        "applicant": ApplicationKey("A001"),
        "reason": "当年由组织选派赴外地支援，未能安排基层服务",
        "approver": "云岭市人社局 李局长",
        "at": APPROVED,
    }
    return ApplicantWaiver(**{**usual, **changes})


def test_a_principle_gives_way_to_a_waiver_with_reason_approver_and_time(
    lawful: ApplicantFacts, verdicts: Judge
) -> None:
    urban = replace(lawful, series="卫生")
    assert broken(verdicts(urban)) == ["rural-service"]
    found = verdicts(urban, waivers=[waiver()])
    assert broken(found) == []
    assert found["rural-service"].state is State.WAIVED
    assert found["rural-service"].as_dict(Language.ZH)["waiver"] == {
        "reason": "当年由组织选派赴外地支援，未能安排基层服务",
        "approver": "云岭市人社局 李局长",
        "at": "2025-06-01T09:00:00+00:00",
    }


def test_a_broken_principle_names_the_waiver_as_a_way_and_a_command_does_not(
    lawful: ApplicantFacts, verdicts: Judge
) -> None:
    found = verdicts(replace(lawful, series="卫生", submitted_on=date(2025, 6, 26)))
    ways = {rule_id: found[rule_id].as_dict(Language.ZH)["repair"] for rule_id in broken(found)}
    assert ways == {
        "rural-service": "达到要求后再申报；确需例外的，写明理由、批准人和时间，作为豁免提供",
        "online-submit": "已过期限，本年度不再受理；确属填错的，改正日期",
    }


def test_a_waiver_covers_its_own_application_alone_and_nothing_that_is_unknown(
    lawful: ApplicantFacts, verdicts: Judge
) -> None:
    urban = replace(lawful, series="卫生")
    other = replace(urban, key=ApplicationKey("A002"), person="two")
    assert broken(verdicts(other, urban, waivers=[waiver()])) == ["rural-service"]
    unsure = replace(urban, rural_years=None)
    assert verdicts(unsure, waivers=[waiver()])["rural-service"].state is State.UNKNOWN


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rule": RuleId("online-submit")}, "rules.waiver_strict"),
        ({"rule": RuleId("no-such-rule")}, "rules.waiver_no_rule"),
        ({"applicant": ApplicationKey("A404")}, "eligibility.waiver_for_stranger"),
    ],
)
def test_a_waiver_of_a_command_or_for_a_stranger_is_refused(
    changes: dict[str, Any], code: str, lawful: ApplicantFacts, verdicts: Judge
) -> None:
    with pytest.raises(Refusal) as refused:
        verdicts(lawful, waivers=[waiver(**changes)])
    assert refused.value.code == code


@pytest.mark.parametrize("changes", [{"reason": " "}, {"approver": ""}, {"at": APPROVED.replace(tzinfo=None)}])
def test_a_waiver_without_reason_approver_or_zone_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match="waiver"):
        waiver(**changes)


def test_two_waivers_of_one_rule_for_one_application_are_refused(lawful: ApplicantFacts, verdicts: Judge) -> None:
    with pytest.raises(Refusal, match="waiver_twice"):
        verdicts(lawful, waivers=[waiver(), waiver(reason="另一个理由")])


def test_one_person_with_two_applications_breaks_the_rule_with_both(lawful: ApplicantFacts, verdicts: Judge) -> None:
    second = replace(lawful, key=ApplicationKey("A002"), series="经济", review_mode=ReviewMode.BLIND)
    assert broken(verdicts(lawful, second)) == ["one-series-one-level"]
    assert broken(verdicts(second, lawful)) == ["one-series-one-level"]
    other = replace(second, person="two")
    assert broken(verdicts(lawful, other)) == []


def test_a_person_nobody_can_tell_apart_is_unknown(lawful: ApplicantFacts, verdicts: Judge) -> None:
    found = verdicts(replace(lawful, person="", known_by="key"))
    assert found["one-series-one-level"].state is State.UNKNOWN


def test_a_unit_with_two_channels_breaks_the_rule_and_one_that_is_silent_leaves_it_open(
    lawful: ApplicantFacts, verdicts: Judge
) -> None:
    colleague = replace(lawful, key=ApplicationKey("A002"), person="two", employer="云岭 稀土研究院")
    elsewhere = replace(colleague, employer="云岭矿业集团", channel=Channel.SCIENCE_PARK)
    assert broken(verdicts(lawful, replace(colleague, channel=Channel.SCIENCE_PARK))) == ["one-channel-per-unit"]
    assert verdicts(lawful, replace(colleague, channel=None))["one-channel-per-unit"].state is State.UNKNOWN
    assert broken(verdicts(lawful, colleague, elsewhere)) == []


def test_a_verdict_tells_rule_clause_strength_source_and_sentences_in_both_languages(
    lawful: ApplicantFacts, verdicts: Judge
) -> None:
    late = verdicts(replace(lawful, evidence_on=date(2025, 7, 16)))["evidence-cutoff"]
    told = late.as_dict(Language.ZH)
    assert {key: told[key] for key in ("applicant", "rule", "clause", "strength", "source", "law", "state")} == {
        "applicant": "A001",
        "rule": "evidence-cutoff",
        "clause": "2025通知 二(二)",
        "strength": "strict",
        "source": "read",
        "law": True,
        "state": "broken",
    }
    assert told["found"] == "业绩材料日期：2025-07-16"
    assert told["required"] == "业绩材料日期不晚于 2025-07-15"
    assert late.as_dict(Language.EN)["required"] == "days of evidence no later than 2025-07-15"


@pytest.mark.parametrize("language", list(Language))
@EACH
def test_every_verdict_can_be_said(rule_id: str, language: Language, lawful: ApplicantFacts, verdicts: Judge) -> None:
    scene = SCENES[rule_id]
    for changes in (scene.first, {**scene.first, **scene.breaks}, {**scene.first, **dict.fromkeys(scene.withheld)}):
        told = verdicts(replace(lawful, **changes), **scene.season)[rule_id].as_dict(language)
        assert "{" not in f"{told['found']}{told['required']}{told['repair']}"


def test_an_application_stands_as_its_gravest_verdict() -> None:
    assert standing_of([State.HOLDS, State.UNKNOWN, State.BROKEN]) is State.BROKEN
    assert standing_of([State.HOLDS, State.WAIVED, State.NOT_APPLICABLE]) is State.WAIVED
    assert standing_of([State.NOT_APPLICABLE]) is State.HOLDS
    assert count_states([State.HOLDS, State.BROKEN, State.BROKEN]) == {
        "broken": 2,
        "unknown": 0,
        "waived": 0,
        "holds": 1,
        "not_applicable": 0,
    }


def test_many_applications_are_judged_in_their_order(
    rules: RulesInForce, season: SeasonFacts, lawful: ApplicantFacts, settings: dict[str, Any]
) -> None:
    people = [replace(lawful, key=ApplicationKey(f"A{at}"), person=str(at)) for at in range(300)]
    found = judge_applicants(rules, season, people, settings=settings)
    assert [verdict.applicant for verdict in found[:: len(rules.about_applicants)]] == [one.key for one in people]
    assert {verdict.state for verdict in found} == KEPT
