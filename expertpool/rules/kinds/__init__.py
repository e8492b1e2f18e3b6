"""The table of contents: every kind of rule, one a file. Their order is the order in which reasons are given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from expertpool.rules.kinds.cap_per_employer import CapPerEmployer
from expertpool.rules.kinds.drawn_at_random import DrawnAtRandom
from expertpool.rules.kinds.employer_not_supervising import EmployerNotSupervising
from expertpool.rules.kinds.every_seat_taken import EverySeatTaken
from expertpool.rules.kinds.expert_level_at_least import ExpertLevelAtLeast
from expertpool.rules.kinds.filing_at_most import FilingAtMost
from expertpool.rules.kinds.filing_in_force import FilingInForce
from expertpool.rules.kinds.in_pool import InPool
from expertpool.rules.kinds.kept_members_stay import KeptMembersStay
from expertpool.rules.kinds.kind import Kind
from expertpool.rules.kinds.never_together import NeverTogether
from expertpool.rules.kinds.not_applying import NotApplying
from expertpool.rules.kinds.not_dishonest import NotDishonest
from expertpool.rules.kinds.odd_size import OddSize
from expertpool.rules.kinds.one_series import OneSeries
from expertpool.rules.kinds.pass_line import PassLine
from expertpool.rules.kinds.pledge_before_access import PledgeBeforeAccess
from expertpool.rules.kinds.pool_times_seats import PoolTimesSeats
from expertpool.rules.kinds.quorum import Quorum
from expertpool.rules.kinds.recorded_before import RecordedBefore
from expertpool.rules.kinds.recused import Recused
from expertpool.rules.kinds.rest_after_years import RestAfterYears
from expertpool.rules.kinds.seats_by_specialty import SeatsBySpecialty
from expertpool.rules.kinds.series_match import SeriesMatch
from expertpool.rules.kinds.share_of_pool import ShareOfPool
from expertpool.rules.kinds.share_of_seats import ShareOfSeats
from expertpool.rules.kinds.size_at_least import SizeAtLeast
from expertpool.rules.kinds.term_at_most import TermAtMost
from expertpool.rules.kinds.term_in_force import TermInForce
from expertpool.rules.kinds.votes_of_those_present import VotesOfThosePresent

KINDS: Mapping[str, type[Kind[Any]]] = {
    # the pool
    "share_of_pool": ShareOfPool,
    "pool_times_seats": PoolTimesSeats,
    # the committee
    "one_series": OneSeries,
    "size_at_least": SizeAtLeast,
    "odd_size": OddSize,
    "filing_in_force": FilingInForce,
    "filing_at_most": FilingAtMost,
    "recorded_before": RecordedBefore,
    # one expert
    "in_pool": InPool,
    "not_dishonest": NotDishonest,
    "recused": Recused,
    "not_applying": NotApplying,
    "employer_not_supervising": EmployerNotSupervising,
    "series_match": SeriesMatch,
    "expert_level_at_least": ExpertLevelAtLeast,
    "term_in_force": TermInForce,
    "term_at_most": TermAtMost,
    "rest_after_years": RestAfterYears,
    "pledge_before_access": PledgeBeforeAccess,
    # the panel
    "every_seat_taken": EverySeatTaken,
    "drawn_at_random": DrawnAtRandom,
    "kept_members_stay": KeptMembersStay,
    "seats_by_specialty": SeatsBySpecialty,
    "share_of_seats": ShareOfSeats,
    "cap_per_employer": CapPerEmployer,
    "never_together": NeverTogether,
    # the meeting and the vote
    "quorum": Quorum,
    "pass_line": PassLine,
    "votes_of_those_present": VotesOfThosePresent,
}

_NAMES = {kind: name for name, kind in KINDS.items()}


def name_of(check: Kind[Any]) -> str:
    """The name a pack gives this kind."""
    return _NAMES[type(check)]


def place_of(check: Kind[Any]) -> int:
    """Where the kind stands in the table of contents."""
    return list(KINDS).index(name_of(check))
