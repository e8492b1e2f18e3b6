"""Table of contents: every kind of rule about applicants, in the order in which reasons are given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from expertpool.eligibility.kinds.all_papers import AllPapers
from expertpool.eligibility.kinds.among import Among
from expertpool.eligibility.kinds.at_least import AtLeast
from expertpool.eligibility.kinds.corrected_once import CorrectedOnce
from expertpool.eligibility.kinds.direct_apply import DirectApply
from expertpool.eligibility.kinds.directed_scope import DirectedScope
from expertpool.eligibility.kinds.done_by import DoneBy
from expertpool.eligibility.kinds.education_at_least import EducationAtLeast
from expertpool.eligibility.kinds.exam_valid import ExamValid
from expertpool.eligibility.kinds.fit_appraisals import FitAppraisals
from expertpool.eligibility.kinds.green_level import GreenLevel
from expertpool.eligibility.kinds.kind import Kind
from expertpool.eligibility.kinds.level_among import LevelAmong
from expertpool.eligibility.kinds.not_after import NotAfter
from expertpool.eligibility.kinds.not_exam_only import NotExamOnly
from expertpool.eligibility.kinds.not_retired import NotRetired
from expertpool.eligibility.kinds.one_application import OneApplication
from expertpool.eligibility.kinds.one_channel import OneChannel
from expertpool.eligibility.kinds.places_of_unit import PlacesOfUnit
from expertpool.eligibility.kinds.places_total import PlacesTotal
from expertpool.eligibility.kinds.published import Published
from expertpool.eligibility.kinds.record_over import RecordOver
from expertpool.eligibility.kinds.reviewed_blind import ReviewedBlind
from expertpool.eligibility.kinds.routed import Routed
from expertpool.eligibility.kinds.same_text import SameText
from expertpool.eligibility.kinds.sanction_over import SanctionOver
from expertpool.eligibility.kinds.standing_allowed import StandingAllowed
from expertpool.eligibility.kinds.stated_yes import StatedYes
from expertpool.eligibility.kinds.step_by_step import StepByStep
from expertpool.eligibility.kinds.used_at_most import UsedAtMost
from expertpool.eligibility.kinds.years_at_grassroots import YearsAtGrassroots
from expertpool.eligibility.kinds.years_in_title import YearsInTitle

KINDS: Mapping[str, type[Kind[Any]]] = {
    # who may apply
    "among": Among,
    "not_retired": NotRetired,
    "standing_allowed": StandingAllowed,
    "sanction_over": SanctionOver,
    "record_over": RecordOver,
    "stated_yes": StatedYes,
    "same_text": SameText,
    # for what
    "step_by_step": StepByStep,
    "years_in_title": YearsInTitle,
    "education_at_least": EducationAtLeast,
    "at_least": AtLeast,
    "fit_appraisals": FitAppraisals,
    "not_exam_only": NotExamOnly,
    "exam_valid": ExamValid,
    # favours
    "green_level": GreenLevel,
    "level_among": LevelAmong,
    "used_at_most": UsedAtMost,
    "not_after": NotAfter,
    "years_at_grassroots": YearsAtGrassroots,
    "direct_apply": DirectApply,
    "directed_scope": DirectedScope,
    # how and when
    "done_by": DoneBy,
    "routed": Routed,
    "reviewed_blind": ReviewedBlind,
    "all_papers": AllPapers,
    "published": Published,
    "corrected_once": CorrectedOnce,
    # across applications
    "one_application": OneApplication,
    "one_channel": OneChannel,
    "places_total": PlacesTotal,
    "places_of_unit": PlacesOfUnit,
}

_NAMES = {kind: name for name, kind in KINDS.items()}


def name_of(check: Kind[Any]) -> str:
    """The name a pack gives this kind."""
    return _NAMES[type(check)]


def place_of(check: Kind[Any]) -> int:
    """Where the kind stands in the table of contents."""
    return list(KINDS).index(name_of(check))
