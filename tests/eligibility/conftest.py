"""A lawful application, fully stated, from which each test breaks or withholds what it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
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
    Degree,
    Education,
    EnterpriseTag,
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
from expertpool.eligibility.season import season_facts
from expertpool.eligibility.stack import RulesInForce, load_rules
from expertpool.eligibility.verdict import ApplicantVerdict
from expertpool.rules.facts import EmployerKind, Level
from expertpool.season.deadlines import season_dates
from expertpool.season.working_days import shipped_tables

STATED = {
    "years_in_title_at_least": 5,
    "service_years_at_least": 10,
    "education_at_least": "大学本科",
    "fit_appraisal_years": 2,
    "under_investigation_may_apply": False,
    "green_channel_levels": ["副高级"],
    "exam_instead_of_review": ["会计/中级"],
    "exam_and_review": ["会计"],
    "training_hours_at_least": 90,
}


def lawful_application() -> ApplicantFacts:
    """A metallurgist of a public institute, from the middle to the associate senior level, with nothing left out."""
    return ApplicantFacts(
        key=ApplicationKey("A001"),
        employer="云岭稀土研究院",
        person="one",
        known_by="id_number",
        series="工程",
        specialty="冶金",
        level=Level.ASSOCIATE_SENIOR,
        region="云岭市",
        employer_kind=EmployerKind.INSTITUTION,
        education=Education.BACHELOR,
        degree=Degree.BACHELOR,
        held_level=HeldLevel.MIDDLE,
        held_since=date(2019, 6, 30),
        appointed_on=date(2019, 7, 10),
        qualification_level=HeldLevel.NONE,
        service_years=12,
        city_years=12,
        county_years=0,
        township_years=0,
        township_post_years=0,
        rural_years=0,
        rural_months=0,
        rural_merit=False,
        appraisals={2023: Grade.FIT, 2024: Grade.EXCELLENT},
        training_hours=90,
        track=Track.USUAL,
        channel=Channel.DEPARTMENT,
        claims=(),
        talent=Talent.NONE,
        green_used=0,
        medic_used=0,
        insured_by="云岭稀土研究院",
        insured_region="云岭市",
        standing=Standing.SERVING,
        category=Category.USUAL,
        category_checked=True,
        sanction=Sanction.NONE,
        violation=Violation.NONE,
        workplace=Area.CITY,
        affiliation=Affiliation.LOCAL,
        entrust_papers=(),
        signatures=tuple(CheckMark),
        pledged=True,
        materials_true=True,
        online_paper_match=True,
        submitted_on=date(2025, 6, 20),
        audited_on=date(2025, 7, 2),
        evidence_on=date(2025, 5, 30),
        returned=False,
        posted_on=date(2025, 6, 24),
        posted_until=date(2025, 7, 1),
        objection=False,
        delivered_to=Receiver.CITY_HRSS,
        review_mode=ReviewMode.MEETING,
        self_reviewing=False,
        socialised=False,
        enterprise_tag=EnterpriseTag.NONE,
        review_group=ReviewGroup.USUAL,
        quota_unit="云岭市东河区",
    )


@pytest.fixture(scope="session")
def lawful() -> ApplicantFacts:
    """The lawful application."""
    return lawful_application()


@pytest.fixture(scope="session")
def season() -> SeasonFacts:
    """The season of 2025."""
    return season_facts(season_dates("baotou-2025"), shipped_tables())


@pytest.fixture(scope="session")
def rules() -> RulesInForce:
    """All built-in packs on the cut-off day."""
    return load_rules(on=date(2025, 7, 15))


@pytest.fixture(scope="session")
def settings(rules: RulesInForce) -> dict[str, Any]:
    """Every open number stated."""
    return rules.settings(STATED, "settings.toml")


@pytest.fixture(scope="session")
def verdicts(
    rules: RulesInForce, season: SeasonFacts, settings: dict[str, Any]
) -> Callable[..., dict[str, ApplicantVerdict]]:
    """Judges one application among others: its verdicts by rule id."""

    def judged(
        one: ApplicantFacts, *others: ApplicantFacts, stated: Any = None, waivers: Any = (), **changes: Any
    ) -> dict[str, ApplicantVerdict]:
        own = settings if stated is None else stated
        found = judge_applicants(rules, replace(season, **changes), [one, *others], settings=own, waivers=waivers)
        return {verdict.rule.id: verdict for verdict in found if verdict.applicant == one.key}

    return judged
