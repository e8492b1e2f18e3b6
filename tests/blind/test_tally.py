"""Counting: every size, attendance and yes vote from 7 to 33 against the law's own table, at the exact thirds."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from blind.errors import Malformed
from blind.tally import Base, Count, Readings, Recused, Stands, least, tally

TABLE = {
    7: (5, 5, 4),
    9: (6, 6, 4),
    11: (8, 8, 6),
    13: (9, 9, 6),
    15: (10, 10, 7),
    17: (12, 12, 8),
    21: (14, 14, 10),
    25: (17, 17, 12),
}
"""Members drawn -> fewest present for a quorum, fewest yes if all are present, fewest yes at a bare quorum."""


def passed(yes: int, present: int, drawn: int, **readings: Any) -> bool:
    return tally(Count(yes=yes), drawn=drawn, present=present, readings=Readings(**readings)).passed


def test_b12_every_size_attendance_and_vote_from_7_to_33_agrees_with_whole_numbers() -> None:
    wrong = [
        (drawn, present, yes)
        for drawn in range(7, 34)
        for present in range(drawn + 1)
        for yes in range(present + 1)
        if passed(yes, present, drawn) != (yes > 0 and 3 * yes >= 2 * present and 3 * present >= 2 * drawn)
    ]
    assert wrong == []


def test_b12_exactly_two_thirds_fail_only_where_the_number_is_not_included() -> None:
    """One vote at the exact third is all that the two readings differ in."""
    differing = {
        (present, yes)
        for present in range(1, 34)
        for yes in range(present + 1)
        if passed(yes, present, present) != passed(yes, present, present, majority_inclusive=False)
    }
    assert differing == {(present, 2 * present // 3) for present in range(3, 34, 3)}


@pytest.mark.parametrize("drawn", TABLE)
def test_the_printed_table_of_sizes_holds(drawn: int) -> None:
    quorum, whole, bare = TABLE[drawn]
    present = [number for number in range(drawn + 1) if passed(number, number, drawn)]
    assert min(present) == quorum
    assert min(yes for yes in range(drawn + 1) if passed(yes, drawn, drawn)) == whole
    assert min(yes for yes in range(quorum + 1) if passed(yes, quorum, drawn)) == bare


def test_a_bare_quorum_lets_a_minority_of_the_drawn_pass_and_both_shares_say_so() -> None:
    found = tally(Count(yes=4, no=2), drawn=9, present=6)
    assert (found.passed, found.passed_by_a_minority_of_drawn) == (True, True)
    assert (found.share_of_attending, found.share_of_drawn) == (Fraction(2, 3), Fraction(4, 9))


def test_spoilt_ballots_abstentions_and_unused_slots_count_as_present_and_not_in_favour() -> None:
    found = tally(Count(yes=5, no=0, abstained=1, spoilt=1), drawn=9, present=8)
    assert (found.base, found.needed, found.unused, found.passed) == (8, 6, 1, False)


@pytest.mark.parametrize("leaving", ["abstained", "spoilt", "unused"])
def test_each_of_them_may_leave_the_count_by_a_named_reading(leaving: str) -> None:
    count = Count(yes=5, no=0, abstained=1, spoilt=1)
    found = tally(count, drawn=9, present=8, readings=Readings(**{leaving: Stands.LEAVES}))
    assert (found.base, found.needed, found.passed) == (7, 5, True)


def test_the_whole_committee_as_base_is_a_named_reading() -> None:
    found = tally(Count(yes=6, no=2), drawn=12, present=8, readings=Readings(majority_of=Base.DRAWN))
    assert (found.base, found.needed, found.passed) == (12, 8, False)
    assert tally(Count(yes=6, no=2), drawn=12, present=8).passed


@pytest.mark.parametrize(
    ("reading", "base", "needed"), [(Recused.LEAVES, 8, 6), (Recused.STAYS, 9, 6), (Recused.VOTES, 9, 6)]
)
def test_a_recused_member_leaves_stays_or_votes_as_read(reading: Recused, base: int, needed: int) -> None:
    found = tally(Count(yes=6, no=2, recused=1), drawn=9, present=9, readings=Readings(recused=reading))
    assert (found.base, found.needed, found.passed) == (base, needed, True)


def test_a_recused_member_who_stays_makes_the_bar_higher() -> None:
    count = Count(yes=6, no=2, recused=2)
    leaves, stays = (tally(count, drawn=11, present=10, readings=Readings(recused=one)) for one in list(Recused)[:2])
    assert (leaves.needed, leaves.passed) == (6, True)
    assert (stays.needed, stays.passed) == (7, False)


def test_a_candidates_quorum_may_need_members_who_can_vote_on_the_candidate() -> None:
    count = Count(yes=5, recused=1)
    assert tally(count, drawn=9, present=6).quorum_met
    assert not tally(count, drawn=9, present=6, readings=Readings(quorum_of_recused=True)).quorum_met


def test_quorum_may_exclude_the_number_itself() -> None:
    assert passed(6, 6, 9)
    assert not passed(6, 6, 9, quorum_inclusive=False)
    assert passed(7, 7, 9, quorum_inclusive=False)


def test_nobody_passes_without_a_single_vote() -> None:
    nothing = {"abstained": Stands.LEAVES, "unused": Stands.LEAVES}
    assert not tally(Count(yes=0, abstained=9), drawn=9, present=9, readings=Readings(**nothing)).passed
    assert not passed(0, 0, 1, quorum=Fraction(1, 1000))


@pytest.mark.every
@pytest.mark.parametrize(
    ("count", "drawn", "present"),
    [
        (Count(yes=10), 9, 9),
        (Count(yes=8, recused=2), 9, 9),
        (Count(yes=1), 9, 10),
        (Count(yes=0), 0, 0),
        (Count(yes=0), 9, -1),
        (Count(yes=0, recused=3), 9, 2),
    ],
)
def test_numbers_that_cannot_be_are_refused(count: Count, drawn: int, present: int) -> None:
    with pytest.raises(Malformed):
        tally(count, drawn=drawn, present=present)


@pytest.mark.parametrize("number", [-1, 1.0, True, "3"])
def test_a_count_is_a_whole_number_of_ballots(number: Any) -> None:
    with pytest.raises(Malformed, match="not-a-count"):
        Count(yes=number)


@pytest.mark.parametrize("share", [0.66, Fraction(0), Fraction(4, 3), "2/3"])
def test_a_share_is_a_fraction_and_never_a_float(share: Any) -> None:
    with pytest.raises(Malformed, match="not-a-share"):
        Readings(majority=share)


def test_readings_are_recorded_by_name() -> None:
    assert Readings(majority_inclusive=False).as_dict() == {
        "quorum": "2/3",
        "majority": "2/3",
        "majority_of": "attending",
        "abstained": "stays",
        "spoilt": "stays",
        "unused": "stays",
        "recused": "leaves",
        "quorum_inclusive": True,
        "majority_inclusive": False,
        "quorum_of_recused": False,
    }


def test_least_is_the_smallest_number_that_reaches_the_share() -> None:
    for whole in range(40):
        for share in (Fraction(2, 3), Fraction(1, 2), Fraction(3, 5), Fraction(1)):
            reached = [number for number in range(whole + 2) if number >= share * whole]
            passed_over = [number for number in range(whole + 2) if number > share * whole]
            assert least(share, whole, inclusive=True) == min(reached)
            assert least(share, whole, inclusive=False) == min(passed_over)
