"""The facts that a rule may name: one list for each sort of value."""

from __future__ import annotations

from enum import StrEnum


class DayFact(StrEnum):
    """Days."""

    SUBMITTED_ON = "submitted_on"
    AUDITED_ON = "audited_on"
    EVIDENCE_ON = "evidence_on"
    RESUBMITTED_ON = "resubmitted_on"


class CountFact(StrEnum):
    """Whole numbers of years, months, hours or times."""

    SERVICE_YEARS = "service_years"
    TOWNSHIP_POST_YEARS = "township_post_years"
    RURAL_YEARS = "rural_years"
    RURAL_MONTHS = "rural_months"
    TRAINING_HOURS = "training_hours"
    GREEN_USED = "green_used"
    MEDIC_USED = "medic_used"


class YesFact(StrEnum):
    """Yes or no."""

    CATEGORY_CHECKED = "category_checked"
    ONLINE_PAPER_MATCH = "online_paper_match"
    MATERIALS_TRUE = "materials_true"
    PLEDGED = "pledged"
    PRIVATE = "private"


class WordFact(StrEnum):
    """One word of a closed list, or one text."""

    STANDING = "standing"
    CATEGORY = "category"
    CHANNEL = "channel"
    WORKPLACE = "workplace"
    REVIEW_GROUP = "review_group"
    EMPLOYER = "employer"
    REGION = "region"
    INSURED_BY = "insured_by"
    INSURED_REGION = "insured_region"


class WordsFact(StrEnum):
    """Several words of a closed list."""

    ENTRUST_PAPERS = "entrust_papers"
    SIGNATURES = "signatures"


class UnitFact(StrEnum):
    """The unit whose places are counted: the employer, or the area or unit that got a share."""

    EMPLOYER = "employer"
    PLACES_UNIT = "places_unit"
