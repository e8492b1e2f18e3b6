"""Verdicts and plain second readings agree, and what is withheld never turns a verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expertpool.eligibility.facts import (
    Affiliation,
    ApplicantFacts,
    Area,
    Category,
    Channel,
    CheckMark,
    Claim,
    Degree,
    Education,
    EnterpriseTag,
    EntrustPaper,
    Grade,
    HeldLevel,
    Receiver,
    ReviewGroup,
    ReviewMode,
    Sanction,
    Standing,
    Talent,
    Track,
    Violation,
)
from expertpool.eligibility.kinds.direct_apply import DirectApply
from expertpool.eligibility.kinds.direct_apply import Facts as DirectFacts
from expertpool.eligibility.kinds.named_fact import CountFact
from expertpool.eligibility.kinds.record_over import Facts as RecordFacts
from expertpool.eligibility.kinds.record_over import RecordOver
from expertpool.eligibility.kinds.sanction_over import Facts as SanctionFacts
from expertpool.eligibility.kinds.sanction_over import SanctionOver
from expertpool.eligibility.kinds.years_at_grassroots import Facts as LongFacts
from expertpool.eligibility.kinds.years_at_grassroots import YearsAtGrassroots
from expertpool.eligibility.verdict import ApplicantVerdict
from expertpool.rules.facts import EmployerKind, Level
from expertpool.rules.finding import State

Judge = Callable[..., dict[str, ApplicantVerdict]]
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


def expected(holds: bool) -> State:
    return State.HOLDS if holds else State.BROKEN


def walked(start: date, months: int) -> date:
    """The last day of a period of months, found by walking day by day: the same number, or the month's last."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = date(year, month + 1, 1)
    while day.day < start.day and (day + timedelta(days=1)).month == month + 1:
        day += timedelta(days=1)
    return day


@given(st.sampled_from([Sanction.WARNING, Sanction.DEMERIT, Sanction.LOWERED, Sanction.REMOVED]), DAYS, DAYS)
def test_a_sanction_read_by_walking_the_days_agrees(sanction: Sanction, imposed: date, applied: date) -> None:
    months = {Sanction.DEMERIT: 12, Sanction.LOWERED: 24, Sanction.REMOVED: 24}.get(sanction)
    free = months is None or applied > walked(imposed, months)
    check = SanctionOver(least=Sanction.DEMERIT, demerit_months=12, lowered_months=24)
    assert check.weigh(SanctionFacts(sanction, imposed, applied)).state is expected(free)


@given(st.sampled_from(list(Violation)), DAYS, DAYS)
def test_a_record_read_by_walking_the_days_agrees(violation: Violation, entered: date, applied: date) -> None:
    barred = violation is Violation.FALSE_PLEDGE and applied <= walked(entered, 36)
    check = RecordOver(violations=("虚假承诺",), years=3)
    assert check.weigh(RecordFacts(violation, entered, applied)).state is expected(not barred)


@given(st.integers(0, 45), st.integers(0, 45), st.sampled_from(list(Level)), st.sampled_from(list(HeldLevel)))
def test_long_service_read_off_the_notice_agrees(county: int, township: int, level: Level, held: HeldLevel) -> None:
    ladder = ["无", "初级", "中级", "副高级", "正高级"]
    allowed = (county >= 30 or township >= 20) and ladder.index(level) - ladder.index(held) == 1
    found = YearsAtGrassroots(county=30, township=20).weigh(LongFacts(county, township, level, held))
    assert found.state is expected(allowed)


@given(st.sampled_from(list(Level)), st.sampled_from(list(Education)), st.integers(0, 20), st.integers(0, 2))
def test_direct_application_read_off_the_notice_agrees(
    level: Level, education: Education, years: int, city: int
) -> None:
    bachelor = education in (Education.BACHELOR, Education.MASTER, Education.DOCTOR)
    middle = level is Level.MIDDLE and ((bachelor and years >= 5) or (education is Education.COLLEGE and years >= 8))
    associate = level is Level.ASSOCIATE_SENIOR and bachelor and years >= 12
    check = DirectApply(
        fact=CountFact.SERVICE_YEARS, middle_bachelor=5, middle_college=8, associate_bachelor=12, city_years=1
    )
    facts = DirectFacts(level, education, years, city)
    assert check.weigh(facts).state is expected((middle or associate) and city >= 1)


def some(words: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(list(words))


def several(words: Any) -> st.SearchStrategy[Any]:
    return st.sets(some(words), max_size=2).map(lambda found: tuple(word for word in words if word in found))


COUNTED = (
    "service_years",
    "city_years",
    "county_years",
    "township_years",
    "township_post_years",
    "rural_years",
    "rural_months",
    "green_used",
    "medic_used",
)
COUNTS = st.sampled_from([0, 1, 2, 3, 5, 8, 12, 20, 30])
APPLICATIONS = st.fixed_dictionaries(
    {
        "series": some(["工程", "经济", "会计", "卫生", "中小学教师", "水利", "档案"]),
        "specialty": some(["冶金", "电力", "建设工程", "内科"]),
        "level": some(Level),
        "region": some(["云岭市", "北原市"]),
        "employer_kind": some([kind for kind in EmployerKind if kind is not EmployerKind.OTHER]),
        "education": some(Education),
        "degree": some(Degree),
        "held_level": some(HeldLevel),
        "held_since": st.dates(date(2017, 1, 1), date(2025, 6, 1)),
        "appointed_on": st.dates(date(2017, 1, 1), date(2025, 6, 1)),
        "qualification_level": some(HeldLevel),
        **dict.fromkeys(COUNTED, COUNTS),
        "rural_merit": st.booleans(),
        "appraisals": st.fixed_dictionaries({2023: some(Grade), 2024: some(Grade)}),
        "training_hours": st.integers(88, 92),
        "track": some(Track),
        "channel": some(Channel),
        "claims": several(Claim),
        "talent": some(Talent),
        "insured_by": some(["云岭稀土研究院", "云岭人力资源公司"]),
        "insured_region": some(["云岭市", "北原市"]),
        "standing": some(Standing),
        "category": some(Category),
        "category_checked": st.booleans(),
        "sanction": some(Sanction),
        "sanctioned_on": st.dates(date(2022, 6, 1), date(2025, 6, 1)),
        "violation": some(Violation),
        "violation_on": st.dates(date(2021, 6, 1), date(2025, 6, 1)),
        "workplace": some(Area),
        "affiliation": some(Affiliation),
        "entrust_papers": several(EntrustPaper),
        "signatures": several(CheckMark),
        **{
            name: st.booleans()
            for name in (
                "pledged",
                "materials_true",
                "online_paper_match",
                "returned",
                "objection",
                "self_reviewing",
                "socialised",
                "exam_passed",
            )
        },
        "submitted_on": st.dates(date(2025, 6, 20), date(2025, 6, 30)),
        "audited_on": st.dates(date(2025, 7, 1), date(2025, 7, 8)),
        "evidence_on": st.dates(date(2025, 7, 10), date(2025, 7, 20)),
        "correction_notices": st.integers(0, 2),
        "correction_due": st.dates(date(2025, 7, 1), date(2025, 7, 6)),
        "resubmitted_on": st.dates(date(2025, 7, 1), date(2025, 7, 6)),
        "posted_on": st.dates(date(2025, 6, 23), date(2025, 6, 25)),
        "posted_until": st.dates(date(2025, 6, 28), date(2025, 7, 3)),
        "delivered_to": some(Receiver),
        "review_mode": some(ReviewMode),
        "enterprise_tag": some(EnterpriseTag),
        "review_group": some(ReviewGroup),
        "exam_valid_until": st.dates(date(2025, 7, 10), date(2025, 7, 20)),
    }
)
FACTS = [one.name for one in fields(ApplicantFacts) if one.name not in {"key", "employer", "person", "known_by"}]
AGREES = {
    State.BROKEN: {State.BROKEN},
    State.HOLDS: {State.HOLDS, State.NOT_APPLICABLE},
    State.NOT_APPLICABLE: {State.NOT_APPLICABLE, State.HOLDS},
}
"""What the full facts may say where some of them are withheld and the verdict is known all the same."""


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=APPLICATIONS, withheld=st.sets(st.sampled_from(FACTS), min_size=1, max_size=6))
def test_a_verdict_reached_with_facts_withheld_is_the_verdict_of_the_whole(
    lawful: ApplicantFacts, verdicts: Judge, values: dict[str, Any], withheld: set[str]
) -> None:
    whole = replace(lawful, **values)
    part = replace(whole, **dict.fromkeys(withheld))
    of_whole, of_part = verdicts(whole), verdicts(part)
    lies = {
        rule_id: (verdict.state, of_whole[rule_id].state)
        for rule_id, verdict in of_part.items()
        if verdict.state in AGREES and of_whole[rule_id].state not in AGREES[verdict.state]
    }
    assert lies == {}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=APPLICATIONS)
def test_with_every_fact_stated_little_is_left_unknown(
    lawful: ApplicantFacts, verdicts: Judge, values: dict[str, Any]
) -> None:
    """Unknown are then only a field beside an open list, and steps taken under a favour whose text was not read."""
    unknown = [
        rule_id for rule_id, verdict in verdicts(replace(lawful, **values)).items() if verdict.state is State.UNKNOWN
    ]
    assert set(unknown) <= {"directed-scope", "step-by-step"}
